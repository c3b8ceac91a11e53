from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escalade.workflow.values.dates import DateError, When, when


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2017-05-24", date(2017, 5, 24), date(2017, 5, 24)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("..2017-03-31", None, date(2017, 3, 31)),
        ("..2017-03", None, date(2017, 3, 31)),
        ("2008", date(2008, 1, 1), date(2008, 12, 31)),
        ("..2008", None, date(2008, 12, 31)),
        ("2008-06-30..2008-07-04", date(2008, 6, 30), date(2008, 7, 4)),
        ("unknown", None, None),
    ],
)
def test_a_date_has_a_first_and_a_last_day(text: str, first: date | None, last: date | None) -> None:
    assert when(text) == When(text, first, last)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "is not a date"),
        ("tomorrow", "is not a date"),
        ("24.5.2017", "is not a date"),
        ("2017-5-24", "is not a date"),
        ("2017-05-24T10:00", "is not a date"),
        ("201", "is not a date"),
        ("2017-05..2017-06", "is not a date"),
        ("2017-05-24..", "is not a date"),
        ("2017-05-24..2017-05-24", "does not run from one day to a later one"),
        ("2017-05-24..2017-05-23", "does not run from one day to a later one"),
        ("...2017-05", "is not a date"),
        ("\uff12\uff10\uff11\uff17-05-24", "is not a date"),
        ("2017-02-29", "does not exist in the calendar"),
        ("2017-13", "does not exist in the calendar"),
        ("2017-00-01", "does not exist in the calendar"),
        ("..2017-06-31", "does not exist in the calendar"),
        ("0999-12-31", "lies outside the years 1000 to 8999"),
        ("9999-12-31", "lies outside the years 1000 to 8999"),
    ],
)
def test_what_is_no_date_is_refused_with_the_way_to_write_one(text: str, problem: str) -> None:
    with pytest.raises(DateError) as refusal:
        when(text)
    assert str(refusal.value) == (
        f"“{text}” {problem}. Write a day as 2017-05-24, a month as 2017-05, a year as 2017, "
        "2017-05-22..2017-05-24 for a day between two, ..2017-05-24 for “by then”, or unknown."
    )


@pytest.mark.parametrize(
    ("first", "second", "may"),
    [
        ("2017-05-24", "2017-05-24", True),
        ("2017-05-25", "2017-05-24", False),
        ("2017-05", "2017-05-01", True),
        ("2017", "2017-01-01", True),
        ("2017-05-23..2017-05-25", "2017-05-22", False),
        ("2017-05-25", "2017-05-23..2017-05-24", False),
        ("2017-06", "2017-05-31", False),
        ("2017-05-31", "2017-05", True),
        ("..2017-05-31", "2001-01-01", True),
        ("unknown", "2001-01-01", True),
        ("2017-05-24", "unknown", True),
        ("2017-05-24", "..2017-05-23", False),
    ],
)
def test_an_order_is_refused_only_where_no_possible_day_satisfies_it(first: str, second: str, may: bool) -> None:  # noqa: FBT001  # a column of the table above
    assert when(first).may_precede(when(second)) is may


@pytest.mark.parametrize(
    ("first", "second", "may"),
    [("2017-05-24", "2017-05-24", False), ("2017-05", "2017-05", True), ("unknown", "2017-05-24", True)],
)
def test_an_order_may_be_strict(first: str, second: str, may: bool) -> None:  # noqa: FBT001  # a column of the table above
    assert when(first).may_precede(when(second), strictly=True) is may


@pytest.mark.parametrize(
    ("day", "may"), [("2017-02-05", False), ("2017-02-06", True), ("2017-02", True), ("..2017-02-05", False)]
)
def test_a_date_may_fall_within_two_others(day: str, may: bool) -> None:  # noqa: FBT001  # a column of the table above
    assert when(day).may_fall_within(when("2017-02-06"), when("2017-02-07")) is may


@pytest.mark.parametrize(
    ("text", "day"),
    [("2017-05-24", date(2017, 5, 24)), ("2017-05", None), ("2017-05-23..2017-05-24", None), ("unknown", None)],
)
def test_only_a_day_is_a_day(text: str, day: date | None) -> None:
    assert when(text).day == day


DAYS = st.dates(date(1000, 1, 1), date(8999, 12, 31))


@given(DAYS, DAYS)
def test_days_stand_in_the_order_of_the_calendar(first: date, second: date) -> None:
    one, other = when(first.isoformat()), when(second.isoformat())
    assert one.may_precede(other) is (first <= second)
    assert one.may_precede(other, strictly=True) is (first < second)
    assert when(first.isoformat()[:7]).may_fall_within(one, one)
