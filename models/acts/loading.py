"""Acts that are loaded one behind the other, inside one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.models.acts.append import Appending
from escalade.models.store.admission import Admission
from escalade.models.store.paging import PAGE
from escalade.models.views.replay_state import ReplayState
from escalade.models.views.view import extent
from escalade.workflow.acts import perform
from escalade.workflow.values.errors import RefusalError

if TYPE_CHECKING:
    from escalade.models.backends.connection import Connection
    from escalade.models.store.clock import Stamp
    from escalade.workflow.acts import Outcome
    from escalade.workflow.motions import Motion


class GrownMeanwhileError(RefusalError):
    """A file goes on from records, and others came behind them meanwhile."""

    def __init__(self, size: int) -> None:
        """Say how many records there are now."""
        self.size = size
        super().__init__(f"The register moved meanwhile: it has {size} records now. Load the file again.")


class Loading:
    """A loading under way: each act is tried on what came before it."""

    def __init__(self, connection: Connection, stamp: Stamp, loader: str | None, begun: int | None) -> None:
        """Begin behind what is there.

        Args:
            connection: to the register.
            stamp: gives time and salts where an act has none.
            loader: whoever loads the acts from a file, empty where nobody is named;
                None where they are acts of today, or a ledger's own.
            begun: how many records there must be, where they go on from those.

        Raises:
            GrownMeanwhileError: there are more.
            NoLoaderError: there are records, and nobody says that they load.
        """
        size, last_at = extent(connection)
        if begun not in {None, size}:
            raise GrownMeanwhileError(size)
        self._connection, self._stamp, self._today = connection, stamp, stamp.today()
        self._admission = None if loader is None else Admission(connection, size, loader)
        self.appending, self.count = Appending(connection, size), 0
        self._course = ReplayState(connection, size, last_at, self.appending.write)

    def take(self, motion: Motion) -> Outcome:
        """Try an act, and add what it comes to.

        Raises:
            EscaladeError: it is refused.
        """
        admitted = self._admission.admit(motion) if self._admission else motion
        outcome = perform(self._stamp.on(admitted, self._course.last_at), self._course.standing(self._today))
        if self._admission:
            self._admission.look(outcome)
        self.appending.add(outcome)
        for subject in outcome.subjects:
            self._course.take(subject)
        self.count += 1
        if self.count % PAGE == 0:  # begin afresh, so that memory stays as it is
            self.appending.write()
            self._course = ReplayState(
                self._connection, self._course.position, self._course.last_at, self.appending.write
            )
        return outcome
