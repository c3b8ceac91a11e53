"""Readers that stay open, for a program that asks often.

Each thread has a connection of its own. Opening a register costs more than most answers. What is kept is let go as soon
as another file lies in its place, and where only reading is allowed nothing is
kept, for SQLite would not see what others write there.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from escalade.models.engine import Place, connect, engine_of, explained
from escalade.models.queries import Reader, open_reader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.models.connection import Connection

    Roots = dict[tuple[object, int], str]


class Resident(threading.local):
    """What one thread keeps open."""

    connection: Connection | None = None
    place: object = None
    is_busy = False

    def let_go(self) -> None:
        """Close what is open."""
        if self.connection is not None:
            self.connection.close()
        self.connection, self.place = None, None


class Readers:
    """The readers of one register."""

    def __init__(self, location: Place) -> None:
        """Open nothing yet."""
        self.location = location
        self._resident = Resident()
        self._roots: Roots = {}

    @contextmanager
    def open(self) -> Iterator[Reader]:
        """Read the register as it is at one moment.

        Raises:
            RegisterError: there is none, or it cannot be read; says what to do.
        """
        mine = self._resident
        if mine.is_busy:  # somebody reads while reading
            with open_reader(self.location) as reader:
                yield reader
            return
        connection = self._connected(mine)
        mine.is_busy = True
        try:
            with explained(self.location), connection.snapshot():
                yield RootedReader(connection, self.location, mine.place, self._roots)
        except BaseException:
            mine.let_go()
            raise
        finally:
            mine.is_busy = False
            if mine.place is None:
                mine.let_go()

    def _connected(self, mine: Resident) -> Connection:
        """The connection of this thread, to the file that lies there now."""
        engine = engine_of(self.location)
        try:
            place = engine.identity()
        except OSError:
            place = None
        if mine.connection is None or mine.place != place:
            mine.let_go()
            mine.connection = connect(self.location, write=False)
            mine.place = place if engine.may_stay() else None
        return mine.connection


class RootedReader(Reader):
    """A reader that knows the root of a size that was asked for before."""

    def __init__(self, connection: Connection, location: Place, place: object, roots: Roots) -> None:
        """Read a file on a connection, and share roots with other readers."""
        super().__init__(connection, location)
        self._place, self._roots = place, roots

    def root(self, size: int | None = None) -> str:
        """The root of the ledger; of one size in one file it is always the same."""
        asked = (self._place, self.size() if size is None else size)
        found = self._roots.get(asked) or super().root(asked[1])
        if asked not in self._roots:
            self._roots.clear()
            self._roots[asked] = found
        return found
