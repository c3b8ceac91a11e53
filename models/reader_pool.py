"""Readers that stay open, for a program that asks often.

Opening a register costs more than most answers, so connections stay open
between answers, each with what was read on it until anybody writes. They are
closed as soon as another file lies in the register's place, and all of them
when the program ends. Where only reading is allowed none stays, for SQLite
would not see what others write there.

What lies in the place may be replaced while a program runs: by another register, or by
an older copy of the same. What was read once must go on in whatever lies there later.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from threading import BoundedSemaphore, Lock

from escalade.models.as_of import look_back
from escalade.models.backends import Engine, Place, connect, engine_of, explain_damage, explain_errors
from escalade.models.reader import Kept, Reader
from escalade.models.store.errors import BusyError
from escalade.models.store.statements import Connection
from escalade.workflow.values.errors import RegisterError

AT_ONCE = 4
"""How many may look at the register as it was at once: each takes a thread for a while."""


class PastBusyError(BusyError):
    """As many look at the register as it was as may at once."""

    sentence = (
        "The register as it was is shown to a few at a time, and others are reading it now. Try again in a few seconds."
    )


class ExchangedRegisterError(RegisterError):
    """Another register lies where one was read before."""

    sentence = (
        "The register was exchanged while this server ran: what lies there now does not go on from what was read "
        "before. Nothing is shown or recorded until the first one is back, or the server is started anew."
    )


class LedgerIdentity:
    """The last record read of a ledger, by which it is known again."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._size, self._root, self._first = 0, "", b""
        self._place: object = None

    def recognise(self, reader: Reader, place: object = None) -> None:
        """Refuse another ledger than the one that was read before.

        The place is the file in which it lies; None where that may be another one.
        """
        with self._lock:
            size = reader.size()
            may_lag = place is not None and place == self._place  # the same file, looked at a moment earlier
            if self._size and not self._goes_on(reader, size, may_lag=may_lag):
                raise ExchangedRegisterError
            if size > self._size:
                self._size, self._root, self._first = size, reader.root(size), reader.node(1)
            if size:
                self._place = place or self._place

    def _goes_on(self, reader: Reader, size: int, *, may_lag: bool) -> bool:
        if size < self._size:
            return may_lag and bool(size) and reader.node(1) == self._first
        return reader.root(self._size) == self._root


class PooledConnection:
    """A connection that stays open, and what was read on it.

    Its place is None where it may not stay.
    """

    def __init__(self, connection: Connection, place: object) -> None:
        self.connection, self.place = connection, place
        self._kept: Kept | None = None

    def kept(self) -> Kept:
        """Give what was read already, where nobody wrote since."""
        state = self.connection.state()
        if self._kept is None or self._kept.state != state:
            self._kept = Kept(state, self.connection)
        return self._kept

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()


class Readers:
    """The readers of one register."""

    def __init__(self, location: Place) -> None:
        self.location, self.ledger = location, LedgerIdentity()
        self._idle: list[PooledConnection] = []
        self._looking_back = BoundedSemaphore(AT_ONCE)
        self._is_closed = False

    @cached_property
    def _engine(self) -> Engine:
        return engine_of(self.location)

    @contextmanager
    def open(self) -> Iterator[Reader]:
        """Read the register as it is at one moment."""
        resident = self._take()
        try:
            held = explain_damage(self.location, resident.connection)
            with explain_errors(self.location), resident.connection.snapshot(), held:
                reader = Reader(resident.connection, self.location, kept=resident.kept())
                self.ledger.recognise(reader, resident.place)
                yield reader
        except RegisterError:
            resident.place = None
            raise
        finally:
            self._give_back(resident)

    @contextmanager
    def open_past(self, as_of: str | None, known_at: str | None = None) -> Iterator[Reader]:
        """Read the register as it was on a day, or known at a moment.

        A few do at once, as each reads all of it.
        """
        if not self._looking_back.acquire(blocking=False):
            raise PastBusyError
        try:
            with self.open() as source, look_back(source, as_of=as_of, known_at=known_at) as past:
                yield past
        finally:
            self._looking_back.release()

    def close(self) -> None:
        """Close what is open; from here on nothing stays."""
        self._is_closed = True
        while self._idle:
            self._idle.pop().close()

    def _take(self) -> PooledConnection:
        """A connection that nobody reads on, to the file that lies there now."""
        place = self._identity()
        while self._idle:
            resident = self._idle.pop()
            if resident.place == place and self._answers(resident):
                return resident
            resident.close()
        return self._connected(place)

    def _answers(self, resident: PooledConnection) -> bool:
        """Whether a connection still leads anywhere: its server may have begun anew."""
        try:
            resident.connection.execute("SELECT 1")
        except self._engine.errors:
            return False
        return True

    def _give_back(self, resident: PooledConnection) -> None:
        """Keep a connection for the next answer, where it may stay."""
        if resident.place is None or self._is_closed:
            resident.close()
        else:
            self._idle.append(resident)

    def _identity(self) -> object:
        try:
            return self._engine.identity()
        except OSError:
            return None

    def _connected(self, place: object) -> PooledConnection:
        connection = connect(self.location, write=False)
        return PooledConnection(connection, place if self._engine.may_stay() else None)
