"""A consultation: launch, online phase, hearing, consideration."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Literal

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
        meeting = next(self._list_meetings(), None)
        days = {
            "online end": self.closes,
            "hearing": self.physical,
            "decision": self.decided,
            "meeting opening": meeting.opens.day if meeting else None,
            "meeting end": meeting.closes.day if meeting else None,
        }
        return days.get(name)

    def find_decision_time(self, field: str) -> tuple[date | None, When | None]:
        """The day that the decision sets, or the month."""
        decided = self.topic.last("approve", "record consensus")
        given = getattr(decided.motion, field, None) if decided else None
        return _day(given), _month(given)

    def lines(self) -> Iterator[PlanLine]:
        """What is to be done about it, in order."""
        topic, launched = self.topic, self.topic.last("extend", "launch")
        launch = self._line("launch", "The consultation is launched", topic.last("launch"), act="launch")
        yield self._as_decided(launch, "open_by")
        ends = When(self.closes.isoformat(), self.closes, self.closes) if self.closes else self.closes_in
        over = ends and ends.last and ends.last < self.basis.today and not self.basis.supposed.closes
        given = [(one.motion.closes, one.reference) for one in topic.every("launch", "extend")
                 if isinstance(one.motion, Launch | Extend)]  # fmt: skip
        yield self._line("online end", "The online phase ends", launched, done=ends if over else None,
                         due=self.closes, month=self.closes_in, before=former(given))  # fmt: skip
        yield from self._hearings()
        for record in topic.every("record consideration"):
            if record.before == "launched" and record != topic.considered:
                meeting, what = self.basis.standing.gathering(record.evidence.place), "The Group considers the outcome"
                yield self._at(meeting, "earlier consideration", f"{what} as it then stood", record, act=record.act)
        agreed = any(one.motion.summary and one.motion.summary != NOT_AT_HAND for one in topic.hearing.sittings)
        alone = topic.state == "closed" and not agreed  # no summary came of a hearing
        what = "The consultation is closed" if alone else "The summary is agreed, and the consultation closed"
        yield self._line("summary", what, topic.last("close"), act="close", partial=alone)
        yield self._consideration()

    def _line(self, stage: str, what: str, record: Record | None, **facts: Any) -> PlanLine:
        """A line under its deadline; what a record did is done on its day."""
        by = {"record": record.reference, "done": when(record.on)} if record else {}
        given = {"subject": self.topic.reference, "office": SECRETARIAT, **by, **facts}
        timing = self.basis.timing(stage, self.anchor, given.get("done"))
        return PlanLine(
            stage=stage, what=what, **{**given, **({"timing": timing, "due": timing.due} if timing else {})}
        )

    def _at(self, meeting: Gathering | None, stage: str, what: str, record: Record | None, **facts: Any) -> PlanLine:
        """A line of what happens at a meeting."""
        days = {"due": meeting.opens.day, "until": meeting.closes.day} if meeting else {}
        return self._line(stage, f"{what} ({meeting.reference})" if meeting else what, record, **facts, **days)

    def _as_decided(self, line: PlanLine, field: str) -> PlanLine:
        """A line with the day or month that the decision sets for it, where no deadline does."""
        day, month = self.find_decision_time(field)
        return line if line.timing else msgspec.structs.replace(line, due=day, month=month)

    def _consideration(self) -> PlanLine:
        """The meeting of the Group that considers the outcome."""
        stage, what, act = "consideration", "The Group considers the outcome", "record consideration"
        line = self._line(stage, what, self.topic.considered, act=act)
        if line.timing or any(self.find_decision_time("report_by")):
            return self._as_decided(line, "report_by")
        return self._at(self.meeting_of_consideration, stage, what, self.topic.considered, act=act)

    def _hearings(self) -> Iterator[PlanLine]:
        """The physical meeting, against each day set for it, and its further days."""
        hearing, planned = self.topic.hearing, _day(self.topic.hearing.planned)
        line = PlanLine(
            stage="hearing", subject=self.topic.reference, what=IS_HELD[hearing.form], office=SECRETARIAT,
            form=hearing.form, due=planned, planned=planned, month=_month(hearing.planned),
            before=former((getattr(one.motion, "physical", None), one.reference) for one in hearing.set_by),
        )  # fmt: skip
        if hearing.called_off:
            yield msgspec.structs.replace(line, stands=_off(hearing.called_off), record=hearing.called_off.reference)
            return
        if hearing.state == "not on record" and self.topic.launched:
            yield msgspec.structs.replace(line, stands="none on record")
            return
        line = msgspec.structs.replace(line, act="record hearing")
        held = [_held(line, one) for one in hearing.sittings]
        first = held[0] if held else line
        timings: list[Timing | None] = [*self.basis.timings("hearing", self.anchor, first.done)]
        for timing in timings or [None]:
            yield msgspec.structs.replace(first, due=timing.due if timing else planned, timing=timing)
        yield from (msgspec.structs.replace(one, due=None, planned=None, before=()) for one in held[1:])
        again = [(day, _off(record), record.reference) for day, record in hearing.further_called_off]
        for day, stands, record in (*again, *([(hearing.further, "open", None)] if hearing.further else ())):
            yield msgspec.structs.replace(
                line, due=_day(day), planned=_day(day), month=_month(day), before=(), stands=stands, record=record
            )


def consultation(basis: Basis, topic: Topic) -> Iterator[PlanLine]:
    """The lines of one topic's consultation, in their order."""
    if topic.state in FOLLOWED:
        yield from (judge_line(line, basis.today) for line in Phases(basis, topic).lines())


def _off(record: Record) -> Literal["called off", "not held"]:
    """How a hearing stands that a record says is not held; a closing only tells of it."""
    return "not held" if record.act == "close" else "called off"


def _held(line: PlanLine, sitting: Sitting) -> PlanLine:
    """The line of a hearing, done on a day and in the form of that day."""
    facts = {"what": IS_HELD[sitting.form], "form": sitting.form, "record": sitting.record.reference}
    return msgspec.structs.replace(line, done=when(sitting.day), **facts)


def _month(text: str | None) -> When | None:
    """A date that is no one day, as far as it is known; None for a day."""
    found = when(text) if text else None
    return found if found and found.day is None and found.last else None


def _day(text: str | None) -> date | None:
    return when(text).day if text else None
