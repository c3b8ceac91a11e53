"""Cache what is read of a register while nobody writes to it.

Nearly every answer asks for the body, a round or a meeting, and for the root
of all; none of them changes until somebody writes. Topics are not kept: there
are many, and each is asked for seldom.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.models.reader import Reader
from escalade.models.store.paging import extent
from escalade.models.views.view import Subjects
from escalade.models.views.visibility import find_hidden_moves

if TYPE_CHECKING:
    from escalade.models.backends.connection import Connection
    from escalade.models.backends.location import Place
    from escalade.workflow.subjects.subject import Subject

MOST = 200
"""How many subjects are kept for one kind of reader; then they are read anew."""


class Moment:
    """A cache of what was read while the register was in one state."""

    def __init__(self, state: object, connection: Connection, before: Moment | None = None) -> None:
        """Begin with how much there is, and with what was known before."""
        self.state, self.extent = state, extent(connection)
        self.root = ""
        self._unseen: dict[str, tuple[int, frozenset[str]]] = before.unseen_by(self.extent[0]) if before else {}
        self._subjects: dict[str | None, dict[str, Subject]] = {}

    def subjects_of(self, reader: str | None) -> dict[str, Subject]:
        """The subjects that one kind of reader asked for, as it sees them."""
        found = self._subjects.setdefault(reader, {})
        if len(found) > MOST:
            found.clear()
        return found

    def find_hidden_moves(self, audience: str, connection: Connection) -> frozenset[str]:
        """Find the subjects that moved by what an audience may not read."""
        upto, known = self._unseen.get(audience, (0, frozenset()))
        if upto < self.extent[0]:
            known |= find_hidden_moves(connection, audience, upto)
            self._unseen[audience] = self.extent[0], known
        return known

    def unseen_by(self, size: int) -> dict[str, tuple[int, frozenset[str]]]:
        """Give what is known of that, for a ledger that is no shorter."""
        return {name: known for name, known in self._unseen.items() if known[0] <= size}


class CachedSubjects(Subjects):
    """Subjects of which some were read before."""

    def __init__(self, connection: Connection, reader: str | None, read: dict[str, Subject]) -> None:
        """Load on a connection what one kind of reader did not ask for yet."""
        super().__init__(connection, reader)
        self._read = read

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

    def find_hidden_moves(self, audience: str) -> frozenset[str]:
        """The subjects that moved by records which an audience may not read."""
        return self._moment.find_hidden_moves(audience, self.connection)

    def subjects(self, reader: str | None = None) -> Subjects:
        """Every subject, as a reader may see it."""
        return CachedSubjects(self.connection, reader, self._moment.subjects_of(reader))
