"""What happened on unknown days: today it is all there, and an earlier day says what it leaves out."""

from __future__ import annotations

import json

import pytest

from escalade.models.backends import create
from escalade.models.backends.location import Location
from escalade.models.register import open_register
from tests.filler import LONG_AGO
from tests.walk import lived

from .conftest import Teller

LEFT_OUT = "left out, since nothing tells that they had happened by then: 2 (2020/fog#1, 2020/fog#2)."
READINGS = ("show {}", "history {}", "why {}")
OF_A_ROUND = ("list {}", "plan {}", "note {}", "inbox", "search harbours", "search unknown")


def today_at_the_seat(teller: Teller, name: str) -> str:
    """The day it is at the seat of the body, as the plan of a round says."""
    return str(json.loads(teller.does(f"plan {name} --format json"))["as_at"])


@pytest.mark.parametrize("seed", [3, 10, 17, 26])
def test_as_of_today_all_that_is_on_record_stands_as_it_stands_now(teller: Teller, seed: int) -> None:
    life = lived(seed, 60, LONG_AGO).life
    create(Location(teller.register))
    with open_register(Location(teller.register), clock=life.noon) as register:
        register.load(life.performed)
    lines = [line.format(f"'{name}'") for name in life.memory.subjects for line in READINGS]
    lines += [line.format(name) for name in ("2031", "2032") for line in OF_A_ROUND]
    today = today_at_the_seat(teller, "2031")
    for line in lines:
        assert teller.types(f"{line} --as-of {today}") == teller.types(line), line


@pytest.fixture
def debated(group: Teller) -> Teller:
    """A topic put forward and debated, nobody knows when."""
    group.does(
        "propose 2020/fog --title en='Made-up fog' --question en='What of fog?' --by-state 'Made-up Land' --on unknown "
        "--as 'Made-up Desk'",
        "open-debate fog --meeting not-at-hand --on unknown --as 'Made-up Chair'",
    )
    return group


@pytest.mark.parametrize(
    "line",
    [
        "list 2020",
        "show 2020",
        "plan 2020",
        "inbox",
        "search fog",
        "why 2020",
        "plan 2020 --on 2020-04-01",
    ],
)
def test_an_earlier_day_says_what_it_leaves_out_since_its_day_is_unknown(debated: Teller, line: str) -> None:
    asked = line if "--on" in line else f"{line} --as-of 2020-04-01"
    code, out, err = debated.types(asked)
    assert (code, LEFT_OUT in " ".join(err.split()), "Made-up fog" in out) == (0, True, False), err
    today = today_at_the_seat(debated, "2020")
    assert "left out" not in debated.types(asked.replace("2020-04-01", today))[2]
