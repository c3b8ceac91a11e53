"""The ledger read some rows at a time, so that memory stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from escalade.models.store import statements
from escalade.models.store.errors import MissingRecordError
from escalade.models.store.statements import Connection

PAGE = 1024
"""How many records are read at a time; a power of two."""

Watch = Callable[[int, int], None]
"""Is told of long work: how much is done, and of how much."""


def as_keys(names: Iterable[str]) -> str:
    """A list as statements take it: a JSON object whose keys count."""
    import json  # reading one subject takes none

    return json.dumps(dict.fromkeys(names, 0))


def watch_nothing(_done: int, _of: int) -> None:
    """Nobody looks on."""


def extent(connection: Connection) -> tuple[int, str]:
    """Read how many records there are, and when the newest was made."""
    size, last_at = connection.execute(statements.SIZE).fetchone()
    return size or 0, last_at or ""


def read_node(connection: Connection, position: int) -> bytes:
    """Read the root of the largest perfect subtree that a record completes.

    Raises:
        MissingRecordError: there is no such record.
    """
    row = connection.execute(statements.NODE, (position,)).fetchone()
    if row is None:
        raise MissingRecordError(position)
    return bytes(row[0])


def pages(connection: Connection, statement: str, after: int, watch: Watch) -> Iterator[list[Any]]:
    """Rows of the ledger after a position; whoever watches is told how far.

    Args:
        connection: to the register.
        statement: takes a position and how many rows to give; a row begins
            with its own position.
        after: the position of the last row that is known.
        watch: told of each page.
    """
    last, (size, _) = after, extent(connection)
    while rows := connection.execute(statement, (last, PAGE)).fetchall():
        yield rows
        last = rows[-1][0]
        watch(last - after, size - after)
