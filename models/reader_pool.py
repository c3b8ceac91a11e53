"""Readers that stay open, for a program that asks often.

Opening a register costs more than most answers, so connections stay open
between answers, each with what was read on it until anybody writes. They are
closed as soon as another file lies in the register's place, and all of them
when the program ends. Where only reading is allowed none stays, for SQLite
would not see what others write there.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from escalade.models.backends import Place, connect, engine_of, explain_damage, explain_errors
from escalade.models.backends.ledger_identity import LedgerIdentity
from escalade.models.reader import Reader
from escalade.models.store.paging import extent
from escalade.models.views.view import Subjects
from escalade.workflow.values.cached_property import once
from escalade.workflow.values.errors import RegisterError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.models.backends.connection import Connection, Engine
    from escalade.workflow.subjects.subject import Subject


MOST = 200
"""How many subjects are kept for one kind of reader; then they are read anew."""


class Moment:
    """A cache of what was read while the register was in one state."""

    def __init__(self, state: object, connection: Connection) -> None:
        """Begin with how much there is."""
        self.state, self.extent = state, extent(connection)
        self.root = ""
        self._subjects: dict[str | None, dict[str, Subject]] = {}

    def subjects_of(self, reader: str | None) -> dict[str, Subject]:
        """The subjects that one kind of reader asked for, as it sees them."""
        found = self._subjects.setdefault(reader, {})
        if len(found) > MOST:
            found.clear()
        return found


class CachedSubjects(Subjects):
    """Subjects of which some were read before."""

    def __init__(self, connection: Connection, reader: str | None, moment: Moment) -> None:
        """Load on a connection what one kind of reader did not ask for yet."""
        super().__init__(connection, reader)
        self._moment, self._read = moment, moment.subjects_of(reader)

    def __getitem__(self, reference: str) -> Subject:
        """The subject so called."""
        found = self._read.get(reference)
        if found is None:
            found = super().__getitem__(reference)
            if found.kind != "topic":
                self._read[reference] = found
        return found


class MomentReader(Reader):
    """Reads what was not read yet at its moment."""

    def __init__(self, connection: Connection, location: Place, moment: Moment) -> None:
        """Read on a connection that sees the register at that moment."""
        super().__init__(connection, location)
        self._moment = moment

    def extent(self) -> tuple[int, str]:
        """Read how many records there are, and when the newest was made."""
        return self._moment.extent

    def root(self, size: int | None = None) -> str:
        """The root of the ledger, of now or of an earlier size."""
        if size is not None and size != self.size():
            return super().root(size)
        self._moment.root = self._moment.root or super().root()
        return self._moment.root

    def subjects(self, reader: str | None = None) -> Subjects:
        """Every subject, as a reader may see it."""
        return CachedSubjects(self.connection, reader, self._moment)


class PooledConnection:
    """A connection that stays open, and what was read on it."""

    def __init__(self, connection: Connection, place: object) -> None:
        """Keep a connection, to what lies in that place; None where it may not stay."""
        self.connection, self.place = connection, place
        self._moment: Moment | None = None

    def moment(self) -> Moment:
        """Give what was read already, where nobody wrote since."""
        state = self.connection.state()
        if self._moment is None or self._moment.state != state:
            self._moment = Moment(state, self.connection)
        return self._moment

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()


class Readers:
    """The readers of one register."""

    def __init__(self, location: Place) -> None:
        """Open nothing yet."""
        self.location, self.ledger = location, LedgerIdentity()
        self._idle: list[PooledConnection] = []
        self._is_closed = False

    @once
    def _engine(self) -> Engine:
        """The engine of its database, made when it is first asked for."""
        return engine_of(self.location)

    @contextmanager
    def open(self) -> Iterator[Reader]:
        """Read the register as it is at one moment.

        Raises:
            RegisterError: there is none, or it cannot be read; says what to do.
            ExchangedRegisterError: it is another one than was read before.
        """
        resident = self._take()
        try:
            held = explain_damage(self.location, resident.connection)
            with explain_errors(self.location), resident.connection.snapshot(), held:
                reader = MomentReader(resident.connection, self.location, resident.moment())
                self.ledger.recognise(reader, resident.place)
                yield reader
        except RegisterError:
            resident.place = None
            raise
        finally:
            self._give_back(resident)

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
            if resident.place == place:
                return resident
            resident.close()
        return self._connected(place)

    def _give_back(self, resident: PooledConnection) -> None:
        """Keep a connection for the next answer, where it may stay."""
        if resident.place is None or self._is_closed:
            resident.close()
        else:
            self._idle.append(resident)

    def _identity(self) -> object:
        """Identify what lies in the register's place; None where nothing does."""
        try:
            return self._engine.identity()
        except OSError:
            return None

    def _connected(self, place: object) -> PooledConnection:
        """A new connection to the register."""
        connection = connect(self.location, write=False)
        return PooledConnection(connection, place if self._engine.may_stay() else None)
