"""The commands `checkpoint`, `receipt` and `verify-receipt`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click
import msgspec

from escalade.commands.terminal.command import FOUND_WRONG, Verb, day, references
from escalade.commands.terminal.output_file import FILE, load_file, write_whole
from escalade.commands.terminal.settings import current
from escalade.commands.terminal.table import dump
from escalade.models.files.input_file import LARGEST_PROOF
from escalade.models.integrity import verify_receipt as alone
from escalade.models.integrity.keys import load_key
from escalade.models.integrity.receipts import make_receipt, sign_checkpoint
from escalade.services.acts.references import record as named
from escalade.workflow.ledger.checkpoints import CheckpointError, PublicKey

KEY = click.option(
    "--key",
    "key",
    metavar="FILE",
    envvar="ESCALADE_KEY",
    required=True,
    type=FILE,
    help="The key that signs; ESCALADE_KEY unless given.",
)
TO = click.option("--to", metavar="FILE", type=FILE, help="Write it there.")


@click.command("checkpoint", cls=Verb, example="escalade checkpoint --key ledger.key --to 2017-05-25.checkpoint")
@KEY
@TO
def checkpoint(key: Path, to: Path | None) -> None:
    """Sign the size and the root of the record as they are now.

    Whoever keeps a checkpoint can later prove that the record was not rewritten: escalade verify --checkpoint FILE.
    """
    with current().reading() as reader:
        write_output(sign_checkpoint(reader, load_key(key)).encode(), to)


@click.command("receipt", cls=Verb, example="escalade receipt 2017/ott#7 --key ledger.key --to ott-7.receipt.json")
@click.argument("record", metavar="RECORD", shell_complete=references)
@KEY
@TO
def receipt(record: str, key: Path, to: Path | None) -> None:
    """Write the proof that a record stands in the ledger.

    It holds the record as it was written, the way to the root of the ledger, and a signed checkpoint. It is checked
    with escalade verify-receipt, or with the single file that command copies.
    """
    with current().reading() as reader:
        found = make_receipt(reader, named(record, reader), load_key(key))
    write_output(msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n", to)


@click.command(
    "verify-receipt",
    cls=Verb,
    example="escalade verify-receipt ott-7.receipt.json --key made-up.example/group+…+…\n"
    "escalade verify-receipt --copy verify_receipt.py",
)
@click.argument("file", metavar="[FILE]", required=False, type=FILE)
@click.option("--key", "keys", metavar="KEY", multiple=True, help="A public key that you trust.")
@click.option("--revoked", metavar="FILE", multiple=True, type=FILE,
              help="The receipt of the record that revokes a key; repeat it.")  # fmt: skip
@click.option("--had-since", metavar="DAY", callback=day,
              help="The day since which you have the receipt, where its key is compromised.")  # fmt: skip
@click.option("--copy", metavar="FILE", type=FILE,
              help="Copy the single file that checks receipts without escalade.")  # fmt: skip
def verify_receipt(
    file: Path | None, keys: tuple[str, ...], revoked: tuple[Path, ...], had_since: date | None, copy: Path | None
) -> None:
    """Check such a proof: without a register, without a network.

    A key that was revoked is told by the receipt of the record that revokes it.
    """
    if copy:
        if file is not None or keys:
            message = "--copy writes the file that checks receipts, and checks none: leave the receipt and --key out."
            raise click.UsageError(message)
        write_output(Path(alone.__file__).read_bytes(), copy)
        return
    if file is None or not keys:
        message = "Name a receipt and a public key: escalade verify-receipt FILE --key NAME+ID+KEY."
        raise click.UsageError(message)
    receipt = load_file(file, LARGEST_PROOF)
    for key in keys:
        refuse_broken_key(key)
    try:
        found = alone.verify_receipt(receipt, keys)
        for path in revoked:
            alone.refuse_revocation(
                found, alone.verify_receipt(load_file(path, LARGEST_PROOF), keys), str(had_since or "")
            )
    except alone.ReceiptError as error:
        click.echo(str(error), err=True)
        click.get_current_context().exit(FOUND_WRONG)
    tell(found._asdict(), alone.sentence(found))


def refuse_broken_key(key: str) -> None:
    """Refuse what can be no public key, before anything is checked with it.

    Raises:
        UsageError: it is none.
    """
    try:
        PublicKey.parse(key)
    except CheckpointError as error:
        raise click.UsageError(str(error)) from error


def tell(fields: dict[str, object], sentence: str) -> None:
    """Say what a receipt proves."""
    if current().format == "json":
        dump(fields)
    else:
        click.echo(sentence)


def write_output(data: bytes, to: Path | None) -> None:
    """Write to a file, or on standard output."""
    if to is None:
        click.echo(data, nl=False)
    else:
        write_whole(to, [data])
        current().say(f"Wrote {to}.")
