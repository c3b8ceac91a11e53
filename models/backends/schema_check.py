"""Compare the schema of a database with what it was made as.

The database tells each part of it (a table with its columns, an index, a trigger,
a function) with its definition; the digest of all of them is kept here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256

import msgspec

from escalade.models.backends import Engine
from escalade.models.backends.location import Place
from escalade.models.store.errors import ChangedSchemaError
from escalade.models.store.statements import Connection

KEPT = {
    "file": "85d2df56762fe81b",
    "server": "2d2b8c7b12b40ca8",
}
"""By the kind of database, the digest of its catalogue in a new register; a test says it anew."""

MISSING = "is missing from the schema"
NAMED = re.compile(r"\s*CREATE (?:VIRTUAL )?(\w+) (\w+)")
"""How a statement that makes a part of the schema names it."""
BROUGHT_ALONG = frozenset({"table", "index", "constraint", "setting"})
"""Kinds of parts that a database makes by itself with others."""


class IntegrityFinding(msgspec.Struct, frozen=True):
    """Something that is not as it must be, and where."""

    where: str
    what: str


def digest_of(parts: Iterable[tuple[str, str | None]]) -> str:
    """Make the digest of a catalogue: each part with its definition."""
    return sha256("\n".join(sorted(map(repr, parts))).encode()).hexdigest()[:16]


def differences(engine: Engine, connection: Connection) -> list[IntegrityFinding]:
    """Find the parts that are missing or planted, or that others differ."""
    parts = connection.execute(engine.parts).fetchall()
    if digest_of(parts) == KEPT[engine.kind]:
        return []
    found = {name.partition("(")[0] for name, _ in parts}
    made = [f"{named[1].lower()} {named[2]}" for named in map(NAMED.match, engine.making) if named]
    planted = sorted(name for name in found.difference(made) if name.partition(" ")[0] not in BROUGHT_ALONG)
    return [
        *(IntegrityFinding(name, MISSING) for name in made if name not in found),
        *(IntegrityFinding(name, "was added to the schema") for name in planted),
    ] or [IntegrityFinding("schema", "is not as it was made")]


def lacks_table(found: list[IntegrityFinding]) -> bool:
    """Whether a table is missing, or something else is called so."""
    return any(one.where.startswith("table ") for one in found)


def refuse_changes(engine: Engine, connection: Connection, location: Place) -> None:
    """Refuse to write to a register whose schema was changed."""
    if differences(engine, connection):
        raise ChangedSchemaError(location)
