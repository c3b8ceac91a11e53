"""Every act tried again, on the register as of the record before it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from escalade.models.store import statements
from escalade.models.store.finding import NO_RECORD, UNREADABLE, IntegrityFinding
from escalade.models.store.paging import PAGE
from escalade.models.views.replay_state import ReplayState
from escalade.workflow.acts import perform
from escalade.workflow.records.reassembly import motion_of_act
from escalade.workflow.records.record import Record, encode
from escalade.workflow.values.errors import EscaladeError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escalade.models.backends.connection import Connection


class RecordBytes(NamedTuple):
    """A record, and the bytes it was read from."""

    record: Record
    data: bytes


class Retrial:
    """The acts of a ledger, tried again one after the other.

    Only a stretch of the ledger is held at a time; what an act stands on
    besides is read from the records before it.
    """

    def __init__(self, connection: Connection, position: int) -> None:
        """Begin after so many records."""
        row = connection.execute(statements.AT, (position,)).fetchone()
        self._connection, self._tried = connection, 0
        self._course = ReplayState(connection, position, row[0] if row else "")

    def findings(self, act: Sequence[RecordBytes]) -> list[IntegrityFinding]:
        """What is wrong with the next act: it is refused, or comes out otherwise."""
        self._tried += 1
        if self._tried % PAGE == 0:  # begin afresh, so that memory stays as it is
            self._course = ReplayState(self._connection, self._course.position, self._course.last_at)
        try:
            wrong = self._outcome(act)
            if wrong:
                self._take(act)
        except UNREADABLE as error:
            wrong = f"cannot be tried again: {error!r}"
        if not wrong:
            return []
        altered = [IntegrityFinding(record.reference, NO_RECORD) for record, data in act if not _says(record, data)]
        return altered or [IntegrityFinding(act[0].record.reference, wrong)]

    def _take(self, act: Sequence[RecordBytes]) -> None:
        """Move on by records that the act, tried again, does not come to."""
        for record, _ in act:
            self._course.take(self._course.subject(record.subject).with_record(record))

    def _outcome(self, act: Sequence[RecordBytes]) -> str:
        """Try an act on what it stood on, and move on by what it comes to; today is the day after it at the latest."""
        records = [record for record, _ in act]
        today = date.fromisoformat(records[0].at[:10]) + timedelta(days=1)
        try:
            outcome = perform(motion_of_act(records), self._course.standing(today))
        except EscaladeError as error:
            return f"is refused when it is tried again: {error}"
        if [encode(record) for record in outcome.records] != [data for _, data in act]:
            return "comes out otherwise when it is tried again"
        for subject in outcome.subjects:
            self._course.take(subject)
        return ""


def _says(record: Record, data: bytes) -> bool:
    """Whether a record says what it was read from, its personal texts included."""
    try:
        return encode(record) == data
    except UNREADABLE:
        return False
