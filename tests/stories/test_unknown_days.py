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


def test_a_plan_of_an_earlier_day_names_what_it_leaves_out_as_data(debated: Teller) -> None:
    plan = json.loads(debated.does("plan 2020 --on 2020-04-01 --format json"))
    assert plan["left_out"] == ["2020/fog#1", "2020/fog#2"]
    assert json.loads(debated.does("plan 2020 --format json"))["left_out"] == []


def test_what_was_annulled_is_not_said_to_be_left_out(debated: Teller) -> None:
    debated.does("annul 2020/fog#2 --why en='A made-up mistake.' --as 'Made-up Chair'")
    assert "by then: 1 (2020/fog#1)." in " ".join(debated.types("list 2020 --as-of 2020-04-01")[2].split())


def test_a_search_finds_a_record_on_the_day_that_was_corrected(debated: Teller) -> None:
    debated.does("correct 2020/fog#1 --set on=2020-03-01 --why en='A made-up source.' --as 'Made-up Desk'")
    (found,) = json.loads(debated.does("search 'made-up fog' --format json"))
    assert (found["record"], found["day"]) == ("2020/fog#1", "2020-03-01")


def test_a_day_between_two_and_a_year_count_by_their_last_possible_day_and_are_told_as_known(group: Teller) -> None:
    group.does(
        "propose 2020/fog --title en='Made-up fog' --question en='What of fog?' --by-state 'Made-up Land' "
        "--on 2020-02-10..2020-02-14 --as 'Made-up Desk'",
        "take-position fog --holder Isle --stance support --text en='We agree.' --source 'a made-up letter' "
        "--on 2020 --as 'Made-up Desk'",
    )
    assert "between 2020-02-10 and 2020-02-14" in group.does("history 2020/fog")
    assert "Made-up fog" not in group.does("list 2020 --as-of 2020-02-13")
    assert "Made-up fog" in group.does("list 2020 --as-of 2020-02-14")
    assert "Isle" not in group.does("show fog --as-of 2020-03-01")
    assert [one["on"] for one in group.history("2020/fog")] == ["2020-02-10..2020-02-14", "2020"]
    assert group.holds()
    code, _, err = group.types("open-debate fog --meeting 1 --on 2020-03-03..2020-03-02 --as 'Made-up Chair'")
    assert (code, "does not run from one day to a later one" in err) == (2, True)
