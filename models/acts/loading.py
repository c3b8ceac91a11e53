"""Load acts one behind the other, inside one transaction.

An empty register takes over what a case file says of the past, its times and
salts. Behind other records a file is what somebody loads today: `known-at`
would tell lies otherwise.
"""

from __future__ import annotations

import msgspec

from escalade.models.acts.append import RecordBatch
from escalade.models.store import statements
from escalade.models.store.clock import Stamp
from escalade.models.store.paging import PAGE, extent
from escalade.models.store.statements import Connection
from escalade.models.views.replay_state import ReplayState
from escalade.workflow.motions import Motion
from escalade.workflow.perform import Outcome, perform
from escalade.workflow.records.record import commitment_in, commitments
from escalade.workflow.values.constraints import is_digest
from escalade.workflow.values.errors import FieldError, RefusalError, RequestError
from escalade.workflow.values.identity import identity_of
from escalade.workflow.values.message import Message


class BulkLoad:
    """Acts that are loaded, each tried on what came before it."""

    def __init__(
        self, connection: Connection, stamp: Stamp, loader: str | None, begun: int | None, *, warned: bool
    ) -> None:
        """Begin behind what is there.

        Args:
            connection: to the register.
            stamp: gives time and salts where an act has none.
            loader: whoever loads the acts from a file, empty where nobody is named;
                None where they are acts of today, or a ledger's own.
            begun: how many records there must be, where they go on from those.
            warned: whether warnings are looked for.

        Raises:
            RefusalError: there are more.
        """
        size, last_at = extent(connection)
        if begun not in {None, size}:
            sentence = "The register moved meanwhile: it has {size} records now. Load the file again."
            raise RefusalError("grown-meanwhile", sentence, size=size)
        self._connection, self._stamp, self._warned = connection, stamp, warned
        self._admission = None if loader is None else Admission(connection, size, loader)
        self.batch, self.count = RecordBatch(connection, size), 0
        self._course = ReplayState(connection, size, last_at, self.batch.write)

    def take(self, motion: Motion) -> Outcome:
        """Try an act, and add what it comes to."""
        admitted = self._admission.admit(motion) if self._admission else motion
        zone = self._course.zone
        standing = self._course.standing(self._stamp.today(zone))
        outcome = perform(self._stamp.on(admitted, self._course.last_at, zone), standing, warned=self._warned)
        if self._admission:
            self._admission.look(outcome)
        self.batch.add(outcome)
        for subject in outcome.subjects:
            self._course.take(subject)
        self.count += 1
        if self.count % PAGE == 0:  # begin afresh, so that memory stays as it is
            self.batch.write()
            self._course = ReplayState(self._connection, self._course.position, self._course.last_at, self.batch.write)
        return outcome


class Admission:
    """The acts of a case file, each as it may be recorded."""

    def __init__(self, connection: Connection, size: int, loader: str) -> None:
        """Admit behind so many records what somebody loads.

        Raises:
            RequestError: there are records, and nobody is named.
        """
        if size and not loader:
            sentence = (
                "The register has {size} records already. What is loaded behind them is recorded as loaded now, and by "
                "whom: name yourself with --as OFFICER."
            )
            raise RequestError("no-loader", sentence, size=size)
        self._connection, self._loader, self._behind = connection, loader, size > 0
        self._salts, self._commitments = set[str](), set[str]()

    def admit(self, motion: Motion) -> Motion:
        """Let an act through, as loaded now where it comes behind others.

        Raises:
            FieldError: what it names as erased cannot be, or a salt was used before.
        """
        for name in motion.erased:
            if not is_digest(commitment_in(getattr(motion, name, None)) or ""):
                raise FieldError(
                    name, Message("is named among the texts that were erased, and is no commitment to one")
                )
        if self._behind:
            return msgspec.structs.replace(motion, at="", identity=identity_of(self._loader), salts={})
        for name, salt in motion.salts.items():
            if salt in self._salts:
                field = f"salts.{name}"
                raise FieldError(field, Message("was used for another text; leave it out, and one is drawn"))
            self._salts.add(salt)
        return motion

    def look(self, outcome: Outcome) -> None:
        """Refuse a commitment that another act has made."""
        made = {one for record in outcome.records if record.motion.personal for one in commitments(record)}
        for one in made:
            brought = any(record.motion.erased for record in outcome.records)
            if one in self._commitments or (brought and self._is_kept(one)):
                field = "erased"
                raise FieldError(field, Message("has a commitment that another act made; nothing is erased twice over"))
        self._commitments |= made

    def _is_kept(self, commitment: str) -> bool:
        """Whether the register has the text of a commitment."""
        return self._connection.execute(statements.OPENED, (commitment,)).fetchone() is not None
