"""The versions of the schema, and which of them a register has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.models.store import statements
from escalade.models.store.errors import NO_REGISTER, UnusableRegisterError

if TYPE_CHECKING:
    from escalade.models.backends.connection import Connection
    from escalade.models.backends.location import Place


HEAD = "0011"
"""The newest version of the schema; a test holds it against the migrations."""

VERSIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010", "0011")
"""Every version of the schema that there was, oldest first."""

OLDER = "was made by an older version of escalade. Run “escalade upgrade”; it makes a backup first."
NEWER = "was written by a newer version of escalade. Install that version, or a later one."


def read_version(connection: Connection) -> str | None:
    """Read the version of the schema; None where none is given."""
    row = connection.execute(statements.VERSION).fetchone()
    return str(row[0]) if row else None


def check_version(connection: Connection, location: Place, unversioned: str = NO_REGISTER) -> None:
    """Refuse a register of another version of the schema.

    Raises:
        UnusableRegisterError: it is older or newer, or has no version.
    """
    version = read_version(connection)
    if version != HEAD:
        problem = unversioned if version is None else OLDER if version in VERSIONS else NEWER
        raise UnusableRegisterError(location, problem)
