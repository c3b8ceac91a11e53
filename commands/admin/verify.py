"""The command `verify`: the whole record, or something held against it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import click
import msgspec

from escalade.commands.admin.receipts import public_keys
from escalade.commands.terminal.command import FOUND_WRONG, Verb, refuse_idle
from escalade.commands.terminal.output_file import FILE, load_file, progress
from escalade.commands.terminal.settings import current
from escalade.commands.terminal.table import draw, dump
from escalade.models.files import LARGEST_KEY
from escalade.models.integrity.keys import verify_signature
from escalade.models.integrity.receipts import (
    ReceiptCheck,
    body_of,
    contains_source,
    hold_against,
    holds_checkpoint,
    holds_photo,
    read_witness,
)
from escalade.models.integrity.verify import Verification
from escalade.models.integrity.verify import verify as verified
from escalade.templates.formats.file import seals_in
from escalade.workflow.ledger.checkpoints import Checkpoint, CheckpointError, PublicKey

Held = tuple[str, str, "ReceiptCheck"]
"""A file, what of it was held against the record, and what came of it."""


@click.command(
    "verify",
    cls=Verb,
    example="escalade verify\nescalade verify --since yesterday.checkpoint\nescalade verify --paper C17-51.fr.docx\n"
    "escalade verify --photo 'escalade/… 16 …'\nescalade verify --against mine.receipt.json theirs.receipt.json",
)
@click.option("--paper", "papers", metavar="FILE", multiple=True, type=FILE,
              help="Hold a paper against the record; repeat it.")  # fmt: skip
@click.option("--checkpoint", metavar="FILE", type=FILE, help="Hold a signed checkpoint against it.")
@click.option("--photo", metavar="TEXT",
              help="Hold against it what a phone reads from the code in the room.")  # fmt: skip
@click.option("--against", "two", metavar="FILE FILE", nargs=2, type=FILE,
              help="Hold two receipts, checkpoints or papers against each other, without a register.")  # fmt: skip
@click.option("--key", "keys", metavar="KEY", multiple=True,
              help="A public key that you trust to have signed the two.")  # fmt: skip
@click.option("--since", metavar="FILE", type=FILE,
              help="Check only what came after this signed checkpoint.")  # fmt: skip
def verify(
    papers: tuple[Path, ...],
    checkpoint: Path | None,
    photo: str | None,
    two: tuple[Path, Path] | None,
    keys: tuple[str, ...],
    since: Path | None,
) -> None:
    """Check the whole record; or hold a checkpoint, photo or paper to it.

    The whole is bytes, hashes, root and derived tables, and every act tried again. Of a paper it says, separately,
    whether it is what was issued and whether the record still contains what it was drawn from. Of two receipts,
    checkpoints or papers it says whether one register can have given both.
    """
    asked = {"papers": papers, "checkpoint": checkpoint, "photo": photo is not None, "two": two, "since": since}
    first = next((name for name, given in asked.items() if given), "since")
    others = set(asked) - {first} | ({"keys"} if first != "two" else set())
    refuse_idle("each check is done by itself, and a key is for two files", *others)
    if two:
        report_checks([(f"{two[0].name}, {two[1].name}", "ledger", hold_two(two, public_keys(keys)))])
    elif papers:
        report_checks(hold_papers(papers))
    elif checkpoint:
        report_checks([(checkpoint.name, "checkpoint", check_checkpoint(checkpoint)[0])])
    elif photo is not None:
        with current().reading() as reader:
            report_checks([("photo", "checkpoint", holds_photo(reader, photo, verify_signature))])
    else:
        whole(since)


def whole(since: Path | None) -> None:
    """Check every record, or every one after a checkpoint that holds."""
    setting, size = current(), 0
    if since:
        holding, size = check_checkpoint(since)
        if not holding.ok:
            report_checks([(since.name, "checkpoint", holding)])
    with progress("records") as shown:
        found = verified(setting.location(), size, shown)
    if setting.format in {"json", "table"}:
        show(found, since=size)
    else:
        draw(setting, ("where", "what"), [(finding.where, finding.what) for finding in found.findings])
    if found.findings:
        click.get_current_context().exit(FOUND_WRONG)


def show(found: Verification, *, since: int) -> None:
    """Say what was checked and what was found."""
    if current().format == "json":
        dump({**msgspec.structs.asdict(found), "since": since})
        return
    findings = found.findings
    many = f"{len(findings)} things are wrong:" if len(findings) > 1 else "one thing is wrong:"
    after = f" after the first {since}" if since else ""
    click.echo(f"{found.records - since} records{after} checked, {many if findings else 'nothing is wrong.'}")
    click.echo("".join(f"- {finding.where}: {finding.what}\n" for finding in findings), nl=False)
    if found.absent:
        click.echo("Recorded here without their bytes, which proves nothing for or against them:")
        click.echo("".join(f"- {one.where}: {one.what}\n" for one in found.absent), nl=False)
    if found.copy_of:
        click.echo(f"It is a working copy of round {found.copy_of}, which proves nothing of the register it is from.")
    if found.contradictions:
        click.echo("Facts that contradict each other, and all stand:")
        click.echo("".join(f"- {one.what}\n" for one in found.contradictions), nl=False)
    click.echo(f"root {found.root}")


def check_checkpoint(path: Path) -> tuple[ReceiptCheck, int]:
    """Whether a checkpoint holds, and the size that it was signed for."""
    note = load_file(path, LARGEST_KEY).decode(errors="replace")
    with current().reading() as reader:
        holding = holds_checkpoint(reader, note, verify_signature)
    return holding, Checkpoint.parse(note).size if holding.ok else 0


def hold_two(two: tuple[Path, Path], keys: tuple[PublicKey, ...]) -> ReceiptCheck:
    """Whether two files can be of one ledger."""
    read = [(path.name, load_file(path)) for path in two]
    try:
        one, other = (
            read_witness(name, data, [(seal.size, seal.root) for seal in seals_in(data)], keys, verify_signature)
            for name, data in read
        )
    except CheckpointError as error:
        return ReceiptCheck(ok=False, sentence=str(error))
    found = hold_against(one, other)
    unsigned = " No signature was looked at: --key names who is trusted." if not (one.signer or other.signer) else ""
    return found._replace(sentence=f"{found.sentence}{unsigned}")


def hold_papers(papers: tuple[Path, ...]) -> Iterator[Held]:
    """Hold papers against the record, each by its body and by its seal."""
    with current().reading() as reader:
        for path in papers:
            data = load_file(path)
            seals = [(seal.size, seal.root) for seal in seals_in(data)]
            yield path.name, "body", body_of(reader, data, reader.standing())
            yield path.name, "record", contains_source(reader, seals, data)


def report_checks(held: Iterable[Held]) -> None:
    """Say what came of holding files against the record."""
    found = list(held)
    rows = [(name, what, "holds" if one.ok else "does not hold", one.sentence) for name, what, one in found]
    data = [{"file": name, "of": what, "ok": one.ok, "sentence": one.sentence} for name, what, one in found]
    draw(current(), ("file", "of it", "result", "sentence"), rows, data)
    if not all(one.ok for _, _, one in found):
        click.get_current_context().exit(FOUND_WRONG)
