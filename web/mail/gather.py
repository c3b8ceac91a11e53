"""Gather what is new for each subscriber, and queue it as messages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from escalade.models.reader import Reader
from escalade.models.server.mail import (
    Batch,
    erase_late_confirmations,
    find_told,
    forget_old,
    list_subscribers,
    queue_batch,
)
from escalade.models.server.store import ServerStore
from escalade.models.server.tables import MailRow, NoticeRow, SubscriberRow
from escalade.models.store.paging import Watch
from escalade.services.views.office_calendar import seat_of
from escalade.web.auth.accounts import Accounts
from escalade.web.auth.scoped_reader import Sight
from escalade.web.mail.dates import calendar_of
from escalade.web.mail.letter import Letter, LetterWriter, Sender
from escalade.web.mail.message import make_message, message_key
from escalade.web.mail.news import ActNews, WaitingNews, find_acts, find_waiting, notice_key
from escalade.web.mail.sight import sight_of
from escalade.web.mail.subscription import WAITING
from escalade.workflow.records.audience import READERS, strictest

HOUR = 7
"""The hour at the seat from which the letter of a day is made."""


class _Found(NamedTuple):
    """What a subscriber sees; those who see the same share it."""

    sight: Sight
    waiting: tuple[WaitingNews, ...]


class Gatherer:
    """Makes what is to be queued, from the register at one moment."""

    def __init__(self, reader: Reader, store: ServerStore, accounts: Accounts, sender: Sender, now: float) -> None:
        """Look at a register, and at what subscribers were told already."""
        self._reader, self._store, self._accounts = reader, store, accounts
        self._sender, self._now, self._size = sender, now, reader.size()
        self._found: dict[str, _Found | None] = {}
        self._acts: dict[tuple[str, int, str], tuple[ActNews, ...]] = {}

    def batch(self, subscriber: SubscriberRow) -> Batch | None:
        """What is new for a subscriber; None where there is nothing to write down."""
        found = self._look(subscriber)
        if found is None:
            return None
        writer = LetterWriter(subscriber, found.sight, self._sender.site)
        made = [self._asked(subscriber, writer)]
        if subscriber.confirmed:
            made.append(self._news(subscriber, found, writer))
        batch = _joined(subscriber.key, [one for one in made if one])
        return batch if batch != Batch(subscriber.key) else None

    def _look(self, subscriber: SubscriberRow) -> _Found | None:
        """What a subscriber sees, found once for each account."""
        if subscriber.account not in self._found:
            sight = sight_of(subscriber, self._reader, self._accounts)
            found = _Found(sight, tuple(find_waiting(sight))) if sight else None
            self._found[subscriber.account] = found
        return self._found[subscriber.account]

    def _asked(self, subscriber: SubscriberRow, writer: LetterWriter) -> Batch | None:
        """The letter to whoever asked, or for whom somebody asked."""
        event = f"asked {subscriber.asked}"
        if subscriber.asked < subscriber.confirmed or self._was_told(subscriber, event):
            return None
        return self._queued(subscriber, writer.ask(again=bool(subscriber.confirmed)), (event,))

    def _news(self, subscriber: SubscriberRow, found: _Found, writer: LetterWriter) -> Batch | None:
        """The letter on what was done, and on what waits."""
        if not is_due(subscriber, self._now, zone_of(found.sight)):
            return None
        acts = self._new_acts(subscriber, found.sight)
        waiting = self._new_waiting(subscriber, found)
        moved = Batch(subscriber.key, seen=self._size, told=self._now)
        if not acts and not waiting:
            return moved
        audience = strictest((*(one.audience for one in acts), *(READERS[-1] for _ in waiting[:1])))
        events = (*(one.key for one in acts), *(key for one in waiting for key in one.keys))
        new = tuple(event for event in events if not self._was_told(subscriber, event))
        letter, calendar = writer.tell(acts, waiting, audience), calendar_of(acts, found.sight, writer)
        return _joined(subscriber.key, [moved, self._queued(subscriber, letter, new, calendar)])

    def _new_acts(self, subscriber: SubscriberRow, sight: Sight) -> tuple[ActNews, ...]:
        """The acts that were recorded since; those who see the same share them."""
        key = (subscriber.account, subscriber.seen, subscriber.kinds)
        if key not in self._acts:
            self._acts[key] = tuple(find_acts(subscriber, sight, self._size))
        return tuple(one for one in self._acts[key] if not self._was_told(subscriber, one.key))

    def _new_waiting(self, subscriber: SubscriberRow, found: _Found) -> tuple[WaitingNews, ...]:
        """What waits and was not told yet, or not as urgent as it is now."""
        if WAITING not in subscriber.kinds.split():
            return ()
        keys = {notice_key(subscriber.key, one.keys[-1]): one for one in found.waiting}
        told = find_told(self._store, keys.keys())
        return tuple(one for key, one in keys.items() if key not in told)

    def _was_told(self, subscriber: SubscriberRow, event: str) -> bool:
        return bool(find_told(self._store, [notice_key(subscriber.key, event)]))

    def _queued(self, subscriber: SubscriberRow, letter: Letter, events: tuple[str, ...], calendar: str = "") -> Batch:
        """A letter as a message that waits, with what it tells."""
        key = message_key(subscriber.key, *events)
        message = make_message(letter, subscriber, self._sender, key=key, now=self._now, calendar=calendar)
        mail = MailRow(
            key=key, subscriber=subscriber.key, address=subscriber.address, audience=letter.audience,
            subject=letter.subject, message=message, made=self._now, due=self._now, state="waiting", leased=0.0,
            tries=0, reply="",
        )  # fmt: skip
        keys = (notice_key(subscriber.key, event) for event in events)
        notices = tuple(NoticeRow(key=one, subscriber=subscriber.key, at=self._now) for one in keys)
        return Batch(subscriber.key, mails=(mail,), notices=notices)


def gather(gatherer: Gatherer, store: ServerStore, watch: Watch) -> Iterator[Batch]:
    """What is new for each subscriber, one after the other; nothing is queued."""
    subscribers = list_subscribers(store)
    for number, subscriber in enumerate(subscribers, 1):
        batch = gatherer.batch(subscriber)
        if batch is not None:
            yield batch
        watch(number, len(subscribers))


def queue_news(gatherer: Gatherer, store: ServerStore, now: float, watch: Watch) -> int:
    """Queue what is new for each subscriber; count the messages."""
    if not store.is_begun():
        return 0
    erase_late_confirmations(store, now)
    forget_old(store, now)
    return sum(len(batch.mails) for batch in gather(gatherer, store, watch) if queue_batch(store, batch))


def is_due(subscriber: SubscriberRow, now: float, zone: ZoneInfo | None) -> bool:
    """Whether the letter of the day is still to be made for a subscriber."""
    local = datetime.fromtimestamp(now, zone or UTC)
    slot = local.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    slot -= timedelta(days=1) if slot > local else timedelta()
    return subscriber.told < slot.timestamp()


def zone_of(sight: Sight) -> ZoneInfo | None:
    """The zone of the seat, where there is one."""
    body = sight.standing.body
    return seat_of(body).zone if body.constitution() else None


def _joined(key: str, made: list[Batch]) -> Batch:
    """Several as one: what stands later says how far was looked."""
    whole = Batch(key)
    for one in made:
        whole = Batch(
            key, whole.mails + one.mails, whole.notices + one.notices, whole.seen if one.seen is None else one.seen,
            whole.told if one.told is None else one.told,
        )  # fmt: skip
    return whole
