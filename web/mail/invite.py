"""Dates that calendars take: invitations, changes, cancellations (iTIP).

Each subscriber is sent a date of their own, in their language: the UID is that of
the date, the SEQUENCE grows with each change that was sent to them (RFC 5546).
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from icalendar import Calendar, Event, vCalAddress, vText

from escalade.web.mail.dates import minute_of

if TYPE_CHECKING:
    from escalade.web.mail.dates import Occasion
    from escalade.web.mail.letter import Sender
    from escalade.workflow.subjects.standing import Standing

REQUEST, CANCEL = "REQUEST", "CANCEL"


class Invitation(NamedTuple):
    """A date as iCalendar, and what a program is to do with it."""

    method: str
    calendar: bytes


class Entry(NamedTuple):
    """What stands in the calendar of one subscriber."""

    uid: str
    sequence: int
    title: str
    about: str
    place: str
    address: str
    """Whose calendar it is."""
    body: str
    """What the organiser is called."""


def make_invitation(
    dated: Occasion, entry: Entry, standing: Standing, sender: Sender, *, now: float, cancelled: bool
) -> Invitation:
    """An invitation to a date, or word that it is off.

    Args:
        dated: the date.
        entry: how it is told.
        standing: the register, for the zone of the seat.
        sender: who invites.
        now: in seconds since 1970, UTC.
        cancelled: whether it is off.
    """
    made, method = Calendar(), CANCEL if cancelled else REQUEST
    made.add("prodid", "-//escalade//mail//EN")
    made.add("version", "2.0")
    made.add("method", method)
    made.add_component(_event(dated, entry, standing, sender, now=now, cancelled=cancelled))
    first = date.fromisoformat(dated.first)
    made.add_missing_timezones(first - timedelta(days=366), first + timedelta(days=366))
    return Invitation(method, bytes(made.to_ical()))


def _event(dated: Occasion, entry: Entry, standing: Standing, sender: Sender, *, now: float, cancelled: bool) -> Event:
    made, minute = Event(), minute_of(dated, standing)
    made.add("uid", entry.uid)
    made.add("sequence", entry.sequence)
    made.add("dtstamp", datetime.fromtimestamp(int(now), UTC))
    if minute:
        made.add("dtstart", minute)
    else:
        made.add("dtstart", date.fromisoformat(dated.first))
        made.add("dtend", date.fromisoformat(dated.last) + timedelta(days=1))
    made.add("summary", entry.title)
    made.add("description", entry.about)
    if entry.place:
        made.add("location", entry.place)
    organizer = vCalAddress(f"mailto:{sender.address}")
    organizer.params["CN"] = vText(entry.body)
    made.add("organizer", organizer)
    attendee = vCalAddress(f"mailto:{entry.address}")
    attendee.params.update({"PARTSTAT": vText("NEEDS-ACTION"), "RSVP": vText("FALSE")})
    made.add("attendee", attendee, encode=False)
    made.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    made.add("transp", "OPAQUE" if dated.what in {"meeting", "session", "hearing"} else "TRANSPARENT")
    if dated.audience != "public":
        made.add("class", "CONFIDENTIAL")
    return made
