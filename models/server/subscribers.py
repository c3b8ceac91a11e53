"""Keep who wants mail, until they want none or are erased."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlmodel import col, delete, select, update

from escalade.models.server.tables import CalendarRow, MailRow, NoticeRow, SubscriberRow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlmodel import Session as Transaction

    from escalade.models.server.store import ServerStore

UNCONFIRMED_SECONDS = 3 * 24 * 3600
"""How long an address is kept whose owner does not confirm it."""
OWNED = (MailRow, NoticeRow, CalendarRow)
"""What is kept for a subscriber, besides what they asked for."""


def keep_subscriber(store: ServerStore, subscriber: SubscriberRow) -> None:
    """Keep a subscription, in place of the earlier one of its key."""
    with store.transaction() as within:
        within.merge(subscriber)


def find_subscriber(store: ServerStore, key: str) -> SubscriberRow | None:
    """Find a subscription by its key."""
    if not store.is_begun():
        return None
    with store.transaction() as within:
        return within.get(SubscriberRow, key)


def find_subscriber_of(store: ServerStore, account: str, address: str = "") -> SubscriberRow | None:
    """Find the subscription of an account, or of an address of the public."""
    if not store.is_begun():
        return None
    sought = select(SubscriberRow).where(SubscriberRow.account == account)
    with store.transaction() as within:
        return within.exec(sought if account else sought.where(SubscriberRow.address == address)).first()


def list_subscribers(store: ServerStore) -> list[SubscriberRow]:
    """List every subscription, those that wait to be confirmed too."""
    if not store.is_begun():
        return []
    with store.transaction() as within:
        return list(within.exec(select(SubscriberRow).order_by(SubscriberRow.address, SubscriberRow.key)).all())


def confirm_subscriber(store: ServerStore, key: str, now: float, seen: int) -> None:
    """Let mail go to an address; what was recorded before is no news."""
    waits = (col(SubscriberRow.key) == key) & (col(SubscriberRow.confirmed) == 0)
    with store.transaction() as within:
        within.exec(update(SubscriberRow).where(waits).values(confirmed=now, told=now, seen=seen))


def erase_subscriber(store: ServerStore, key: str) -> None:
    """Erase a subscription, and all that is kept for it."""
    with store.transaction() as within:
        _erase(within, [key])


def erase_address(store: ServerStore, address: str) -> int:
    """Erase every subscription of an address; count them."""
    if not store.is_begun():
        return 0
    with store.transaction() as within:
        found = within.exec(select(SubscriberRow.key).where(SubscriberRow.address == address)).all()
        _erase(within, found)
        within.exec(delete(MailRow).where(col(MailRow.address) == address))
        return len(found)


def erase_late_confirmations(store: ServerStore, now: float) -> None:
    """Erase the addresses whose owners did not confirm them in time."""
    late = (col(SubscriberRow.confirmed) == 0) & (col(SubscriberRow.asked) < now - UNCONFIRMED_SECONDS)
    with store.transaction() as within:
        _erase(within, within.exec(select(SubscriberRow.key).where(late)).all())


def _erase(within: Transaction, keys: Iterable[str]) -> None:
    for key in keys:
        for kind in OWNED:
            within.exec(delete(kind).where(col(kind.subscriber) == key))
        within.exec(delete(SubscriberRow).where(col(SubscriberRow.key) == key))
