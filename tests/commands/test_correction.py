"""How a correction is typed."""

from __future__ import annotations

import pytest

from .conftest import AT_MEETING, CHAIR, DESK, Shell


@pytest.mark.parametrize(
    ("options", "field", "value"),
    [
        ("--words en='As adopted.'", "words", {"en": "As adopted.", "de": "Wie beschlossen."}),
        ("--words not-at-hand", "words", "not at hand"),
        ("--set words.en='As adopted.'", "words", {"en": "As adopted.", "de": "Wie beschlossen."}),
        ("--tried de='Viel.'", "tried", {"en": "Much.", "de": "Viel."}),
        ("--set tried.en=More. --set refer=false", "tried", {"en": "More."}),
        ("--set refer=false", "refer", None),
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


def test_a_correction_of_evidence_alone_names_no_field(debated: Shell) -> None:
    debated.does(f"correct lamps#2 --why en=Slip --document MWG-1/R --on 2020-03-03 {CHAIR}")
    assert debated("history lamps --format json").data[1]["evidence"]["document"] == "MWG-1/R"


def test_help_offers_not_at_hand_only_for_texts_that_an_act_may_lack(debated: Shell) -> None:
    told = " ".join(debated("correct --help").out.split())
    assert "--place LANGUAGE=TEXT What the record should say there; or: not at hand. --" in told
    assert "--title LANGUAGE=TEXT What the record should say there. --" in told
    assert "--words LANGUAGE=TEXT What the record should say there; or: not at hand." in told
