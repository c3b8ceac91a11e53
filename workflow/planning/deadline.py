"""A deadline as a dated rule, and which version of it is in force."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import msgspec

from escalade.workflow.motions import SetDeadline
from escalade.workflow.planning.day_count import Days, count_days
from escalade.workflow.subjects.body import Body
from escalade.workflow.values.dates import When, when

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
