"""What is new, and the days of consultations, for programs outside.

An entry is a record. What was annulled leaves the feed, and an entry that was
corrected or put into another language is newer than it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from uuid import NAMESPACE_OID, UUID, uuid5

from icalendar import Calendar, Event

from escalade.models.reader import Reader
from escalade.services.views.consultations import open_consultations
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.subjects.subject import Subject
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.dates import when

ACTS = {
    "decisions": ("approve", "decline", "lapse", "record consensus", "record no consensus", "refer back", "take up"),
    "consultations": ("call off hearing", "cancel", "close", "extend", "launch", "record hearing"),
    "documents": ("issue",),
}
"""What each feed tells, by the acts that its entries are."""
MOST = 50
"""How many entries a feed has."""


class FeedEntry(NamedTuple):
    """One record that is news."""

    record: Record
    subject: Subject
    identifier: str
    """The same in every language and at every address (RFC 4287, 4.2.6)."""
    published: datetime
    updated: datetime


def identify(reader: Reader, name: str) -> str:
    """Name something of a register for good, by the register's first record."""
    register = uuid5(NAMESPACE_OID, reader.node(1).hex()) if reader.size() else UUID(int=0)
    return uuid5(register, name).urn


def read_feed(what: str, reader: Reader, standing: Standing) -> Iterator[FeedEntry]:
    """Read what is new of a kind, as everybody may know it."""
    for name in reader.find_newest(ACTS[what], MOST):
        subject = standing.subjects.get(name.partition("#")[0])
        record = subject.record(name) if subject else None
        if subject is None or record is None or record.annulled_by:
            continue
        later = [subject.record(one) for one in (*record.corrected_by, *record.translated_by)]
        moments = [datetime.fromisoformat(one.at) for one in (record, *later) if one]
        yield FeedEntry(record, subject, identify(reader, name), moments[0], max(moments))


class DateWords(NamedTuple):
    """The words of such a calendar, in some language."""

    name: str
    closes: str
    meets: Callable[[Topic], str]
    colon: str
    title: Callable[[Topic], str]
    address: Callable[[Subject], str]


def consultation_calendar(reader: Reader, standing: Standing, words: DateWords) -> bytes:
    """The dates of what can be answered, now or soon, as iCalendar (RFC 5545)."""
    made = new_calendar()
    made.add("x-wr-calname", words.name)
    for topic in open_consultations(standing):
        for event in events_of(topic, reader, words):
            if "status" not in event:
                made.add_component(event)
    return bytes(made.to_ical())


def new_calendar() -> Calendar:
    """A calendar without dates."""
    made = Calendar()
    made.add("prodid", "-//escalade//dates//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    return made


def events_of(topic: Topic, reader: Reader, words: DateWords) -> Iterator[Event]:
    """The dates of one consultation, those that were called off too."""
    hearing = topic.hearing
    held = {when(one.day).day for one in hearing.sittings}
    closes = topic.launched[1].closes if topic.launched else None
    dates = (
        ("closes", words.closes, closes, last_named(topic, "closes")),
        ("meets", words.meets(topic), hearing.next_day, last_named(topic, "physical")),
    )
    for key, what, on, earlier in dates:
        day = when(on).day if on else None
        known = day or (earlier if earlier not in held else None)
        if known:
            title = f"{what}{words.colon}{words.title(topic)}"
            yield make_event(topic, reader, key, title, known, known, words.address(topic), off=day is None)


def last_named(topic: Topic, field: str) -> date | None:
    """The last day that was told for something, also where it holds no longer."""
    named = (getattr(record.motion, field, None) for record in reversed(topic.records))
    return next((when(one).day for one in named if one), None)


def make_event(
    subject: Subject, reader: Reader, key: str, title: str, first: date, last: date, address: str, *, off: bool
) -> Event:
    """Whole days in a calendar; a change bears the same UID, a higher number."""
    event = Event()
    event.add("summary", title)
    event.add("dtstart", first)
    event.add("dtend", last + timedelta(days=1))
    event.add("uid", f"{identify(reader, f'{subject.reference}/{key}').removeprefix('urn:uuid:')}@escalade")
    told = subject.told  # what one may not read moves no number
    event.add("sequence", len(told))
    event.add("dtstamp", datetime.fromisoformat(told[-1].at).astimezone(UTC))
    event.add("url", address)
    if off:
        event.add("status", "CANCELLED")
    return event
