"""The seat of the body: its day, its hour, its holidays."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from escalade.models.store.clock import check_clock
from escalade.services.views.text import text_in
from escalade.workflow.values.dates import when
from escalade.workflow.values.errors import RegisterError, RequestError
from escalade.workflow.values.message import Message

if TYPE_CHECKING:
    from escalade.workflow.motions import Constitute
    from escalade.workflow.planning import Days
    from escalade.workflow.subjects.body import Body


class NoBodyError(RegisterError):
    """No body was constituted, and so there is no seat."""

    def __init__(self) -> None:
        """Name the act that comes first."""
        super().__init__("No body was constituted in this register; “escalade constitute” comes first.")


class CalendarError(RequestError):
    """The holidays of the seat cannot be looked up."""

    def __init__(self, calendar: str, problem: str) -> None:
        """Name the calendar that the constitution gives, and what is in the way."""
        self.calendar = calendar
        super().__init__(
            Message(
                "The public holidays of “{calendar}” cannot be looked up: {problem}.",
                calendar=calendar,
                problem=problem,
            )
        )


class Holidays:
    """Days that the body lists, and those of a calendar of public holidays."""

    def __init__(self, listed: frozenset[date], public: Days) -> None:
        """Hold both together."""
        self.listed, self.public = listed, public

    def __contains__(self, day: object) -> bool:
        """Whether the seat does not work on a day."""
        return day in self.listed or day in self.public


class Seat(NamedTuple):
    """Where the body sits, and the zone that its days are counted in."""

    place: str
    zone: ZoneInfo
    listed: frozenset[date]
    """Holidays that the body lists."""
    calendar: str
    """The public holidays that it names; empty where it names none."""

    def today(self) -> date:
        """The day it is at the seat.

        Raises:
            ClockYearError: the clock says a year in which nothing is recorded.
        """
        return check_clock(datetime.now(self.zone)).date()

    def end_of(self, day: date) -> datetime:
        """The last minute of a day at the seat."""
        return datetime.combine(day, time(23, 59), self.zone)

    @property
    def holidays(self) -> Days:
        """The days on which the seat does not work, in whatever year.

        Raises:
            CalendarError: the calendar is unknown, or the library is missing.
        """
        return Holidays(self.listed, public_holidays(self.calendar)) if self.calendar else self.listed


def seat_of(body: Body) -> Seat:
    """The seat, as the constitution gives it.

    Raises:
        NoBodyError: there is no constitution.
    """
    constitution = body.constitution()
    if constitution is None:
        raise NoBodyError
    place, listed = text_in(constitution.seat), _listed(constitution)
    return Seat(place, ZoneInfo(constitution.time_zone), listed, constitution.holiday_calendar)


def _listed(constitution: Constitute) -> frozenset[date]:
    return frozenset(day for text in constitution.holidays if (day := when(text).day) is not None)


def public_holidays(calendar: str) -> Days:
    """The public holidays of a country, or of one of its regions, in any year.

    Raises:
        CalendarError: the calendar is unknown, or the library is missing.
    """
    try:
        import holidays
    except ImportError as missing:
        raise CalendarError(calendar, Message("the library is missing; install escalade[calendar]")) from missing
    country, _, region = calendar.partition("-")
    try:
        found: Days = holidays.country_holidays(country, subdiv=region or None)
    except NotImplementedError as unknown:  # so the library says that it knows no such country or region
        raise CalendarError(calendar, Message("it is none of the calendars known; write CH or CH-GE")) from unknown
    return found
