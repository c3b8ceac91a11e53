"""Readers that stay open, for a program that asks often.

Opening a register costs more than most answers, so each thread keeps a
connection of its own, and with it what it read, until anybody writes. Both are
let go as soon as another file lies in the register's place. Where only reading
is allowed nothing is kept, for SQLite would not see what others write there.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from escalade.models.engine import Place, connect, engine_of, explained
from escalade.models.moment import Moment, MomentReader
from escalade.models.queries import Reader, open_reader
from escalade.workflow.errors import RegisterError
from escalade.workflow.once import once

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.models.connection import Connection, Engine


class Resident(threading.local):
    """What one thread keeps open, and what it read."""

    connection: Connection | None = None
    place: object = None
    moment: Moment | None = None
    is_busy = False

    def let_go(self) -> None:
        """Close what is open."""
        if self.connection is not None:
            self.connection.close()
        self.connection, self.place, self.moment = None, None, None

    def moment_on(self, connection: Connection) -> Moment:
        """What was read already, where nobody wrote since."""
        state = connection.state()
        if self.moment is None or self.moment.state != state:
            self.moment = Moment(state, connection)
        return self.moment


class Readers:
    """The readers of one register."""

    def __init__(self, location: Place) -> None:
        """Open nothing yet."""
        self.location = location
        self._resident = Resident()

    @once
    def _engine(self) -> Engine:
        """The engine of its database, made when it is first asked for."""
        return engine_of(self.location)

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
                yield MomentReader(connection, self.location, mine.moment_on(connection))
        except RegisterError:
            mine.let_go()
            raise
        finally:
            mine.is_busy = False
            if mine.place is None:
                mine.let_go()

    def moment(self) -> Moment | None:
        """The moment at which the register is, on this thread.

        It is another one once anybody wrote, or another file lies there; None
        where that cannot be told.
        """
        mine = self._resident
        try:
            if mine.is_busy or (mine.connection is None and not self._engine.may_stay()):
                return None
            with explained(self.location):
                return mine.moment_on(self._connected(mine))
        except RegisterError:
            mine.let_go()
            return None

    def _connected(self, mine: Resident) -> Connection:
        """The connection of this thread, to the file that lies there now."""
        try:
            place = self._engine.identity()
        except OSError:
            place = None
        if mine.connection is None or mine.place != place:
            mine.let_go()
            mine.connection = connect(self.location, write=False)
            mine.place = place if self._engine.may_stay() else None
        return mine.connection
