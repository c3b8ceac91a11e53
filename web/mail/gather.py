"""Gather what is new for each subscriber, and queue it as messages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import sha256
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
from escalade.models.server.store import MailRow, NewsRow, ServerStore, SubscriberRow
from escalade.models.store.statements import Watch
from escalade.web.auth.accounts import Accounts
from escalade.web.auth.scoped_reader import Sight
from escalade.web.mail.letter import (
    ActNews,
    Letter,
    LetterWriter,
    Sender,
    WaitingNews,
    find_acts,
    find_waiting,
    make_message,
    news_key,
)
from escalade.web.mail.subscription import WAITING, sight_of
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

    def gather(self, watch: Watch) -> Iterator[Batch]:
        """What is new for each subscriber, one after the other; nothing is queued."""
        subscribers = list_subscribers(self._store)
        for number, subscriber in enumerate(subscribers, 1):
            if (batch := self.batch(subscriber)) is not None:
                yield batch
            watch(number, len(subscribers))

    def queue_news(self, watch: Watch) -> int:
        """Queue what is new for each subscriber; count the messages."""
        if not self._store.is_begun():
            return 0
        erase_late_confirmations(self._store, self._now)
        forget_old(self._store, self._now)
        return sum(len(batch.mails) for batch in self.gather(watch) if queue_batch(self._store, batch))

    def batch(self, subscriber: SubscriberRow) -> Batch | None:
        """What is new for a subscriber; None where there is nothing to write down."""
        found = self._look(subscriber)
        if found is None:
            return None
        writer = LetterWriter(subscriber, found.sight, self._sender.site)
        batch, asked = Batch(subscriber.key), f"asked {subscriber.asked}"
        if subscriber.asked >= subscriber.confirmed and not self._was_told(subscriber, asked):
            batch = self._queue(batch, subscriber, writer.ask(again=bool(subscriber.confirmed)), (asked,))
        if subscriber.confirmed and is_due(subscriber, self._now, ZoneInfo(writer.zone)):
            moved = batch._replace(seen=self._size, told=self._now)
            batch = self._tell(moved, subscriber, found, writer)
        return batch if batch != Batch(subscriber.key) else None

    def _look(self, subscriber: SubscriberRow) -> _Found | None:
        """What a subscriber sees, found once for each account."""
        if subscriber.account not in self._found:
            sight = sight_of(subscriber, self._reader, self._accounts)
            found = _Found(sight, tuple(find_waiting(sight))) if sight else None
            self._found[subscriber.account] = found
        return self._found[subscriber.account]

    def _tell(self, batch: Batch, subscriber: SubscriberRow, found: _Found, writer: LetterWriter) -> Batch:
        """Add the letter on what was done and what waits, where there is any."""
        acts, waiting = self._new_acts(subscriber, found.sight), self._new_waiting(subscriber, found)
        if not acts and not waiting:
            return batch
        audience = strictest((*(one.audience for one in acts), *(READERS[-1] for _ in waiting[:1])))
        events = (*(one.key for one in acts), *(key for one in waiting for key in one.keys))
        new = tuple(event for event in events if not self._was_told(subscriber, event))
        return self._queue(batch, subscriber, writer.tell(acts, waiting, audience), new, writer.calendar(acts))

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
        keys = {news_key(subscriber.key, one.keys[-1]): one for one in found.waiting}
        told = find_told(self._store, keys.keys())
        return tuple(one for key, one in keys.items() if key not in told)

    def _was_told(self, subscriber: SubscriberRow, event: str) -> bool:
        return bool(find_told(self._store, [news_key(subscriber.key, event)]))

    def _queue(
        self, batch: Batch, subscriber: SubscriberRow, letter: Letter, events: tuple[str, ...], calendar: str = ""
    ) -> Batch:
        """Add a letter as a message that waits, with what it tells; the same news give the same Message-ID."""
        key = sha256("\0".join((subscriber.key, *events)).encode()).hexdigest()
        message = make_message(letter, subscriber, self._sender, key=key, now=self._now, calendar=calendar)
        mail = MailRow(
            key=key, subscriber=subscriber.key, address=subscriber.address, audience=letter.audience,
            subject=letter.subject, message=message, made=self._now, due=self._now, state="waiting", leased=0.0,
            tries=0, reply="",
        )  # fmt: skip
        keys = (news_key(subscriber.key, event) for event in events)
        news = (NewsRow(key=one, subscriber=subscriber.key, at=self._now) for one in keys)
        return batch._replace(mails=(*batch.mails, mail), news=(*batch.news, *news))


def is_due(subscriber: SubscriberRow, now: float, zone: ZoneInfo) -> bool:
    """Whether the letter of the day is still to be made for a subscriber."""
    local = datetime.fromtimestamp(now, zone)
    slot = local.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    slot -= timedelta(days=1) if slot > local else timedelta()
    return subscriber.told < slot.timestamp()
