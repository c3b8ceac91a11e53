"""How a correction is typed."""

from __future__ import annotations

import pytest

from .conftest import ASSEMBLY, AT_MEETING, AT_SITTING, CHAIR, DESK, Shell


@pytest.mark.parametrize(
    ("options", "field", "value"),
    [
        ("--words en='As adopted.'", "words", {"en": "As adopted.", "de": "Wie beschlossen."}),
        ("--words not-at-hand", "words", "not at hand"),
        ("--set words.en='As adopted.'", "words", {"en": "As adopted.", "de": "Wie beschlossen."}),
        ("--tried de='Viel.'", "tried", {"en": "Much.", "de": "Viel."}),
        ("--set tried.en=More. --set refer=false", "tried", {"en": "More."}),
        ("--set refer=false", "refer", None),
        ("--set words=not-at-hand", "words", "not at hand"),
    ],
)
def test_a_correction_changes_a_text_or_field_and_leaves_the_rest(
    debated: Shell, options: str, field: str, value: object
) -> None:
    debated.does(
        (
            "record-no-consensus lamps --tried en=Much. --refer --words en=Agreed. "
            f"--words de='Wie beschlossen.' {AT_MEETING}"
        ),
        f"correct lamps#3 --why en=Slip {options} --on 2020-03-03 {CHAIR}",
    )
    record = debated("history lamps --format json").data[2]
    assert record["corrected_by"] == ["2020/lamps#4"]
    assert record["motion"].get(field) == value


def test_a_correction_reaches_into_a_text_version_and_the_day(debated: Shell) -> None:
    debated.does(
        "correct lamps#1 --why en=Slip --title de=Lampen --question en='Why?' --set on=2020-02-11 "
        f"--on 2020-03-03 {DESK}"
    )
    record = debated("history lamps --format json").data[0]
    assert record["motion"]["version"]["title"] == {"en": "Made-up lamps", "de": "Lampen"}
    assert (record["motion"]["version"]["questions"], record["on"]) == ([{"en": "Why?"}], "2020-02-11")
    debated.does(f"correct lamps#1 --why en=Slip --set version.questions.0.en='How?' --on 2020-03-03 {DESK}")
    assert debated("history lamps --format json").data[0]["motion"]["version"]["questions"] == [{"en": "How?"}]


def test_show_tells_of_a_corrected_record_what_it_said_at_first(debated: Shell) -> None:
    debated.does(f"correct lamps#1 --why en=Slip --set on=2020-02-11 --title en=Lamps --on 2020-03-03 {DESK}")
    shown = debated.does("show lamps#1")
    assert "Lamps" in shown.partition("at first")[0]
    assert ("day: 2020-02-10" in shown, "Made-up lamps" in shown.partition("at first")[2]) == (True, True)
    assert "at first" not in debated.does("show lamps#2")


@pytest.mark.parametrize(
    ("given", "field", "value"),
    [
        ("votes=6,2,1", "votes", {"votes_for": 6, "against": 2, "abstaining": 1}),
        ("votes.abstaining=3", "votes", {"votes_for": 30, "against": 4, "abstaining": 3}),
        ("words=en=Agreed.", "words", {"en": "Agreed."}),
        ("words=en=Agreed. --set words=de=Beschlossen.", "words", {"en": "Agreed.", "de": "Beschlossen."}),
        ("conditions=en=Once. --set conditions=en=Twice.", "conditions", [{"en": "Once."}, {"en": "Twice."}]),
        ("how=correspondence", "how", "correspondence"),
    ],
)
def test_a_field_is_set_in_the_shape_that_its_own_option_takes(
    referred: Shell, given: str, field: str, value: object
) -> None:
    referred.does(
        f"approve lamps --how vote --votes 30,4,2 --words not-at-hand {AT_SITTING}",
        f"correct lamps#5 --why en=Slip --set {given} --on 2020-06-03 {ASSEMBLY}",
    )
    assert referred("history lamps --format json").data[4]["motion"][field] == value


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ("votes=6,2", "--votes takes three numbers, for, against and abstaining, such as 30,4,2, not “6,2”."),
        (
            "votes.for=6",
            "“votes” of 2020/lamps#5 (approve) takes FOR,AGAINST,ABSTAINING, as in --set votes=30,4,2.",
        ),
        ("how=raised-hands", "takes one of consensus, vote, correspondence, silence: --set how=consensus."),
        ("words=Agreed.", '“words” of 2020/lamps#5 (approve) takes LANGUAGE=TEXT, as in --set words=en="…".'),
    ],
)
def test_a_value_that_is_not_of_its_shape_is_refused_with_that_shape(
    referred: Shell, given: str, sentence: str
) -> None:
    referred.does(f"approve lamps --how vote --votes 30,4,2 --words not-at-hand {AT_SITTING}")
    refused = referred.refuses(f"correct lamps#5 --why en=Slip --set {given} --on 2020-06-03 {ASSEMBLY}", 2)
    assert sentence in " ".join(refused.err.split())


def test_pairs_are_set_over_those_that_stand_and_a_flag_says_what_it_takes(debated: Shell) -> None:
    debated.does(
        f"correct 'session/Assembly 2020#1' --why en=Slip --set sittings=2=2020-06-04 --on 2020-06-03 {ASSEMBLY}"
    )
    sittings = debated("history 'session/Assembly 2020' --format json").data[0]["motion"]["sittings"]
    assert (len(sittings) > 1, sittings["2"]) == (True, "2020-06-04")
    for of, given, sentence in (
        ("'session/Assembly 2020#1'", "sittings=x", "(convene) is typed --set sittings=N=DATE."),
        ("lamps#1", "unattributed=perhaps", "(propose) takes true or false, as in --set unattributed=true."),
    ):
        refused = debated.refuses(f"correct {of} --why en=x --set {given} --on 2020-06-03 {DESK}", 2)
        assert sentence in " ".join(refused.err.split())


def test_a_refused_correction_tells_of_nothing_that_came_after_the_act(referred: Shell) -> None:
    line = f"correct lamps#3 --why en=Slip --set on=2020-03-20 --on 2020-04-07 {CHAIR}"
    refused = " ".join(referred.refuses(line, 3).err.split())
    assert "Meeting 1 runs 2020-03-02 to 2020-03-03, and 2020-03-20 lies outside. Give --set what holds." in refused
    assert "escalate" not in refused.partition("To type:")[0]
