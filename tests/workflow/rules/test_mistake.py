"""Rules of acts on earlier records: what breaks each."""

from __future__ import annotations

from typing import Any

import pytest

from escalade.workflow.inbox.outlook import why
from escalade.workflow.motions import Annul, Confirm, Correct, Endorse, Evidence
from escalade.workflow.procedure import BACKWARDS, PROCEDURE, SAME
from escalade.workflow.values.errors import FieldError, RequestError
from escalade.workflow.values.step import Step
from tests.lives import CHAIR_NAME, DESK, NAMES, PREPARED, TOPIC, Life, at, en, nothing
from tests.workflow.mistakes import details, told
from tests.workflow.rules.case import Case, check, entered, name_of


def of(record: str, **fields: Any) -> Any:
    """The record that an act names."""
    return lambda _life: {"reference": record, **fields}


def annulled(record: str) -> Any:
    return lambda life: life.does("annul", record)


def erased(life: Life) -> None:
    """Record a statement, and erase it."""
    life.does("record statement", TOPIC)
    life.does("redact", "2031/a#3")


def spoken_of_later(life: Life) -> None:
    """A position that is taken two days on."""
    life.passes(2)
    life.does("take position", TOPIC)


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
    Case("act_can_be_annulled", "body", "constituted", "annul", "none", of("body#1"),
        "body#1 (constitute) stays. Amend the constitution instead."),
    Case("act_can_be_annulled", "topic", "debated", "annul", "none", of("2031/a#4"),
        "2031/a#4 (redact) stays. What was erased is gone.", erased),
    Case("act_can_be_annulled", "topic", "debated", "annul", "none", of("2031/a#3"),
        "2031/a#3 (annul) stays. Record the act again.", annulled("2031/a#2")),
    Case("act_can_be_annulled", "topic", "debated", "annul", "none", of("2031/a#2"),
        "2031/a#2 was annulled by 2031/a#3.", annulled("2031/a#2")),
    Case("act_waits_for_endorsement", "topic", "proposed", "endorse", "none", of("2031/a#1"),
        "2031/a#1 (propose) does not wait for anyone."),
    Case("act_waits_for_endorsement", "topic", "proposed", "endorse", "none", of("2031/a#2"),
        "2031/a#2 (open debate) was annulled.",
        lambda life: (entered("open debate")(life), annulled("2031/a#2")(life))),
    Case("record_holds_a_personal_text", "topic", "proposed", "redact", "none", of("2031/a#1"),
        "2031/a#1 (propose) holds none."),
    Case("record_holds_a_personal_text", "topic", "debated", "redact", "none", of("2031/a#3"),
        "Those of 2031/a#3 (record statement) were erased by 2031/a#4.", erased),
    Case("document_is_final", "topic", "debated", "confirm", "input", of("2031/a#2", evidence=Evidence()),
        "Give --document SYMBOL, final and not provisional."),
    Case("document_is_final", "topic", "debated", "confirm", "act",
        of("2031/a#2", evidence=Evidence(document="H31/9", provisional=True)),
        "Give --document SYMBOL, final and not provisional. One that is not final is entered by a correction "
        "(correct)."),
    Case("confirmation_says_something_new", "topic", "referred", "confirm", "none", of("2031/a#5"),
        "2031/a#5 (approve) is confirmed by H31/9(Rev.1) already.",
        lambda life: (life.does("approve", TOPIC), life.does("confirm", "2031/a#5"))),
    Case("confirmation_says_something_new", "topic", "proposed", "confirm", "none",
        of("2031/a#1", evidence=Evidence()), "Nothing is given."),
    Case("confirmation_says_something_new", "topic", "debated", "confirm", "none", of("2031/a#2"),
        "2031/a#2 (open debate) needs no confirmation.", annulled("2031/a#2")),
    Case("text_was_not_at_hand", "topic", "debated", "confirm", "input", of("2031/a#2", words=en("Words.")),
        "2031/a#2 lacks none. Leave --words out."),
    Case("day_is_not_before_the_record_named", "topic", "proposed", "redact", "date",
        of("2031/a#2", on="2031-01-07"),
        "2031-01-07 lies before 2031-01-08, when 2031/a#2 (take position) took effect. Give a day from 2031-01-08 on.",
        spoken_of_later),
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


MOVES = [
    step
    for step in PROCEDURE.steps.values()
    if step.to not in {SAME, BACKWARDS} and (step.of, step.to, "annul") in PROCEDURE.steps and step.act != "constitute"
]


@pytest.mark.parametrize("step", MOVES, ids=lambda step: f"{step.of}-{step.origin}-{step.act}")
def test_annulling_reads_the_table_backwards(step: Step) -> None:
    life = at(Life(), step.origin, step.of)
    PREPARED.get(step.act, nothing)(life)
    name = NAMES[step.of]
    (record, *others) = life.does(step.act, name).records
    assert life.subject(name).state == step.to
    (undone, *_) = life.does("annul", record.reference).records
    expected = step.origin or "annulled"
    assert (undone.before, undone.after, life.subject(name).state) == (step.to, expected, expected)
    assert told(life, record.reference).annulled_by == undone.reference
    assert [told(life, other.reference).annulled_by is not None for other in others] == [True] * len(others)


@pytest.mark.parametrize("act", ["confirm", "endorse", "correct", "annul"])
def test_an_act_on_records_first_asks_which(act: str) -> None:
    life = at(Life(), "proposed")
    causes = why(life.subject(), act, life.standing, DESK).causes
    assert ("given:records", "input") in [(cause.rule, cause.remedy.kind) for cause in causes]
    assert {cause.rule for cause in causes} <= {
        "given:records", "given:why", "officer_holds_the_office_then_or_now",
    }  # fmt: skip


@pytest.mark.parametrize("shape", [Confirm, Endorse, Correct, Annul])
def test_an_act_on_no_record_cannot_be_read(shape: type[Confirm | Endorse | Correct | Annul]) -> None:
    life = at(Life(), "proposed")
    with pytest.raises(FieldError, match="“records” names nothing"):
        life.tries(shape(by=DESK))


@pytest.mark.parametrize("name", ["2031/a#9", "2031/z#1", "2031/a", "2031/a#0", "2031/a#01", "2031/a#" + "9" * 400])
def test_a_record_that_does_not_exist_is_an_unknown_reference(name: str) -> None:
    life = at(Life(), "proposed")
    with pytest.raises(RequestError, match=r"There is no record|names no record"):
        life.tries(Annul(by=DESK, records=(name,), why=en("x")))


def test_what_a_correction_says_after_an_erasure_may_be_erased_too() -> None:
    life = at(Life(), "debated")
    erased(life)
    assert "sealed" in str(life.subject().record("2031/a#3"))
    life.does("correct", "2031/a#3", fields={"text": en("Another word.")}, evidence=Evidence())
    assert "Another word." in str(life.subject().record("2031/a#3"))
    life.does("redact", "2031/a#3")
    assert "Another word." not in str(life.subject().record("2031/a#3"))


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
