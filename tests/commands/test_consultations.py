"""The list of consultations: what is open, what is over, and what became of each."""

from __future__ import annotations

import pytest

from .conftest import Shell

ACCESS = "Creating an enabling environment for access to the Internet"
HELD = (
    "record-hearing ott --held 2017-09-18 --presided-by not-at-hand --summary not-at-hand --on 2017-09-18",
    "record-responses ott --count 83 --where not-at-hand --on 2017-09-19",
    "close ott --on 2017-09-20",
)


def lines(shell: Shell, line: str) -> list[str]:
    """The rows that a command prints, their columns one blank apart."""
    return [" ".join(row.split()) for row in shell.does(line).splitlines()[1:]]


@pytest.fixture
def held(round_of_2017: Shell) -> Shell:
    """The real round, one consultation held to its end; the count is made up."""
    desk = round_of_2017("show ott#8 --format json").data["officer"]
    for line in HELD:
        round_of_2017.does(f"{line} --as '{desk}'")
    return round_of_2017


def test_past_consultations_are_listed_the_latest_first(held: Shell) -> None:
    assert lines(held, "consultations --past") == [
        "2017/gender launched 2017-10 2017-12-23 planned 2018-01-22 Bridging the digital gender divide over",
        "2017/ott closed 2017-05-26 2017-08-20 held 2017-09-18 83 Public policy considerations for OTTs over",
        "body#3 2016-10 2017-01 held 2017-02-03 Developmental aspects of the Internet over, of no topic here",
        f"body#2 2016-02 2016-09 held 2016-10-11 {ACCESS} over, of no topic here",
    ]
    french = held.does("consultations --past --language fr")
    assert "Réduire la fracture numérique" in french


def test_what_is_open_on_a_day_comes_first(held: Shell) -> None:
    first, *past = lines(held, "consultations --as-of 2017-06-01")
    assert first == (
        "2017/ott launched 2017-05-26 2017-08-20 planned 2017-09-18 Public policy considerations for OTTs provisional"
    )
    assert past == lines(held, "consultations --past --as-of 2017-06-01")
    assert [row.split()[0] for row in past] == ["body#3", "body#2"]


def test_a_register_without_any_says_so(group: Shell) -> None:
    assert "No consultation is over." in group("consultations --past").err
    assert "No consultation is on record." in group("consultations").err


def test_one_without_a_topic_is_over_once_its_days_have_passed(round_of_2017: Shell) -> None:
    desk = round_of_2017("show ott#8 --format json").data["officer"]
    days = "--online-from 2017-09-01 --online-to 2099-12-01 --physical 2099-12-02"
    told = "--title en=Buoys --responses not-at-hand --summary not-at-hand --on 2017-10-02"
    round_of_2017.does(f"record-consultation {days} {told} --as '{desk}'")
    newest = lines(round_of_2017, "consultations")[-3]
    assert newest == "body#10 2017-09-01 2099-12-01 planned 2099-12-02 Buoys of no topic here"
