"""The four things the procedure is about: a subject *is* its records.

Nothing of a subject is stored beside its records; each property below reads
them, so a correction or annulment changes what a subject says at once. What
was read of them is remembered, and goes on with the next record where that
one can only add to it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from itertools import accumulate
from typing import Any, NamedTuple, Self, TypeVar

import msgspec

from escalade.workflow.motions import Motion
from escalade.workflow.records.audience import READERS, as_read, readable, with_readers
from escalade.workflow.records.history import (
    Course,
    effective_records,
    find_place,
    in_force,
    order_as_happened,
    original_records,
    read_course,
)
from escalade.workflow.records.record import Record
from escalade.workflow.values.reference import kind_of
from escalade.workflow.values.step import OF_RECORDS

M = TypeVar("M", bound=Motion)


def each(shape: type[M]) -> cached_property[tuple[tuple[Record, M], ...]]:
    """The records in force of an act, oldest first, each with its motion."""

    def find(subject: Subject) -> tuple[tuple[Record, M], ...]:
        found = subject.every(shape.act_name())
        return tuple([(record, record.motion) for record in found if isinstance(record.motion, shape)])

    return cached_property(find)


def latest(shape: type[M]) -> cached_property[tuple[Record, M] | None]:
    """The latest record in force of an act, with its motion."""
    return cached_property(lambda subject: pair_with_motion(subject.last(shape.act_name()), shape))


class Happening(NamedTuple):
    """From when to when something may happen with a subject."""

    kind: str
    first: str
    """The first day it may happen, or a moment; empty where none is known."""
    last: str
    subject: str


EVER = "9999-12-31"
"""The last day on which what has no known end may happen."""


class Subject(msgspec.Struct, frozen=True, dict=True):
    """A subject of an act, at one moment."""

    reference: str
    records: tuple[Record, ...] = ()
    later: tuple[Record, ...] = ()
    """Translations of what the records say that were received since."""
    reader: str | None = None
    """For whom it is shown; None where the procedure looks at it, and all is seen."""

    @property
    def happenings(self) -> tuple[Happening, ...]:
        """What may happen with it: too much, never too little.

        It holds whichever of the records there are now one may read, or were there earlier.
        """
        is_hidden = any(record.audience != READERS[0] for record in self.records[:1])
        return (Happening("hidden birth", "", EVER, self.reference),) if is_hidden else ()

    def list_happenings(self, kind: str, first: str) -> list[Happening]:
        """List those of a kind that may end on a day or later."""
        return [one for one in self.happenings if one.kind == kind and one.last >= first]

    @cached_property
    def kind(self) -> str:
        """Which kind of subject it is."""
        return kind_of(self.reference)

    @cached_property
    def course(self) -> Course:
        """Every readable record as it happened, and the states between them."""
        course = read_course(self.kind, order_as_happened(effective_records(self.readable, self.later)))
        return course if self.reader is None else course._replace(told=as_read(course.told, self.reader))

    @property
    def told(self) -> tuple[Record, ...]:
        """Every record that may be read, as later ones leave it, as they happened."""
        return self.course.told

    @property
    def state(self) -> str | None:
        """Its state; None where nothing was recorded yet, or may be read."""
        return self.course.states[-1]

    @property
    def audience(self) -> str | None:
        """For whom what brought it in is, and with it what moves it.

        None where nothing did, or where that may not be read.
        """
        return self.readable[0].audience if self.readable else None

    @property
    def newest(self) -> str:
        """The reference of its newest record."""
        return self.records[-1].reference if self.records else f"{self.reference}#0"

    @property
    def newest_told(self) -> str:
        """The reference of the newest record that may be read."""
        return max(self.told, key=lambda record: record.ordinal).reference if self.told else self.newest

    @cached_property
    def own(self) -> tuple[Record, ...]:
        """Every record in the languages in which it was worded itself."""
        own = original_records(self.readable)
        return own if self.reader is None else as_read(own, self.reader)

    @cached_property
    def readable(self) -> tuple[Record, ...]:
        """The records that may be read, each as it was written.

        They have the readers that they have now.
        """
        records = with_readers(self.records)
        return records if self.reader is None else readable(records, self.reader)

    @cached_property
    def is_translated(self) -> bool:
        """Whether something it says was received in another language."""
        return bool(self.later) or any(record.act == "receive translation" for record in self.records)

    @cached_property
    def live(self) -> tuple[Record, ...]:
        """The records in force, oldest first."""
        return in_force(self.told)

    @cached_property
    def waiting(self) -> tuple[Record, ...]:
        """Records that wait to be endorsed, acts on records among them."""
        return tuple(record for record in self.told if record.waits and not record.annulled_by)

    @cached_property
    def by_act(self) -> dict[str, tuple[Record, ...]]:
        """The records in force of each act, oldest first."""
        found: dict[str, tuple[Record, ...]] = {}
        for record in self.live:
            found[record.act] = (*found.get(record.act, ()), record)
        return found

    def last(self, *acts: str) -> Record | None:
        """The latest record in force of one of these acts."""
        found = self.every(*acts)
        return found[-1] if found else None

    def every(self, *acts: str) -> tuple[Record, ...]:
        """The records in force of these acts, oldest first."""
        found = [self.by_act[act] for act in acts if act in self.by_act]
        if found[1:]:
            return tuple([record for record in self.live if record.act in acts])
        return found[0] if found else ()

    @cached_property
    def last_move(self) -> Record | None:
        """The latest record in force that changed the state."""
        return next((record for record in reversed(self.live) if record.moved), None)

    @property
    def last_turn(self) -> Record | None:
        """Its last move, or its circulation since."""
        return next((record for record in reversed(self.live) if record.moved or record.act == "circulate"), None)

    @cached_property
    def late_records(self) -> tuple[Record, ...]:
        """The records in force that were made after what they happened before."""
        latest_first = self.live[::-1]
        earliest = accumulate((record.ordinal for record in latest_first), min)
        return tuple(record for record, least in zip(latest_first, earliest, strict=True) if record.ordinal > least)

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of each record in the order in which they happened."""
        return {record.reference: place for place, record in enumerate(self.told)}

    def is_before(self, record: Record, other: Record) -> bool:
        """Whether one record happened before another."""
        return self.places[record.reference] < self.places[other.reference]

    def record(self, reference: str) -> Record | None:
        """One of its records, as later ones leave it."""
        return next((record for record in self.told if record.reference == reference), None)

    def with_record(self, record: Record) -> Self:
        """The subject with one more record; what was read is kept where it may be."""
        is_plain = self.reader is None and record.act not in OF_RECORDS and record.annulled_by is None
        known = self.__dict__.get("course") if is_plain and not self.is_translated else None
        if known and find_place(known.told, record) == len(known.told):
            from escalade.workflow.machine import follow  # noqa: PLC0415  # only where an act is performed

            led, state = follow(self.kind, known.states[-1], record)
            return self.followed_by(record, Course((*known.told, led), (*known.states, state)))
        return type(self)(self.reference, (*self.records, record), self.later, self.reader)

    def followed_by(self, record: Record, course: Course) -> Self:
        """The subject one record further, on a course that adds only that record."""
        after = type(self)(self.reference, (*self.records, record), (), self.reader)
        after.__dict__.update(course=course, **self._carried_to(course.told[-1]))
        return after

    def _carried_to(self, record: Record) -> dict[str, Any]:
        known = self.__dict__
        if record.annulled_by or record.act in OF_RECORDS:
            return {name: known[name] for name in ("live", "by_act", "last_move") if name in known}
        carried: dict[str, Any] = (
            {"is_translated": False, "kind": self.kind} if known.get("is_translated") is False else {}
        )
        if "live" in known:
            carried["live"] = (*self.live, record)
        if "by_act" in known:
            carried["by_act"] = {**self.by_act, record.act: (*self.by_act.get(record.act, ()), record)}
        if "last_move" in known:
            carried["last_move"] = record if record.moved else self.last_move
        if "waiting" in known:
            carried["waiting"] = (*self.waiting, record) if record.waits else self.waiting
        return carried

    def until(self, record: Record) -> Self:
        """The subject before what a record, made or still to be made, tells.

        It is in all languages that it has now: a translation changes no more.
        """
        place = self.places.get(record.reference, len(self.told))
        earlier = {one.reference for one in self.told[:place]}
        return self.at(one for one in self.records if one.reference in earlier)

    def at(self, records: Iterable[Record]) -> Self:
        """The subject with these of its records, in all languages of now."""
        kept = tuple(records)
        earlier = {one.ordinal for one in kept}
        since = [one for one in self.told if one.act == "receive translation" and one.ordinal not in earlier]
        return type(self)(self.reference, kept, (*self.later, *since), self.reader)


def motion_of(record: Record | None, shape: type[M]) -> M | None:
    """The motion of a record, where the record has that shape."""
    return record.motion if record is not None and isinstance(record.motion, shape) else None


def pair_with_motion(record: Record | None, shape: type[M]) -> tuple[Record, M] | None:
    """A record with its motion, where the record has that shape."""
    motion = motion_of(record, shape)
    return (record, motion) if record and motion else None
