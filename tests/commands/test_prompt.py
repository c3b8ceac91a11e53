"""What an act asks for on a terminal."""

from __future__ import annotations

import pytest

from .conftest import DESK, Shell, Typed


def test_what_is_missing_is_asked_for(group: Shell, typed: Typed) -> None:
    words = ["propose", "2020/fog", "--by-state", "Isle", "--on", "2020-02-10", "--as", "Made-up Desk"]
    code, screen = typed(words, "Nebel\nFog\n")
    assert (code, "The title of the topic." in screen) == (0, True)
    assert group("list --format json").data[0]["title"] == {"de": "Nebel", "en": "Fog"}


def test_a_choice_a_count_and_words_that_are_not_at_hand_are_asked_for(debated: Shell, typed: Typed) -> None:
    debated.does("record-consensus lamps --set-aside-others --meeting 1 --on 2020-03-02 --as 'Made-up Chair'")
    debated.does(f"launch lamps --opens 2020-05-01 --closes 2020-06-01 --on 2020-05-01 {DESK}")
    words = ["record-responses", "lamps", "--on", "2020-06-02", "--as", "Made-up Desk"]
    code, screen = typed(words, "-1\n7\n\n\n")
    assert (code, "empty: not at hand" in screen) == (0, True)
    made = debated("history lamps --format json").data[-1]["motion"]
    assert (made["count"], made["where"]) == (7, "not at hand")
    words = ["take-position", "lamps", "--source", "X", "--on", "2020-06-02", "--as", "Made-up Desk"]
    assert typed(words)[0] == 3


def test_an_answer_is_asked_for_again_until_it_can_be_read(debated: Shell, typed: Typed) -> None:
    words = ["take-position", "lamps", "--on", "2020-03-02", "--as", "Made-up Desk"]
    code, screen = typed(words, "Isle\nloves\nsupport\nMWG-1/3\n")
    assert (code, "'loves' is not one of 'support', 'object', 'reserve'" in screen) == (0, True)
    assert debated("history lamps --format json").data[-1]["motion"]["stance"] == "support"


@pytest.mark.usefixtures("debated")
def test_nothing_is_asked_where_anything_else_is_in_the_way(typed: Typed) -> None:
    words = ["take-position", "lamps", "--on", "2999-01-01", "--as", "Made-up Desk"]
    assert typed(words)[0] == 3


def test_an_answer_that_never_comes_breaks_the_act_off(debated: Shell, typed: Typed) -> None:
    words = ["take-position", "lamps", "--on", "2020-03-02", "--as", "Made-up Desk"]
    code, _ = typed(words, "\x04")
    assert code == 130
    assert len(debated("history lamps --format json").data) == 2
