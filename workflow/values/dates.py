"""Dates as sources give them: a day, or how well it is known."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

import msgspec

from escalade.workflow.values.errors import Message, RequestError

EARLIEST, LATEST = 1000, 8999
"""The years that a date may lie in; whatever is counted from one still exists."""
_SHAPE = re.compile(
    r"(?:(?P<begin>\d{4}-\d{2}-\d{2})?(?P<by>\.\.))?(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?", re.ASCII
)
UNKNOWN = "unknown"
GRAINS = {len("2017-05-24"): "day", len("2017-05"): "month", len("2017"): "year"}


class DateError(RequestError):
    """A date that is not written as one, or that does not exist."""

    def __init__(self, text: str, problem: str) -> None:
        self.text = text
        super().__init__(
            "“{text}” {problem}. "
            "Write a day as 2017-05-24, a month as 2017-05, a year as 2017, 2017-05-22..2017-05-24 for a day "
            "between two, ..2017-05-24 for “by then”, or unknown.",
            text=text,
            problem=problem,
        )


class When(msgspec.Struct, frozen=True):
    """A date with its first and last possible day; an open end is None."""

    text: str
    first: date | None
    last: date | None

    def may_precede(self, other: When, *, strictly: bool = False) -> bool:
        """Whether some possible day of this one is not after one of the other's."""
        if self.first is None or other.last is None:
            return True
        return self.first < other.last if strictly else self.first <= other.last

    def may_fall_within(self, first: When, last: When) -> bool:
        """Whether some possible day lies between two dates, both included."""
        return first.may_precede(self) and self.may_precede(last)

    @property
    def day(self) -> date | None:
        """The day, where exactly one is possible."""
        return self.first if self.first == self.last else None

    @property
    def grain(self) -> str:
        """A day, month, year, or between two days; none where it may be long ago."""
        return GRAINS.get(len(self.text), "between") if self.first else ""


@lru_cache(maxsize=4096)
def when(text: str) -> When:
    """Read a date, however exact, in the forms that `DateError` lists.

    >>> when("2017-10").last, when("2008-06-30..2008-07-04").first
    (datetime.date(2017, 10, 31), datetime.date(2008, 6, 30))
    """
    if text == UNKNOWN:
        return When(text, None, None)
    shape = _SHAPE.fullmatch(text)
    if shape is None:
        raise DateError(text, Message("is not a date"))
    year, month, years = int(shape["year"]), int(shape["month"] or 1), {"earliest": EARLIEST, "latest": LATEST}
    if not EARLIEST <= year <= LATEST:
        raise DateError(text, Message("lies outside the years {earliest} to {latest}", **years))
    try:
        first = date(year, month, int(shape["day"] or 1))
        ends = int(shape["month"] or 12)
        last = first if shape["day"] else date(year + ends // 12, ends % 12 + 1, 1) - timedelta(days=1)
    except ValueError:
        raise DateError(text, Message("does not exist in the calendar")) from None
    if shape["by"] is None:
        return When(text, first, last)
    begin = when(shape["begin"]).first if shape["begin"] else None
    if begin and begin >= last:
        raise DateError(text, Message("does not run from one day to a later one"))
    return When(text, begin, last)


def say_since(on: str) -> str:
    """Say since when something stands, as far as that is known.

    >>> say_since("2017-10"), say_since("2017-03-30..2017-03-31"), say_since("unknown")
    (' since 2017-10', ', since 2017-03-31 at the latest', ', since when is not known')
    """
    if on == UNKNOWN:
        return ", since when is not known"
    return f", since {on.rpartition('..')[2]} at the latest" if ".." in on else f" since {on}"
