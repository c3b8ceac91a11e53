"""A consultation: launch, online phase, hearing, consideration."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

import msgspec

from escalade.workflow.motions import NOT_AT_HAND, Extend, Launch
from escalade.workflow.planning.basis import former
from escalade.workflow.planning.line import PlanLine, judge_line
from escalade.workflow.procedure import SECRETARIAT
from escalade.workflow.subjects.hearing import MEETINGS
from escalade.workflow.subjects.meeting import opening_from
from escalade.workflow.values.dates import UNKNOWN, When, when

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.workflow.planning.basis import Basis
    from escalade.workflow.planning.deadline import Timing
    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.hearing import Sitting
    from escalade.workflow.subjects.meeting import Gathering
    from escalade.workflow.subjects.topic import Topic

FOLLOWED = frozenset({"agreed", "approved", "launched", "closed"})
CONSIDERED = ("record consideration",)
IS_HELD = {form: f"The {name} is held" for form, name in MEETINGS.items()}
"""What is done on the day of a hearing, by its form."""


class Phases:
    """The days of one consultation: as supposed, on record, or to be recorded."""

    def __init__(self, basis: Basis, topic: Topic, launch: Launch | None = None) -> None:
        """Read them from a launch; from that on record, as last extended, unless given."""
        self.basis, self.topic = basis, topic
        held = topic.hearing.sittings if launch is None else ()
        awaited = launch.physical if launch else topic.hearing.next_day
        launch = launch or (topic.launched[1] if topic.launched else Launch())
        self.closes = basis.supposed.closes or _day(launch.closes)
        self.closes_in = None if self.closes else _month(launch.closes)
        self.physical = _day(awaited or (held[-1].day if held else None))
        decided = topic.last("approve", "record consensus")
        self.decided = when(decided.on).day if decided else None

    @property
    def meeting_after_phases(self) -> Gathering | None:
        """The next meeting of the Group after the online phase and the hearing."""
        return next(self._list_meetings(), None)

    @property
    def meeting_of_consideration(self) -> Gathering | None:
        """The meeting that considered it, or the next that may.

        One that considered it before it was closed; else the next one that
        was not over then.
        """
        considered = self.topic.considered
        if considered and considered.before == "launched":
            return self.basis.standing.gathering(considered.evidence.place)
        closing = self.topic.last("close")
        closed = when(closing.on if closing else UNKNOWN)
        return next((one for one in self._list_meetings() if closed.may_precede(one.closes)), None)

    def _list_meetings(self) -> Iterator[Gathering]:
        """List the meetings of the Group after the online phase and the hearing."""
        days = [day for day in (self.closes, self.physical) if day]
        if days:
            yield from opening_from("meeting", max(days) + timedelta(days=1), self.basis.standing)

    def anchor(self, name: str) -> date | None:
        """The day of an anchor of the consultation."""
        meeting = self.meeting_after_phases
        days = {
            "online end": self.closes,
            "hearing": self.physical,
            "decision": self.decided,
            "meeting opening": meeting.opens.day if meeting else None,
            "meeting end": meeting.closes.day if meeting else None,
        }
        return days.get(name)

    def find_decision_day(self, field: str) -> date | None:
        """The day that the decision sets, where it is one."""
        return self.find_decision_time(field)[0]

    def find_decision_time(self, field: str) -> tuple[date | None, When | None]:
        """The day that the decision sets, or the month."""
        decided = self.topic.last("approve", "record consensus")
        given = getattr(decided.motion, field, None) if decided else None
        return _day(given), _month(given)

    def before(self, field: str) -> tuple[tuple[str, str], ...]:
        """The days that extensions replaced."""
        records = self.topic.every("launch", "extend")
        given = [(getattr(one.motion, field), one.reference) for one in records
                 if isinstance(one.motion, Launch | Extend)]  # fmt: skip
        return former(given)


def consultation(basis: Basis, topic: Topic) -> Iterator[PlanLine]:
    """The lines of one topic's consultation, in their order."""
    if topic.state not in FOLLOWED:
        return
    phases = Phases(basis, topic)
    closing = (*_considered_before(phases), _summary(phases), _consideration(phases))
    lines = (_launch(phases), _online(phases), *_hearings(phases), *closing)
    yield from (judge_line(line, basis.today) for line in lines)


def _line(phases: Phases, stage: str, what: str, act: str | None, done_by: tuple[str, ...], **days: object) -> PlanLine:
    """A line of the consultation, done by the latest of some acts."""
    record = phases.topic.considered if done_by == CONSIDERED else phases.topic.last(*done_by) if done_by else None
    done = when(record.on) if record else None
    timing = phases.basis.timing(stage, phases.anchor, done)
    given = {"due": timing.due if timing else None, "timing": timing, "done": done, **days}
    return PlanLine(
        stage=stage, subject=phases.topic.reference, what=what, office=SECRETARIAT, act=act,
        record=record.reference if record else None, **given,  # type: ignore[arg-type]  # days by their names
    )  # fmt: skip


def _launch(phases: Phases) -> PlanLine:
    line = _line(phases, "launch", "The consultation is launched", "launch", ("launch",))
    return line if line.timing else _decided(line, phases, "open_by")


def _decided(line: PlanLine, phases: Phases, field: str) -> PlanLine:
    """A line with the day or month that the decision sets for it, if any."""
    day, month = phases.find_decision_time(field)
    return msgspec.structs.replace(line, due=day, month=month) if day or month else line


def _online(phases: Phases) -> PlanLine:
    """The end of the online phase, with the ends it was to have before."""
    ends = When(phases.closes.isoformat(), phases.closes, phases.closes) if phases.closes else phases.closes_in
    over = ends and ends.last and ends.last < phases.basis.today and not phases.basis.supposed.closes
    launched = phases.topic.last("extend", "launch")
    return PlanLine(
        stage="online end", subject=phases.topic.reference, what="The online phase ends", office=SECRETARIAT,
        due=phases.closes, month=phases.closes_in, done=ends if over else None,
        record=launched.reference if launched else None, before=phases.before("closes"),
    )  # fmt: skip


def _hearings(phases: Phases) -> Iterator[PlanLine]:
    """The physical meeting, against each day set for it, and its further days."""
    hearing, planned = phases.topic.hearing, _day(phases.topic.hearing.planned)
    line = PlanLine(
        stage="hearing", subject=phases.topic.reference, what=IS_HELD[hearing.form], office=SECRETARIAT,
        form=hearing.form, due=planned, planned=planned, month=_month(hearing.planned),
        before=former((getattr(one.motion, "physical", None), one.reference) for one in hearing.set_by),
    )  # fmt: skip
    if hearing.called_off:
        yield msgspec.structs.replace(line, stands=_off(hearing.called_off), record=hearing.called_off.reference)
        return
    if hearing.state == "not on record" and phases.topic.launched:
        yield msgspec.structs.replace(line, stands="none on record")
        return
    line = msgspec.structs.replace(line, act="record hearing")
    held = [_held(line, one) for one in hearing.sittings]
    first = held[0] if held else line
    timings: list[Timing | None] = [*phases.basis.timings("hearing", phases.anchor, first.done)]
    for timing in timings or [None]:
        yield msgspec.structs.replace(first, due=timing.due if timing else planned, timing=timing)
    yield from (msgspec.structs.replace(one, due=None, planned=None, before=()) for one in held[1:])
    again = [(day, _off(record), record.reference) for day, record in hearing.further_called_off]
    for day, stands, record in (*again, *([(hearing.further, "open", None)] if hearing.further else ())):
        yield msgspec.structs.replace(
            line, due=_day(day), planned=_day(day), month=_month(day), before=(), stands=stands, record=record
        )


def _off(record: Record) -> Literal["called off", "not held"]:
    """How a hearing stands that a record says is not held; a closing only tells of it."""
    return "not held" if record.act == "close" else "called off"


def _held(line: PlanLine, sitting: Sitting) -> PlanLine:
    """The line of a hearing, done on a day and in the form of that day."""
    facts = {"what": IS_HELD[sitting.form], "form": sitting.form, "record": sitting.record.reference}
    return msgspec.structs.replace(line, done=when(sitting.day), **facts)


def _summary(phases: Phases) -> PlanLine:
    """The closing, with the summary that is agreed of a hearing; alone where no summary came of one."""
    agreed = any(one.motion.summary and one.motion.summary != NOT_AT_HAND for one in phases.topic.hearing.sittings)
    alone = phases.topic.state == "closed" and not agreed
    what = "The consultation is closed" if alone else "The summary is agreed, and the consultation closed"
    return _line(phases, "summary", what, "close", ("close",), partial=alone)


def _considered_before(phases: Phases) -> Iterator[PlanLine]:
    """The meetings that considered the outcome before all of it had come."""
    for record in phases.topic.every("record consideration"):
        if record.before == "launched" and record != phases.topic.considered:
            meeting = phases.basis.standing.gathering(record.evidence.place)
            named = f" ({meeting.reference})" if meeting else ""
            yield PlanLine(
                stage="earlier consideration", subject=phases.topic.reference, office=SECRETARIAT,
                what=f"The Group considers the outcome as it then stood{named}", act=record.act, done=when(record.on),
                record=record.reference, due=meeting.opens.day if meeting else None,
                until=meeting.closes.day if meeting else None,
            )  # fmt: skip


def _consideration(phases: Phases) -> PlanLine:
    """The meeting of the Group that considers the outcome."""
    meeting = phases.meeting_of_consideration
    line = _line(phases, "consideration", "The Group considers the outcome", "record consideration",
                 CONSIDERED)  # fmt: skip
    if line.timing:
        return line
    if meeting is None or any(phases.find_decision_time("report_by")):
        return _decided(line, phases, "report_by")
    return _line(
        phases, "consideration", f"The Group considers the outcome ({meeting.reference})", "record consideration",
        CONSIDERED, due=meeting.opens.day, until=meeting.closes.day,
    )  # fmt: skip


def _month(text: str | None) -> When | None:
    """A date that is no one day, as far as it is known; None for a day."""
    found = when(text) if text else None
    return found if found and found.day is None and found.last else None


def _day(text: str | None) -> date | None:
    return when(text).day if text else None
