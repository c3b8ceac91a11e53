"""Rules of `correction.py`: what a correction may change, and what holds it up."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from escalade.workflow.motions import Evidence, MoveDay
from escalade.workflow.subjects.as_of import standing_as_of
from escalade.workflow.values.errors import FieldError, RulesBrokenError
from tests.lives import (
    CHAIR_NAME,
    COUNCIL_DESK,
    TOPIC,
    Life,
    at,
    en,
)
from tests.workflow.mistakes import decided, details, final, told
from tests.workflow.rules.case import Case, check, entered, name_of

OTHER = "2031/b"


def setting(record: str = "2031/a#1", **fields: Any) -> Any:
    """A correction of a record by these fields alone."""
    return lambda _life: {"reference": record, "fields": fields, "evidence": Evidence()}


NOT_OF_IT = (
    "2031/a#1 (propose) has no “votes”. Its fields are: on, version, by_state, by_group, chairs_compromise, "
    "unattributed. Give a field of that act, in its shape."
)
SHAPE = "Give a field of that act, in its shape."
CORRECTED, STILL = "something_is_corrected", "record_or_confirmation_can_be_corrected"
CASES: list[Case] = [
    Case(CORRECTED, "topic", "proposed", "correct", "input", setting(), "Give --set FIELD=VALUE, a text, or evidence."),
    Case(CORRECTED, "topic", "proposed", "correct", "input", setting(by_state=["Atlantis"]),
        "Nothing would change. Give what changes."),
    Case(CORRECTED, "topic", "proposed", "correct", "input", setting(votes={"votes_for": 21}), NOT_OF_IT),
    Case(CORRECTED, "topic", "proposed", "correct", "input", setting(by=CHAIR_NAME),
        f"propose: “by” stays as it was recorded {SHAPE}"),
    Case(CORRECTED, "topic", "proposed", "correct", "input", setting(by_state=3),
        f"propose: the field “by_state” is not of its shape. {SHAPE}"),
    Case(CORRECTED, "topic", "proposed", "correct", "input", setting(on="2031-02-30"),
        "propose: “2031-02-30” does not exist in the calendar. Write a day as 2017-05-24, a month as 2017-05, "
        "a year as 2017, 2017-05-22..2017-05-24 for a day between two, ..2017-05-24 for “by then”, or unknown. "
        f"{SHAPE}"),
    Case("it_comes_with_a_convening", "topic", "debated", "move day", "none", setting("2031/a#2", on="2031-01"),
        "Give the sitting its day (convene --sitting)."),
    Case(STILL, "topic", "debated", "correct", "none", setting("2031/a#2", on="2031-01"),
        "2031/a#2 (open debate) is not.", lambda life: life.does("annul", "2031/a#2")),
    Case(STILL, "topic", "debated", "correct", "none", setting("2031/a#3", on="2031-01"),
        "2031/a#3 (annul) is not.", lambda life: life.does("annul", "2031/a#2")),
    Case(STILL, "topic", "proposed", "correct", "none", setting("2031/a#3", on="2031-01"),
        "2031/a#3 (endorse) is not. Correct the record that it is about, or annul it.",
        lambda life: (entered("open debate")(life), life.does("endorse", "2031/a#2"))),
    Case(STILL, "topic", "debated", "correct", "none", setting("2031/a#3", records=["2031/a#1"]),
        "2031/a#3 (confirm) stays with its record. Annul it, and confirm the other record.",
        lambda life: life.does("confirm", "2031/a#2")),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_a_rule_that_is_broken_says_what_clears_it(case: Case) -> None:
    check(case)


def test_what_is_no_text_and_no_number_is_not_written_into_a_correction() -> None:
    life = at(Life(), "proposed")
    for value in ("", 1.5, -3, "\u202e", {"\x00": "x"}, ["fine", "\x07"]):
        with pytest.raises(FieldError, match="fields"):
            life.tries(life.fitting("correct", "2031/a#1", fields={"by_state": value}))


def test_a_correction_may_take_a_fact_away() -> None:
    life = at(Life(), "launched")
    launch = life.subject().newest
    life.does("correct", launch, fields={"physical": None})
    launched = life.topic().launched
    assert launched
    assert (launched[1].physical, launched[1].closes) == (None, "2031-01-16")


def test_what_was_annulled_meanwhile_does_not_hold_up_a_correction() -> None:
    life = at(Life(), "referred")
    life.later_session()
    let_be_once = life.tries(life.fitting("annul", "session/later 2031-01-06#1"))
    life.does("defer", TOPIC, to_session="later 2031-01-06")
    record = life.subject().newest
    life.memory.take(let_be_once.records[0])
    life.does("correct", record, fields={"words": en("Later.")})
    assert told(life, record).motion.to_payload() == {"to_session": "later 2031-01-06", "words": en("Later.")}
    assert details(life, "correct", record, fields={"to_session": "nowhere"}) == [("something_is_corrected", "input")]


def test_the_wrong_day_of_a_confirmation_is_corrected_before_it_is_laid_over() -> None:
    life = decided()
    life.passes(30)
    life.does("confirm", "2031/a#5", **final("H31/9(Rev.1)"), on="2031-01-20")
    life.does("confirm", "2031/a#5", **final("H31/9(Rev.2)"), on="2031-01-10")
    assert told(life, "2031/a#5").evidence.document == "H31/9(Rev.1)"
    life.does("correct", "2031/a#7", fields={"on": "2031-02-02"}, evidence=Evidence())
    assert told(life, "2031/a#5").evidence.document == "H31/9(Rev.2)"
    assert standing_as_of(life.standing, date(2031, 2, 1)).record("2031/a#5").evidence.document == "H31/9(Rev.1)"


def test_a_day_moves_with_its_sitting_alone() -> None:
    life = decided()
    with pytest.raises(RulesBrokenError) as refusal:
        life.tries(MoveDay(records=("2031/a#5",), fields={"on": "2031-01-05"}, by=COUNCIL_DESK))
    assert [cause.rule for cause in refusal.value.causes] == ["it_comes_with_a_convening"]
