"""Find what cannot have been written where it stands, in an SQLite file.

Asked only where reading came to nothing: whoever writes past escalade may put
any value into any column, and a reader does not look at each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.models.backends.connection import Connection

_TABLES = ("record", "opened", "subject", "tally", "awaited", "paper")
_KINDS = {"INTEGER": "integer", "BOOLEAN": "integer", "BLOB": "blob"}
_GAP = "SELECT MAX(position) FROM record HAVING COUNT(*) < MAX(position) OR MIN(position) < 1"
_NO_TITLE = "SELECT 1 FROM subject WHERE NOT json_valid(title) OR json_type(title) <> 'object' LIMIT 1"


def find_damage(connection: Connection) -> Iterator[str]:
    """Name columns that hold values of another kind, and a gap, as clauses."""
    if connection.execute(_GAP).fetchone():
        yield "the record has a gap"
    for table in _TABLES:
        columns = connection.execute("SELECT name, type FROM pragma_table_info(?)", (table,)).fetchall()
        for column, declared in columns:
            kind = _KINDS.get(declared, "text")
            query = f"SELECT 1 FROM {table} WHERE typeof({column}) NOT IN ('{kind}', 'null') LIMIT 1"  # noqa: S608  # names of ours, and of SQLite
            if connection.execute(query).fetchone():
                yield f"the column {column} of {table} holds what is no {kind}"
    if connection.execute(_NO_TITLE).fetchone():
        yield "a title of subject is none"
