"""The register as it was: what stood on a day, what was known at a moment.

An earlier register is made in memory, from the same records by the same way
as `rebuild` goes, and read by the same reader: there is one way to read.
"""

from __future__ import annotations

from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from escalade.models.backends.sqlite import in_memory
from escalade.models.integrity.rebuild import derive_anew
from escalade.models.reader import Reader, open_reader
from escalade.models.store import statements
from escalade.models.store.clock import day_in, moment, now
from escalade.models.views.view import Subjects, zone_of
from escalade.workflow.records.audience import with_readers
from escalade.workflow.records.record import encode
from escalade.workflow.subjects.as_of import as_of, find_left_out
from escalade.workflow.subjects.body import Body
from escalade.workflow.values.dates import DateError, when
from escalade.workflow.values.errors import RequestError
from escalade.workflow.values.instant import day_of
from escalade.workflow.values.message import Message

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from escalade.models.backends.connection import Connection
    from escalade.models.backends.location import Place
    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.standing import Standing


class MomentError(RequestError):
    """A moment is not written as one."""

    def __init__(self, text: str) -> None:
        """Name the text."""
        self.text = text
        super().__init__(
            Message(
                "“{text}” is not a moment. Write 2017-05-24, for the end of that day, or 2017-05-24T14:30+02:00.",
                text=text,
            )
        )


class NotOneDayError(RequestError):
    """A day is asked for, and what is named is a month, a period or unknown."""

    def __init__(self, text: str) -> None:
        """Name the text."""
        self.text = text
        super().__init__(Message("“{text}” is not one day. Write it as 2017-05-24.", text=text))


def parse_day(text: str) -> date:
    """Read the day that an option names.

    Raises:
        NotOneDayError: it is not one day.
    """
    try:
        day = when(text).day
    except DateError:  # its advice is a month, or unknown, which is no day either
        day = None
    if day is None:
        raise NotOneDayError(text)
    return day


def parse_moment(text: str, zone: str = "") -> str:
    """Read the moment that an option names; a day is its end at the seat.

    Args:
        text: a moment, UTC unless it says otherwise, or a day.
        zone: that of the seat; UTC where there is none.

    Raises:
        MomentError: it is not written as one.
    """
    try:
        found = datetime.fromisoformat(text)
        if len(text) == len("2017-05-24"):
            found = datetime.combine(found.date(), time.max, ZoneInfo(zone) if zone else UTC)
        known = moment(found.replace(tzinfo=UTC) if found.tzinfo is None else found)
        day_of(known, zone)  # it has a day at the seat
    except (ValueError, OverflowError):  # at the edge of the calendar another zone has no such day
        raise MomentError(text) from None
    return known


class PastReader(Reader):
    """A register as it was, for those who may read it today.

    Its seal is that of the record it was made from.
    """

    def __init__(self, source: Reader, day: date, memory: Connection, left_out: Sequence[Record]) -> None:
        """Read what was, on its day.

        Args:
            source: the register as it is.
            day: the day.
            memory: to what was.
            left_out: acts on unknown days of which nothing tells that they had happened by then.
        """
        super().__init__(memory, source.location, source.watch)
        self._source, self._day, self._left_out = source, day, left_out

    @property
    def present(self) -> Reader:
        """The register as it is today."""
        return self._source

    def standing(self, today: date | None = None, reader: str | None = None) -> Standing:
        """The register as it was on its day, as far as a reader may see."""
        return super().standing(today or self._day, reader)

    def subjects(self, reader: str | None = None) -> Subjects:
        """Every subject as it was, its papers for those who may read them today."""
        return Subjects(self.connection, reader, whole=self._source.connection)

    def list_left_out(self, reader: str | None = None) -> list[str]:
        """List the acts on unknown days that are left out, for a reader."""
        shown = self._source.subjects(reader)
        return [record.reference for record in self._left_out if shown.shows(record.reference)]

    def size(self) -> int:
        """The number of records in the ledger today."""
        return self._source.size()

    def node(self, position: int) -> bytes:
        """The root that a record of today completes."""
        return self._source.node(position)

    def paper(self, digest: str) -> tuple[str, bytes] | None:
        """The name and bytes of a paper, as it is kept today."""
        return self._source.paper(digest)


@contextmanager
def open_past(location: Place, *, as_of: str | None, known_at: str | None) -> Iterator[Reader]:
    """Read a register as it was.

    Args:
        location: where it is today.
        as_of: a day; what had taken effect by then.
        known_at: a moment, UTC; what had been recorded by then.

    Raises:
        RequestError: the day or the moment cannot be one.
        RegisterError: there is no register, or it cannot be read.
    """
    asked = parse_day(as_of) if as_of else None
    with open_reader(location) as source, ExitStack() as kept:
        zone = zone_of(source.subjects())
        known = parse_moment(known_at, zone) if known_at else None
        day = asked or (day_of(known, zone) if known else day_in(now(), zone))
        memory = kept.enter_context(closing(in_memory()))
        memory.executemany(statements.ADD_OPENED, source.connection.execute(statements.EVERY_OPENED))
        left_out = _fill(memory, source, asked, known)
        derive_anew(memory, Reader(memory, location))
        memory.execute("PRAGMA query_only = ON")
        yield PastReader(source, day, memory, left_out)


def _fill(memory: Connection, source: Reader, day: date | None, known: str | None) -> list[Record]:
    """Write down the records that had taken effect, where they stand today.

    Each is for those who may read it today.

    Args:
        memory: what is written on.
        source: the register as it is.
        day: the day; None where all that was known is kept.
        known: the moment by which they had been made; None where it does not matter.

    Returns:
        The acts that are left out, since nothing tells that their unknown days had come.
    """
    places: dict[str, int] = {}
    histories: dict[str, tuple[Record, ...]] = {}
    left_out: list[Record] = []
    for position, record in source.records():
        places[record.reference] = position
        histories[record.subject] = (*histories.get(record.subject, ()), record)
    zone = Body("body", histories.get("body", ())).time_zone
    for whole in histories.values():
        history = [record for record in with_readers(whole) if known is None or record.at <= known]
        names = find_left_out(history, day, zone) if day else ()
        left_out += [record for record in history if record.reference in names]
        for record in as_of(history, day, zone=zone) if day else history:
            memory.execute(statements.ADD_RECORD, _row(places[record.reference], record))
    return left_out


def _row(position: int, record: Record) -> tuple[object, ...]:
    """The row of a record, as it stands at its place."""
    place = record.evidence.place
    told = (record.subject, record.ordinal, record.act, record.officer, place, record.on, record.at, record.audience)
    return (position, *told, encode(record), b"")
