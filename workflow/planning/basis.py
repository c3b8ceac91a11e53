"""The basis of a plan: the register on a day, what is supposed, its lines."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, Literal

import msgspec

from escalade.workflow.motions import SetDeadline
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.body import Body
from escalade.workflow.subjects.hearing import IN_PERSON
from escalade.workflow.subjects.meeting import Gathering, opening_from
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.values.dates import When, when
from escalade.workflow.values.errors import Message, RequestError

Days = Container[date]
"""Days that are asked for one by one: those of a calendar have no end."""
WEEK, WORKING_WEEK = 7, 5
Anchors = Callable[[str], date | None]
"""The day of an anchor, where it is known."""


class Deadline(msgspec.Struct, frozen=True):
    """One version of a deadline, with the record that set it."""

    rule: SetDeadline
    record: str
    set_on: str

    @property
    def since(self) -> When:
        """The day from which it is in force."""
        return when(self.rule.since or self.set_on)

    def in_force(self, day: date) -> bool:
        """Whether it may be in force on a day."""
        on = When(day.isoformat(), day, day)
        return self.since.may_precede(on) and (self.rule.until is None or on.may_precede(when(self.rule.until)))

    def day(self, anchor: date, holidays: Days) -> date:
        """The day it falls on, counted from an anchor."""
        back = self.rule.direction == "before"
        return count_days(anchor, self.rule.span or 0, self.rule.unit, back=back, holidays=holidays)


class Timing(msgspec.Struct, frozen=True):
    """A deadline that holds for a thing to be done, and its day."""

    deadline: Deadline
    anchor: date
    due: date

    @property
    def is_target(self) -> bool:
        """Whether it is a day to be met, not a latest day."""
        return self.deadline.rule.tolerance is not None

    def days_off(self, day: date) -> int:
        """By how many days a day misses it; nought where it does not."""
        off = (day - self.due).days
        if not self.is_target:
            return max(off, 0)
        return off if abs(off) > (self.deadline.rule.tolerance or 0) else 0


def deadlines(body: Body) -> dict[str, tuple[Deadline, ...]]:
    """The versions of every deadline by its name, in the order recorded."""
    found: dict[str, tuple[Deadline, ...]] = {}
    for record, rule in body.deadlines:
        found[rule.name] = (*found.get(rule.name, ()), Deadline(rule, record.reference, record.on))
    return found


def works(day: date, holidays: Days = frozenset()) -> bool:
    """Whether the seat works on a day: Monday to Friday, and no holiday.

    >>> works(date(2017, 4, 17), {date(2017, 4, 17)})
    False
    """
    return day.weekday() < WORKING_WEEK and day not in holidays


def count_days(day: date, span: int, unit: str, *, back: bool, holidays: Days = frozenset()) -> date:
    """The day that lies so far before or after another.

    >>> count_days(date(2017, 5, 15), 4, "weeks", back=True)
    datetime.date(2017, 4, 17)
    """
    step = timedelta(days=-1 if back else 1)
    if unit != "working days":
        return day + step * span * (WEEK if unit == "weeks" else 1)
    while span:
        day += step
        span -= works(day, holidays)
    return day


Stands = Literal[
    "done", "done late", "under way", "due", "late", "open", "not on record", "not needed", "called off",
    "not held", "none on record",
]  # fmt: skip


class PlanLine(msgspec.Struct, frozen=True, kw_only=True):
    """Something that is to be done, and how it stands on the day asked about."""

    stage: str
    subject: str
    what: str
    office: str
    act: str | None = None
    """The act that does it; None for what merely comes, such as a session."""
    due: date | None = None
    planned: date | None = None
    """The day it is planned for, where that is another than the day it is due."""
    month: When | None = None
    """The month in which it is due or planned, or the day by which, where no day is known."""
    until: date | None = None
    """The last day, where it takes several."""
    timing: Timing | None = None
    """The deadline that it is due under, where there is one."""
    done: When | None = None
    record: str | None = None
    """The record that shows that it is done, or when it is to be."""
    stands: Stands = "open"
    missed_by: int = 0
    """By how many days it misses, or missed, the deadline."""
    before: tuple[tuple[str, str], ...] = ()
    """The days it was to be before, each with the record that named it."""
    instead: tuple[Timing, ...] = ()
    """Deadlines that hold in its place where they apply."""
    session: str | None = None
    """The session for which a note is, or was before its topics were put off to another."""
    form: str = ""
    """How a hearing is held: in person, virtual or hybrid; empty for anything else."""
    topics: tuple[str, ...] = ()
    """The topics of a referral, where a round has several; empty where it is of the whole round."""
    texts: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = ()
    """Where texts are lacking: each topic, with the languages in which its text is on record, and in which not."""
    partial: bool = False
    """Whether a consultation is closed without the summary of a hearing."""

    @property
    def about(self) -> tuple[str, ...]:
        """What it is of: a meeting, a session, topics, or the whole round."""
        return self.topics if self.topics and self.stage not in {"meeting", "session"} else (self.subject,)

    @property
    def kind(self) -> str:
        """Its stage, with the form of a hearing held elsewhere, or a part."""
        if self.partial:
            return f"partial {self.stage}"
        return f"{self.form} {self.stage}" if self.form not in {"", IN_PERSON} else self.stage

    @property
    def spare(self) -> int | None:
        """Count the days before the latest day at which it was done, where known."""
        latest = self.timing is not None and not self.timing.is_target
        done = self.done.day if self.done else None
        return (self.due - done).days if latest and self.due and done and done <= self.due else None

    @property
    def warns(self) -> bool:
        """Whether it misses what is only warned of, or comes before its day."""
        return self._is_missed_as("warning") or (self.missed_by < 0 and self._is_missed_as("error"))

    @property
    def too_late(self) -> bool:
        """Whether it comes after a deadline that is an error to miss."""
        return self.missed_by > 0 and self._is_missed_as("error")

    @property
    def is_missed(self) -> bool:
        """Whether it is to come, and misses a deadline all the same."""
        return self._is_missed_as("error") and self.stands == "due"

    def _is_missed_as(self, severity: str) -> bool:
        return bool(self.missed_by and self.timing and self.timing.deadline.rule.severity == severity)

    @property
    def first_day(self) -> date | None:
        """The day for which it is planned, else the one by which it is due."""
        return self.planned or self.due

    @property
    def last_day(self) -> date | None:
        """The last day on which it is in time, where one is known."""
        return self.until or self.first_day


def judge_line(line: PlanLine, today: date, *, moot: bool = False) -> PlanLine:
    """A line with how it stands on a day; moot once what it was for is over."""
    if line.stands != "open":
        return line
    if line.done is not None:  # late only where no possible day is in time
        done, end = line.done.first, line.until or line.due
        missed = line.timing.days_off(done) if line.timing and done else 0
        late = missed > 0 or bool(line.timing is None and end and done and done > end)
        return msgspec.structs.replace(line, stands="done late" if late else "done", missed_by=missed)
    if moot:
        return msgspec.structs.replace(line, stands="not on record")
    day = line.planned if line.timing and line.timing.is_target else None
    missed = line.timing.days_off(day or max(today, line.due or today)) if line.timing else 0
    last = line.until or day or line.due or (line.month.last if line.month else None)
    if last is None:
        return line
    if line.act is None and line.until and line.due and line.due <= today <= line.until:
        return msgspec.structs.replace(line, stands="under way")
    return msgspec.structs.replace(line, stands="late" if last < today else "due", missed_by=missed)


class WhatIfError(RequestError):
    """A supposition that cannot be read."""

    sentence = (
        "“{text}” {problem}. Suppose session=DATE or session=NAME, document=DATE, or closes=DATE; "
        "a day is written 2017-04-20."
    )


class WhatIf(msgspec.Struct, frozen=True):
    """Suppositions, instead of what is on record."""

    session: str | None = None
    document: date | None = None
    closes: date | None = None

    @property
    def opening(self) -> date | None:
        """The day on which the session is supposed to open."""
        return day_in(self.session) if self.session else None

    @classmethod
    def parse(cls, *texts: str) -> WhatIf:
        """Read suppositions, each written KIND=VALUE."""
        found: dict[str, str] = {}
        for text in texts:
            kind, mark, value = text.partition("=")
            if not mark or kind not in cls.__struct_fields__ or not value:
                raise WhatIfError(text=text, problem=Message("is no supposition"))
            if kind in found:
                raise WhatIfError(text=text, problem=Message("comes after another one of its kind"))
            if kind != "session" and day_in(value) is None:
                raise WhatIfError(text=text, problem=Message("names no day"))
            found[kind] = value
        return cls(found.get("session"), day_in(found.get("document", "")), day_in(found.get("closes", "")))


def day_in(text: str) -> date | None:
    """The day that a text writes; None where it writes none."""
    try:
        return when(text).day
    except RequestError:
        return None


NOTHING_SUPPOSED = WhatIf()


class Basis(msgspec.Struct, frozen=True):
    """What a plan is counted from."""

    standing: Standing
    today: date
    holidays: Days = frozenset()
    supposed: WhatIf = NOTHING_SUPPOSED

    def next(self, kind: str, after: date) -> Gathering | None:
        """The first meeting or session that opens on a day or later."""
        return next(iter(opening_from(kind, after, self.standing)), None)

    def timings(self, stage: str, anchors: Anchors, done: When | None = None) -> Iterator[Timing]:
        """The deadlines in force for something to be done, or done on a day.

        The day that counts is the day it was done; where it was not, the day
        it is due, or today once that is past.
        """
        acted = done.last if done else None
        for versions in deadlines(self.standing.body).values():
            for version in reversed(versions):
                anchor = anchors(version.rule.anchor or "") if version.rule.stage == stage else None
                due = version.day(anchor, self.holidays) if anchor else None
                if anchor and due and version.in_force(acted or max(due, self.today)):
                    yield Timing(version, anchor, due)
                    break

    def timing(self, stage: str, anchors: Anchors, done: When | None = None) -> Timing | None:
        """The deadline that binds a stage: the earliest of the latest days."""
        return min(self.timings(stage, anchors, done), key=lambda one: (one.is_target, one.due), default=None)

    def line(self, stage: str, anchors: Anchors, record: Record | None = None, **facts: Any) -> PlanLine:
        """A line under its deadline; what a record did is done on its day."""
        by = {"record": record.reference, "done": when(record.on)} if record else {}
        given = {**by, **facts}
        timing = self.timing(stage, anchors, given.get("done"))
        return PlanLine(stage=stage, **{**given, **({"timing": timing, "due": timing.due} if timing else {})})


def days_of(meeting: Gathering | None) -> dict[str, Any]:
    """The days of a line that is done at a meeting."""
    return {"due": meeting.opens.day, "until": meeting.closes.day} if meeting else {}


def anchor_at(meeting: Gathering | None) -> dict[str, date | None]:
    """The anchors that a meeting gives."""
    return {"meeting opening": meeting.opens.day, "meeting end": meeting.closes.day} if meeting else {}


def former(given: Iterable[tuple[str | None, str]]) -> tuple[tuple[str, str], ...]:
    """The days that later records replaced, each with its record."""
    named = [(day, record) for day, record in given if day]
    return tuple(before for before, after in pairwise(named) if before[0] != after[0])


def newest(records: Iterable[Record | None]) -> Record | None:
    """The record of the latest day, made last; None where one is lacking."""
    found = list(records)
    known = [record for record in found if record]
    latest = max(known, key=lambda record: (when(record.on).last or date.max, record.at), default=None)
    return latest if len(known) == len(found) else None
