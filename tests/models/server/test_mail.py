"""A queue of messages that survives, gives each out once, and waits longer each time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from escalade.models.server.mail import (
    FAILED_SECONDS,
    KEPT_SECONDS,
    LEASE_SECONDS,
    MOST_TRIES,
    Batch,
    count_waiting,
    erase_address,
    erase_subscriber,
    fail_mail,
    find_subscriber_of,
    find_told,
    forget_old,
    list_failures,
    list_subscribers,
    list_waiting,
    put_off_mail,
    queue_batch,
    retry_failures,
    take_mail,
)
from escalade.models.server.store import MailRow, NewsRow, ServerStore, SubscriberRow

ADDRESS = "reader@made-up.example"


def subscriber(key: str = "a key", address: str = ADDRESS, account: str = "", **more: float) -> SubscriberRow:
    """A made-up subscription."""
    times = {"asked": 0.0, "confirmed": 1.0, "told": 0.0, **more}
    return SubscriberRow(key=key, address=address, account=account, language="en", kinds="decisions", seen=0, **times)


def mail(key: str, due: float = 0, whose: str = "a key", address: str = ADDRESS) -> MailRow:
    """A made-up message."""
    return MailRow(
        key=key, subscriber=whose, address=address, audience="public", subject=f"Made up: {key}", message=b"Made up.",
        made=0.0, due=due, state="waiting", leased=0.0, tries=0, reply="",
    )  # fmt: skip


def queued(*keys: str, whose: str = "a key", address: str = ADDRESS) -> Batch:
    """Messages, each with what it tells."""
    news = tuple(NewsRow(key=f"of {key}", subscriber=whose, at=0.0) for key in keys)
    return Batch(whose, tuple(mail(key, whose=whose, address=address) for key in keys), news)


def test_nothing_is_there_before_anybody_asks(store: ServerStore) -> None:
    assert (take_mail(store, 0), count_waiting(store), list_failures(store), list_waiting(store)) == (None, 0, [], [])
    assert (list_subscribers(store), store.get(SubscriberRow, "a key"), retry_failures(store, 0)) == ([], None, 0)
    assert (find_told(store, ["any"]), erase_address(store, ADDRESS)) == (
        frozenset(),
        0,
    )


def test_a_message_is_queued_once_and_given_out_once(store: ServerStore) -> None:
    store.put(subscriber())
    assert queue_batch(store, queued("one", "two"))
    assert not queue_batch(store, queued("two", "three"))
    assert find_told(store, ["of one", "of two", "of three"]) == {"of one", "of two"}
    assert [found.key for _ in range(3) if (found := take_mail(store, 10))] == ["one", "two"]
    assert count_waiting(store) == 2
    store.drop(MailRow, key="one")
    assert [one.key for one in list_waiting(store)] == ["two"]


def test_what_was_taken_by_a_process_that_is_gone_is_given_out_again(store: ServerStore) -> None:
    store.put(subscriber())
    queue_batch(store, queued("one"))
    assert take_mail(store, 10)
    assert take_mail(store, 9 + LEASE_SECONDS) is None
    assert take_mail(store, 10 + LEASE_SECONDS)


def test_many_at_once_take_each_message_once(store: ServerStore) -> None:
    store.put(subscriber())
    queue_batch(store, queued(*(f"key {number:02}" for number in range(20))))

    def take(_: int) -> list[str]:
        found = []
        while one := take_mail(store, 10):
            found.append(one.key)
        return found

    with ThreadPoolExecutor(4) as threads:
        taken = [key for found in threads.map(take, range(4)) for key in found]
    assert sorted(taken) == [f"key {number:02}" for number in range(20)]


def test_waits_grow_until_a_message_has_failed(store: ServerStore) -> None:
    store.put(subscriber())
    queue_batch(store, queued("one"))
    assert put_off_mail(store, "one", 0, "nobody there", counted=False) == "waiting"
    states = [put_off_mail(store, "one", 0, "later") for _ in range(MOST_TRIES)]
    assert states == ["waiting"] * (MOST_TRIES - 1) + ["failed"]
    assert put_off_mail(store, "none", 0, "later") == "failed"
    (failed,) = list_failures(store)
    assert (failed.tries, failed.reply) == (MOST_TRIES, "later")
    assert retry_failures(store, 5) == 1
    fail_mail(store, "one", "never")
    assert [one.reply for one in list_failures(store)] == ["never"]


def test_what_is_old_is_forgotten(store: ServerStore) -> None:
    store.put(subscriber())
    queue_batch(store, queued("one", "two"))
    fail_mail(store, "one", "never")
    forget_old(store, FAILED_SECONDS)
    assert len(list_failures(store)) == 1
    forget_old(store, FAILED_SECONDS + 1)
    assert (list_failures(store), count_waiting(store)) == ([], 1)
    assert find_told(store, ["of one"])
    forget_old(store, KEPT_SECONDS + 1)
    assert not find_told(store, ["of one"])


def test_how_far_was_looked_is_kept(store: ServerStore) -> None:
    store.put(subscriber())
    assert queue_batch(store, Batch("a key", seen=7, told=8.0))
    found = store.get(SubscriberRow, "a key")
    assert found
    assert (found.seen, found.told) == (7, 8.0)


def test_with_an_address_goes_all_that_is_kept_of_it(store: ServerStore) -> None:
    store.put(subscriber())
    store.put(subscriber("another", "other@made-up.example", "Made-up Desk"))
    queue_batch(store, queued("one"))
    queue_batch(store, queued("two", whose="another", address="other@made-up.example"))
    assert erase_address(store, ADDRESS) == 1
    assert not queue_batch(store, queued("three"))
    assert [one.key for one in list_waiting(store)] == ["two"]
    assert find_told(store, ["of one", "of two"]) == {"of two"}
    found = find_subscriber_of(store, "Made-up Desk")
    assert found
    erase_subscriber(store, found.key)
    assert (list_subscribers(store), list_waiting(store)) == ([], [])
