"""Compare the schema of a database with what it should be.

Each part of it (a table with its columns, an index, a trigger, a function) has a
name and a fingerprint, the SHA-256 of its definition as the database tells it.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

from escalade.models.backends.expected_schema import ON_POSTGRESQL, ON_SQLITE
from escalade.models.store.errors import ChangedSchemaError
from escalade.models.store.finding import IntegrityFinding

if TYPE_CHECKING:
    from escalade.models.backends.connection import Connection, Engine
    from escalade.models.backends.location import Place

EXPECTED = {"file": ON_SQLITE, "server": ON_POSTGRESQL}
"""By the kind of database, the fingerprints of the newest schema's parts."""

MISSING = "is missing from the schema"
TIGHT = ((" (", "("), ("( ", "("), (" )", ")"), (") ", ")"), (" ,", ","), (", ", ","))
"""Blanks that mean nothing, which another version of a library may write otherwise."""


@lru_cache(maxsize=256)
def fingerprint(definition: str) -> str:
    """Make the fingerprint of a definition.

    Blanks make no difference, but where a comment may end at one.

    >>> fingerprint("CREATE TABLE one ( name  TEXT )") == fingerprint("CREATE TABLE one(name TEXT)")
    True
    """
    if "--" not in definition:
        definition = " ".join(definition.split())
        for loose, tight in TIGHT:
            definition = definition.replace(loose, tight)
    return sha256(definition.encode()).hexdigest()[:16]


def fingerprints(engine: Engine, connection: Connection) -> dict[str, str]:
    """Make the fingerprints of the parts that a database holds."""
    return {name: fingerprint(definition or "") for name, definition in connection.execute(engine.parts)}


def differences(engine: Engine, connection: Connection) -> list[IntegrityFinding]:
    """Find every part that is missing, altered, or not to be there."""
    found, expected = fingerprints(engine, connection), EXPECTED[engine.kind]
    if found == expected:
        return []
    altered = sorted(name for name in expected.keys() & found.keys() if found[name] != expected[name])
    return [
        *(IntegrityFinding(name, MISSING) for name in sorted(expected.keys() - found.keys())),
        *(IntegrityFinding(name, "is not in the schema as it was made") for name in altered),
        *(IntegrityFinding(name, "was added to the schema") for name in sorted(found.keys() - expected.keys())),
    ]


def lacks_table(found: list[IntegrityFinding]) -> bool:
    """Whether a table is missing, or something else is called so."""
    return IntegrityFinding("table", MISSING) in {
        IntegrityFinding(one.where.partition(" ")[0], one.what) for one in found
    }


def refuse_changes(engine: Engine, connection: Connection, location: Place) -> None:
    """Refuse to write to a register whose schema was changed.

    Raises:
        ChangedSchemaError: names the first differences, and what helps.
    """
    if found := differences(engine, connection):
        raise ChangedSchemaError(location, [one.where for one in found])
