"""The seat of the body: its day, its hour, its holidays."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import NamedTuple
from zoneinfo import ZoneInfo

from escalade.services.acts.holiday_calendar import UnknownCalendarError, public_holidays
from escalade.services.views.text import text_in
from escalade.workflow.planning import Days
from escalade.workflow.subjects.body import Body
from escalade.workflow.values.dates import when
from escalade.workflow.values.errors import RegisterError


class Holidays:
    """Days that the body lists, and those of a calendar of public holidays."""

    def __init__(self, listed: frozenset[date], public: Days) -> None:
        self.listed, self.public = listed, public

    def __contains__(self, day: object) -> bool:
        """Whether the seat does not work on a day."""
        return day in self.listed or day in self.public


class Seat(NamedTuple):
    """The seat of the body, and the zone that its days are counted in."""

    place: str
    time_zone: str
    """The name of the zone."""
    listed: frozenset[date]
    """Holidays that the body lists."""
    calendar: str
    """The public holidays that it names; empty where it names none."""

    @property
    def zone(self) -> ZoneInfo:
        """The zone that its days are counted in."""
        from zoneinfo import ZoneInfo  # who asks for its holidays needs none

        return ZoneInfo(self.time_zone)

    def end_of(self, day: date) -> datetime:
        """The last minute of a day at the seat."""
        return datetime.combine(day, time(23, 59), self.zone)

    @property
    def holidays(self) -> Days:
        """The days on which the seat does not work, in whatever year.

        A calendar that nobody knows has none: it was recorded before it was
        checked on entry.
        """
        try:
            return Holidays(self.listed, public_holidays(self.calendar)) if self.calendar else self.listed
        except UnknownCalendarError:
            return self.listed


def seat_of(body: Body) -> Seat:
    """The seat, as the constitution gives it."""
    constitution = body.constitution()
    if constitution is None:
        sentence = "No body was constituted in this register; “escalade constitute” comes first."
        raise RegisterError("no-body", sentence)
    listed = frozenset(day for text in constitution.holidays if (day := when(text).day) is not None)
    return Seat(text_in(constitution.seat), constitution.time_zone, listed, constitution.holiday_calendar)
