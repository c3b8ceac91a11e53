"""The register as it was: what stood on a day, what was known at a moment.

It is the same view of the same records, cut at a day and at a moment. What lists
are read from is derived of it in memory, by the projections that a register has.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, time
from functools import cached_property
from typing import NamedTuple
from zoneinfo import ZoneInfo

from escalade.models.backends.location import Place
from escalade.models.backends.sqlite import in_memory
from escalade.models.reader import Reader, open_reader
from escalade.models.store.clock import day_in, moment, now
from escalade.models.store.projections import PROJECTIONS
from escalade.models.store.statements import Connection
from escalade.models.views.view import Subjects, zone_of
from escalade.workflow.records.audience import with_readers
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.as_of import as_of, find_left_out
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.values.dates import DateError, when
from escalade.workflow.values.errors import RequestError
from escalade.workflow.values.instant import day_of
from escalade.workflow.values.reference import MalformedReferenceError


def parse_day(text: str) -> date:
    """Read the day that an option names."""
    try:
        day = when(text).day
    except DateError:  # its advice is a month, or unknown, which is no day either
        day = None
    if day is None:
        raise RequestError("not-one-day", "“{text}” is not one day. Write it as 2017-05-24.", text=text)
    return day


def parse_moment(text: str, zone: str = "") -> str:
    """Read the moment that an option names, UTC unless it says otherwise.

    A day is its end at the seat, whose zone is given, or in UTC.
    """
    try:
        found = datetime.fromisoformat(text)
        if len(text) == len("2017-05-24"):
            found = datetime.combine(found.date(), time.max, ZoneInfo(zone) if zone else UTC)
        known = moment(found.replace(tzinfo=UTC) if found.tzinfo is None else found)
        day_of(known, zone)  # it has a day at the seat
    except (ValueError, OverflowError):  # at the edge of the calendar another zone has no such day
        sentence = "“{text}” is not a moment. Write 2017-05-24, for the end of that day, or 2017-05-24T14:30+02:00."
        raise RequestError("moment", sentence, text=text) from None
    return known


class Until(NamedTuple):
    """How far the past goes that is looked at."""

    day: date | None
    """What had taken effect by then; None where all that was known counts."""
    known: str | None
    """The moment, UTC, by which it had been recorded; None where that does not matter."""
    zone: str
    """That of the seat."""

    def cut(self, records: tuple[Record, ...]) -> tuple[Record, ...]:
        """The records of a subject that had taken effect, for today's readers."""
        history = self._known_of(records)
        return as_of(history, self.day, zone=self.zone) if self.day else history

    def find_left_out(self, records: tuple[Record, ...]) -> list[Record]:
        """Find the acts on unknown days of which nothing tells that they had come."""
        history = self._known_of(records)
        names = find_left_out(history, self.day, self.zone) if self.day else ()
        return [record for record in history if record.reference in names]

    def _known_of(self, records: tuple[Record, ...]) -> tuple[Record, ...]:
        return tuple(one for one in with_readers(records) if self.known is None or one.at <= self.known)


class PastReader(Reader):
    """A register as it was on a day, for those who may read it today.

    Its seal, its words and its papers are those of today.
    """

    def __init__(self, source: Reader, until: Until, day: date) -> None:
        super().__init__(source.connection, source.location, source.watch)
        self._source, self._until, self._day = source, until, day

    @cached_property
    def derived(self) -> Connection:
        """What is derived of every subject as it was, once a list is asked for."""
        memory, subjects = in_memory(), self.subjects()
        for subject in map(subjects.__getitem__, subjects):
            for one in PROJECTIONS:
                one.write(memory, set(one.rows(subject, {})), set())
        memory.execute("PRAGMA query_only = ON")
        return memory

    @property
    def present(self) -> Reader:
        """The register as it is today."""
        return self._source

    def standing(self, today: date | None = None, reader: str | None = None) -> Standing:
        """The register as it was on its day, as far as a reader may see."""
        return super().standing(today or self._day, reader)

    def subjects(self, reader: str | None = None) -> Subjects:
        """Every subject as it was, its papers for those who may read them today."""
        return Subjects(self.connection, reader, until=self._until)

    def list_left_out(self, reader: str | None = None) -> list[str]:
        """List the acts on unknown days that are left out, for a reader."""
        shown, every = self._source.subjects(reader), self._source.subjects()
        left_out = (record for name in every for record in self._until.find_left_out(every[name].records))
        return [record.reference for record in left_out if shown.shows(record.reference)]

    def records(self, after: int = 0) -> Iterator[tuple[int, Record]]:
        """Every record that had taken effect, as it stood, in the ledger's order."""
        subjects = self.subjects()
        for position, record in super().records(after):
            subject = subjects.get(record.subject)
            found = (one for one in (subject.records if subject else ()) if one.ordinal == record.ordinal)
            yield from ((position, one) for one in found)

    def has(self, reference: str) -> bool:
        """Whether something was so called, in full."""
        try:
            return self.subjects().get(reference) is not None
        except MalformedReferenceError:
            return False

    def close(self) -> None:
        """Give up what was made."""
        if "derived" in self.__dict__:
            self.derived.close()


@contextmanager
def look_back(source: Reader, *, as_of: str | None, known_at: str | None) -> Iterator[Reader]:
    """Read a register as it took effect by a day, or was known at a moment."""
    zone, asked = zone_of(source.subjects()), parse_day(as_of) if as_of else None
    known = parse_moment(known_at, zone) if known_at else None
    day = asked or (day_of(known, zone) if known else day_in(now(), zone))
    with closing(PastReader(source, Until(asked, known, zone), day)) as past:
        yield past


@contextmanager
def open_past(location: Place, *, as_of: str | None, known_at: str | None) -> Iterator[Reader]:
    """Read a register as it was, where it lies."""
    with open_reader(location) as source, look_back(source, as_of=as_of, known_at=known_at) as past:
        yield past
