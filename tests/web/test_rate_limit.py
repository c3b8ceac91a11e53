"""How often somebody may try to sign in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from escalade.models.server.store import ServerStore
from escalade.web.auth.rate_limit import (
    PER_ADDRESS,
    PER_NAME,
    PER_NAME_AND_ADDRESS,
    REFILL_SECONDS,
    Attempt,
    RateLimit,
)

MakeLimit = Callable[[Callable[[], float]], RateLimit]


@pytest.fixture
def make_limit(tmp_path: Path) -> Iterator[MakeLimit]:
    """Make limits that count in one file, each by a clock of its own."""
    store = ServerStore(str(tmp_path / "sessions.db"))
    yield lambda clock: RateLimit(store, clock)
    store.close()


def test_attempts_are_counted_by_name_and_address_and_fall_in_time(make_limit: MakeLimit) -> None:
    now = [0.0]
    limit = make_limit(lambda: now[0])
    ada = Attempt("Ada", "192.0.2.1")
    assert [limit.admit(ada) for _ in range(PER_NAME_AND_ADDRESS + 1)] == [
        *[0] * PER_NAME_AND_ADDRESS,
        REFILL_SECONDS // PER_NAME_AND_ADDRESS,
    ]
    assert limit.admit(Attempt("Ada", "192.0.2.2")) == 0
    assert limit.admit(Attempt("Bo", "192.0.2.1")) == 0
    now[0] = REFILL_SECONDS / PER_NAME_AND_ADDRESS
    assert [limit.admit(ada), limit.admit(ada) > 0] == [0, True]
    limit.forgive(ada)
    assert limit.admit(ada) == 0


def test_one_address_has_so_many_attempts_whatever_the_names(make_limit: MakeLimit) -> None:
    limit = make_limit(lambda: 0.0)
    found = [limit.admit(Attempt(f"Made-up {number}", "2001:db8::1")) for number in range(PER_ADDRESS)]
    assert not any(found)
    assert limit.admit(Attempt("Ada", "2001:db8::2")) > 0
    assert limit.admit(Attempt("Ada", "2001:db8:0:1::2")) == 0


def test_many_addresses_use_up_a_name(make_limit: MakeLimit) -> None:
    limit = make_limit(lambda: 0.0)
    assert not any(limit.admit(Attempt("Ada", f"192.0.2.{number}")) for number in range(PER_NAME))
    assert limit.admit(Attempt("Ada", "198.51.100.1")) > 0


def test_what_is_tried_besides_signing_in_leaves_its_attempts_alone(make_limit: MakeLimit) -> None:
    limit = make_limit(lambda: 0.0)
    own = Attempt("Ada", "192.0.2.1", purpose="change access")
    assert [limit.admit(own) for _ in range(PER_NAME_AND_ADDRESS)] == [0] * PER_NAME_AND_ADDRESS
    assert limit.admit(own) > 0
    asked = [limit.admit(Attempt("ada@example.org", "192.0.2.1", purpose="ask for mail")) for _ in range(PER_ADDRESS)]
    assert asked[-1] > 0
    assert limit.admit(Attempt("Ada", "192.0.2.1")) == 0


def test_what_is_counted_has_one_size_however_long_a_name_is() -> None:
    assert {len(key) for key in Attempt("x" * 1000, "192.0.2.1").limits} == {32}
