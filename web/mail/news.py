"""News: the acts that a subscriber wants to be told of, and what waits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from itertools import groupby, islice
from typing import NamedTuple

from escalade.models.server.store import SubscriberRow
from escalade.services.views.office_calendar import seat_of
from escalade.web.auth.scoped_reader import Sight
from escalade.workflow.inbox.pages import Inbox, InboxItem
from escalade.workflow.records.audience import strictest
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.values.step import OF_RECORDS

KIND_OF = {
    **dict.fromkeys(
        (
            "record consensus", "record no consensus", "set aside", "withdraw", "merge", "escalate", "reopen debate",
            "take up", "approve", "decline", "lapse", "refer back", "take note", "record no decision", "defer",
        ),
        "decisions",
    ),
    **dict.fromkeys(
        (
            "launch", "extend", "record responses", "record hearing", "call off hearing", "close", "cancel",
            "record consideration",
        ),
        "consultations",
    ),
    "issue": "papers",
    **dict.fromkeys(("convene", "approve report"), "meetings"),
}  # fmt: skip
"""The acts that are news, each by what one asks for to be told of it."""
ABOUT_ACTS = ("annul", "correct")
"""Acts on earlier ones; they are news where those are."""
SOON_DAYS, LAST_DAYS = 7, 1
"""How many days before something is due it is told again."""
MOST_WAITING = 300
"""How much of what waits is looked through, by the day it is due."""


class ActNews(NamedTuple):
    """An act, with its records as the subscriber sees them."""

    key: str
    act: str
    records: tuple[Record, ...]
    audience: str
    """For whom it is, with all that is told beside."""


class WaitingNews(NamedTuple):
    """Something that waits for an office, and how urgent it is by now."""

    keys: tuple[str, ...]
    """What it says, and what need not be said any more once it was."""
    item: InboxItem
    how: str
    """new, soon, last or late."""


def news_key(subscriber: str, event: str) -> str:
    """The key by which something is told once to one subscriber."""
    return sha256(f"{subscriber}\0{event}".encode()).hexdigest()


def find_acts(subscriber: SubscriberRow, sight: Sight, size: int) -> Iterator[ActNews]:
    """Find the acts recorded since that are news, up to a size of the ledger."""
    wanted, standing = subscriber.kinds.split(), sight.standing
    made = (record for place, record in sight.register.records(subscriber.seen) if place <= size)
    for touched, records in groupby(made, lambda one: one.touched):
        seen = tuple(one for record in records if (one := record_as_seen(record, standing)))
        if seen and kind_of_act(seen[0], standing) in wanted:
            audiences = (one for record in seen for one in (record.audience, sight.audience_at(record.subject)))
            yield ActNews(f"act {touched[0]}", seen[0].act, seen, strictest(audiences))


def record_as_seen(record: Record, standing: Standing) -> Record | None:
    """A record as its subject tells it to a reader; None where it tells none."""
    subject = standing.subjects.get(record.subject)
    return subject.record(record.reference) if subject else None


def kind_of_act(record: Record, standing: Standing) -> str:
    """What one asks for to be told of an act; empty where it is no news."""
    if record.act not in ABOUT_ACTS:
        return KIND_OF.get(record.act, "")
    names = getattr(record.motion, "records", ()) if record.act in OF_RECORDS else ()
    about = (standing.subjects.get(name.partition("#")[0]) for name in names[:1])
    earlier = (subject.record(name) for subject, name in zip(about, names, strict=False) if subject)
    return next((KIND_OF.get(one.act, "") for one in earlier if one), "")


def find_waiting(sight: Sight) -> Iterator[WaitingNews]:
    """Find what waits for the offices of a subscriber, by the day it is due."""
    body = sight.whole.body
    if not sight.offices or not body.state:
        return
    holidays, today = seat_of(body).holidays, sight.standing.today
    for _, item in islice(Inbox(sight.standing, sight.officer, holidays).after(), MOST_WAITING):
        stages = ["new"]
        if item.due:
            stages += ["soon"] * (item.due <= today + timedelta(days=SOON_DAYS))
            stages += ["last"] * (item.due <= today + timedelta(days=LAST_DAYS))
            stages += ["late"] * (item.due < today or item.too_late)
        yield WaitingNews(tuple(_event(item, stage) for stage in stages), item, stages[-1])


def _event(item: InboxItem, stage: str) -> str:
    """Name what is told of something that waits: another day tells it anew."""
    due = item.due.isoformat() if item.due and stage != "new" else ""
    return "|".join(("waits", stage, item.office, item.subject, *item.acts, item.since, item.record or "", due))
