"""The command `key`: a key that signs for a ledger."""

from __future__ import annotations

from pathlib import Path

import click

from escalade.commands.terminal.command import Verb
from escalade.commands.terminal.once import refuse_idle
from escalade.commands.terminal.output_file import FILE
from escalade.commands.terminal.settings import current
from escalade.commands.terminal.table import dump
from escalade.models.integrity.keys import load_key, make_key
from escalade.models.integrity.receipts import make_checkpoint


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
    public = make_key(file, name or ledger_name()) if what == "new" else load_key(file).public
    if current().format == "json":
        dump({"key": str(public), "name": public.name, "file": str(file)})
        return
    click.echo(str(public))
    if what == "new":
        published = f'escalade publish-key "{public}" --as OFFICER'
        current().say(f"Its secret is in {file}. Publish the line above, as the secretariat:\n  {published}")


def ledger_name() -> str:
    """Name the ledger as its checkpoints do."""
    with current().reading() as reader:
        return make_checkpoint(reader).origin
