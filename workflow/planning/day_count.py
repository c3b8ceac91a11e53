"""Counting days: calendar days, working days and weeks, back and forward."""

from __future__ import annotations

from collections.abc import Container
from datetime import date, timedelta

Days = Container[date]
"""Days that are asked for one by one: those of a calendar have no end."""
WEEK, WORKING_WEEK = 7, 5


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

    Args:
        day: counted from, and not counted itself.
        span: how many.
        unit: calendar days, working days or weeks.
        back: towards the past.
        holidays: days on which the seat does not work.
    """
    step = timedelta(days=-1 if back else 1)
    if unit != "working days":
        return day + step * span * (WEEK if unit == "weeks" else 1)
    while span:
        day += step
        span -= works(day, holidays)
    return day
