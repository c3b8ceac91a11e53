"""Calendars of public holidays, by country and region."""

from __future__ import annotations

from importlib.util import find_spec

from escalade.workflow.planning.basis import Days
from escalade.workflow.values.errors import Message, RequestError


class CalendarError(RequestError):
    """The holidays of the seat cannot be looked up."""

    def __init__(self, calendar: str, clause: str) -> None:
        said = "The public holidays of “{calendar}” cannot be looked up: {problem}."
        super().__init__(said, calendar=calendar, problem=Message(clause))


class UnknownCalendarError(CalendarError):
    """No calendar of public holidays is called so."""


def public_holidays(calendar: str) -> Days:
    """The public holidays of a country, or of one of its regions, in any year.

    Raises:
        UnknownCalendarError: the calendar is unknown.
        CalendarError: the library is missing.
    """
    try:
        import holidays  # an extra, which may be missing
    except ImportError as missing:
        raise CalendarError(calendar, "the library is missing; install escalade[calendar]") from missing
    country, _, region = calendar.partition("-")
    try:
        found: Days = holidays.country_holidays(country, subdiv=region or None)
    except NotImplementedError as unknown:  # so the library says that it knows no such country or region
        raise UnknownCalendarError(calendar, "it is none of the calendars known; write CH or CH-GE") from unknown
    return found


def refuse_unknown_calendar(calendar: str) -> None:
    """Refuse a calendar that nobody knows, where the library is there."""
    if calendar and find_spec("holidays"):
        public_holidays(calendar)
