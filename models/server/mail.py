"""Who wants mail, and the queue of it: what is queued is sent once."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import ColumnElement
from sqlmodel import Session as Transaction
from sqlmodel import col, delete, or_, select, update

from escalade.models.server.store import MailRow, NewsRow, ServerStore, SubscriberRow

UNCONFIRMED_SECONDS = 3 * 24 * 3600
"""How long an address is kept whose owner does not confirm it."""
FIRST_WAIT_SECONDS, LONGEST_WAIT_SECONDS = 5 * 60, 12 * 3600
"""How long a message waits that was put off: the first time, and at most."""
MOST_TRIES = 9
"""How often a message is tried: over some two days."""
KEPT_SECONDS = 400 * 24 * 3600
"""How long is remembered of what somebody was told."""
FAILED_SECONDS = 30 * 24 * 3600
"""How long a message is kept that nobody took."""
LEASE_SECONDS = 15 * 60
"""How long a process may take to send one; afterwards it was killed, and another sends it."""
UNSENT = col(MailRow.state).in_(("waiting", "sending"))
"""A message that is still to be sent."""


def find_subscriber_of(store: ServerStore, account: str, address: str = "") -> SubscriberRow | None:
    """Find the subscription of an account, or of an address of the public."""
    which = {"account": account} if account else {"account": "", "address": address}
    return next(iter(store.every(SubscriberRow, **which)), None)


def list_subscribers(store: ServerStore) -> list[SubscriberRow]:
    """List every subscription, those that wait to be confirmed too."""
    return store.find(select(SubscriberRow).order_by(SubscriberRow.address, SubscriberRow.key))


def confirm_subscriber(store: ServerStore, key: str, now: float, seen: int) -> None:
    """Let mail go to an address; what was recorded before is no news."""
    waits = (col(SubscriberRow.key) == key) & (col(SubscriberRow.confirmed) == 0)
    store.change(update(SubscriberRow).where(waits).values(confirmed=now, told=now, seen=seen))


def erase_subscriber(store: ServerStore, key: str) -> None:
    """Erase a subscription, and all that is kept for it."""
    with store.transaction() as within:
        _erase(within, col(SubscriberRow.key) == key)


def erase_address(store: ServerStore, address: str) -> int:
    """Erase every subscription of an address; count them."""
    if not store.is_begun():
        return 0
    with store.transaction() as within:
        within.exec(delete(MailRow).where(col(MailRow.address) == address))
        return _erase(within, col(SubscriberRow.address) == address)


def erase_late_confirmations(store: ServerStore, now: float) -> None:
    """Erase the addresses whose owners did not confirm them in time."""
    with store.transaction() as within:
        late = (col(SubscriberRow.confirmed) == 0) & (col(SubscriberRow.asked) < now - UNCONFIRMED_SECONDS)
        _erase(within, late)


def _erase(within: Transaction, which: ColumnElement[bool]) -> int:
    """Erase subscriptions, and what is kept for them; how many."""
    keys = within.exec(select(SubscriberRow.key).where(which)).all()
    for kind in (MailRow, NewsRow):
        within.exec(delete(kind).where(col(kind.subscriber).in_(keys)))
    return within.exec(delete(SubscriberRow).where(col(SubscriberRow.key).in_(keys))).rowcount


class Batch(NamedTuple):
    """What is queued at once for one subscriber, all of it or nothing."""

    subscriber: str
    mails: tuple[MailRow, ...] = ()
    news: tuple[NewsRow, ...] = ()
    seen: int | None = None
    told: float | None = None


def find_told(store: ServerStore, keys: Collection[str]) -> frozenset[str]:
    """Find which of these somebody was told already, by key."""
    return frozenset(store.find(select(NewsRow.key).where(col(NewsRow.key).in_(keys))))


def queue_batch(store: ServerStore, batch: Batch) -> bool:
    """Queue messages, unless another process told the same just now.

    Nothing is changed then, nor where the subscription is gone.
    """
    with store.transaction() as within:
        found = within.get(SubscriberRow, batch.subscriber, with_for_update=True)
        known = [one.key for one in batch.news]
        if found is None or within.exec(select(NewsRow.key).where(col(NewsRow.key).in_(known))).first():
            return False
        within.add_all((*batch.news, *batch.mails))
        found.seen = found.seen if batch.seen is None else batch.seen
        found.told = found.told if batch.told is None else batch.told
        return True


def take_mail(store: ServerStore, now: float) -> MailRow | None:
    """Take the message that waits longest; nobody else sends it meanwhile."""
    if not store.is_begun():
        return None
    waits = (col(MailRow.state) == "waiting") & (col(MailRow.due) <= now)
    left = (col(MailRow.state) == "sending") & (col(MailRow.leased) <= now - LEASE_SECONDS)
    sought = select(MailRow).where(or_(waits, left)).order_by(col(MailRow.due), col(MailRow.key)).limit(1)
    with store.transaction() as within:
        found = within.exec(sought.with_for_update(skip_locked=True)).first()
        if found is not None:
            found.state, found.leased = "sending", now
        return found


def put_off_mail(store: ServerStore, key: str, now: float, reply: str, *, counted: bool = True) -> str:
    """Let a message wait, each time longer; its state, failed in the end.

    Where no server answered it was not tried, and that does not count.
    """
    with store.transaction() as within:
        found = within.get(MailRow, key)
        if found is None:  # erased meanwhile
            return "failed"
        found.tries += counted
        found.state = "failed" if found.tries >= MOST_TRIES else "waiting"
        found.due = now + wait_after(found.tries) if counted else found.due
        found.reply = reply
        return found.state


def wait_after(tries: int) -> float:
    """How long a message waits that was put off so many times.

    >>> [wait_after(tries) / 60 for tries in (1, 2, 3, 9)]
    [5.0, 15.0, 45.0, 720.0]
    """
    return float(min(FIRST_WAIT_SECONDS * 3 ** (max(tries, 1) - 1), LONGEST_WAIT_SECONDS))


def fail_mail(store: ServerStore, key: str, reply: str) -> None:
    """Write down that nobody takes a message; it is kept for a month."""
    failed = update(MailRow).where(col(MailRow.key) == key)
    store.change(failed.values(state="failed", reply=reply, tries=MailRow.tries + 1))


def list_waiting(store: ServerStore) -> list[MailRow]:
    """List the messages that are still to be sent, the next one first."""
    return store.find(select(MailRow).where(UNSENT).order_by(col(MailRow.due), col(MailRow.key)))


def count_waiting(store: ServerStore) -> int:
    """Count the messages that are still to be sent."""
    return len(store.find(select(MailRow.key).where(UNSENT)))


def list_failures(store: ServerStore) -> list[MailRow]:
    """List the messages that could not be sent, the oldest first."""
    failed = select(MailRow).where(MailRow.state == "failed")
    return store.find(failed.order_by(col(MailRow.made), col(MailRow.key)))


def retry_failures(store: ServerStore, now: float) -> int:
    """Let every message wait anew that could not be sent; count them."""
    failed = update(MailRow).where(col(MailRow.state) == "failed")
    return store.change(failed.values(state="waiting", due=now, tries=0))


def forget_old(store: ServerStore, now: float) -> None:
    """Forget what was told long ago, and what could not be sent."""
    failed = (col(MailRow.state) == "failed") & (col(MailRow.made) < now - FAILED_SECONDS)
    store.change(delete(MailRow).where(failed))
    store.change(delete(NewsRow).where(col(NewsRow.at) < now - KEPT_SECONDS))
