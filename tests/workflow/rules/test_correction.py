"""Rules of `correction.py`: what a correction may change, and what holds it up."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from escalade.workflow.motions import Evidence
from escalade.workflow.subjects.as_of import standing_as_of
from escalade.workflow.values.errors import (
    FieldError,
    RulesBrokenError,
)
from tests.lives import (
    CHAIR_NAME,
    TOPIC,
    Life,
    at,
    en,
    objects,
    text,
)
from tests.workflow.mistakes import decided, details, final, told

OTHER = "2031/b"


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({}, "something_is_corrected"),
        ({"by_state": ["Atlantis"]}, "something_is_corrected"),
        ({"colour": "red"}, "something_is_corrected"),
        ({"by_state": 3}, "something_is_corrected"),
        ({"on": "2031-02-30"}, "something_is_corrected"),
        ({"version": {"title": {"en": "x" * 501}}}, "something_is_corrected"),
        ({"by": CHAIR_NAME}, "something_is_corrected"),
        ({"at": "2031-01-01T00:00:00.000000Z"}, "something_is_corrected"),
        ({"act": "launch"}, "something_is_corrected"),
        ({"of": ["2031/b"]}, "something_is_corrected"),
        ({"evidence": {"meeting": "9"}}, "something_is_corrected"),
        ({"by_state": []}, "what_is_on_record_still_holds"),
        ({"version": {}}, "what_is_on_record_still_holds"),
        ({"on": "2031-01-07"}, "what_is_on_record_still_holds"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(fields: dict[str, Any], rule: str) -> None:
    life = at(Life(), "proposed")
    assert details(life, "correct", "2031/a#1", fields=fields, evidence=Evidence()) == [(rule, "input")]


def test_a_correction_of_a_field_that_the_act_does_not_have_is_told_so_and_which_it_has() -> None:
    life = at(Life(), "proposed")
    with pytest.raises(RulesBrokenError) as refusal:
        life.tries(life.fitting("correct", "2031/a#1", fields={"votes": {"votes_for": 21}}))
    (cause,) = refusal.value.causes
    assert str(cause.problem) == (
        "A correction says what the record should say. 2031/a#1 (propose) has no “votes”. Its fields are: on, "
        "version, by_state, by_group, chairs_compromise, unattributed."
    )


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


def test_a_correction_leaves_what_followed_as_sound_as_it_was() -> None:
    life = at(Life(), "debated")
    objects(life)
    life.does("lift objection", TOPIC)
    life.does("take position", TOPIC, holders=("Mu",), stance="reserve")
    life.does("record consensus", TOPIC)
    wrong = {
        "2031/a#1": {"version": msgspec.to_builtins(text("[Harbours]"))},
        "2031/a#4": {"holders": ("Mu",)},
        "2031/a#5": {"stance": "object"},
    }
    for name, fields in wrong.items():
        found = details(life, "correct", name, fields=fields)
        assert ("what_is_on_record_still_holds", "input") in found
    life.does("correct", "2031/a#1", fields={"version": msgspec.to_builtins(text("Ports"))})
    assert (life.topic().version.title, life.subject().state) == (en("Ports"), "agreed")


def test_a_correction_is_not_asked_for_what_other_subjects_did_since() -> None:
    life = at(Life(), "proposed").brings(OTHER, "debated")
    life.does("merge", TOPIC, into=OTHER)
    life.does("record consensus", OTHER)
    life.does("correct", "2031/a#2", evidence=Evidence(paragraph="4"))
    assert told(life, "2031/a#2").evidence.paragraph == "4"


def test_the_day_of_an_act_stays_in_the_order_of_the_acts() -> None:
    life = Life().begins()
    life.does("propose", TOPIC)
    life.passes(2)
    life.does("withdraw", TOPIC)
    life.passes(5)
    assert details(life, "correct", "2031/a#2", fields={"on": "2031-01-01"}) == [
        ("what_is_on_record_still_holds", "input")
    ]
    assert details(life, "correct", "2031/a#1", fields={"on": "2031-01-10"}) == [
        ("what_is_on_record_still_holds", "input")
    ]
    assert life.tries(life.fitting("correct", "2031/a#1", fields={"on": "2031-01"})).records


@pytest.mark.parametrize("act", ["correct", "annul"])
def test_an_annulled_record_is_neither_corrected_nor_annulled_again(act: str) -> None:
    life = at(Life(), "debated")
    life.does("annul", "2031/a#2")
    rules = {"correct": "record_or_confirmation_can_be_corrected", "annul": "act_can_be_annulled"}
    more = {"evidence": Evidence(paragraph="3")} if act == "correct" else {}
    assert details(life, act, "2031/a#2", **more) == [(rules[act], "none")]
    assert details(life, act, "2031/a#3", **more) == [(rules[act], "none")]


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


def test_an_act_on_a_record_is_not_corrected_itself() -> None:
    life = at(Life(), "referred")
    life.does(
        "take note", TOPIC, evidence=msgspec.structs.replace(life.evidence_for("take note", TOPIC), document=None)
    )
    life.does("annul", "2031/a#5")
    with pytest.raises(RulesBrokenError) as refusal:
        life.tries(life.fitting("correct", "2031/a#6", fields={"words": en("Other.")}))
    cause = refusal.value.causes[0]
    assert (cause.rule, cause.remedy.kind) == ("record_or_confirmation_can_be_corrected", "none")
    assert cause.sentence.endswith("is not.")


def test_the_wrong_day_of_a_confirmation_is_corrected_before_it_is_laid_over() -> None:
    life = decided()
    life.passes(30)
    life.does("confirm", "2031/a#5", **final("H31/9(Rev.1)"), on="2031-01-20")
    life.does("confirm", "2031/a#5", **final("H31/9(Rev.2)"), on="2031-01-10")
    assert told(life, "2031/a#5").evidence.document == "H31/9(Rev.1)"
    life.does("correct", "2031/a#7", fields={"on": "2031-02-02"}, evidence=Evidence())
    assert told(life, "2031/a#5").evidence.document == "H31/9(Rev.2)"
    assert standing_as_of(life.standing, date(2031, 2, 1)).record("2031/a#5").evidence.document == "H31/9(Rev.1)"


@pytest.mark.parametrize(
    ("fields", "rule", "remedy"),
    [
        ({"on": "2031-01-01"}, "what_is_on_record_still_holds", "input"),
        ({"on": "2032-01-01"}, "what_is_on_record_still_holds", "input"),
        ({"records": ["2031/a#4"]}, "record_or_confirmation_can_be_corrected", "none"),
    ],
)
def test_a_confirmation_is_not_corrected_into_one_that_does_not_hold(
    fields: dict[str, Any], rule: str, remedy: str
) -> None:
    life = decided()
    life.passes(30)
    life.does("confirm", "2031/a#5", **final("H31/9(Rev.1)"), on="2031-01-20")
    assert (rule, remedy) in details(life, "correct", "2031/a#6", fields=fields, evidence=Evidence())


def test_a_correction_of_a_confirmation_that_cannot_be_read_is_refused() -> None:
    life = decided()
    life.does("confirm", "2031/a#5", **final("H31/9(Rev.1)"))
    assert details(life, "correct", "2031/a#6", fields={"nothing": "x"}, evidence=Evidence()) == [
        ("something_is_corrected", "input")
    ]
