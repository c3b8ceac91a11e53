"""The register as of a day: what had taken effect, told as known now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import msgspec

from escalade.workflow.motions import Extend, Launch
from escalade.workflow.records.history import is_move, order_as_happened, original_records, read_course
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.subjects.subject import Subject
from escalade.workflow.values.dates import UNKNOWN, when
from escalade.workflow.values.instant import day_of
from escalade.workflow.values.reference import kind_of
from escalade.workflow.values.step import OF_RECORDS

TRANSLATED = frozenset({"receive translation"})
"""What changes no more of a text than its language, whenever it is received."""
REWORDED = TRANSLATED | {"correct"}
"""What says in which words something was so, whenever that is said."""


def as_of(
    records: Iterable[Record], day: date, besides: frozenset[str] = frozenset(), zone: str = ""
) -> tuple[Record, ...]:
    """The records of one subject in effect by the end of a day at the seat.

    What an act tells counts by its day, as later records correct it. Nothing moves a
    subject that a move before it had not yet reached. An annulment counts from the day
    of the act that it names, and so do acts on records *besides*.
    """
    written = {record.reference: record for record in records}
    kept: list[Record] = []
    names, stopped = set[str](), False
    unknown = _not_known_to_have_come(happened := happened_in(written.values()), day, zone)
    for told in happened:
        record = _on_day(written[told.reference], told)
        named = getattr(record.motion, "records", ()) if record.act != "dispatch" else ()
        had_come = record.act in {"annul", *besides} or (told.reference not in unknown and had_effect(told, day, zone))
        had_come = had_come and names.issuperset(named)
        stopped = stopped or (is_move(told) and not had_come)
        if had_come and not (stopped if record.moved else not kept):
            names.add(record.reference)
            kept.append(record)
    return tuple(sorted(kept, key=lambda record: record.ordinal))


def happened_in(records: Iterable[Record]) -> tuple[Record, ...]:
    """The records of one subject in the order they happened, untranslated."""
    written = tuple(records)
    kind = kind_of(written[0].subject) if written else ""
    return read_course(kind, order_as_happened(original_records(written))).told


def find_left_out(records: Iterable[Record], day: date, zone: str = "") -> tuple[str, ...]:
    """Find acts on unknown days that nothing shows to have happened by a day."""
    happened = happened_in(records)
    unknown = _not_known_to_have_come(happened, day, zone)
    return tuple(one.reference for one in happened if one.reference in unknown and not one.annulled_by)


def find_left_out_acts(name: str, standing: Standing, day: date) -> tuple[str, ...]:
    """Find the acts on a round’s topics that a day leaves out."""
    zone = standing.body.time_zone
    return tuple(one for topic in standing.topics_of(name) for one in find_left_out(topic.readable, day, zone))


def _not_known_to_have_come(happened: tuple[Record, ...], day: date, zone: str) -> set[str]:
    # What the topic went through next tells it, and the day of their recording.
    # Else they are taken to have come once what is known to precede them had.
    found: dict[str, Record] = {}
    floor: date | None = None
    ends: date | None = None
    for record in happened:
        on, motion = when(record.on), record.motion
        if record.on == UNKNOWN and kind_of(record.subject) == "topic" and record.act not in OF_RECORDS:
            was_recorded = record.at and day_of(record.at, zone) <= day
            before = max((one for one in (floor, ends if record.act == "close" else None) if one), default=None)
            if not was_recorded and (before is None or before > day):
                found[record.reference] = record
        ends = when(motion.closes).last if isinstance(motion, Launch | Extend) and motion.closes else ends
        floor = max((one for one in (floor, on.first) if one), default=None)
        is_told = (is_move(record) or record.act == "record consideration") and on.last is not None
        if is_told and had_effect(record, day, zone):
            found.clear()
    return set(found)


def _on_day(record: Record, told: Record) -> Record:
    """A record as if it had been written with the day it is told with, and the sitting of that day."""
    if record.on == told.on:
        return record
    there = {name: getattr(told.evidence, name) for name in ("meeting", "session", "sitting")}
    return msgspec.structs.replace(
        record,
        on=told.on,
        motion=msgspec.structs.replace(record.motion, on=told.on),
        evidence=msgspec.structs.replace(record.evidence, **there),
    )


def had_effect(record: Record, day: date, zone: str) -> bool:
    """Whether the day of a record had passed, whichever it may be.

    Nothing is recorded before it happens; an unknown day is taken to have come, where no order tells.
    """
    on = when(record.on)
    if on.last is None or on.last <= day:
        return True
    return on.day is None and bool(record.at) and day_of(record.at, zone) <= day


class SubjectsAsOf(Mapping[str, "Subject"]):
    """Subjects with the records that had taken effect by a day."""

    def __init__(
        self, standing: Standing, day: date, besides: frozenset[str], since: Mapping[str, Subject] | None
    ) -> None:
        self._subjects, self._day, self._besides, self._since = standing.subjects, day, besides, since
        self._zone = standing.body.time_zone
        self._cut: dict[str, Subject] = {}

    def __getitem__(self, reference: str) -> Subject:
        """A subject as it was; an error where there was none yet."""
        if reference in self._cut:
            return self._cut[reference]
        found = self._subjects[reference]
        records = as_of(found.readable, self._day, self._besides, self._zone)
        if not records:
            raise KeyError(reference)
        if self._since or self._besides >= TRANSLATED:
            self._cut[reference] = (self._since or self._subjects)[reference].at(records)
            return self._cut[reference]
        later = tuple([record for record in found.later if had_effect(record, self._day, self._zone)])
        self._cut[reference] = type(found)(reference, records, later, found.reader)
        return self._cut[reference]

    def __iter__(self) -> Iterator[str]:
        return (reference for reference in self._subjects if self.get(reference) is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def standing_as_of(
    standing: Standing, day: date, besides: frozenset[str] = frozenset(), since: Mapping[str, Subject] | None = None
) -> Standing:
    """The standing of a day, without what took effect later.

    Args:
        standing: what is on record.
        day: the day.
        besides: acts on records that count whenever they are done.
        since: the subjects as they stand later, whose translations count too.
    """
    subjects = SubjectsAsOf(standing, day, besides, since)
    return msgspec.structs.replace(standing, subjects=subjects, day=day, find_awaited=None)
