"""Calendars of public holidays, by country and region."""

from __future__ import annotations

import sys
from datetime import date

import pytest

from escalade.services.acts.holiday_calendar import (
    CalendarError,
    UnknownCalendarError,
    public_holidays,
    refuse_unknown_calendar,
)


def test_a_region_has_the_holidays_of_its_country_and_its_own() -> None:
    country, region = public_holidays("CH"), public_holidays("CH-GE")
    national, of_geneva = date(2031, 8, 1), date(2031, 12, 31)
    found = [day in calendar for calendar in (country, region) for day in (national, of_geneva)]
    assert found == [True, False, True, True]


@pytest.mark.parametrize("calendar", ["XX", "CH-XX"])
def test_a_calendar_that_nobody_knows_is_refused_by_name(calendar: str) -> None:
    with pytest.raises(UnknownCalendarError, match=f"“{calendar}”.*write CH or CH-GE"):
        refuse_unknown_calendar(calendar)


@pytest.mark.parametrize("calendar", ["", "CH"])
def test_what_names_no_calendar_or_a_known_one_passes(calendar: str) -> None:
    refuse_unknown_calendar(calendar)


def test_without_the_library_a_look_up_says_what_to_install_and_a_check_says_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "holidays", None)
    with pytest.raises(CalendarError, match="install escalade\\[calendar\\]"):
        public_holidays("CH")
    refuse_unknown_calendar("XX")
