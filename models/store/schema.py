"""Refuse a register that was made with another schema."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from escalade.models.store import schema_text, statements
from escalade.models.store.errors import NO_REGISTER, ChangedSchemaError, UnusableRegisterError
from escalade.models.store.statements import Connection
from escalade.workflow.values.errors import Message

if TYPE_CHECKING:
    from escalade.models.backends.location import Place

ANOTHER = Message(
    "was made by another version of escalade, with a schema that this one does not have. "
    "Export it with that version, and load that into a new register."
)


def check_schema(
    connection: Connection, location: Place, unmarked: str = NO_REGISTER, *, lacks: Collection[str] = ()
) -> None:
    """Refuse a register that was made with another schema.

    Args:
        connection: to what lies there.
        location: where that is.
        unmarked: what is said where nothing says with which schema.
        lacks: tables that are none, or would be computed; where there is one, no other is read.

    Raises:
        UnusableRegisterError: it was, or nothing says with which.
        ChangedSchemaError: a table is gone, or would be computed.
    """
    row = None if "made_with" in lacks else connection.execute(statements.MADE_WITH).fetchone()
    if row is None or row[0] != schema_text.DIGEST:
        raise UnusableRegisterError(location, ANOTHER if row else unmarked)
    if lacks:
        raise ChangedSchemaError(location)
