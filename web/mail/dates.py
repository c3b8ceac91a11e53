"""Dates for calendars: meetings, sessions, hearings, ends, deadlines."""

from __future__ import annotations

import json
from datetime import date, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from escalade.services.views.office_calendar import seat_of
from escalade.services.views.plan import citation, draw_plan
from escalade.workflow.records.audience import READERS
from escalade.workflow.subjects.hearing import IN_PERSON
from escalade.workflow.subjects.meeting import Gathering
from escalade.workflow.values.dates import UNKNOWN, when

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.services.views.office_calendar import Seat
    from escalade.web.auth.scoped_reader import Sight
    from escalade.workflow.subjects.standing import Standing
    from escalade.workflow.subjects.topic import Topic

AHEAD = frozenset({"due", "open", "late"})
"""How a line of a plan stands that is still to be done."""
CONVENED = frozenset({"convened", "reported"})
"""The states of a meeting that is held."""


class Occasion(NamedTuple):
    """A date as it goes into a calendar, before it is said in a language."""

    reference: str
    what: str
    """meeting, session, hearing, answers or deadline."""
    first: str
    """Its first day."""
    last: str
    """Its last day."""
    minute: str = ""
    """The exact end with its offset, where it is no whole day."""
    audience: str = "public"
    stage: str = ""
    """What a deadline is for, as plans have it."""
    office: str = ""
    basis: str = ""
    """What sets a deadline."""
    rule: str = ""
    """What a deadline is called."""

    def uid(self, body: str) -> str:
        """The name by which calendars know it, whenever it moves."""
        key = f"{body}|mail|{self.what}|{self.reference}|{self.stage}|{self.rule}"
        return f"{uuid5(NAMESPACE_URL, key)}@escalade"


def digest_of(told: Occasion, standing: Standing) -> str:
    """The digest of what is told of a date; another one is sent anew."""
    topic, place = standing.topic(told.reference), standing.gathering(told.reference)
    said: list[object] = [dict(topic.version.title)] if topic else []
    said += [place.convened.name, place.convened.place] if place and not topic else []
    said += [topic.hearing.form] if topic and topic.hearing.form != IN_PERSON else []
    return sha256(json.dumps([told, said], sort_keys=True).encode()).hexdigest()


def find_dates(sight: Sight) -> Iterator[Occasion]:
    """Find the dates to come that a subscriber may see."""
    body = sight.standing.body
    if not body.state or body.constitution() is None:
        return
    seat, today = seat_of(body), sight.standing.today.isoformat()
    found = (*_gatherings(sight), *_consultations(sight, seat), *_deadlines(sight, seat))
    yield from (one for one in found if one.last >= today)


def _gatherings(sight: Sight) -> Iterator[Occasion]:
    """Meetings and sessions, from their first day to their last."""
    for kind in ("meeting", "session"):
        for reference, *_ in sight.register.gatherings(kind):
            one = sight.standing.subjects.get(reference)
            if isinstance(one, Gathering) and one.state in CONVENED and (opens := one.opens.day):
                closes = one.closes.day or opens
                audience = sight.audience_at(reference)
                yield Occasion(reference, kind, opens.isoformat(), closes.isoformat(), audience=audience)


def _consultations(sight: Sight, seat: Seat) -> Iterator[Occasion]:
    """The ends of online phases, and physical meetings."""
    for row in sight.register.topics(states=("launched",)):
        topic = sight.standing.topic(row.reference)
        if topic is not None:
            yield from _of_topic(topic, sight.audience_at(topic.reference), seat)


def _of_topic(topic: Topic, audience: str, seat: Seat) -> Iterator[Occasion]:
    """The dates of one consultation."""
    closes = when(topic.launched[1].closes or UNKNOWN).day if topic.launched else None
    if closes:
        yield Occasion(topic.reference, "answers", *_end_of(closes, seat), audience)
    hearing = topic.hearing
    held = hearing.next_day or (hearing.sittings[-1].day if hearing.sittings else UNKNOWN)
    if day := when(held).day:
        yield Occasion(topic.reference, "hearing", day.isoformat(), day.isoformat(), audience=audience)


def _deadlines(sight: Sight, seat: Seat) -> Iterator[Occasion]:
    """The days by which the offices of a subscriber are to act."""
    open_rounds = (name for name in sight.register.rounds() if sight.standing.round(name).state == "open")
    for name in open_rounds if sight.offices else ():
        drawn = draw_plan(name, sight.standing)
        for line in drawn.lines:
            if line.due and line.act and line.stands in AHEAD and line.office in sight.offices:
                day, rule = _end_of(line.due, seat), line.timing
                by = (citation(rule, drawn.standing), rule.deadline.rule.name) if rule else ()
                for about in line.about:
                    yield Occasion(about, "deadline", *day, READERS[-1], line.kind, line.office, *by)


def _end_of(day: date, seat: Seat) -> tuple[str, str, str]:
    """A day that ends at the seat: its first day, its last, its last minute."""
    return day.isoformat(), day.isoformat(), seat.end_of(day).isoformat()


def minute_of(told: Occasion, standing: Standing) -> datetime | None:
    """The exact end, in the zone of the seat; None for whole days."""
    return datetime.fromisoformat(told.minute).astimezone(seat_of(standing.body).zone) if told.minute else None
