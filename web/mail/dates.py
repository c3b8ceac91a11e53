"""The dates of a letter, for calendars."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from icalendar import Event

from escalade.services.feeds.consultation_calendar import events_of, make_event, new_calendar
from escalade.web.auth.scoped_reader import Sight
from escalade.web.mail.letter import LetterWriter
from escalade.web.mail.news import ActNews
from escalade.workflow.subjects.meeting import Gathering
from escalade.workflow.subjects.subject import Subject
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.dates import when


def calendar_of(acts: Iterable[ActNews], sight: Sight, writer: LetterWriter) -> str:
    """The dates to come of what acts are about, as iCalendar (RFC 5545).

    What moved stands there under its earlier UID with a higher SEQUENCE, what was called off as cancelled.
    """
    made = new_calendar()
    for reference in dict.fromkeys(record.subject for news in acts for record in news.records):
        subject = sight.standing.subjects.get(reference)
        for event in _events(subject, sight, writer) if subject else ():
            if event.decoded("dtend") > sight.standing.today:
                if sight.audience_at(reference) != "public":
                    event.add("class", "CONFIDENTIAL")
                made.add_component(event)
    return made.to_ical().decode() if made.subcomponents else ""


def _events(subject: Subject, sight: Sight, writer: LetterWriter) -> Iterator[Event]:
    """The dates of one subject."""
    if isinstance(subject, Topic):
        yield from events_of(subject, sight.register, writer.dates())
    elif isinstance(subject, Gathering) and (first := when(subject.planned.opens or "unknown").day):
        last, name = when(subject.planned.closes or "unknown").day or first, writer.name(subject)
        off, way = subject.called_off is not None, writer.whole(subject)
        event = make_event(subject, sight.register, "held", name, first, last, way, off=off)
        if place := writer.place(subject):
            event.add("location", place)
        yield event
