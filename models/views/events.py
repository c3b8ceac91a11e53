"""Find meetings, consultations and acts by their days."""

from __future__ import annotations

from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple, TypeVar, cast

from escalade.models.store import statements
from escalade.models.store.inbox_index import InboxTable
from escalade.models.store.naming import DAY_LENGTH, LIMITED, NEWEST
from escalade.workflow.inbox.candidates import WHILE_LAUNCHED, phases_in
from escalade.workflow.motions import ApproveReport, Convene
from escalade.workflow.records.record import READER, motion_reader
from escalade.workflow.subjects.standing import OnceConvened, OnceLaunched
from escalade.workflow.values.dates import UNKNOWN, when
from escalade.workflow.values.reference import kind_of, record_parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from escalade.models.backends.connection import Connection

SOME = 16
"""How many acts are looked up at a time: the first is nearly always the one."""
ALWAYS = "~"
"""A day and a moment behind which nothing is."""
Lookups = dict[tuple[object, ...], object]
"""What was looked up while the register stood still, whoever asked."""
T = TypeVar("T")


class _Written(NamedTuple):
    """A record of a meeting, with the day on which that closes at the latest."""

    closes: str
    day: str
    at: str
    data: bytes

    @property
    def closes_that_day(self) -> bool:
        """Whether it says that the meeting closes on that very day."""
        return f'"closes":"{self.closes}"'.encode() in self.data


class EventTable:
    """What happened when, as the register keeps it in order."""

    def __init__(
        self,
        connection: Connection,
        reader: str | None = None,
        lookups: Lookups | None = None,
    ) -> None:
        """Look it up on a connection.

        Args:
            connection: to the register.
            reader: for whom; None sees all.
            lookups: what was looked up before on a register that stands still; None where it may move.
        """
        self._connection, self._reader, self._lookups = connection, reader, lookups

    def find_meetings(self, first: str) -> list[str]:
        """Find meetings that may end on a day or later."""
        found = self._names(statements.MEETINGS_ENDING, (first,))
        return [*found, *sorted(name for name in self._annulled if kind_of(name) == "meeting")]

    def list_once_convened(self, first: str, at: str, day: date) -> tuple[list[OnceConvened], frozenset[str]]:
        """List meetings of which one convening and one approval tell all.

        Args:
            first: the day on which they may end, or later.
            at: a moment at which nothing was recorded of them.
            day: the day by which both had been done.

        Returns:
            The meetings, and the names of those that certainly ended after the last day.
        """
        found, later, until = list[OnceConvened](), set[str](), day.isoformat()
        for name, records in self._once(("convened", first), lambda: list(self._written(first))):
            if records[0].closes > until and len(records) == 1 and records[0].closes_that_day:
                later.add(name)
            elif all(_is_by(one.day, until) and one.at != at for one in records) and (
                read := self._read(name, records)
            ):
                found.append(read)
        return found, frozenset(later)

    def _written(self, first: str) -> Iterator[tuple[str, list[_Written]]]:
        """The records of meetings that may end on a day or later."""
        rows = self._connection.execute(statements.ONCE_CONVENED, (first,))
        for name, together in groupby(rows, itemgetter(0)):
            yield str(name), [_Written(str(row[1]), str(row[2]), str(row[3]), bytes(row[4])) for row in together]

    def _read(self, name: str, written: list[_Written]) -> OnceConvened | None:
        """Read a meeting, unless the reader may know less or more of it."""
        found = self._once(("meeting", name), lambda: _decode(name, written))
        names_topics = found is not None and found.approval is not None and bool(found.approval.paragraphs)
        return None if names_topics and self._reader in LIMITED else found  # they may not know the topics

    def _once(self, asked: tuple[object, ...], look_up: Callable[[], T]) -> T:
        """Look it up once, where the register stands still."""
        if self._lookups is None:
            return look_up()
        if asked not in self._lookups:
            self._lookups[asked] = look_up()
        return cast("T", self._lookups[asked])

    def _names(self, statement: str, values: tuple[str | int, ...]) -> Sequence[str]:
        return self._once((statement, *values), lambda: self._find(statement, values))

    def _find(self, statement: str, values: tuple[str | int, ...]) -> tuple[str, ...]:
        return tuple([str(row[0]) for row in self._connection.execute(statement, values)])

    def find_consultations(self, at: str, behind: str = "", day: str = "") -> list[str]:
        """Find the consultations that were launched by a moment.

        Args:
            at: the moment.
            behind: a record; what was over by then, and of which nothing was recorded since, is left out.
            day: the day of that record, by which the days of what was over had passed, closed or not; where
                it has none, nothing is left out, for anything may have ended after it.
        """
        place, over = 0, set[str]()
        if behind and day:
            place = self._connection.execute(statements.POSITION, record_parts(behind)).fetchone()[0]
            over.update(self._over(place, day))
        found = (name for name in self._names(statements.LAUNCHED_BY, (at, place, day)) if name not in over)
        return [*found, *sorted(name for name in self._annulled if kind_of(name) == "topic")]

    def sort_once_launched(self, at: str, day: date) -> OnceLaunched:
        """Sort launched topics, of which nothing is told but that, by a day."""
        over, running, until = list[tuple[str, str]](), set[str](), day.isoformat()
        for lot in InboxTable(self._connection).lots("secretariat", *WHILE_LAUNCHED):
            phases = phases_in(lot)
            if not phases[0] or not all(_is_day(one) for one in phases if one):
                continue
            if max(phases) < until:
                names = self._names(statements.ONCE_LAUNCHED, (lot, at, until))
                over += [(name, phases[0]) for name in names]
            else:
                running.update(self._names(statements.ONCE_LAUNCHED, (lot, ALWAYS, ALWAYS)))
        settled = tuple(one for one in over if one[0] not in self._annulled)
        return OnceLaunched(settled, frozenset(running - self._annulled))

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
    def _annulled(self) -> frozenset[str]:
        """What had a record annulled, which stands again before that was."""
        return frozenset(name.partition("#")[0] for name in self._names(statements.OF_ACT, ("annul", NEWEST)))


def _decode(name: str, written: list[_Written]) -> OnceConvened | None:
    """Read a meeting from its records, unless there is more to know of it."""
    records = [READER.decode(one.data) for one in written]
    if [one.act for one in records] not in (["convene"], ["convene", "approve report"]):
        return None
    motions = [motion_reader(one.act).decode(one.motion) for one in records]
    convened, approval = motions[0], motions[1] if len(motions) > 1 else None
    if not isinstance(convened, Convene) or not isinstance(approval, ApproveReport | None):
        return None
    return OnceConvened(name, convened, approval, records[-1].evidence.document if approval else None)


def _is_day(text: str) -> bool:
    """Whether a date is a day, and neither a month nor by then."""
    return len(text) == DAY_LENGTH


def _is_by(text: str, day: str) -> bool:
    """Whether a date is a day that had come by another."""
    return _is_day(text) and text <= day
