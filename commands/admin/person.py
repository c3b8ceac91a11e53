"""The command `person`: everything in which a name occurs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import msgspec

from escalade.commands.admin.places import Places, with_places
from escalade.commands.admin.serve import NoPagesError, pages
from escalade.commands.terminal.command import Verb
from escalade.commands.terminal.output_file import FILE, UnwritableFileError, write_whole
from escalade.commands.terminal.settings import current
from escalade.models.files import file_exists
from escalade.models.reader import Reader
from escalade.services.acts.references import quote_word
from escalade.services.views.record import describe_written
from escalade.templates.environment import draw_page
from escalade.workflow.records.record import personal_fields
from escalade.workflow.values.errors import RequestError

HASHED = (
    "It is part of the bytes of the record. Every later record rests on their hash, so that nobody can change what was "
    "decided unseen: without these bytes the proof is lost for all. They stay for this reason alone."
)
NOT_LOOKED_AT = (
    "Files of issued papers and files attached as evidence are not looked through: their bytes are fixed by a hash on "
    "record. Copies of the register, and what was sent out, are not looked through either."
)
ENDS = {
    "sessions": "Each ends by itself, and all of them with the account.",
    "last sign-in": "The last one alone is kept, so that whoever arranges access sees unused accounts.",
    "sign-ins through a provider": "The last ten thousand of all are kept, for whoever asks who acted under a name.",
    "invitations": "Each ends by itself.",
    "changes of access": "The last thousand of all are kept, for whoever asks who let somebody in.",
}
"""What ends what a server keeps; all else is erased with the address."""
APART = frozenset({"salts", "digest"})
"""Fields that hold no text of anybody."""
REPEATED = ("motion", "by")
"""A field that says the same as the header of its record."""


class Occurrence(msgspec.Struct, frozen=True):
    """A field of a record in which a name stands."""

    field: str
    text: str
    erasable: bool
    """Whether it lies beside the record, and not in its bytes."""


class Mention(msgspec.Struct, frozen=True):
    """A record in which a name stands."""

    record: str
    act: str
    on: str
    at: str
    audience: str
    occurrences: tuple[Occurrence, ...]

    @property
    def erasable(self) -> bool:
        """Whether anything of it can be erased."""
        return any(one.erasable for one in self.occurrences)


@click.command("person", cls=Verb, example='escalade person "Made-up Desk" --to made-up-desk')
@click.argument("name")
@click.option("--to", required=True, metavar="FOLDER", type=FILE,
              help="The folder to make.")  # fmt: skip
@with_places
def person(name: str, to: Path, accounts: Path | None, sessions: str) -> None:
    """Everything in which a name occurs, for whoever asks for their data.

    The folder holds a page to read and the same as JSON: every record in which the
    name stands, whatever its audience, and what servers keep of an account, or of an
    address for mail given as NAME. Each says what erases it, or why it stays.

    It holds what is for the office too: look through it before it is handed over.
    """
    if not name.strip():
        raise RequestError("no-name", "Give the name of a person, as it stands on record, or their address for mail.")
    if to.exists():
        raise file_exists(to)
    with current().reading() as reader:
        mentions = list(find_mentions(name, reader))
    kept = read_kept(name, Places(accounts, sessions))
    found = {
        "name": name,
        "records": [{**msgspec.to_builtins(one), "erased by": suggest_redaction(one)} for one in mentions],
        "kept by servers": [{"what": what, "rows": rows, "ends": ends} for what, rows, ends in kept],
        "why hashed bytes stay": HASHED,
        "not looked through": NOT_LOOKED_AT,
    }
    try:
        to.mkdir(mode=0o700)
    except OSError as error:
        raise UnwritableFileError(to, error) from error
    write_whole(to / "person.json", [msgspec.json.format(msgspec.json.encode(found), indent=2)])
    told = {"mentions": mentions, "kept": kept, "redaction": suggest_redaction}
    page = draw_page("person", title=f"Where “{name}” occurs", hashed=HASHED, not_looked_at=NOT_LOOKED_AT, **told)
    write_whole(to / "index.html", [page.encode()])
    number = len(mentions)
    click.echo(f"“{name}” stands in {number} record{'' if number == 1 else 's'}; begin with {to / 'index.html'}.")


def find_mentions(name: str, reader: Reader) -> Iterator[Mention]:
    """Find every record in which a name stands, in the order of the ledger.

    It is found as a whole word or several, capitals or not.
    """
    words = r"\s+".join(map(re.escape, name.split()))
    sought = re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)
    subjects = reader.subjects()
    for _, record in reader.records():
        beside = {("motion", field) for field in personal_fields(record.motion)}
        found = tuple(
            Occurrence(".".join(path), text, path[:2] in beside)
            for path, text in _texts(msgspec.to_builtins(describe_written(record)))
            if path != REPEATED and sought.search(text)
        )
        if found:
            told = subjects[record.subject].record(record.reference) or record
            yield Mention(record.reference, record.act, record.on, record.at, told.audience, found)


def _texts(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every text in a value, with its place; names that are keys too."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key not in APART:
                yield (*path, key), key
                yield from _texts(inner, (*path, key))
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner, path)


def suggest_redaction(mention: Mention) -> str:
    """The command that erases of a record; empty where nothing can be."""
    return f'escalade redact {quote_word(mention.record)} --why en="…"' if mention.erasable else ""


Kept = list[tuple[str, list[dict[str, Any]], str]]
"""What servers keep: what it is, its rows, and what ends it."""


def read_kept(name: str, places: Places) -> Kept:
    """Read what servers keep of somebody, with what ends it."""
    try:
        pages("auth.accounts")
    except NoPagesError:  # nothing that makes accounts is installed
        return []
    from escalade.models.server.store import read_person

    with places.open() as (store, accounts):
        if not store.is_begun() and not accounts.path.exists():
            current().say(f"No server keeps anything at {store.shown}: only the record is looked through.")
        account = accounts.read().get(name)
        rows = read_person(store, name)
    addresses = [str(row["address"]) for row in rows.get("subscriptions", [])] or [name]
    erase = "; ".join(f"escalade mail --erase {quote_word(one)}" for one in addresses)
    kept = [(kind, found, ENDS.get(kind, erase)) for kind, found in rows.items()]
    if account is None:
        return kept
    told = {
        "name": account.name,
        "tokens": [f"{token.name} ({token.made})" for token in account.tokens],
    }
    return [("account", [told], f"escalade account remove {quote_word(name)}"), *kept]
