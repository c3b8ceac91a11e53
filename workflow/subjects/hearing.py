"""The physical meeting of a consultation: planned, called off, or held."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Literal

import msgspec

from escalade.workflow.motions import NOT_AT_HAND, CallOffHearing, Cancel, Extend, Launch, RecordHearing
from escalade.workflow.motions.base import Text
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.subject import Subject
from escalade.workflow.values.dates import UNKNOWN, When, when

HearingTold = Literal[
    "held", "called off", "not held", "to come", "day passed", "on a day unknown", "none on record", "not told"
]
"""How a hearing is told: whether one is on record is not told while people may still answer."""


IN_PERSON, VIRTUAL, HYBRID = "in person", "virtual", "hybrid"
"""How a meeting is held unless its records say otherwise, without a place, and in both ways."""
MEETINGS = {IN_PERSON: "physical meeting", VIRTUAL: "virtual meeting", HYBRID: "hybrid meeting"}
"""What a hearing is called by its form."""


class HearingPlace(msgspec.Struct, frozen=True):
    """Where a hearing is held, with the record that says so."""

    text: Text
    record: Record


class Sitting(msgspec.Struct, frozen=True):
    """A day on which it was held, with its record."""

    day: str
    record: Record
    motion: RecordHearing
    form: str = IN_PERSON
    """How people took part: in person, virtual or hybrid."""
    place: HearingPlace | None = None
    """Where it was planned to be held by then."""


class HearingMove(msgspec.Struct, frozen=True):
    """An extension that gave a hearing another day."""

    before: str
    after: str
    record: Record
    anew: bool
    """Whether it had been called off in between."""


class Hearing(msgspec.Struct, frozen=True):
    """The physical meeting of a consultation, as it stands."""

    planned: str | None = None
    """The day set for it, as last moved; it stays where the hearing was called off."""
    called_off: Record | None = None
    """What says that it is not held: a record of its own, a closing with its reason, a cancellation."""
    sittings: tuple[Sitting, ...] = ()
    """The days on which it was held, in their order."""
    set_by: tuple[Record, ...] = ()
    """The records that set its day, in their order."""
    form: str = IN_PERSON
    """How people take part, as it was last planned: in person, virtual or hybrid."""
    place: HearingPlace | None = None
    """Where it is held, as it was last planned."""
    further: str | None = None
    """A further day that was set for it once it had been held, and is still to come."""
    further_called_off: tuple[tuple[str, Record], ...] = ()
    """Further days that were called off, each with the record that says so."""
    overtaken: tuple[tuple[str, Record], ...] = ()
    """Days that were called off before it was held, or set anew, all the same, each with the record that says so."""

    @property
    def moves(self) -> tuple[HearingMove, ...]:
        """The extensions that moved it, or set it anew once called off."""
        found = []
        for earlier, record in pairwise(self.set_by):
            before, after = (getattr(one.motion, "physical", None) for one in (earlier, record))
            anew = any(earlier.ordinal < off.ordinal < record.ordinal for _, off in self.overtaken)
            found += [HearingMove(before, after, record, anew)] if before and after else []
        return tuple(found)

    @property
    def is_cancelled(self) -> bool:
        """Whether it was called off, not only told of at the closing."""
        return self.called_off is not None and self.called_off.act != "close"

    @property
    def state(self) -> Literal["not on record", "planned", "called off", "not held", "held"]:
        """How it stands."""
        if self.sittings:
            return "held"
        if self.called_off:
            return "called off" if self.is_cancelled else "not held"
        return "planned" if self.planned else "not on record"

    def tell_on(self, today: When, *, is_over: bool) -> HearingTold:
        """How it is told on a day, the online phase over or not."""
        state = self.state
        if state == "not on record":
            return "none on record" if is_over else "not told"
        if state != "planned":
            return state
        day = when(self.planned or UNKNOWN)
        if day == when(UNKNOWN):
            return "on a day unknown"
        return "to come" if today.may_precede(day) else "day passed"

    @property
    def next_day(self) -> str | None:
        """The day on which it is still to be held, or held once more."""
        return self.planned if self.state == "planned" else self.further


def hearing_of(topic: Subject) -> Hearing:
    """The hearing of a topic, as its records in force tell it."""
    form, place = _planned_as(topic)
    sittings = _sittings_of(topic)
    planned, called_off, set_by, off = None, None, list[Record](), list[tuple[str, Record]]()
    overtaken = list[tuple[str, Record]]()
    further = _Further(tuple([when(sitting.day).last or date.max for sitting in sittings]))
    for record in topic.every("launch", "extend", "call off hearing", "close", "cancel"):
        motion = record.motion
        if isinstance(motion, Launch | Extend):
            if motion.physical and isinstance(motion, Extend) and further.is_meant(record, motion.physical):
                further = msgspec.structs.replace(further, day=motion.physical, set_on=_first(record.on))
            elif motion.physical or isinstance(motion, Launch):
                overtaken += [(planned, called_off)] if planned and called_off else []
                planned, called_off, set_by = motion.physical, None, [*set_by, record]
                further = msgspec.structs.replace(further, day=None)
        elif isinstance(motion, CallOffHearing | Cancel) or _says_that_none_is_held(record, further.day or planned):
            if day := further.find_day(record.on):
                off.append((day, record))
                further = msgspec.structs.replace(further, day=None)
            elif planned and not sittings and (isinstance(motion, CallOffHearing) or not called_off):
                called_off = record
            elif planned and isinstance(motion, CallOffHearing):
                overtaken.append((planned, record))
    days = tuple(off), tuple(overtaken)
    return Hearing(planned, called_off, sittings, tuple(set_by), form, place, further.find_day(), *days)


def find_form(topic: Subject, by: Record, *, until: bool = False) -> str:
    """Find in what form it was planned by a record, or until that."""
    return _planned_as(topic, by, without=by if until else None)[0]


def _planned_as(
    topic: Subject, before: Record | None = None, without: Record | None = None
) -> tuple[str, HearingPlace | None]:
    form, place = IN_PERSON, None
    for record in topic.every("launch", "extend"):
        motion = record.motion
        is_meant = record is not without and not (before and topic.is_before(before, record))
        if isinstance(motion, Launch | Extend) and is_meant:
            if isinstance(motion, Launch) or (motion.form == VIRTUAL and form != VIRTUAL):
                form, place = IN_PERSON, None
            form = motion.form or form
            place = HearingPlace(motion.place, record) if motion.place else place
    return form, place


def _says_that_none_is_held(closing: Record, planned: str | None) -> bool:
    # Where the reason is not at hand, the day that had come may have been that of a hearing.
    reason = getattr(closing.motion, "reason", None)
    has_come = when(planned or UNKNOWN).may_precede(when(closing.on))
    return bool(reason) and not (reason == NOT_AT_HAND and has_come)


def _sittings_of(topic: Subject) -> tuple[Sitting, ...]:
    found = []
    held = [(one, one.motion) for one in topic.every("record hearing") if isinstance(one.motion, RecordHearing)]
    for record, motion in held:
        form, place = _planned_as(topic, record)
        found.append(Sitting(motion.held or record.on, record, motion, motion.form or form, place))
    return tuple(sorted(found, key=lambda sitting: _first(sitting.day)))


class _Further(msgspec.Struct, frozen=True):
    """A further day of a hearing that had been held when it was set."""

    held: tuple[date, ...]
    day: str | None = None
    set_on: date = date.min

    def is_meant(self, record: Record, day: str) -> bool:
        """Whether a record sets one: the hearing was held by then."""
        return any(one <= _first(record.on) and one < _first(day) for one in self.held)

    def find_day(self, by: str = UNKNOWN) -> str | None:
        """The day, unless the hearing was held again since it was set."""
        until = when(by).last or date.max
        return self.day if not any(self.set_on < one <= until for one in self.held) else None


def _first(day: str) -> date:
    return when(day).first or date.min
