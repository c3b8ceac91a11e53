"""A register in memory: where an earlier one is made and read.

Its tables have nothing of what makes those of a file safe: nobody else sees
it, and it ends with the call.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from escalade.models.backends.sqlite import SqliteConnection
from escalade.models.backends.sqlite_statements import TABLES

if TYPE_CHECKING:
    from escalade.models.backends.connection import Connection


def in_memory() -> Connection:
    """An empty register in memory."""
    connection = sqlite3.connect(":memory:", isolation_level=None, factory=SqliteConnection)
    for statement in TABLES:
        connection.execute(statement)
    return connection
