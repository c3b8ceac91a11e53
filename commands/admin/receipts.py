"""The commands `key`, `checkpoint`, `receipt` and `verify-receipt`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click
import msgspec

from escalade.commands.terminal.command import FOUND_WRONG, Verb, day, references, refuse_idle
from escalade.commands.terminal.output_file import FILE, load_file, write_whole
from escalade.commands.terminal.settings import current
from escalade.commands.terminal.table import dump
from escalade.models.backends import exists
from escalade.models.files import LARGEST_PROOF
from escalade.models.integrity import verify_receipt as alone
from escalade.models.integrity.keys import load_key, make_key
from escalade.models.integrity.receipts import make_checkpoint, make_receipt, sign_checkpoint
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


def public_keys(given: tuple[str, ...]) -> tuple[PublicKey, ...]:
    """Read public keys before anything is checked with them."""
    try:
        return tuple(map(PublicKey.parse, given))
    except CheckpointError as error:
        raise click.UsageError(str(error)) from error


@click.command("key", cls=Verb, example="escalade key new ledger.key --name made-up.example/group")
@click.argument("what", metavar="new|show", type=click.Choice(["new", "show"]))
@click.argument("file", metavar="FILE", type=FILE)
@click.option("--name", metavar="NAME", help="What the key is called; the ledger's name unless given.")
def key(what: str, file: Path, name: str | None) -> None:
    """Make a key that signs for this ledger, or show its public half.

    The secret stays in FILE, which only its owner may read; it never comes near the register. The public half is
    published by an act, and so are its revocation and the key that takes its place.
    """
    if what == "show":
        refuse_idle("a key that is there has its name", "name")
        public = load_key(file).public
    else:
        if not name:
            with current().reading() as reader:
                name = make_checkpoint(reader).origin
        public = make_key(file, name)
    if current().format == "json":
        dump({"key": str(public), "name": public.name, "file": str(file)})
        return
    click.echo(str(public))
    if what == "new":
        published = f'escalade publish-key "{public}" --as OFFICER'
        current().say(f"Its secret is in {file}. Publish the line above, as the secretariat:\n  {published}")


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
    """Check a proof or an archive, without register or network.

    Where the register is at hand, a record that it annulled since is said to be. A key that was revoked
    is told by the receipt of the record that revokes it.
    """
    if copy:
        if file is not None or keys:
            raise click.UsageError(
                "--copy writes the file that checks receipts, and checks none: leave the receipt and --key out."
            )
        write_output(Path(alone.__file__).read_bytes(), copy)
        return
    if file is None or not keys:
        raise click.UsageError("Name a receipt and a public key: escalade verify-receipt FILE --key NAME+ID+KEY.")
    receipt = b"" if file.is_dir() else load_file(file, LARGEST_PROOF)
    trusted, had = tuple(map(str, public_keys(keys))), str(had_since or "")
    try:
        if file.is_dir():
            tell({"archive": str(file)}, alone.verify_folder(file, trusted))
            return
        found = alone.verify_receipt(receipt, trusted)
        for proof in (load_file(path, LARGEST_PROOF) for path in revoked):
            alone.refuse_revocation(found, alone.verify_receipt(proof, trusted), had)
    except alone.ReceiptError as error:
        click.echo(str(error), err=True)
        click.get_current_context().exit(FOUND_WRONG)
    tell_found(found)


def tell_found(found: alone.Proven) -> None:
    """Say what a receipt proves, and whether it was annulled since."""
    annulled = find_annulment(found)
    since = f" The register that is at hand says that it was annulled since ({annulled})." if annulled else ""
    tell({**found._asdict(), "annulled_by": annulled}, f"{alone.sentence(found)}{since}")


def find_annulment(found: alone.Proven) -> str | None:
    """The record that annulled what a receipt proves, as far as is known."""
    setting = current()
    if not exists(setting.location()):
        return None
    with setting.reading() as reader:
        if make_checkpoint(reader).origin != found.origin:
            return None
        told = reader.standing().find_record("{subject}#{ordinal}".format_map(found.record))
    return told.annulled_by if told else None


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
