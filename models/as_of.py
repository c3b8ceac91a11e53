"""The register as it was: what stood on a day, what was known at a moment.

An earlier register is made in memory, from the same records by the same way
as `rebuild` goes, and read by the same reader: there is one way to read.
"""

from __future__ import annotations

from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, date, datetime, time
from functools import cache
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from escalade.models.backends.sqlite import in_memory
from escalade.models.integrity.rebuild import derive
from escalade.models.reader import Reader, open_reader
from escalade.models.store import statements
from escalade.models.store.clock import day_in, moment, now
from escalade.models.store.naming import LIMITED
from escalade.models.views.view import Subjects, zone_of
from escalade.workflow.records.audience import readable_by
from escalade.workflow.records.record import encode
from escalade.workflow.subjects.as_of import as_of, find_left_out
from escalade.workflow.subjects.body import Body
from escalade.workflow.subjects.standing import subject_for
from escalade.workflow.values.dates import DateError, when
from escalade.workflow.values.errors import RequestError
from escalade.workflow.values.instant import day_of
from escalade.workflow.values.message import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

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


class _Cut(NamedTuple):
    """What was, as one kind of reader may know it."""

    connection: Connection
    left_out: Sequence[Record]
    """Acts on unknown days of which nothing tells that they had happened by then."""


class PastReader(Reader):
    """A register as it was; its seal is that of the record it was made from.

    What had come by a day is told by the days of records, as later ones correct
    them: it is found anew for each kind of reader, from what they may read.
    """

    def __init__(
        self, source: Reader, day: date, cut: Callable[[str | None], _Cut], audience: str | None = None
    ) -> None:
        """Read what was, on its day.

        Args:
            source: the register as it is.
            day: the day.
            cut: makes what was, for a reader; of all records where none is named.
            audience: for whom it is made.
        """
        self.location, self.watch = source.location, source.watch
        self._source, self._day, self._cut, self._audience = source, day, cut, audience

    @property
    def connection(self) -> Connection:  # type: ignore[override]  # made when it is first asked for
        """To what was, in memory."""
        return self._cut(self._audience).connection

    def cut_for(self, audience: str | None) -> Reader:
        """Give what was as an audience may know it."""
        limited = audience if audience in LIMITED else None
        return self if limited == self._audience else PastReader(self._source, self._day, self._cut, limited)

    @property
    def present(self) -> Reader:
        """The register as it is today."""
        return self._source

    def standing(self, today: date | None = None, reader: str | None = None) -> Standing:
        """The register as it was on its day, as far as a reader may see."""
        cut = self.cut_for(reader) if reader else self
        return cut.standing(today, reader) if cut is not self else super().standing(today or self._day, reader)

    def subjects(self, reader: str | None = None) -> Subjects:
        """Every subject as it was, its papers for those who may read them today."""
        cut = self.cut_for(reader) if reader else self
        return Subjects(cut.connection, reader, whole=self._source.connection)

    def list_left_out(self, reader: str | None = None) -> list[str]:
        """List the acts on unknown days that are left out, for a reader."""
        found = self._cut(reader if reader in LIMITED else self._audience).left_out
        return [record.reference for record in found if record.audience in readable_by(reader)]

    def find_hidden_moves(self, audience: str) -> frozenset[str]:
        """The subjects that moved by records which an audience may not read today."""
        return self._source.find_hidden_moves(audience)

    def find_records(
        self,
        sought: Sequence[Sequence[str]],  # noqa: ARG002  # whoever asks looks at the words themselves
        reader: str | None = None,
        behind: str = "",
    ) -> Iterator[Record]:
        """Give every record that may be read: the past has no index of its words."""
        cut = self.cut_for(reader) if reader else self
        records = cut.since(behind) if behind else (record for _, record in cut.records())
        return (record for record in records if record.audience in readable_by(reader))

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

        @cache
        def cut(audience: str | None) -> _Cut:
            """Make in memory what was, for a reader; once for all from whom nothing is hidden."""
            if audience and not _hides_anything(source, audience):
                return cut(None)
            memory = kept.enter_context(closing(in_memory()))
            memory.executemany(statements.ADD_OPENED, source.connection.execute(statements.EVERY_OPENED))
            left_out = _fill(memory, _known(source, known), asked, audience)
            derive(memory, Reader(memory, location))
            memory.execute("PRAGMA query_only = ON")
            return _Cut(memory, left_out)

        yield PastReader(source, day, cut)


def _hides_anything(source: Reader, audience: str) -> bool:
    """Whether there is any record, now, that an audience may not read."""
    return source.connection.execute(statements.UNSEEN, (0, audience)).fetchone() is not None


def _known(source: Reader, known: str | None) -> Iterator[tuple[int, Record]]:
    """The records that had been made by a moment; times never run back."""
    for position, record in source.records():
        if known is not None and record.at > known:
            return
        yield position, record


def _fill(
    memory: Connection, records: Iterator[tuple[int, Record]], day: date | None, audience: str | None
) -> list[Record]:
    """Write down the records that had taken effect, where they stand today.

    Args:
        memory: what is written on.
        records: those that were known.
        day: the day; None where all that was known is kept.
        audience: for whom; what they may not read corrects nothing that they read. None takes all records.

    Returns:
        The acts that are left out, since nothing tells that their unknown days had come.
    """
    places: dict[str, int] = {}
    histories: dict[str, list[Record]] = {}
    left_out: list[Record] = []
    for position, record in records:
        places[record.reference] = position
        histories.setdefault(record.subject, []).append(record)
    histories = _limit(histories, audience) if audience else histories
    zone = Body("body", tuple(histories.get("body", ()))).time_zone
    for history in histories.values():
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


def _limit(histories: Mapping[str, Sequence[Record]], audience: str) -> dict[str, list[Record]]:
    """The histories of subjects as far as an audience may read them."""
    shown = {name: subject_for(name, tuple(records), reader=audience) for name, records in histories.items()}
    return {name: list(one.readable) for name, one in shown.items() if one.readable}
