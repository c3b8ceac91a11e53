"""A plan as a calendar: an event for each day, as the seat tells time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from escalade.services.views.confidentiality import MARKED, mark_of
from escalade.services.views.plan import citation, sentence
from escalade.services.views.text import text_in
from escalade.workflow.values.errors import PaperError

if TYPE_CHECKING:
    from icalendar import Event

    from escalade.services.views.plan import DatedPlan
    from escalade.workflow.planning import PlanLine

WHOLE_DAYS = frozenset({"meeting", "session"})
"""What takes whole days, and is no deadline."""


class CalendarMissingError(PaperError):
    """The library that writes calendars is not installed."""

    def __init__(self) -> None:
        """Name what to install."""
        super().__init__("A calendar needs a library that is not installed; install escalade[calendar].")


def calendar(drawn: DatedPlan) -> bytes:
    """The days of a plan as iCalendar (RFC 5545).

    Raises:
        CalendarMissingError: the library is not installed.
    """
    try:
        from icalendar import Calendar
    except ImportError as missing:
        raise CalendarMissingError from missing
    made = Calendar()
    made.add("prodid", "-//escalade//plan//EN")
    made.add("version", "2.0")
    shown = [(line, audience) for line, audience in drawn.with_marks() if line.planned or line.due]
    made.add("x-wr-calname", f"{name_of_body(drawn)}: {drawn.round}{mark_of(drawn.audience)}")
    made.add("x-wr-timezone", drawn.seat.time_zone)
    for line, audience in shown:
        made.add_component(event(line, drawn, audience))
    days = [day for line in drawn.lines if (day := line.planned or line.due)] or [drawn.today]
    made.add_missing_timezones(min(days) - timedelta(days=366), max(days) + timedelta(days=366))
    return bytes(made.to_ical())


def name_of_body(drawn: DatedPlan) -> str:
    """The acronym of the body, or its name."""
    constitution = drawn.standing.body.constitution()
    return text_in(constitution.acronym or constitution.name) if constitution else ""


def event(line: PlanLine, drawn: DatedPlan, audience: str) -> Event:
    """One line as an event; the same one whenever its day moves."""
    from icalendar import Event

    made = Event()
    rule = line.timing.deadline.rule.name if line.timing else ""
    key = "|".join((name_of_body(drawn), drawn.round, line.subject, line.stage, rule))
    made.add("uid", f"{uuid5(NAMESPACE_URL, key)}@escalade")
    newest = drawn.standing.last_at
    made.add("dtstamp", datetime.fromisoformat(newest) if newest else datetime(1970, 1, 1, tzinfo=UTC))
    made.add("summary", f"{drawn.round}: {line.what} ({line.office}){mark_of(audience)}")
    if audience in MARKED:
        made.add("class", "CONFIDENTIAL")
    under = f" {citation(line.timing, drawn.standing)}." if line.timing else ""
    made.add("description", f"{sentence(line, drawn.standing)}{under}")
    made.add("categories", [line.stands])
    day = line.planned or line.due
    if day and line.stage in WHOLE_DAYS:
        made.add("dtstart", day)
        made.add("dtend", (line.until or day) + timedelta(days=1))
    elif day:
        made.add("dtstart", drawn.seat.end_of(day))
    return made
