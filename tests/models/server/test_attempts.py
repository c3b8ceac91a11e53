"""Attempts are counted together by every server, and take no more room than there is."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from escalade.models.server import sign_in
from escalade.models.server.sign_in import admit_attempt, forgive_attempt
from escalade.models.server.store import AttemptRow, ServerStore

TEN = {"a name": 6.0}
"""Ten attempts a minute."""


def count_rows(store: ServerStore) -> int:
    """How many counts are kept."""
    return len(store.every(AttemptRow))


def test_servers_count_together_and_a_restart_forgets_nothing(place: str) -> None:
    one, other = ServerStore(place), ServerStore(place)
    found = [admit_attempt(store, TEN, 60, 0) for store in (one, other) * 5]
    assert found == [0] * 10
    one.close()
    again = ServerStore(place)
    assert admit_attempt(again, TEN, 60, 0) == 6
    assert admit_attempt(again, TEN, 60, 6) == 0
    forgive_attempt(other, TEN, "a name", 6)
    assert count_rows(again) == 0
    other.close()
    again.close()


def test_an_attempt_that_one_count_refuses_is_counted_by_none(store: ServerStore) -> None:
    both = {"a name": 6.0, "an address": 30.0}
    assert [admit_attempt(store, both, 60, 0) for _ in range(3)] == [0, 0, 30]
    assert [admit_attempt(store, TEN, 60, 0) for _ in range(9)] == [0] * 8 + [6]


def test_of_many_at_once_none_is_missed(place: str) -> None:
    stores = [ServerStore(place) for _ in range(4)]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda number: admit_attempt(stores[number % 4], TEN, 60, 0), range(40)))
    assert sorted(found) == [0] * 10 + [6] * 30
    for store in stores:
        store.close()


def test_what_ended_goes_and_what_ends_first_makes_room(store: ServerStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sign_in, "MOST_COUNTS", 5)
    for _ in range(10):
        admit_attempt(store, TEN, 60, 0)
    for number in range(20):
        admit_attempt(store, {f"a stranger {number}": 6.0}, 60, 0)
    assert count_rows(store) == 5
    assert admit_attempt(store, TEN, 60, 0) == 6, "what is used up is not forgotten for what strangers try once"
    admit_attempt(store, {"somebody": 6.0}, 60, 60)
    assert count_rows(store) == 1
