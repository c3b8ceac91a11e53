"""Acts on earlier records: confirm, endorse, correct, annul."""

from __future__ import annotations

import msgspec
import pytest

from escalade.workflow.inbox.outlook import why
from escalade.workflow.machine import advance
from escalade.workflow.motions import Annul, Confirm, Correct, Endorse, Evidence, Merge, TextVersion
from escalade.workflow.procedure import BACKWARDS, SAME, table
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
    Life,
    at,
    en,
    nothing,
)
from tests.workflow.mistakes import details, told

OTHER = "2031/b"


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


def test_a_correction_of_a_personal_text_is_read_by_whoever_reads_the_text() -> None:
    life = at(Life(), "proposed")
    life.does("take position", TOPIC)
    (record,) = life.does("correct", "2031/a#2", fields={"text": {"en": "Better."}}).records
    assert (record.audience, set(record.motion.salts)) == ("members", {"fields"})
    (plain,) = life.does("correct", "2031/a#2", fields={"stance": "reserve"}).records
    assert (plain.audience, plain.motion.salts) == ("members", {})


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


def test_nothing_is_annulled_of_a_topic_that_is() -> None:
    life = at(Life(), "annulled")
    with pytest.raises(StepNotAllowedError):
        life.tries(life.fitting("annul", life.subject().newest))


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
    with pytest.raises(UnknownReferenceError, match="was called off"):
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
    assert details(life, "annul", "2031/a#6") == [("no_call_was_issued_on_it", "cancel")]
    life.does("extend", TOPIC)
    life.does("annul", "2031/a#7")
    assert life.subject().state == "launched"
    life.passes(12)
    life.does("close", TOPIC)
    assert ("no_call_was_issued_on_it", "none") in details(life, "annul", "2031/a#6")


def test_nothing_gives_the_online_phase_an_end_before_the_launch() -> None:
    life = at(Life(), "launched")
    assert getattr(life.topic().end_given, "reference", None) == "2031/a#6"
    life.does("extend", TOPIC, closes=None)
    assert getattr(life.topic().end_given, "reference", None) == "2031/a#6"
    life.does("extend", TOPIC)
    assert getattr(life.topic().end_given, "reference", None) == "2031/a#8"
    assert at(Life(), "approved").topic().end_given is None


def test_a_closing_is_annulled_while_its_outcome_stays_considered() -> None:
    life = at(Life(), "closed")
    life.does("record consideration", TOPIC)
    life.does("annul", "2031/a#7")
    considered = life.topic().last("record consideration")
    assert (life.subject().state, getattr(considered, "before", None)) == ("launched", "launched")


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
    with pytest.raises(RequestError, match=r"There is no record|is not a reference"):
        life.tries(Annul(by=DESK, records=(name,), why=en("x")))


def test_a_merger_names_a_topic_that_exists() -> None:
    life = at(Life(), "debated")
    with pytest.raises(UnknownReferenceError, match="There is no topic “2031/z”"):
        life.tries(Merge(of=(TOPIC,), into="2031/z", by=CHAIR_NAME, version=TextVersion(title=en("x"))))


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


def test_what_an_officer_did_on_an_annulled_topic_stays_and_so_does_the_appointment() -> None:
    life = Life().begins()
    life.does("appoint", "body", name="New", office="secretariat")
    life.does("propose", TOPIC)
    life.does("take position", TOPIC)
    life.does("annul", f"{TOPIC}#2")
    life.does("annul", f"{TOPIC}#1")
    life.does("redact", f"{TOPIC}#2", by="New")
    with pytest.raises(RulesBrokenError) as refusal:
        life.tries(life.fitting("annul", "body#2"))
    (cause,) = refusal.value.causes
    assert cause.remedy.kind == "none"
    assert cause.sentence.endswith("2031/a#5 (redact) rests on body#2. That one stays: 2031/a is annulled.")
