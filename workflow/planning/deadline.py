"""A deadline as a dated rule, its versions, and how days are counted."""

from __future__ import annotations

from collections.abc import Callable, Container
from datetime import date, timedelta

import msgspec

from escalade.workflow.motions import SetDeadline
from escalade.workflow.subjects.body import Body
from escalade.workflow.values.dates import When, when

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
