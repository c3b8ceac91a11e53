"""A silence of 72 hours, seen from other zones: what came in time broke it, and what came late did not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .conftest import Teller

CHAIR, DESK = "--as 'Made-up Chair'", "--as 'Made-up Desk'"
UNTIL = "2020-03-30T18:00 Europe/Lisbon"
CIRCULATE = f"circulate fog --on 2020-03-27T18:00+01:00 --until '{UNTIL}' {CHAIR}"
OBJECTS = f"take-position fog --holder 'Made-up Isle' --stance object --text en=No. --source MWG-1/9 {DESK}"


@pytest.fixture
def asked(with_topics: Callable[..., Teller]) -> Teller:
    """A body whose constitution asks for 72 hours."""
    teller = with_topics("fog")
    teller.does(f"amend-constitution --silence-hours 72 --authority en=Decision --on 2020-03-01 {DESK}")
    return teller


@pytest.fixture
def circulated(asked: Teller) -> Teller:
    """A text under silence until six at the seat, which is two the next morning in Tokyo."""
    asked.does(CIRCULATE)
    return asked


def test_a_time_goes_with_the_register(circulated: Teller) -> None:
    circulated.does(f"{OBJECTS} --on 2020-03-31T01:59+09:00")
    case, other = (
        circulated.register.with_suffix(".toml"),
        Teller(circulated.register.with_name("o.db"), circulated.capture),
    )
    circulated.does(f"export --to {case}")
    other.does(f"load {case}")
    assert other.export() == circulated.export()
