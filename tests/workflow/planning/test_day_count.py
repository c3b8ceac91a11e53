"""Counting days, back and forward."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escalade.workflow.planning.basis import count_days, works

DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))
SPANS = st.integers(0, 120)
HOLIDAYS = st.frozensets(DAYS, max_size=30)


@pytest.mark.parametrize(
    ("day", "span", "unit", "back", "expected"),
    [
        ("2017-05-15", 4, "weeks", True, "2017-04-17"),
        ("2017-05-15", 12, "calendar days", True, "2017-05-03"),
        ("2017-05-15", 7, "calendar days", True, "2017-05-08"),
        ("2017-08-20", 30, "calendar days", False, "2017-09-19"),
        ("2016-03-01", 1, "calendar days", True, "2016-02-29"),
        ("2017-03-01", 1, "calendar days", True, "2017-02-28"),
        ("2016-02-29", 52, "weeks", False, "2017-02-27"),
        ("2017-03-31", 1, "calendar days", False, "2017-04-01"),
        ("2017-01-31", 1, "weeks", False, "2017-02-07"),
        ("2017-03-27", 1, "calendar days", True, "2017-03-26"),
        ("2017-10-30", 24, "calendar days", True, "2017-10-06"),
        ("2017-05-15", 1, "working days", True, "2017-05-12"),
        ("2017-05-12", 1, "working days", False, "2017-05-15"),
        ("2017-05-13", 1, "working days", False, "2017-05-15"),
        ("2017-05-15", 0, "working days", True, "2017-05-15"),
        ("2017-04-18", 1, "working days", True, "2017-04-13"),
    ],
)
def test_days_are_counted_over_month_ends_leap_days_and_summer_time(
    day: str,
    span: int,
    unit: str,
    back: bool,  # noqa: FBT001  # a column of the table above
    expected: str,
) -> None:
    easter = frozenset({date(2017, 4, 14), date(2017, 4, 17)})
    assert count_days(date.fromisoformat(day), span, unit, back=back, holidays=easter).isoformat() == expected


@given(DAYS, SPANS, st.sampled_from(["calendar days", "weeks"]))
def test_counting_back_and_forward_agree(day: date, span: int, unit: str) -> None:
    assert count_days(count_days(day, span, unit, back=True), span, unit, back=False) == day


@given(DAYS, SPANS, HOLIDAYS)
def test_counting_working_days_back_and_forward_agrees_from_a_working_day(
    day: date, span: int, holidays: frozenset[date]
) -> None:
    if works(day, holidays):
        back = count_days(day, span, "working days", back=True, holidays=holidays)
        assert works(back, holidays)
        assert count_days(back, span, "working days", back=False, holidays=holidays) == day


@given(DAYS, SPANS, HOLIDAYS)
def test_so_many_working_days_lie_between(day: date, span: int, holidays: frozenset[date]) -> None:
    end = count_days(day, span, "working days", back=False, holidays=holidays)
    between = [day + timedelta(days=number) for number in range(1, (end - day).days + 1)]
    assert sum(works(one, holidays) for one in between) == span
