"""Find meetings, consultations and acts by their days."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from escalade.models.store import statements
from escalade.models.store.naming import NEWEST
from escalade.workflow.values.reference import kind_of, record_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.models.backends.connection import Connection

SOME = 16
"""How many acts are looked up at a time: the first is nearly always the one."""


class EventTable:
    """What happened when, as the register keeps it in order."""

    def __init__(self, connection: Connection) -> None:
        """Look it up on a connection."""
        self._connection = connection

    def find_meetings(self, first: str, at: str) -> list[str]:
        """Find meetings convened by a moment that may end on a day or later."""
        found = self._names(statements.MEETINGS_ENDING, (first, at))
        return [*found, *(name for name in self._annulled if kind_of(name) == "meeting")]

    def find_launched(self, at: str, behind: str = "") -> list[str]:
        """Find the consultations that were launched by a moment.

        Args:
            at: the moment.
            behind: a record; what was over by then, and of which nothing was recorded since, is left out.
        """
        place = self._connection.execute(statements.POSITION, record_parts(behind)).fetchone()[0] if behind else 0
        found = self._names(statements.LAUNCHED_BY, (at, place))
        return [*found, *(name for name in self._annulled if kind_of(name) == "topic")]

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
    def _annulled(self) -> list[str]:
        """What had a record annulled, which stands again before that was."""
        return self._names(statements.ANNULLED, ())

    def _names(self, statement: str, values: tuple[str | int, ...]) -> list[str]:
        return [str(row[0]) for row in self._connection.execute(statement, values)]
