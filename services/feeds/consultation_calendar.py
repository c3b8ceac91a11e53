"""The dates of consultations as a calendar."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from icalendar import Calendar, Event

from escalade.models.reader import Reader
from escalade.services.feeds.news import identify
from escalade.services.views.consultations import open_consultations
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.dates import when


class DateWords(NamedTuple):
    """The words of such a calendar, in some language."""

    name: str
    closes: str
    meets: Callable[[Topic], str]
    colon: str
    title: Callable[[Topic], str]
    address: Callable[[Topic], str]


def consultation_calendar(reader: Reader, standing: Standing, words: DateWords) -> bytes:
    """The dates of what can be answered, now or soon, as iCalendar (RFC 5545)."""
    made = Calendar()
    made.add("prodid", "-//escalade//dates//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", words.name)
    for topic in open_consultations(standing):
        for event in events_of(topic, reader, words):
            made.add_component(event)
    return bytes(made.to_ical())


def events_of(topic: Topic, reader: Reader, words: DateWords) -> Iterator[Event]:
    """The dates of one consultation: whole days, each always the same event."""
    if topic.launched is None:
        return
    record, motion = topic.launched
    dates = (("closes", words.closes, motion.closes), ("meets", words.meets(topic), topic.hearing.next_day))
    for key, what, on in dates:
        day = when(on).day if on else None
        if day is None:
            continue
        event = Event()
        event.add("summary", f"{what}{words.colon}{words.title(topic)}")
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        event.add("uid", f"{identify(reader, f'{topic.reference}/{key}').removeprefix('urn:uuid:')}@escalade")
        event.add("dtstamp", datetime.fromisoformat(record.at).astimezone(UTC))
        event.add("url", words.address(topic))
        yield event
