"""What is due by when: the plan of a round, and of a consultation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cached_property
from itertools import chain
from typing import Any

import msgspec

from escalade.workflow.motions import NOT_AT_HAND, Extend, Launch
from escalade.workflow.planning.basis import (
    NOTHING_SUPPOSED,
    Basis,
    Days,
    PlanLine,
    Timing,
    WhatIf,
    anchor_at,
    days_of,
    former,
    judge_line,
)
from escalade.workflow.planning.referral import Referral, referrals
from escalade.workflow.procedure import CHAIR, SECRETARIAT
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.hearing import MEETINGS
from escalade.workflow.subjects.meeting import Gathering, opening_from
from escalade.workflow.subjects.silence import silence_of
from escalade.workflow.subjects.stand import DECIDED, FOLLOWED
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.dates import UNKNOWN, When, when
from escalade.workflow.values.errors import Series, Word
from escalade.workflow.values.reference import round_of

IS_HELD = {form: f"The {name} is held" for form, name in MEETINGS.items()}
"""What is done on the day of a hearing, by its form."""
STANDS = {"close": "not held"}
"""How a hearing stands that a record says is not held: called off, but for a closing, which only tells of it."""
CONSIDERS = "The Group considers the outcome"


class Phases:
    """The days of one consultation: as supposed, on record, or to be recorded."""

    def __init__(self, basis: Basis, topic: Topic, launch: Launch | None = None) -> None:
        self.basis, self.topic = basis, topic
        held = topic.hearing.sittings if launch is None else ()
        awaited = launch.physical if launch else topic.hearing.next_day
        launch = launch or (topic.launched[1] if topic.launched else Launch())
        self.closes = basis.supposed.closes or _day(launch.closes)
        self.closes_in = None if self.closes else _month(launch.closes)
        self.physical = _day(awaited or (held[-1].day if held else None))
        decided = topic.last(*DECIDED)
        self.decided = when(decided.on).day if decided else None

    @cached_property
    def _meetings(self) -> list[Gathering]:
        """The meetings that open once it is over, in their order."""
        days = [day for day in (self.closes, self.physical) if day]
        return opening_from("meeting", max(days) + timedelta(days=1), self.basis.standing) if days else []

    def anchor(self, name: str) -> date | None:
        """The day of an anchor of the consultation."""
        days = {"online end": self.closes, "hearing": self.physical, "decision": self.decided}
        return {**days, **anchor_at(next(iter(self._meetings), None))}.get(name)

    def find_decision_time(self, field: str) -> tuple[date | None, When | None]:
        """The day that the decision sets, or the month."""
        decided = self.topic.last(*DECIDED)
        given = getattr(decided.motion, field, None) if decided else None
        return _day(given), _month(given)

    def lines(self) -> Iterator[PlanLine]:
        """What is to be done about it, in order."""
        topic, launched = self.topic, self.topic.last("extend", "launch")
        launch = self._line("launch", "The consultation is launched", topic.last("launch"), act="launch")
        yield self._as_decided(launch, "open_by")
        ends = when(self.closes.isoformat()) if self.closes else self.closes_in
        over = ends and ends.last and ends.last < self.basis.today and not self.basis.supposed.closes
        given = [(one.motion.closes, one.reference) for one in topic.every("launch", "extend")
                 if isinstance(one.motion, Launch | Extend)]  # fmt: skip
        yield self._line("online end", "The online phase ends", launched, done=ends if over else None,
                         due=self.closes, month=self.closes_in, before=former(given))  # fmt: skip
        yield from self._hearings()
        for record in topic.every("record consideration"):
            if record.before == "launched" and record != topic.considered:
                meeting = self.basis.standing.gathering(record.evidence.place)
                yield self._at(meeting, "earlier consideration", f"{CONSIDERS} as it then stood", record)
        agreed = any(one.motion.summary and one.motion.summary != NOT_AT_HAND for one in topic.hearing.sittings)
        alone = topic.state == "closed" and not agreed  # no summary came of a hearing
        closed = "The consultation is closed" if alone else "The summary is agreed, and the consultation closed"
        yield self._line("summary", closed, topic.last("close"), act="close", partial=alone)
        yield self._consideration()

    def _consideration(self) -> PlanLine:
        """The consideration, by the day that the decision set, or else at a meeting."""
        considered, closing = self.topic.considered, self.topic.last("close")
        line = self._line("consideration", CONSIDERS, considered, act="record consideration")
        if line.timing or any(self.find_decision_time("report_by")):
            return self._as_decided(line, "report_by")
        if considered and considered.before == "launched":
            meeting = self.basis.standing.gathering(considered.evidence.place)
        else:  # the next that was not over when it was closed
            since = when(closing.on if closing else UNKNOWN)
            meeting = next((one for one in self._meetings if since.may_precede(one.closes)), None)
        return self._at(meeting, "consideration", CONSIDERS, considered)

    def _line(self, stage: str, what: str, record: Record | None, **facts: Any) -> PlanLine:
        of = {"subject": self.topic.reference, "office": SECRETARIAT}
        return self.basis.line(stage, self.anchor, record, what=what, **of, **facts)

    def _at(self, meeting: Gathering | None, stage: str, what: str, record: Record | None) -> PlanLine:
        said = Series((Word(what), f"({meeting.reference})"), " ") if meeting else what
        return self._line(stage, said, record, act="record consideration", **days_of(meeting))

    def _as_decided(self, line: PlanLine, field: str) -> PlanLine:
        day, month = self.find_decision_time(field)
        return line if line.timing else msgspec.structs.replace(line, due=day, month=month)

    def _hearings(self) -> Iterator[PlanLine]:
        """The physical meeting, against each day set for it, and its further days."""
        hearing, planned, off = self.topic.hearing, _day(self.topic.hearing.planned), self.topic.hearing.called_off
        line = PlanLine(
            stage="hearing", subject=self.topic.reference, what=IS_HELD[hearing.form], office=SECRETARIAT,
            form=hearing.form, due=planned, planned=planned, month=_month(hearing.planned),
            before=former((getattr(one.motion, "physical", None), one.reference) for one in hearing.set_by),
        )  # fmt: skip
        if off or (hearing.state == "not on record" and self.topic.launched):
            stands = STANDS.get(off.act, "called off") if off else "none on record"
            yield msgspec.structs.replace(line, stands=stands, record=off.reference if off else None)
            return
        line = msgspec.structs.replace(line, act="record hearing")
        held = [
            msgspec.structs.replace(
                line, done=when(one.day), what=IS_HELD[one.form], form=one.form, record=one.record.reference
            )
            for one in hearing.sittings
        ]
        first = held[0] if held else line
        timings: list[Timing | None] = [*self.basis.timings("hearing", self.anchor, first.done)]
        for timing in timings or [None]:
            yield msgspec.structs.replace(first, due=timing.due if timing else planned, timing=timing)
        yield from (msgspec.structs.replace(one, due=None, planned=None, before=()) for one in held[1:])
        yield from self._further_days(line)

    def _further_days(self, line: PlanLine) -> Iterator[PlanLine]:
        hearing = self.topic.hearing
        again = [(day, STANDS.get(record.act, "called off"), record.reference)
                 for day, record in hearing.further_called_off]  # fmt: skip
        for day, how, record in (*again, *([(hearing.further, "open", None)] if hearing.further else ())):
            yield msgspec.structs.replace(
                line, due=_day(day), planned=_day(day), month=_month(day), before=(), stands=how, record=record
            )


def consultation(basis: Basis, topic: Topic) -> Iterator[PlanLine]:
    """The lines of one topic's consultation, in their order."""
    if topic.state in FOLLOWED:
        yield from (judge_line(line, basis.today) for line in Phases(basis, topic).lines())


def _month(text: str | None) -> When | None:
    found = when(text) if text else None
    return found if found and found.day is None and found.last else None


def _day(text: str | None) -> date | None:
    return when(text).day if text else None


ALIKE = {
    "record no consensus": ("open debate", "record consensus", "record no consensus"),
    "approve": ("approve", "decline", "refer back"),
}
"""Acts any of which does what a line of a plan asks for."""

OF_A_ROUND = frozenset({*ALIKE["record no consensus"], *ALIKE["approve"], "escalate", "issue"})
"""Acts whose day is that of the round."""

OF_A_TOPIC = frozenset({"launch", "record hearing", "close", "record consideration"})
"""Acts whose day is that of a topic's own consultation."""

WAITING = frozenset({"due", "late", "open"})


def plan(
    reference: str, standing: Standing, *, supposed: WhatIf = NOTHING_SUPPOSED, holidays: Days = frozenset()
) -> tuple[PlanLine, ...]:
    """List what is to be done about a round, by when, and how it stands."""
    basis = Basis(standing, standing.today, holidays, supposed)
    lines = [line for referral in referrals(reference, basis) for line in referral.lines()]
    for topic in standing.topics_of(reference):
        silence = silence_of(topic, standing) if topic.state == "debated" else None
        if silence and not silence.broken_by:  # a broken one is awaited by nobody
            over = when(silence.day.isoformat()) if silence.day < basis.today else None
            lines.append(judge_line(PlanLine(
                stage="silence", subject=topic.reference, what="The silence ends", office=CHAIR, due=silence.day,
                done=over, record=silence.record.reference,
            ), basis.today))  # fmt: skip
        lifted = topic.last_lifting if topic.state == "referred" else None
        if lifted:
            lines.append(judge_line(PlanLine(
                stage="reopening", subject=topic.reference, record=lifted.reference, office=CHAIR, act="reopen debate",
                what="Nobody objects any more, and the debate may be reopened",
                **days_of(basis.next("meeting", basis.today)),
            ), basis.today))  # fmt: skip
        lines += consultation(basis, topic)
    return tuple(lines)


class Dues:
    """The lines of plans that are not done yet, drawn when asked for."""

    def __init__(self, standing: Standing, holidays: Days = frozenset()) -> None:
        self._basis = Basis(standing, standing.today, holidays)
        self._rounds: dict[str, list[tuple[Referral, list[PlanLine]]]] = {}

    def of(self, subject: str, acts: Iterable[str]) -> list[PlanLine]:
        """The first line of each of some acts on a topic or round, not done yet."""
        return [line for act in acts if (line := self._line(subject, act))]

    def day(self, subject: str, acts: Iterable[str]) -> date | None:
        """The first day by which one of some acts is due."""
        return earliest_deadline(self.of(subject, acts))

    def _line(self, subject: str, act: str) -> PlanLine | None:
        name, lines = round_of(subject), iter(list[PlanLine]())
        if act in OF_A_TOPIC and (topic := self._basis.standing.topic(subject)):
            lines = consultation(self._basis, topic)
        elif act in OF_A_ROUND:
            if name not in self._rounds:
                self._rounds[name] = [(one, list(one.lines())) for one in referrals(name, self._basis)]
            of_it = [some for one, some in self._rounds[name]
                     if subject in {name, *(topic.reference for topic in one.topics)}]  # fmt: skip
            lines = chain(*(of_it if subject == name else of_it[-1:]))
        waiting = (line for line in lines if line.stands in WAITING and line.stage != "note in one language")
        mine = (line for line in waiting if subject in {name, *(line.topics or (subject,))})
        return next((line for line in mine if line.act and act in ALIKE.get(line.act, (line.act,))), None)


def earliest_deadline(lines: Iterable[PlanLine]) -> date | None:
    """The first day after which one of some lines is late."""
    return min((day for line in lines if (day := line.last_day)), default=None)
