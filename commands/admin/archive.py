"""The command `archive`: a round in one folder, to open without us."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import Any, NamedTuple

import click
import msgspec

from escalade.commands.admin.receipts import KEY
from escalade.commands.terminal.command import AUDIENCES, Verb, references
from escalade.commands.terminal.output_file import FILE, check_folder_of, make_folder, write_whole
from escalade.commands.terminal.settings import current
from escalade.commands.terminal.table import as_csv
from escalade.models.files import file_exists
from escalade.models.integrity import verify_receipt
from escalade.models.integrity.keys import SigningKey, load_key
from escalade.models.integrity.receipts import make_checkpoint, make_receipt, sign_checkpoint
from escalade.models.reader import Reader
from escalade.models.store.projections import find_digests
from escalade.models.transfer import seal_ledger
from escalade.models.views.view import withholds
from escalade.services.acts.references import find_round
from escalade.services.views.nouns import in_nouns
from escalade.services.views.stand import say_stand
from escalade.services.views.text import text_in
from escalade.templates.environment import draw_page
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.stand import stand_of
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.subjects.topic import title_of


@click.command("archive", cls=Verb, example="escalade archive 2017 --to archive-2017 --key ledger.key")
@click.argument("round_", metavar="ROUND", shell_complete=references)
@click.option("--to", metavar="FOLDER", required=True, type=FILE,
              help="The folder to make.")  # fmt: skip
@click.option("--audience", type=click.Choice(AUDIENCES), default="office",
              help="Put in what these may read; the office, unless given, with the sealed ledger.")  # fmt: skip
@KEY
def archive(round_: str, to: Path, key: Path, audience: str) -> None:
    """Put a round into one folder that opens without escalade.

    Its issued papers and attached files as they are kept, a readable index, a receipt for each paper, the sealed
    ledger, the single file that checks receipts, and a signed list of all these. What is for members or the office is
    in it, and said to be so; with --audience it holds what others may read, and no ledger.
    """
    if to.exists() or to.is_symlink():
        raise file_exists(to)
    check_folder_of(to)
    signing = load_key(key)
    with make_folder(to) as draft, current().reading() as reader:
        papers = _fill(draft, reader, find_round(round_, reader), signing, audience)
    click.echo(f"{len(papers)} papers of {round_} are in {to}; begin with {to / 'index.html'}.")


def _fill(draft: Path, reader: Reader, group: str, key: SigningKey, audience: str) -> list[ArchivedPaper]:
    """Write all of it into a new folder; the papers there."""
    for name in ("papers", "receipts"):
        (draft / name).mkdir()
    standing, point = reader.standing(reader=audience), make_checkpoint(reader)
    papers = [
        paper for record in _records(standing, group) for paper in _of_record(draft, reader, record, standing, key)
    ]
    told = {"audience": audience, "point": point, "papers": papers, "heads": HEADS}
    page = draw_page("archive", **told | describe_round(group, standing))
    for name, text in (("index.html", page), ("papers.csv", as_csv(HEADS, [paper.row for paper in papers]))):
        write_whole(draft / name, [text.encode()])
    if audience == "office":
        write_whole(draft / "ledger.sealed", seal_ledger(reader, key))
    write_whole(draft / "verify_receipt.py", [Path(verify_receipt.__file__).read_bytes()])
    write_whole(draft / "key.txt", [f"{key.public}\n".encode()])
    listed = "".join(f"{verify_receipt.digest_line(draft, path)}\n" for path in verify_receipt.files_of(draft))
    write_whole(draft / verify_receipt.LISTED, [sign_checkpoint(reader, key, listed).encode()])
    return papers


def describe_round(group: str, standing: Standing) -> dict[str, Any]:
    """Name a round, and say how its topics stand."""
    constitution = standing.body.constitution()
    topics = [
        (one.reference, text_in(title_of(one)), in_nouns(say_stand(stand_of(one, standing), standing), constitution))
        for one in standing.topics_of(group)
    ]
    return {"title": f"{text_in(constitution.name) if constitution else ''}: round {group}", "topics": topics}


def _records(standing: Standing, group: str) -> list[Record]:
    """Every record of a round and its topics that may be read and may name a file."""
    names = [group, *(topic.reference for topic in standing.topics_of(group))]
    return [record for name in names for record in standing.subject(name).told]


def _of_record(draft: Path, reader: Reader, record: Record, standing: Standing, key: SigningKey) -> list[ArchivedPaper]:
    """Write the files that a record names, each with the record's receipt.

    A receipt holds the bytes of the record: where they tell more than those may
    read for whom the archive is, there is none.
    """
    papers = []
    for digest in find_digests(record):
        kept = reader.paper(digest)
        if kept is None:
            papers.append(ArchivedPaper(record, digest, "", "", ""))
            continue
        name, data = PurePath(kept[0]).name, kept[1]
        path = f"papers/{digest[:8]}-{name}" if (draft / "papers" / name).exists() else f"papers/{name}"
        write_whole(draft / path, [data])
        receipt = _write_receipt(draft, make_receipt(reader, record.reference, key), record.reference, standing)
        papers.append(ArchivedPaper(record, digest, name, path, receipt))
    return papers


def _write_receipt(draft: Path, receipt: dict[str, object], record: str, standing: Standing) -> str:
    """Write a receipt, unless its readers may not read all of it; where it lies."""
    if withholds(record, str(receipt["record"]).encode(), standing.subjects):
        return ""
    path = f"receipts/{record.replace('/', '-').replace('#', '-')}.json"
    write_whole(draft / path, [msgspec.json.format(msgspec.json.encode(receipt), indent=2) + b"\n"])
    return path


HEADS = ("paper", "what", "for", "day", "record", "receipt", "SHA-256")


class ArchivedPaper(NamedTuple):
    """A file of an archive, and the record that names it."""

    record: Record
    digest: str
    name: str
    path: str
    """Where it lies in the archive; empty where its bytes were not kept."""
    receipt: str
    """Where its receipt lies; empty where there is none."""

    @property
    def what(self) -> str:
        """Name a file: a kind of paper and its symbol, or evidence of an act."""
        motion, document = self.record.motion, self.record.evidence.document
        if self.record.act != "issue" or self.digest in self.record.evidence.attachments:
            return f"evidence of {self.record.act}"
        annulled = f", annulled by {self.record.annulled_by}" if self.record.annulled_by else ""
        return f"{getattr(motion, 'kind', '')} {document or getattr(motion, 'symbol', '')}{annulled}"

    @property
    def row(self) -> tuple[str, ...]:
        """What the table of papers says of it."""
        record = self.record
        return (self.path, self.what, record.audience, record.on, record.reference, self.receipt, self.digest)
