"""Sealed files at the command line: written, checked and acknowledged."""

from __future__ import annotations

from pathlib import Path

import click

from escalade.commands.admin.receipts import write_output
from escalade.commands.terminal.new_register import making
from escalade.commands.terminal.output_file import write_whole
from escalade.commands.terminal.settings import current
from escalade.commands.terminal.table import dump
from escalade.models.backends import exists
from escalade.models.integrity.keys import SigningKey, load_key, verify_signature
from escalade.models.transfer.sealed import seal_ledger
from escalade.models.transfer.unseal import SealedFile, load_acts, verify_seal
from escalade.services.views.text import number_of
from escalade.workflow.ledger.checkpoints import Checkpoint, PublicKey, sign_note
from escalade.workflow.values.errors import RequestError


def seal(to: Path, key: Path | None) -> None:
    """Write the whole register as a sealed file."""
    if key is None:
        message = "A sealed file is signed: name the key with --key FILE, or in ESCALADE_KEY."
        raise click.UsageError(message)
    with current().reading() as reader:
        write_whole(to, seal_ledger(reader, load_key(key)))
    current().say(f"Wrote {to}. It holds what is for members and for the office too.")


def unseal(path: Path, keys: tuple[str, ...], acknowledge: Path | None, to: Path | None) -> None:
    """Check a sealed file, load it, and acknowledge that it arrived."""
    if (acknowledge is None) != (to is None):
        message = "An acknowledgement is signed and written: name --acknowledge KEYFILE and --to FILE."
        raise click.UsageError(message)
    signing = load_key(acknowledge) if acknowledge else None
    found, begun = load_archive(path, keys)
    if signing and to:
        sign_acknowledgement(found.checkpoint, signing, to)
    if current().format == "json":
        dump(describe_load(found, begun))
        return
    root = found.checkpoint.root.hex()
    click.echo(f"{path} holds: {found.checkpoint.size} records, {found.papers} papers, signed for by {found.key.name}.")
    click.echo(f"{found.checkpoint.size - begun} records were loaded into {current().location()}; root {root}.")
    tell_limits(found)


def tell_limits(found: SealedFile) -> None:
    """Say what a sealed file does not prove."""
    if found.absent:
        click.echo(f"It lacks {number_of(found.absent, 'file')} that its records name.")
    if found.listed:
        current().say("That key is listed in the file itself: it says that the file is whole, not who sent it. "
                      "To know that too, give the sender's key: --key NAME+ID+KEY.")  # fmt: skip


def describe_load(found: SealedFile, begun: int) -> dict[str, object]:
    """Describe as data what was found and loaded."""
    return {
        "records": found.checkpoint.size, "loaded": found.checkpoint.size - begun, "papers": found.papers,
        "origin": found.checkpoint.origin, "root": found.checkpoint.root.hex(), "key": str(found.key),
        "trusted": not found.listed, "absent": found.absent,
        "register": str(current().location()),
    }  # fmt: skip


def load_archive(path: Path, keys: tuple[str, ...]) -> tuple[SealedFile, int]:
    """Load a sealed file; what it holds, and how many records were there.

    Raises:
        RequestError: the register does not begin what the file holds.
    """
    trusted, location = tuple(map(PublicKey.parse, keys)), current().location()
    if not exists(location):
        found = verify_seal(path, trusted, verify_signature)
        with making(location) as register:
            load_acts(register, path, 0, found)
        return found, 0
    with current().reading() as reader:
        size, root = reader.size(), reader.root()
    found = verify_seal(path, trusted, verify_signature, begun=size)
    if found.begun != root:
        raise RequestError(
            "other-ledger",
            "The register has {size} records, and {path} does not begin with them. Load it into an empty "
            "register: name a new one with --register.",
            size=size,
            path=path,
        )
    with current().writing() as register:
        load_acts(register, path, size, found)
    return found, size


def sign_acknowledgement(point: Checkpoint, signing: SigningKey, to: Path) -> None:
    """Sign, with the receiver's key, for what arrived.

    Raises:
        RequestError: the hand-over names another key.
    """
    with current().reading() as reader:
        handed = reader.standing().body.handover
    if handed and handed[1].key not in {"", str(signing.public)}:
        raise RequestError(
            "other-key", "The hand-over expects an acknowledgement that {expected} signs.", expected=handed[1].key
        )
    write_output(sign_note(point, signing.public, signing.sign).encode(), to)
