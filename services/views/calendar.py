"""A plan as a calendar: an event for each day, as the seat tells time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from escalade.services.views.confidentiality import MARKED, mark_of
from escalade.services.views.plan import DatedPlan, citation, sentence
from escalade.services.views.text import text_in
from escalade.workflow.planning import PlanLine
from escalade.workflow.values.errors import PaperError

if TYPE_CHECKING:
    from icalendar import Event

WHOLE_DAYS = frozenset({"meeting", "session"})
"""What takes whole days, and is no deadline."""


class CalendarWords(NamedTuple):
    """The words of a calendar, in some language."""

    what: Callable[[PlanLine], str]
    about: Callable[[PlanLine], str]
    """What is told beside: how the line stands, and what sets its day."""
    term: Callable[[str], str] = str
    language: str = "en"


def in_english(drawn: DatedPlan) -> CalendarWords:
    """Give the words of a calendar as plans are worded."""

    def about(line: PlanLine) -> str:
        under = f" {citation(line.timing, drawn.standing)}." if line.timing else ""
        return f"{sentence(line, drawn.standing)}{under}"

    return CalendarWords(lambda line: line.what, about)


def calendar(drawn: DatedPlan, words: CalendarWords | None = None) -> bytes:
    """The days of a plan as iCalendar (RFC 5545)."""
    try:
        from icalendar import Calendar, Event
    except ImportError as missing:
        sentence = "A calendar needs a library that is not installed; install escalade[calendar]."
        raise PaperError("calendar-missing", sentence) from missing
    said, made = words or in_english(drawn), Calendar()
    made.add("prodid", "-//escalade//plan//EN")
    made.add("version", "2.0")
    shown = [(line, audience) for line, audience in drawn.with_marks() if line.planned or line.due]
    made.add("x-wr-calname", f"{name_of_body(drawn, said.language)}: {drawn.round}{mark_of(drawn.audience, said.term)}")
    made.add("x-wr-timezone", drawn.seat.time_zone)
    for line, audience in shown:
        made.add_component(describe_in(Event(), line, drawn, audience, said))
    days = [day for line in drawn.lines if (day := line.planned or line.due)] or [drawn.today]
    made.add_missing_timezones(min(days) - timedelta(days=366), max(days) + timedelta(days=366))
    return bytes(made.to_ical())


def name_of_body(drawn: DatedPlan, language: str = "en") -> str:
    """The acronym of the body, or its name."""
    constitution = drawn.standing.body.constitution()
    return text_in(constitution.acronym or constitution.name, language) if constitution else ""


def describe_in(made: Event, line: PlanLine, drawn: DatedPlan, audience: str, words: CalendarWords) -> Event:
    """Describe a line in an event; it is the same one whenever its day moves."""
    rule = line.timing.deadline.rule.name if line.timing else ""
    key = "|".join((name_of_body(drawn), drawn.round, *line.about, line.stage, rule))
    made.add("uid", f"{uuid5(NAMESPACE_URL, key)}@escalade")
    newest = drawn.standing.last_at
    made.add("dtstamp", datetime.fromisoformat(newest) if newest else datetime(1970, 1, 1, tzinfo=UTC))
    office, mark = words.term(line.office), mark_of(audience, words.term)
    of = ", ".join(line.topics) if line.topics == line.about else drawn.round
    made.add("summary", f"{of}: {words.what(line)} ({office}){mark}")
    if audience in MARKED:
        made.add("class", "CONFIDENTIAL")
    made.add("description", words.about(line))
    made.add("categories", [words.term(line.stands)])
    day = line.planned or line.due
    if day and line.stage in WHOLE_DAYS:
        made.add("dtstart", day)
        made.add("dtend", (line.until or day) + timedelta(days=1))
    elif day:
        made.add("dtstart", drawn.seat.end_of(day))
    return made
