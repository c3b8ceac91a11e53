"""Evidence: provisional until a document, a report or an endorsement makes it final."""

from __future__ import annotations

from datetime import date

import msgspec

from escalade.workflow.motions import Evidence
from escalade.workflow.subjects.as_of import standing_as_of
from escalade.workflow.subjects.evidence import confirmations_of, evidence_of, is_one_document, is_provisional
from tests.lives import (
    CHAIR_NAME,
    DESK,
    TOPIC,
    Life,
    at,
    en,
)
from tests.workflow.mistakes import decided, details, final, told

OTHER = "2031/b"


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


def test_an_older_revision_that_takes_the_place_of_a_newer_is_warned_of() -> None:
    life = decided()
    life.does("confirm", "2031/a#5", **final("H31/9(Rev.2)"))

    def warned(document: str, day: str | None = None) -> list[str]:
        outcome = life.tries(life.fitting("confirm", "2031/a#5", **final(document), **({"on": day} if day else {})))
        return [cause.sentence for cause in outcome.warnings if cause.rule == "newer_revision_proves_it"]

    said = (
        "H31/9(Rev.1) is older than H31/9(Rev.2), which proved 2031/a#5 (approve) so far, and now takes its place: "
        "where that is not meant, annul this confirmation (annul)."
    )
    assert warned("H31/9(Rev.1)") == [said]
    assert [warned(document) for document in ("H31/9(Rev.3)", "H31/10", "Annex 9")] == [[], [], []]
    life.passes(3)
    life.does("confirm", "2031/a#5", **final("H31/9(Rev.3)"))
    assert warned("H31/9(Rev.1)", "2031-01-06") == []


def test_symbols_name_one_document_in_whichever_language() -> None:
    assert is_one_document("MA20/5-E", "MA20/5-F")
    assert not is_one_document("MA20/5", "MA20/6")
    assert is_one_document("the made-up file", "the made-up file")
