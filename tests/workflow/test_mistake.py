"""Acts on earlier records: confirm, endorse, correct, annul."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from escalade.workflow.inbox.outlook import why
from escalade.workflow.machine import advance
from escalade.workflow.motions import Annul, Confirm, Correct, Endorse, Evidence, Merge, TextVersion
from escalade.workflow.procedure import BACKWARDS, SAME, table
from escalade.workflow.records.history import effective_records
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.as_of import standing_as_of
from escalade.workflow.subjects.evidence import confirmations_of, evidence_of, is_provisional
from escalade.workflow.subjects.standing import Memory
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.errors import (
    FieldError,
    RequestError,
    RulesBrokenError,
    StepNotAllowedError,
    UnknownReferenceError,
)
from escalade.workflow.values.step import Step
from tests.lives import (
    BOTH,
    CHAIR_NAME,
    DESK,
    NAMES,
    PREPARED,
    ROUND,
    TOPIC,
    VICE_NAME,
    Life,
    at,
    en,
    nothing,
    objects,
    text,
)

OTHER = "2031/b"


def details(life: Life, act: str, *references: str, **fields: Any) -> list[tuple[str, str]]:
    """The causes against an act: the rule, and the act or kind of its remedy."""
    with pytest.raises(RulesBrokenError) as refusal:
        life.tries(life.fitting(act, *references, **fields))
    return [(cause.rule, cause.remedy.act or cause.remedy.kind) for cause in refusal.value.causes]


def told(life: Life, reference: str) -> Record:
    """A record as later ones leave it."""
    return life.standing.record(reference)


# Confirm


def test_a_decision_is_confirmed_by_the_final_document() -> None:
    life = at(Life(), "referred")
    evidence = msgspec.structs.replace(life.evidence_for("approve", TOPIC), provisional=True, document="H31/DL/7")
    life.does("approve", TOPIC, evidence=evidence, words="not at hand")
    assert is_provisional(told(life, "2031/a#5"), life.standing)
    life.does("confirm", "2031/a#5", words=en("The Assembly approves it."))
    record = told(life, "2031/a#5")
    assert (record.evidence, record.motion.words, record.confirmed_by) == (  # type: ignore[attr-defined]  # an approval
        msgspec.structs.replace(evidence, provisional=False, document="H31/9(Rev.1)"),
        en("The Assembly approves it."),
        "2031/a#6",
    )
    assert not is_provisional(record, life.standing)
    assert details(life, "confirm", "2031/a#5") == [("confirmation_says_something_new", "none")]
    assert details(life, "confirm", "2031/a#5", procedure=2) == [("something_waits_for_it", "none")]


def test_a_decision_without_a_document_waits_for_one() -> None:
    life = at(Life(), "referred")
    bare = msgspec.structs.replace(life.evidence_for("approve", TOPIC), document=None)
    life.does("approve", TOPIC, evidence=bare)
    assert is_provisional(told(life, "2031/a#5"), life.standing)
    assert details(life, "confirm", "2031/a#5", evidence=Evidence()) == [("document_is_final", "input")]
    assert details(life, "confirm", "2031/a#5", evidence=Evidence(document="H31/9", provisional=True)) == [
        ("document_is_final", "input")
    ]


def test_words_on_record_are_not_replaced_by_a_confirmation() -> None:
    life = at(Life(), "referred")
    bare = msgspec.structs.replace(life.evidence_for("approve", TOPIC), document=None)
    life.does("approve", TOPIC, evidence=bare)
    assert details(life, "confirm", "2031/a#5", words=en("Other words.")) == [("text_was_not_at_hand", "input")]
    old = details(life, "confirm", "2031/a#5", words=en("Other words."), evidence=Evidence(), procedure=2)
    assert old == [("final_document_is_named", "input"), ("words_were_not_at_hand", "input")]


def test_a_record_without_words_is_not_given_any() -> None:
    life = at(Life(), "proposed")
    evidence = msgspec.structs.replace(life.evidence_for("open debate", TOPIC), provisional=True)
    life.does("open debate", TOPIC, evidence=evidence)
    assert details(life, "confirm", "2031/a#2", words=en("Words.")) == [("text_was_not_at_hand", "input")]
    life.does("confirm", "2031/a#2")
    assert told(life, "2031/a#2").confirmed_by == "2031/a#3"


def test_words_that_were_not_at_hand_are_supplied_once_the_evidence_is_final() -> None:
    life = at(Life(), "referred")
    life.does("approve", TOPIC, words="not at hand")
    assert details(life, "confirm", "2031/a#5", procedure=2) == [("something_waits_for_it", "none")]
    life.does("confirm", "2031/a#5", words=en("Approved."), evidence=Evidence())
    assert told(life, "2031/a#5").motion.words == en("Approved.")  # type: ignore[attr-defined]  # an approval has words


def test_an_act_on_a_record_needs_a_day_not_before_that_record_and_no_later_one() -> None:
    life = at(Life(), "proposed")
    life.passes(2)
    life.does("take position", TOPIC, stance="reserve", unattributed=True)
    life.passes(5)
    life.does("open debate", TOPIC)
    assert details(life, "redact", "2031/a#2", on="2031-01-07") == [("day_is_not_before_the_record_named", "date")]
    life.does("redact", "2031/a#2", on="2031-01-09")
    assert told(life, "2031/a#2").redacted_by == "2031/a#4"


@pytest.mark.parametrize("act", ["confirm", "correct", "annul"])
def test_a_record_belongs_to_the_office_that_made_it(act: str) -> None:
    life = at(Life(), "referred")
    bare = msgspec.structs.replace(life.evidence_for("approve", TOPIC), document=None)
    life.does("approve", TOPIC, evidence=bare)
    more = {"evidence": Evidence(paragraph="3")} if act == "correct" else {}
    assert details(life, act, "2031/a#5", by=DESK, **more) == [("officer_holds_the_office_then_or_now", "officer")]
    assert life.tries(life.fitting(act, "2031/a#5", by=BOTH, **more)).records


def test_what_happened_at_a_meeting_is_final_once_its_report_is_approved() -> None:
    life = at(Life(), "debated")
    meeting = life.meeting()
    record = told(life, "2031/a#2")
    assert is_provisional(record, life.standing)
    life.does("approve report", f"meeting/{meeting}", paragraphs={"2031/a#2": "5.4"})
    assert not is_provisional(record, life.standing)
    assert evidence_of(record, life.standing) == Evidence(meeting=meeting, paragraph="5.4")
    life.does("record consensus", TOPIC)
    late = told(life, "2031/a#3")
    assert (is_provisional(late, life.standing), evidence_of(late, life.standing)) == (False, Evidence(meeting=meeting))


def test_evidence_without_a_place_is_final() -> None:
    life = at(Life(), "proposed")
    record = told(life, "2031/a#1")
    assert (is_provisional(record, life.standing), evidence_of(record, life.standing)) == (False, Evidence())


# Endorse


def test_an_act_entered_for_the_chair_waits_until_the_chair_endorses_it() -> None:
    life = at(Life(), "proposed").brings(OTHER, "proposed")
    life.does("open debate", TOPIC, OTHER, by=DESK, entered_for=CHAIR_NAME)
    assert [record.reference for name in (TOPIC, OTHER) for record in life.subject(name).waiting] == [
        "2031/a#2",
        "2031/b#2",
    ]
    records = life.does("endorse", "2031/b#2").records
    assert [(record.reference, record.office, record.touched) for record in records] == [
        ("2031/a#3", "chair", ("2031/a#3", "2031/b#3")),
        ("2031/b#3", "chair", ("2031/a#3", "2031/b#3")),
    ]
    assert told(life, "2031/a#2").endorsed_by == "2031/a#3"
    assert life.subject().waiting == ()
    assert details(life, "endorse", "2031/a#2") == [("act_waits_for_endorsement", "none")] * 2


def test_whoever_an_act_was_entered_for_endorses_it() -> None:
    life = at(Life(), "proposed")
    meeting = life.meeting()
    life.does("convene", f"meeting/{meeting}", presided_by=VICE_NAME)
    life.does("open debate", TOPIC, by=DESK, entered_for=VICE_NAME)
    (record,) = life.does("endorse", "2031/a#2", by=VICE_NAME).records
    assert (record.officer, record.office) == (VICE_NAME, "chair")


def test_the_secretariat_endorses_nothing_for_the_chair() -> None:
    life = at(Life(), "proposed")
    life.does("open debate", TOPIC, by=DESK, entered_for=CHAIR_NAME)
    assert details(life, "endorse", "2031/a#2", by=DESK) == [("officer_holds_the_office_then_or_now", "officer")]
    assert details(life, "endorse", "2031/a#2", by=DESK, entered_for=CHAIR_NAME) == [
        ("officer_holds_the_office_then_or_now", "input")
    ]


def test_an_act_that_was_annulled_is_not_endorsed() -> None:
    life = at(Life(), "proposed")
    life.does("open debate", TOPIC, by=DESK, entered_for=CHAIR_NAME)
    life.does("annul", "2031/a#2")
    assert life.subject().waiting == ()
    assert details(life, "endorse", "2031/a#2") == [("act_waits_for_endorsement", "none")]


def test_an_annulment_entered_for_the_chair_waits_for_the_chair() -> None:
    life = at(Life(), "debated")
    life.does("annul", "2031/a#2", by=DESK, entered_for=CHAIR_NAME)
    assert [record.reference for record in life.subject().waiting] == ["2031/a#3"]
    life.does("endorse", "2031/a#3")
    assert life.subject().waiting == ()


# Correct


def test_a_correction_changes_what_the_record_says_and_not_the_record() -> None:
    life = at(Life(), "proposed")
    before = life.subject().records
    life.does("correct", "2031/a#1", fields={"by_state": ["Mu"], "on": "2031-01-05"})
    record = told(life, "2031/a#1")
    assert (life.topic().sponsors, record.on, record.corrected_by) == (("Mu",), "2031-01-05", ("2031/a#2",))
    life.does("correct", "2031/a#1", evidence=Evidence(document="H31/3", paragraph="2"))
    record = told(life, "2031/a#1")
    assert (record.evidence, record.corrected_by) == (
        Evidence(document="H31/3", paragraph="2"),
        ("2031/a#2", "2031/a#3"),
    )
    assert life.topic().sponsors == ("Mu",)
    assert life.subject().records[:1] == before


def test_records_that_were_read_together_are_read_together_once() -> None:
    life = at(Life(), "proposed")
    life.does("correct", "2031/a#1", fields={"by_state": ["Mu"]})
    life.does("correct", "2031/a#1", fields={"by_state": ["Thule"]})
    whole = life.subject().told
    assert effective_records(whole) == whole
    assert effective_records(whole[:2]) == whole[:2]


def test_an_annulled_correction_says_nothing() -> None:
    life = at(Life(), "proposed")
    life.does("correct", "2031/a#1", fields={"by_state": ["Mu"]})
    life.does("annul", "2031/a#2")
    record = told(life, "2031/a#1")
    assert (life.topic().sponsors, record.corrected_by) == (("Atlantis",), ())


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
        ({"by_state": []}, "corrected_act_holds_under_its_row"),
        ({"version": {}}, "corrected_act_holds_under_its_row"),
        ({"on": "2031-01-07"}, "corrected_act_holds_under_its_row"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(fields: dict[str, Any], rule: str) -> None:
    life = at(Life(), "proposed")
    assert details(life, "correct", "2031/a#1", fields=fields, evidence=Evidence()) == [(rule, "input")]


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
    life.does("take position", TOPIC, holder="Mu", stance="reserve")
    life.does("record consensus", TOPIC)
    wrong = {
        "2031/a#1": {"version": msgspec.to_builtins(text("[Harbours]"))},
        "2031/a#4": {"holder": "Mu"},
        "2031/a#5": {"stance": "object"},
    }
    for name, fields in wrong.items():
        found = details(life, "correct", name, fields=fields)
        assert ("what_followed_anywhere_holds_too", "input") in found
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
        ("corrected_act_holds_under_its_row", "input")
    ]
    assert details(life, "correct", "2031/a#1", fields={"on": "2031-01-10"}) == [
        ("what_followed_anywhere_holds_too", "input")
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


def test_a_correction_of_a_personal_text_is_read_by_whoever_reads_the_text() -> None:
    life = at(Life(), "proposed")
    life.does("take position", TOPIC)
    (record,) = life.does("correct", "2031/a#2", fields={"text": {"en": "Better."}}).records
    assert (record.audience, set(record.motion.salts)) == ("members", {"fields"})
    (public,) = life.does("correct", "2031/a#2", fields={"stance": "reserve"}, audience="public").records
    assert (public.audience, public.motion.salts) == ("public", {})


# Annul


MOVES = [
    step
    for step in table().values()
    if step.to not in {SAME, BACKWARDS} and (step.of, step.to, "annul") in table() and step.act != "constitute"
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


@pytest.mark.parametrize(
    ("state", "act"),
    [("proposed", "revise"), ("debated", "defer"), ("referred", "take note"), ("merged", "record statement")],
)
def test_annulling_what_kept_the_state_keeps_it(state: str, act: str) -> None:
    life = at(Life(), state)
    (record,) = life.does(act, TOPIC).records
    (undone,) = life.does("annul", record.reference).records
    assert (undone.before, undone.after) == (state, state)
    assert record.act not in {live.act for live in life.subject().live}


def test_the_constitution_stays() -> None:
    life = Life().begins()
    assert details(life, "annul", "body#1") == [("act_can_be_annulled", "none")]


def test_what_was_annulled_meanwhile_does_not_hold_up_a_correction() -> None:
    life = at(Life(), "referred")
    life.later_session()
    let_be_once = life.tries(life.fitting("annul", "session/later 2031-01-06#1"))
    life.does("defer", TOPIC, to_session="later 2031-01-06")
    record = life.subject().newest
    life.memory.take(let_be_once.records[0])
    life.does("correct", record, fields={"words": en("Later.")})
    assert told(life, record).motion.checked_payload() == {"to_session": "later 2031-01-06", "words": en("Later.")}
    assert details(life, "correct", record, fields={"to_session": "nowhere"}) == [("something_is_corrected", "input")]


@pytest.mark.parametrize(
    ("act", "note", "version"),
    [
        ("confirm", "Correct the record that it is about, or annul it.", 2),
        ("annul", "is not.", 3),
    ],
)
def test_an_act_on_a_record_is_not_corrected_itself(act: str, note: str, version: int) -> None:
    life = at(Life(), "referred")
    life.does(
        "take note", TOPIC, evidence=msgspec.structs.replace(life.evidence_for("take note", TOPIC), document=None)
    )
    life.does(act, "2031/a#5")
    with pytest.raises(RulesBrokenError) as refusal:
        life.tries(life.fitting("correct", "2031/a#6", fields={"words": en("Other.")}, procedure=version))
    cause = refusal.value.causes[0]
    rules = {2: "record_can_be_corrected", 3: "record_or_confirmation_can_be_corrected"}
    assert (cause.rule, cause.remedy.kind) == (rules[version], "none")
    assert cause.sentence.endswith(note)


def decided(**evidence: Any) -> Life:
    """A life in which the Assembly approved a topic, on a document that was not final unless given."""
    life = at(Life(), "referred")
    first = msgspec.structs.replace(life.evidence_for("approve", TOPIC), document="H31/DL/7", provisional=True)
    life.does("approve", TOPIC, words="not at hand", evidence=msgspec.structs.replace(first, **evidence))
    return life


def final(symbol: str, **more: Any) -> dict[str, Any]:
    """A document that confirms."""
    return {"evidence": Evidence(document=symbol, **more)}


def test_evidence_is_confirmed_as_often_as_the_world_revises_it_and_the_latest_day_counts() -> None:
    life = decided()
    life.passes(30)
    life.does("confirm", "2031/a#5", **final("H31/9(Rev.2)"), on="2031-02-01")
    life.does("confirm", "2031/a#5", **final("H31/9(Rev.1)"), on="2031-01-20")
    record = told(life, "2031/a#5")
    assert (record.evidence.document, record.confirmed_by) == ("H31/9(Rev.2)", "2031/a#6")
    assert [one.reference for one in confirmations_of(record, life.subject())] == ["2031/a#7", "2031/a#6"]
    for day, document in (("2031-01-19", "H31/DL/7"), ("2031-01-31", "H31/9(Rev.1)"), ("2031-02-01", "H31/9(Rev.2)")):
        then = standing_as_of(life.standing, date.fromisoformat(day))
        found = then.record("2031/a#5")
        assert (found.evidence.document, is_provisional(found, then)) == (document, document == "H31/DL/7")


def test_a_confirmation_that_says_nothing_new_is_refused_and_a_paragraph_or_an_attachment_is_new() -> None:
    life = decided()
    life.does("confirm", "2031/a#5", **final("H31/9(Rev.1)"))
    for given in (final("H31/9(Rev.1)"), {"evidence": Evidence()}, final("H31/DL/7")):
        assert details(life, "confirm", "2031/a#5", **given) == [("confirmation_says_something_new", "none")]
    life.does("confirm", "2031/a#5", evidence=Evidence(paragraph="3.1"))
    assert details(life, "confirm", "2031/a#5", **final("H31/9(Rev.1)", paragraph="3.1")) == [
        ("confirmation_says_something_new", "none")
    ]
    life.does("confirm", "2031/a#5", evidence=Evidence(attachments=("ab" * 32,)))
    life.does("confirm", "2031/a#5", words=en("Approved."), evidence=Evidence())
    record = told(life, "2031/a#5")
    assert (record.evidence.document, record.evidence.paragraph) == ("H31/9(Rev.1)", "3.1")
    assert record.evidence.attachments == ("ab" * 32,)
    assert record.motion.words == en("Approved.")  # type: ignore[attr-defined]  # an approval has words
    assert details(life, "confirm", "2031/a#6") == [("confirmation_says_something_new", "none")]


def test_what_no_document_proves_is_not_confirmed_by_nothing() -> None:
    life = Life().begins()
    life.does("propose", TOPIC)
    assert details(life, "confirm", "2031/a#1", evidence=Evidence()) == [("confirmation_says_something_new", "none")]
    life.does("annul", "2031/a#1")
    assert details(life, "confirm", "2031/a#1") == [("confirmation_says_something_new", "none")]


def test_words_alone_leave_the_evidence_as_provisional_as_it_was() -> None:
    life = decided()
    life.does("confirm", "2031/a#5", words=en("Approved."), evidence=Evidence())
    assert is_provisional(told(life, "2031/a#5"), life.standing)
    assert details(life, "confirm", "2031/a#5", **final("H31/9", provisional=True)) == [("document_is_final", "input")]


def test_the_summary_of_a_hearing_and_the_place_of_responses_are_supplied_when_they_are_at_hand() -> None:
    life = at(Life(), "launched")
    life.does("record hearing", TOPIC, summary="not at hand")
    life.does("record responses", TOPIC, where="not at hand")
    life.passes(12)
    life.does("close", TOPIC)
    life.does("confirm", "2031/a#7", words=en("Heard."), evidence=Evidence())
    life.does("confirm", "2031/a#8", words=en("On the website."), evidence=Evidence())
    assert told(life, "2031/a#7").motion.summary == en("Heard.")  # type: ignore[attr-defined]  # a hearing has one
    assert told(life, "2031/a#8").motion.where == en("On the website.")  # type: ignore[attr-defined]  # responses have it


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
        ({"on": "2031-01-01"}, "corrected_confirmation_holds_under_its_row", "input"),
        ({"on": "2032-01-01"}, "corrected_confirmation_holds_under_its_row", "input"),
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


def test_nothing_is_annulled_of_a_topic_that_is() -> None:
    life = at(Life(), "annulled")
    with pytest.raises(StepNotAllowedError):
        life.tries(life.fitting("annul", life.subject().newest))


@pytest.mark.parametrize("state", ["launched", "closed"])
def test_version_two_annulled_nothing_once_a_consultation_was_launched(state: str) -> None:
    life = at(Life(), state)
    with pytest.raises(StepNotAllowedError):
        life.tries(life.fitting("annul", life.subject().newest, procedure=2))


def test_only_the_last_move_is_annulled() -> None:
    life = at(Life(), "unresolved")
    with pytest.raises(RulesBrokenError) as refusal:
        life.tries(life.fitting("annul", "2031/a#2"))
    (cause,) = refusal.value.causes
    assert (cause.remedy.act, cause.remedy.office, dict(cause.remedy.given)) == (
        "annul",
        "chair",
        {"records": "2031/a#3"},
    )
    life.does("annul", "2031/a#3")
    life.does("annul", "2031/a#2")
    assert life.subject().state == "proposed"


@pytest.mark.parametrize(
    ("act", "later", "name"),
    [("take position", "lift objection", "2031/a#4"), ("revise", "record consensus", "2031/a#4")],
)
def test_what_others_rest_on_is_annulled_after_them(act: str, later: str, name: str) -> None:
    life = at(Life(), "debated")
    life.does(act, TOPIC, **({"stance": "object"} if act == "take position" else {}))
    life.does(later, TOPIC)
    with pytest.raises(RulesBrokenError) as refusal:
        life.tries(life.fitting("annul", "2031/a#3"))
    (cause,) = refusal.value.causes
    assert (cause.rule, dict(cause.remedy.given)) == ("nothing_recorded_since_rests_on_it", {"records": name})
    life.does("annul", name)
    life.does("annul", "2031/a#3")


def test_a_merger_is_annulled_as_a_whole_and_not_under_a_later_conclusion() -> None:
    life = at(Life(), "debated").brings(OTHER, "debated")
    life.does("merge", OTHER, into=TOPIC)
    life.does("record consensus", TOPIC)
    assert details(life, "annul", "2031/b#3") == [("nothing_recorded_since_rests_on_it", "annul")]
    life.does("annul", "2031/a#4")
    life.does("annul", "2031/a#3")
    assert (life.subject().state, life.subject(OTHER).state) == ("debated", "debated")
    assert life.topic().sponsors == ("Atlantis",)


def test_a_meeting_is_annulled_once_nothing_happened_at_it() -> None:
    life = at(Life(), "debated")
    meeting = life.meeting()
    assert details(life, "annul", f"meeting/{meeting}#1") == [("nothing_recorded_since_rests_on_it", "annul")]
    life.does("annul", "2031/a#2")
    life.does("annul", f"meeting/{meeting}#1")
    with pytest.raises(UnknownReferenceError, match="There is no meeting"):
        life.tries(life.fitting("open debate", TOPIC, evidence=Evidence(meeting=meeting)))


def test_a_round_is_annulled_once_all_its_topics_are() -> None:
    life = at(Life(), "debated")
    assert details(life, "annul", "2031#1") == [("nothing_recorded_since_rests_on_it", "annul")]
    life.does("annul", "2031/a#2")
    assert details(life, "annul", "2031#1") == [("nothing_recorded_since_rests_on_it", "annul")]
    life.does("annul", "2031/a#1")
    life.does("annul", "2031#1")
    assert life.subject(ROUND).state == "annulled"


def test_a_round_whose_consultation_was_launched_is_annulled_after_it() -> None:
    life = at(Life(), "launched")
    assert details(life, "annul", "2031#1") == [("nothing_recorded_since_rests_on_it", "annul")]


def test_a_launch_is_annulled_while_nothing_followed_it() -> None:
    life = at(Life(), "launched")
    life.does("record statement", TOPIC)
    life.does("extend", TOPIC)
    assert details(life, "annul", "2031/a#6") == [("nothing_recorded_since_rests_on_it", "annul")]
    life.does("annul", "2031/a#8")
    life.does("annul", "2031/a#6")
    assert (life.subject().state, life.topic().launched) == ("approved", None)
    life.does("launch", TOPIC)
    assert life.subject().state == "launched"


def test_a_launch_on_which_a_call_was_issued_stays() -> None:
    life = at(Life(), "launched")
    life.does("issue", ROUND, kind="note", subject=None)
    life.does("issue", ROUND, kind="call", subject=TOPIC)
    assert details(life, "annul", "2031/a#6") == [("no_call_was_issued_on_it", "none")]
    life.does("extend", TOPIC)
    life.does("annul", "2031/a#7")
    assert life.subject().state == "launched"


def test_a_closing_is_annulled_until_the_outcome_was_considered() -> None:
    life = at(Life(), "closed")
    life.does("record responses", TOPIC)
    life.does("record consideration", TOPIC)
    assert details(life, "annul", "2031/a#7") == [("nothing_recorded_since_rests_on_it", "annul")]
    life.does("annul", "2031/a#9")
    life.does("annul", "2031/a#7")
    assert (life.subject().state, life.topic().hearing.state) == ("launched", "planned")
    assert details(life, "annul", "2031/a#7") == [("act_can_be_annulled", "none")]


@pytest.mark.parametrize("version", [1, 2])
def test_a_closing_of_an_earlier_version_asked_why_no_hearing_was_held(version: int) -> None:
    life = at(Life(), "launched")
    life.passes(12)
    with pytest.raises(RulesBrokenError) as refusal:
        life.tries(life.fitting("close", TOPIC, reason={}, procedure=version))
    assert [cause.rule for cause in refusal.value.causes] == ["hearing_was_held_or_why_not"]


def test_an_appointment_is_annulled_once_the_officer_did_nothing() -> None:
    life = Life().begins()
    life.does("appoint", "body", name="New", office="secretariat")
    life.does("propose", TOPIC, by="New")
    assert details(life, "annul", "body#2") == [("nothing_recorded_since_rests_on_it", "annul")]
    life.does("annul", "2031/a#1")
    life.does("annul", "body#2")
    assert not life.standing.body.holds("New", "secretariat", life.day)


def test_an_amendment_is_annulled_whatever_followed() -> None:
    life = Life().begins()
    life.does("amend constitution", "body")
    life.does("amend constitution", "body", seat=en("Faro"))
    life.does("annul", "body#2")
    assert life.standing.body.constitution().seat == en("Faro")  # type: ignore[union-attr]  # there is one


def test_a_report_is_taken_back_by_annulling_its_approval() -> None:
    life = at(Life(), "reported", "meeting")
    life.does("annul", "meeting/9#2")
    assert life.subject("meeting/9").state == "convened"


def test_what_the_table_never_had_cannot_be_undone() -> None:
    life = at(Life(), "proposed")
    record = life.subject().records[0]
    made_up = Topic(TOPIC, (record, msgspec.structs.replace(record, ordinal=2, before="closed", after="proposed")))
    motion = life.stamped(life.fitting("annul", "2031/a#1", records=("2031/a#2",)))
    with pytest.raises(StepNotAllowedError):
        advance(made_up, motion, Memory((*life.memory.subjects.values(),)).standing(life.today).after(made_up))


# What is asked about records before any is named


@pytest.mark.parametrize("act", ["confirm", "endorse", "correct", "annul"])
def test_an_act_on_records_first_asks_which(act: str) -> None:
    life = at(Life(), "proposed")
    causes = why(life.subject(), act, life.standing, DESK).causes
    assert ("given:records", "input") in [(cause.rule, cause.remedy.kind) for cause in causes]
    assert {cause.rule for cause in causes} <= {
        "given:records", "given:why", "final_document_is_named", "officer_holds_the_office_then_or_now",
    }  # fmt: skip


@pytest.mark.parametrize("shape", [Confirm, Endorse, Correct, Annul])
def test_an_act_on_no_record_cannot_be_read(shape: type[Confirm | Endorse | Correct | Annul]) -> None:
    life = at(Life(), "proposed")
    with pytest.raises(FieldError, match="“records” names nothing"):
        life.tries(shape(by=DESK))


@pytest.mark.parametrize("name", ["2031/a#9", "2031/z#1", "2031/a", "2031/a#0", "2031/a#01", "2031/a#" + "9" * 400])
def test_a_record_that_does_not_exist_is_an_unknown_reference(name: str) -> None:
    life = at(Life(), "proposed")
    with pytest.raises(RequestError, match=r"There is no record|is not a reference"):
        life.tries(Annul(by=DESK, records=(name,), why=en("x")))


def test_a_merger_names_a_topic_that_exists() -> None:
    life = at(Life(), "debated")
    with pytest.raises(UnknownReferenceError, match="There is no topic “2031/z”"):
        life.tries(Merge(of=(TOPIC,), into="2031/z", by=CHAIR_NAME, version=TextVersion(title=en("x"))))


# Redact


def test_a_personal_text_is_erased_once() -> None:
    life = at(Life(), "debated")
    life.does("record statement", TOPIC, text=en("A word."))
    name = life.subject(TOPIC).newest
    life.does("redact", name)
    assert details(life, "redact", name) == [("record_holds_a_personal_text", "none")]
    assert details(life, "redact", f"{TOPIC}#1") == [("record_holds_a_personal_text", "none")]


def test_what_a_correction_says_after_an_erasure_may_be_erased_too() -> None:
    life = at(Life(), "debated")
    life.does("record statement", TOPIC, text=en("A word."))
    name = life.subject(TOPIC).newest
    life.does("redact", name)
    assert "sealed" in str(life.subject().record(name))
    life.does("correct", name, fields={"text": en("Another word.")}, evidence=Evidence())
    assert "Another word." in str(life.subject().record(name))
    life.does("redact", name)
    assert "Another word." not in str(life.subject().record(name))


def test_a_redaction_stays() -> None:
    life = at(Life(), "debated")
    life.does("record statement", TOPIC, text=en("A word."))
    life.does("redact", life.subject(TOPIC).newest)
    assert ("act_can_be_annulled", "none") in details(life, "annul", life.subject(TOPIC).newest)
