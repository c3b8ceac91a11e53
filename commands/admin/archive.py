"""The command `archive`: a round in one folder, to open without us."""

from __future__ import annotations

import shutil
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import click

from escalade.commands.admin.receipts import KEY
from escalade.commands.terminal.command import Sectioned, Verb, references
from escalade.commands.terminal.settings import current

if TYPE_CHECKING:
    from escalade.commands.admin.archive_index import ArchivedPaper
    from escalade.models.integrity.keys import SigningKey
    from escalade.models.reader import Reader
    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.standing import Standing

LEDGER, VERIFIER = "ledger.sealed", "verify_receipt.py"


@click.command("archive", cls=Verb, example="escalade archive 2017 --to archive-2017 --key ledger.key")
@click.argument("round_", metavar="ROUND", shell_complete=references)
@click.option("--to", cls=Sectioned, metavar="FOLDER", required=True, type=click.Path(path_type=Path),
              help="The folder to make.")  # fmt: skip
@click.option("--audience", cls=Sectioned, type=click.Choice(["public", "members", "office"]), default="office",
              help="Put in what these may read; the office, unless given, with the sealed ledger.")  # fmt: skip
@KEY
def archive(round_: str, to: Path, key: Path, audience: str) -> None:
    """Put a round into one folder that opens without escalade.

    Its issued papers and attached files as they are kept, a readable index, a receipt for each paper, the sealed
    ledger, and the single file that checks receipts. What is for members or the office is in it, and said to be so;
    with --audience it holds what others may read, and no ledger.
    """
    from escalade.commands.terminal.output_file import UnwritableFileError
    from escalade.models.files.atomic_file import draft_of, sweep
    from escalade.models.integrity.keys import load_key
    from escalade.models.transfer.backup import ExistingFileError
    from escalade.services.acts.references import find_round

    if to.exists() or to.is_symlink():
        raise ExistingFileError(to)
    signing = load_key(key)
    sweep(to)
    draft = draft_of(to)
    try:
        with current().reading() as reader:
            papers = _filled(draft, reader, find_round(round_, reader), signing, audience)
        draft.rename(to)
    except UnwritableFileError as error:
        raise UnwritableFileError(to, error.error) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    click.echo(f"{len(papers)} papers of {round_} are in {to}; begin with {to / 'index.html'}.")


def _filled(draft: Path, reader: Reader, group: str, key: SigningKey, audience: str) -> list[ArchivedPaper]:
    """Write all of it into a new folder; the papers there.

    Raises:
        EscaladeError: the key is not listed, or the folder cannot be written.
    """
    from escalade.commands.admin.archive_index import OFFICE, as_csv, as_html, as_markdown, contents
    from escalade.commands.terminal.output_file import write_whole
    from escalade.models.integrity import verify_receipt
    from escalade.models.transfer.sealed import seal_ledger

    for name in ("", "papers", "receipts"):
        _made(draft / name)
    standing = reader.standing(reader=audience)
    papers = [paper for record in _records(standing, group) for paper in _of_record(draft, reader, record, key)]
    whole = contents(reader, group, papers, key, audience)
    for name, text in (("index.html", as_html(whole)), ("index.md", as_markdown(whole)), ("papers.csv", as_csv(whole))):
        write_whole(draft / name, [text.encode()])
    if audience == OFFICE:
        write_whole(draft / LEDGER, seal_ledger(reader, key))
    write_whole(draft / VERIFIER, [Path(verify_receipt.__file__).read_bytes()])
    write_whole(draft / "key.txt", [f"{key.public}\n".encode()])
    return papers


def _made(folder: Path) -> None:
    from escalade.commands.terminal.output_file import NoFolderError, UnwritableFileError

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


def _of_record(draft: Path, reader: Reader, record: Record, key: SigningKey) -> list[ArchivedPaper]:
    """Write the files that a record names, each with the record's receipt."""
    import msgspec

    from escalade.commands.admin.archive_index import ArchivedPaper
    from escalade.commands.terminal.output_file import write_whole
    from escalade.models.integrity.receipts import make_receipt
    from escalade.models.store.named_files import find_digests

    papers = []
    for digest in find_digests(record):
        kept = reader.paper(digest)
        if kept is None:
            papers.append(ArchivedPaper(record, digest, "", "", ""))
            continue
        name, data = PurePath(kept[0]).name, kept[1]
        path = f"papers/{digest[:8]}-{name}" if (draft / "papers" / name).exists() else f"papers/{name}"
        receipt = f"receipts/{record.reference.replace('/', '-').replace('#', '-')}.json"
        write_whole(draft / path, [data])
        proof = msgspec.json.format(msgspec.json.encode(make_receipt(reader, record.reference, key)), indent=2)
        write_whole(draft / receipt, [proof + b"\n"])
        papers.append(ArchivedPaper(record, digest, name, path, receipt))
    return papers
