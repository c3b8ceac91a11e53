"""Who wants mail, kept until they want none."""

from __future__ import annotations

import pytest

from escalade.models.server.mail import (
    UNCONFIRMED_SECONDS,
    confirm_subscriber,
    erase_late_confirmations,
    find_subscriber_of,
    list_subscribers,
)
from escalade.models.server.store import ServerStore, SubscriberRow


def subscriber(key: str, address: str, account: str = "", *, asked: float = 0, confirmed: float = 0) -> SubscriberRow:
    """A subscription of a made-up address."""
    return SubscriberRow(
        key=key, address=address, account=account, language="en", kinds="acts",
        asked=asked, confirmed=confirmed, seen=0, told=0,
    )  # fmt: skip


def keys(store: ServerStore) -> list[str]:
    """The keys of what is kept, by address."""
    return [one.key for one in list_subscribers(store)]


def test_a_subscription_is_found_by_key_account_and_address_and_replaced_whole(store: ServerStore) -> None:
    store.put(subscriber("public", "b@made-up.example"))
    store.put(subscriber("officer", "a@made-up.example", "Made-up Desk"))
    assert keys(store) == ["officer", "public"]
    whose = (("Made-up Desk",), ("", "b@made-up.example"), ("", "c@x.example"))
    assert [(one := find_subscriber_of(store, *who)) and one.key for who in whose] == ["officer", "public", None]
    store.put(subscriber("public", "c@made-up.example"))
    found = store.get(SubscriberRow, "public")
    assert found
    assert (found.address, len(list_subscribers(store))) == ("c@made-up.example", 2)


def test_a_confirmation_counts_once_and_begins_behind_what_is_recorded(store: ServerStore) -> None:
    store.put(subscriber("first", "a@made-up.example", asked=5))
    confirm_subscriber(store, "first", 10, 7)
    confirm_subscriber(store, "first", 20, 9)
    found = store.get(SubscriberRow, "first")
    assert found
    assert (found.confirmed, found.told, found.seen) == (10, 10, 7)


@pytest.mark.parametrize(("late", "kept"), [(0, ["new", "old", "sure"]), (1, ["new", "sure"])])
def test_an_address_is_erased_where_nobody_confirmed_it(store: ServerStore, late: float, kept: list[str]) -> None:
    store.put(subscriber("old", "b@made-up.example", asked=100))
    store.put(subscriber("sure", "c@made-up.example", asked=100, confirmed=110))
    store.put(subscriber("new", "a@made-up.example", asked=200))
    erase_late_confirmations(store, 100 + UNCONFIRMED_SECONDS + late)
    assert keys(store) == kept
