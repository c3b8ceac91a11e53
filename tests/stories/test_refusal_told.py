"""Refusals that say what is on record already, and leave out what is too much."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .conftest import Teller

DESK, CHAIR = "--as 'Made-up Desk'", "--as 'Made-up Chair'"
Topics = Callable[..., Teller]


def test_an_act_that_was_done_already_names_its_record_and_day(with_topics: Topics) -> None:
    teller = with_topics("fog")
    said = teller.types(f"open-debate fog --meeting 1 --on 2020-03-03 {CHAIR}")[2]
    assert "It is on record already: 2020/fog#2, of 2020-03-02." in " ".join(said.split())
    said = teller.types(f"launch fog --opens 2020-04-01 --closes 2020-06-01 --on 2020-04-01 {DESK}")[2]
    assert "on record already" not in said


def test_a_day_at_the_latest_is_told_apart_from_who_acted(group: Teller) -> None:
    told = group.does(
        f"propose 2020/fog --title en=Fog --question en=Which? --by-state 'Made-up Land' --on ..2020-02-10 {DESK}"
    )
    assert "by Made-up Desk (secretariat), 2020-02-10 at the latest" in told


@pytest.mark.parametrize("name", ["Isle", "Ilse"])
def test_a_holder_whose_objection_ended_is_left_out_and_a_slip_is_put_right(with_topics: Topics, name: str) -> None:
    teller = with_topics("fog")
    taken = "take-position fog --stance object --text en=No --source room --on 2020-03-03"
    teller.does(
        f"{taken} --holder 'Made-up Land' {DESK}",
        f"{taken} --holder 'Made-up Isle' {DESK}",
        f"lift-objection fog --holder 'Made-up Isle' --how withdrawn --on 2020-03-03 {DESK}",
    )
    said = teller.types(
        f"lift-objection fog --holder 'Made-up {name}' --holder 'Made-up Land' --how withdrawn --on 2020-03-03 {DESK}"
    )[2]
    typed = said.partition("To type:")[2]
    assert ("--holder NAME" in typed) is (name == "Ilse"), said
    assert f"Made-up {name}" not in typed
    assert '--holder "Made-up Land"' in typed
