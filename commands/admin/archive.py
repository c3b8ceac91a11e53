"""The command `archive`: a round in one folder, to open without us."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple

import click
import msgspec

from escalade.commands.admin.receipts import KEY
from escalade.commands.terminal.command import Verb, references
from escalade.commands.terminal.output_file import FILE, NoFolderError, UnwritableFileError, write_whole
from escalade.commands.terminal.settings import current
from escalade.models.files.atomic_file import draft_of, file_exists, sweep
from escalade.models.integrity import verify_receipt
from escalade.models.integrity.keys import load_key
from escalade.models.integrity.receipts import make_checkpoint, make_receipt, sign_checkpoint
from escalade.models.store.derived import find_digests
from escalade.models.transfer.sealed import seal_ledger
from escalade.models.views.visibility import withholds
from escalade.services.acts.references import find_round
from escalade.services.views.nouns import in_nouns
from escalade.services.views.stand import say_stand
from escalade.services.views.text import text_in
from escalade.templates.environment import draw_page
from escalade.workflow.subjects.stand import stand_of
from escalade.workflow.subjects.topic import title_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escalade.models.integrity.keys import SigningKey
    from escalade.models.reader import Reader
    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.standing import Standing


LEDGER, VERIFIER = "ledger.sealed", "verify_receipt.py"


@click.command("archive", cls=Verb, example="escalade archive 2017 --to archive-2017 --key ledger.key")
@click.argument("round_", metavar="ROUND", shell_complete=references)
@click.option("--to", metavar="FOLDER", required=True, type=FILE,
              help="The folder to make.")  # fmt: skip
@click.option("--audience", type=click.Choice(["public", "members", "office"]), default="office",
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
    signing = load_key(key)
    sweep(to)
    draft = draft_of(to)
    try:
        with current().reading() as reader:
            group = find_round(round_, reader)
            papers = _filled(draft, reader, group, signing, audience)
        draft.rename(to)
    except UnwritableFileError as error:
        raise UnwritableFileError(to, error.error) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    click.echo(f"{len(papers)} papers of {round_} are in {to}; begin with {to / 'index.html'}.")


def _filled(draft: Path, reader: Reader, group: str, key: SigningKey, audience: str) -> list[ArchivedPaper]:
    """Write all of it into a new folder; the papers there."""
    for name in ("", "papers", "receipts"):
        _made(draft / name)
    standing = reader.standing(reader=audience)
    papers = [
        paper for record in _records(standing, group) for paper in _of_record(draft, reader, record, standing, key)
    ]
    whole = contents(reader, group, papers, key, audience)
    for name, text in (("index.html", as_html(whole)), ("papers.csv", as_csv(whole))):
        write_whole(draft / name, [text.encode()])
    if audience == OFFICE:
        write_whole(draft / LEDGER, seal_ledger(reader, key))
    write_whole(draft / VERIFIER, [Path(verify_receipt.__file__).read_bytes()])
    write_whole(draft / "key.txt", [f"{key.public}\n".encode()])
    listed = "".join(f"{verify_receipt.digest_line(draft, path)}\n" for path in verify_receipt.files_of(draft))
    write_whole(draft / verify_receipt.LISTED, [sign_checkpoint(reader, key, listed).encode()])
    return papers


def _made(folder: Path) -> None:
    if not folder.parent.is_dir():
        raise NoFolderError(folder)
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise UnwritableFileError(folder, error) from error


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
OFFICE = "office"
WITHHELD = "Where no receipt is given, the bytes of the record name more than this archive may, and are for officers."
FOR = {"public": "the public", "members": "members only", "office": "the office only"}


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


class ArchiveContents(NamedTuple):
    """All that the index tells."""

    title: str
    topics: list[tuple[str, str, str]]
    """The reference and the title of each topic, and how it stands."""
    papers: Sequence[ArchivedPaper]
    origin: str
    size: int
    root: str
    key: str
    audience: str


def contents(
    reader: Reader, group: str, papers: Sequence[ArchivedPaper], key: SigningKey, audience: str
) -> ArchiveContents:
    """Write the index of a round."""
    standing, point = reader.standing(reader=audience), make_checkpoint(reader)
    constitution = standing.body.constitution()
    body = text_in(constitution.name) if constitution else ""
    topics = [
        (one.reference, text_in(title_of(one)), in_nouns(say_stand(stand_of(one, standing), standing), constitution))
        for one in standing.topics_of(group)
    ]
    title = f"{body}: round {group}"
    return ArchiveContents(title, topics, papers, point.origin, point.size, point.root.hex(), str(key.public), audience)


def explain_checks(whole: ArchiveContents) -> list[str]:
    """Explain in plain sentences how the archive is checked."""
    ledger = (
        "ledger.sealed holds every act as JSON, a line each, and can be loaded: escalade load --sealed ledger.sealed."
    )
    return [
        f"The ledger {whole.origin} had {whole.size} records when this was made; its root was {whole.root}.",
        "A paper is the one that was issued if its SHA-256 is the one given here (sha256sum FILE).",
        "A receipt proves that the record of a paper stands in that ledger. Check it with Python and cryptography:",
        "python verify_receipt.py RECEIPT --key KEY, where KEY is the line in key.txt, if you trust it.",
        "The same with this folder in the place of RECEIPT: every file is here as it was signed, and no other.",
        *([ledger] if whole.audience == OFFICE else []),
        *([WITHHELD] if any(paper.path and not paper.receipt for paper in whole.papers) else []),
    ]


def readers(whole: ArchiveContents) -> str:
    """For whom the archive is, in a sentence."""
    if whole.audience == OFFICE:
        return "This archive holds what is for members and for the office too: it is for the office only."
    return f"This archive holds what is for {FOR[whole.audience]}; the ledger is not in it."


def as_html(whole: ArchiveContents) -> str:
    """The index as a page that needs nothing else."""
    beside = (*((LEDGER,) if whole.audience == OFFICE else ()), VERIFIER, "key.txt")
    told = {"readers": readers(whole), "checks": explain_checks(whole), "beside": beside, "heads": HEADS}
    return draw_page("archive", title=whole.title, whole=whole, for_whom=FOR, **told)


def as_csv(whole: ArchiveContents) -> str:
    """The papers as a table."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(HEADS)
    writer.writerows(
        (
            paper.path,
            paper.what,
            paper.record.audience,
            paper.record.on,
            paper.record.reference,
            paper.receipt,
            paper.digest,
        )
        for paper in whole.papers
    )
    return written.getvalue()
