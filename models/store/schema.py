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

    `unmarked` is said where nothing says with which. Where a table `lacks`, as it is none or
    would be computed, no other is read.
    """
    row = None if "made_with" in lacks else connection.execute(statements.MADE_WITH).fetchone()
    if row is None or row[0] != schema_text.DIGEST:
        raise UnusableRegisterError(location, ANOTHER if row else unmarked)
    if lacks:
        raise ChangedSchemaError(location)
