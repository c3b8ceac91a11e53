"""Find meetings, consultations and acts by their days."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from escalade.models.store import statements
from escalade.models.store.inbox_index import InboxTable
from escalade.models.store.naming import NEWEST
from escalade.workflow.inbox.candidates import WHILE_LAUNCHED, phases_in
from escalade.workflow.records.audience import READERS, readable_by
from escalade.workflow.values.dates import UNKNOWN, when
from escalade.workflow.values.reference import kind_of, record_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.models.backends.connection import Connection

SOME = 16
"""How many acts are looked up at a time: the first is nearly always the one."""


class EventTable:
    """What happened when, as the register keeps it in order."""

    def __init__(self, connection: Connection, reader: str | None = None) -> None:
        """Look it up on a connection.

        Args:
            connection: to the register.
            reader: for whom; what may stand otherwise for them is always found. None sees all.
        """
        self._connection = connection
        self._hidden = READERS[len(readable_by(reader)) :]

    def find_meetings(self, first: str, at: str) -> list[str]:
        """Find meetings convened by a moment that may end on a day or later."""
        found = self._names(statements.MEETINGS_ENDING, (first, at))
        return [*found, *(name for name in self._unsettled if kind_of(name) == "meeting")]

    def find_launched(self, at: str, behind: str = "", day: str = "") -> list[str]:
        """Find the consultations that were launched by a moment.

        Args:
            at: the moment.
            behind: a record; what was over by then, and of which nothing was recorded since, is left out.
            day: the day of that record, before which the days of what was over had passed, closed or not.
        """
        place = self._connection.execute(statements.POSITION, record_parts(behind)).fetchone()[0] if behind else 0
        over = set(self._over(place, day)) if behind and day else set()
        found = (name for name in self._names(statements.LAUNCHED_BY, (at, place)) if name not in over)
        return [*found, *(name for name in self._unsettled if kind_of(name) == "topic")]

    def _over(self, place: int, day: str) -> Iterator[str]:
        """What was never closed, but had all its days before one, and is told of by nothing since a place."""
        for lot in InboxTable(self._connection).lots("secretariat", *WHILE_LAUNCHED):
            closes, hearing = (when(one or UNKNOWN).last for one in phases_in(lot))
            is_over = closes is not None and closes.isoformat() < day
            if is_over and (not phases_in(lot)[1] or (hearing is not None and hearing.isoformat() < day)):
                yield from self._names(statements.QUIET, (lot, place))

    def find_acts(self, act: str, before: str, at: str) -> Iterator[str]:
        """Find the records of an act up to the moment of one, the last first.

        Args:
            act: the act.
            before: the record; empty for the end of the ledger.
            at: the moment of it.
        """
        end = NEWEST
        if before:
            position = self._connection.execute(statements.POSITION, record_parts(before)).fetchone()[0]
            later = self._connection.execute(statements.FIRST_AFTER, (position, at)).fetchone()
            end = later[0] if later else NEWEST
        while rows := self._connection.execute(statements.LAST_OF_ACT, (act, end, SOME)).fetchall():
            yield from (str(name) for name, _ in rows)
            end = rows[-1][1]

    @cached_property
    def _unsettled(self) -> list[str]:
        """What had a record annulled, which stands again before that was, or has one hidden that is no view."""
        return self._names(statements.UNSETTLED, (*self._hidden, "", "")[:2])

    def _names(self, statement: str, values: tuple[str | int, ...]) -> list[str]:
        return [str(row[0]) for row in self._connection.execute(statement, values)]
