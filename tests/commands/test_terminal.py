"""What a person at a terminal of 80 columns sees and is asked."""

from __future__ import annotations

import re

import pytest

from .conftest import DESK, Shell, Typed

COLOUR = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize(
    "line",
    [
        "list",
        "show ott",
        "show body",
        "history ott",
        "history body",
        "why gender",
        "why gender close",
        "inbox",
        "procedure",
        "procedure --rules",
        "decisions --session Council_2017",
        "search fracture",
        "precedents",
        "consultations",
        "plan 2017",
        "plan 2017 --on 2017-04-01 --if document=2017-04-20",
    ],
)
def test_readings_fit_eighty_columns_and_keep_words_whole(round_of_2017: Shell, typed: Typed, line: str) -> None:
    words = [word.replace("_", " ") for word in line.split()]
    code, screen = typed(words)
    assert code == 0
    lines = COLOUR.sub("", screen).splitlines()
    assert [one for one in lines if len(one) > 80 and not one.startswith("  escalade ")] == []
    for reference in (
        re.findall(r"2017/(?:ott|gender)#\d", round_of_2017("history ott").out) if line == "history ott" else ()
    ):
        assert reference in screen


@pytest.mark.usefixtures("round_of_2017")
def test_what_would_stand_in_columns_too_narrow_to_read_is_listed(typed: Typed) -> None:
    found = typed(["search", "gender"])[1].splitlines()
    assert found[:2] == [
        "2017/gender#1  propose",
        "               by 2017-02-06 · title (en) · Bridging the digital gender divide",
    ]
    assert typed(["list"])[1].splitlines()[1].startswith("-----------  --------")


@pytest.mark.usefixtures("round_of_2017")
def test_a_plan_is_a_table_of_days_with_the_topics_below(typed: Typed) -> None:
    late = typed(["plan", "2017", "--on", "2017-04-01", "--if", "document=2017-04-20"])[1].splitlines()
    assert late[3:9] == [
        "due            what                          how it stands",
        "-------------  ----------------------------  -----------------------------------",
        "2017-02-06 to  The Group meets (meeting 9,   Held until 2017-02-07.",
        "2017-02-07     secretariat)",
        "2017-02-07     The debate is concluded       Done by 2017-02-07.",
        "               (chair)",
    ]
    assert late[9] == "2017-04-17     The note is drafted, and the  Done on 2017-04-20, late by 3 days."
    assert late[-1] == "“escalade exemption 2017” would draft the request for an exemption."
    whole = typed(["plan", "2017", "--on", "2018-06-01"])[1]
    assert "\n\n2017/ott: Public policy considerations for OTTs\n" in whole
    assert "The consultation is launched  Done in 2017-10." in whole


@pytest.mark.usefixtures("round_of_2017")
def test_a_refusal_is_folded_too_but_for_what_is_to_be_typed(typed: Typed) -> None:
    code, screen = typed(["launch", "ott", "--as", "Secretariat"])
    assert code == 3
    assert max(len(one) for one in screen.splitlines() if not one.startswith("  escalade ")) <= 80


def test_colour_is_for_terminals_that_want_it(
    round_of_2017: Shell, typed: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ["diff", "ott", "--language", "en"]
    assert "\x1b[31m" in typed(words)[1]
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in typed(words)[1]
    assert "\x1b[" not in round_of_2017("diff ott").out


@pytest.mark.usefixtures("round_of_2017")
def test_json_is_indented_for_people(typed: Typed) -> None:
    assert typed(["list", "--format", "json"])[1].startswith("[\n  {\n")


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


def test_a_symbol_of_several_papers_is_answered_with_them_at_a_terminal(round_of_2017: Shell, typed: Typed) -> None:
    issue = "issue 2017 --kind note --symbol C17/51 --language {} --as Secretariat"
    round_of_2017.does(issue.format("fr"), issue.format("en"))
    words = ["dispatch", "C17/51", "--to", "en=Made-up readers", "--as", "Secretariat"]
    code, screen = typed(words)
    assert (code, "C17/51 may mean 2017#6 (fr, docx) or 2017#7 (en, docx)" in " ".join(screen.split())) == (2, True)
    assert typed([words[0], "C17/51-E", *words[2:]])[0] == 0
