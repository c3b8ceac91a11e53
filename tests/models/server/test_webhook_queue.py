"""A queue of acts that goes out once, on both back ends, by several at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from escalade.models.server.lease import LEASE_SECONDS
from escalade.models.server.store import ServerStore
from escalade.models.server.webhook_queue import (
    KEPT_SECONDS,
    WAITS_SECONDS,
    find_seen,
    forget_old,
    list_deliveries,
    new_delivery,
    put_off_delivery,
    queue_deliveries,
    retry_failures,
    settle_delivery,
    take_delivery,
)

NAMES = tuple(f"2020/fog#{number}" for number in range(1, 7))


def queue(store: ServerStore, *names: str, endpoint: str = "press") -> int:
    """Queue acts for an endpoint."""
    rows = [new_delivery(endpoint, name, NAMES.index(name) + 1, 0.0) for name in names]
    return queue_deliveries(store, endpoint, rows, seen=len(names))


def test_an_act_is_queued_once_for_each_endpoint(store: ServerStore) -> None:
    assert find_seen(store, "press") is None
    assert (queue(store, *NAMES[:2]), queue(store, *NAMES[:3]), queue(store, NAMES[0])) == (2, 1, 0)
    assert queue(store, NAMES[0], endpoint="other") == 1
    assert (find_seen(store, "press"), find_seen(store, "other")) == (3, 1)


def test_several_at_once_take_each_act_once(store: ServerStore) -> None:
    queue(store, *NAMES)
    with ThreadPoolExecutor(4) as several:
        taken = list(several.map(lambda _: take_delivery(store, ["press"], 1.0), range(8)))
    assert sorted(one.record for one in taken if one) == sorted(NAMES)


def test_it_is_taken_in_the_order_of_the_ledger_and_only_for_those_asked_for(store: ServerStore) -> None:
    queue(store, *reversed(NAMES[:3]))
    assert take_delivery(store, ["other"], 1.0) is None
    assert [row.record for _ in range(3) if (row := take_delivery(store, ["press"], 1.0))] == [*NAMES[:3]]


def test_what_was_taken_by_one_who_is_gone_is_taken_again(store: ServerStore) -> None:
    queue(store, NAMES[0])
    assert take_delivery(store, ["press"], 1.0)
    assert take_delivery(store, ["press"], LEASE_SECONDS) is None
    assert take_delivery(store, ["press"], 1.0 + LEASE_SECONDS)


def test_it_waits_longer_each_time_and_is_then_given_up(store: ServerStore) -> None:
    queue(store, NAMES[0])
    now = 0.0
    for wait in WAITS_SECONDS:
        row = take_delivery(store, ["press"], now)
        assert row is not None
        assert put_off_delivery(store, row.key, now, "500") == "waiting"
        assert take_delivery(store, ["press"], now + wait - 1) is None
        now += wait
    row = take_delivery(store, ["press"], now)
    assert row is not None
    assert put_off_delivery(store, row.key, now, "x" * 1000) == "failed"
    (kept,) = list_deliveries(store, "failed")
    assert (kept.tries, kept.tried, len(kept.reply)) == (10, now, 200)
    assert (retry_failures(store, now), retry_failures(store, now)) == (1, 0)
    assert take_delivery(store, ["press"], now)


def test_the_log_is_forgotten_and_what_waits_is_not(store: ServerStore) -> None:
    queue(store, *NAMES[:3])
    first, second = (take_delivery(store, ["press"], 1.0) for _ in range(2))
    assert first
    assert second
    settle_delivery(store, first.key, "sent", 2.0, "204")
    settle_delivery(store, second.key, "withheld", 2.0, "not for it")
    assert [(one.state, one.tries) for one in list_deliveries(store)] == [("sent", 1), ("withheld", 0), ("waiting", 0)]
    forget_old(store, KEPT_SECONDS + 1)
    assert [one.record for one in list_deliveries(store)] == [NAMES[2]]
    assert find_seen(store, "press") == 3
