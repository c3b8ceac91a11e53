"""Refuse a register that was made with another schema."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.models.store import schema_text, statements
from escalade.models.store.errors import NO_REGISTER, UnusableRegisterError
from escalade.workflow.values.message import Message

if TYPE_CHECKING:
    from escalade.models.backends.connection import Connection
    from escalade.models.backends.location import Place


ANOTHER = Message(
    "was made by another version of escalade, with a schema that this one does not have. "
    "Export it with that version, and load that into a new register."
)


def check_schema(
    connection: Connection, location: Place, unmarked: str = NO_REGISTER, *, is_marked: bool = True
) -> None:
    """Refuse a register that was made with another schema.

    Args:
        connection: to what lies there.
        location: where that is.
        unmarked: what is said where nothing says with which schema.
        is_marked: whether the catalogue has a table that says so; nothing else is read for it.

    Raises:
        UnusableRegisterError: it was, or nothing says with which.
    """
    row = connection.execute(statements.MADE_WITH).fetchone() if is_marked else None
    if row is None or row[0] != schema_text.DIGEST:
        raise UnusableRegisterError(location, ANOTHER if row else unmarked)
