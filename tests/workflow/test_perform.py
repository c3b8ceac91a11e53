"""Refusals: who may act, every cause at once, every topic of an act."""

from __future__ import annotations

from typing import Any

import pytest

from escalade.workflow.inbox.outlook import prospect
from escalade.workflow.motions import Evidence, Merge, Officer, ReceiveMerger
from escalade.workflow.perform import perform
from escalade.workflow.procedure import PROCEDURE
from escalade.workflow.values.errors import RulesBrokenError
from tests.lives import (
    BOTH,
    CHAIR_NAME,
    COUNCIL_DESK,
    DESK,
    ROUND,
    TOPIC,
    Life,
    at,
    en,
    text,
)
from tests.remedies import CLEARED, clear
from tests.workflow.refusals import refused

OTHER = "2031/b"


def both_approved(life: Life, sequence: str) -> None:
    """Two topics approved in one act."""
    for name in (OTHER, TOPIC):
        life.brings(name, "unresolved")
    life.does("escalate", OTHER, TOPIC)
    life.does("approve", OTHER, TOPIC, sequence=sequence)


def test_an_objection_of_several_is_one_cause_and_lifted_by_its_record() -> None:
    life = at(Life(), "debated")
    life.does("take position", TOPIC, holders=("Mu", "Avalon", "Thule"), stance="object", text=en("No."))
    objection = life.topic().newest
    together = [("no_objection_stands_in_time", "act", objection)]
    assert refused(life, "record consensus", TOPIC) == together
    position = refused(life, "take position", TOPIC, holders=("Thule", "Lemuria", "Mu"))
    assert position == [("holder_has_no_objection_standing", "act", name) for name in ("Thule", "Mu")]
    life.does("lift objection", TOPIC, holders=("Avalon",), how="withdrawn")
    assert refused(life, "record consensus", TOPIC) == together
    lifted = refused(life, "lift objection", TOPIC, holders=("Avalon", "Mu", "Lemuria"))
    assert lifted == [("lifted_objection_stands", "input", "")] * 2
    life.does("lift objection", TOPIC, holders=("Mu", "Thule"), how="resolved")
    life.tries(life.fitting("record consensus", TOPIC))


@pytest.mark.parametrize("by", [DESK, COUNCIL_DESK, CHAIR_NAME])
def test_an_act_that_needs_two_offices_is_entered_as_two(by: str) -> None:
    life = at(Life(), "referred").brings(OTHER, "proposed")
    with pytest.raises(RulesBrokenError) as refusal:
        life.tries(life.fitting("revise", TOPIC, OTHER, by=by))
    (cause,) = refusal.value.causes
    assert cause.sentence == (
        "An act is done by one office, and this one is that of the Council secretariat for 2031/a, "
        "and of the secretariat for 2031/b. Enter it as two acts, one of each. "
        "Bo may enter it at once, who holds these offices."
    )
    assert (cause.remedy.kind, cause.remedy.given) == ("officer", {})
    life.does("revise", TOPIC)
    life.does("revise", OTHER)


def test_several_topics_are_approved_in_order_or_together() -> None:
    life = Life().begins()
    for name in (OTHER, TOPIC):
        life.brings(name, "unresolved")
    life.does("escalate", OTHER, TOPIC)
    assert refused(life, "approve", OTHER, TOPIC, sequence=None) == [
        ("order_is_said_when_several", "input", ""),
        ("order_is_said_when_several", "input", ""),
    ]
    assert life.tries(life.fitting("approve", OTHER, TOPIC, sequence="together")).records


def test_topics_approved_in_order_are_launched_in_that_order() -> None:
    life = Life().begins()
    both_approved(life, "in order")
    with pytest.raises(RulesBrokenError) as refusal:
        life.tries(life.fitting("launch", TOPIC))
    (cause,) = refusal.value.causes
    assert (cause.rule, cause.remedy.act, cause.remedy.subject) == ("those_before_it_were_launched", "launch", OTHER)
    life.does("launch", OTHER)
    assert life.tries(life.fitting("launch", TOPIC)).warnings == ()


def test_a_topic_receives_another_only_in_the_act_that_merges_them() -> None:
    life = at(Life(), "debated").brings(OTHER, "debated")
    given: dict[str, Any] = {"version": text("Both"), "by": CHAIR_NAME, "evidence": life.evidence_for("merge", TOPIC)}
    for merged in (OTHER, TOPIC, ""):
        with pytest.raises(RulesBrokenError) as refusal:
            life.tries(ReceiveMerger(of=(TOPIC,), merged=merged, **given))
        (cause,) = refusal.value.causes
        assert (cause.rule, cause.remedy.act, cause.remedy.subject) == ("it_is_part_of_a_merger", "merge", OTHER)
        assert cause.sentence.endswith("Merge 2031/b into it.")
    with pytest.raises(RulesBrokenError):
        life.tries(ReceiveMerger(of=(OTHER, TOPIC), merged=OTHER, **given))
    assert [record.act for record in life.does("merge", OTHER, into=TOPIC).records] == ["merge", "receive merger"]


def test_a_topic_without_another_in_its_round_receives_none() -> None:
    life = at(Life(), "debated")
    causes = prospect(PROCEDURE.steps["topic", "debated", "receive merger"], life.subject(), life.standing, None).causes
    (cause,) = (cause for cause in causes if cause.rule == "it_is_part_of_a_merger")
    assert (cause.remedy.kind, cause.remedy.note) == ("none", "No other topic of the round can be merged into it.")


def merging(life: Life, into: str, **fields: Any) -> Merge:
    """A merger that brings no other topic to debate."""
    given = {"by": CHAIR_NAME, "version": text("Both"), "evidence": life.evidence_for("merge", TOPIC), **fields}
    return Merge(of=(TOPIC,), into=into, **given)


@pytest.mark.parametrize(
    ("acts", "remedy", "note"),
    [
        ((), ("none", None, None), "No other topic of the round can be debated: propose the one to merge with."),
        (("propose", "withdraw"), ("none", None, None), "No other topic of the round can be debated"),
        (("propose",), ("act", "open debate", OTHER), "Bring 2031/b to debate first (open debate)."),
        (("introduce",), ("act", "refer back", OTHER), "Bring 2031/b to debate first (refer back)."),
    ],
)
def test_what_a_topic_may_be_merged_into_is_debated_first(
    acts: tuple[str, ...], remedy: tuple[str, str | None, str | None], note: str
) -> None:
    life = at(Life(), "proposed")
    for act in acts:
        life.does(act, OTHER)
    with pytest.raises(RulesBrokenError) as refusal:
        life.tries(merging(life, TOPIC))
    (cause,) = refusal.value.causes
    assert (cause.rule, cause.remedy.kind, cause.remedy.act, cause.remedy.subject) == (
        "other_is_debated_in_the_round", *remedy,
    )  # fmt: skip
    assert note in cause.sentence


@pytest.mark.parametrize("day", ["2031-01-06", "2031-01-09"])
def test_topics_are_not_merged_at_a_meeting_before_either_of_them_moved(day: str) -> None:
    life = at(Life(), "proposed")
    life.meeting()
    life.passes(3)
    life.brings(OTHER, "debated")
    motion = merging(life, OTHER, evidence=Evidence(meeting="20310106"), on=day)
    with pytest.raises(RulesBrokenError) as refusal:
        life.tries(motion)
    assert {(cause.remedy.kind, *cause.remedy.given) for cause in refusal.value.causes} == {("input", "meeting")}
    assert {cause.remedy.note for cause in refusal.value.causes} == {
        "That meeting was over before 2031/b#2 (open debate) of 2031-01-09: give --meeting a later one."
    }
    assert clear(life, motion) == CLEARED


def test_where_nobody_else_can_log_a_decision_someone_is_appointed_first() -> None:
    life = Life()
    officers = (Officer(name=BOTH, office="secretariat"), Officer(name=BOTH, office="council-secretariat"))
    life.does("constitute", "body", officers=(*officers, Officer(name=CHAIR_NAME, office="chair")))
    life.does("open round", ROUND)
    for act in ("propose", "open debate", "record no consensus", "escalate"):
        life.does(act, TOPIC)
    assert refused(life, "approve", TOPIC) == [
        ("officer_did_not_escalate", "act", "council-secretariat, "),
    ]
    assert clear(life, life.fitting("approve", TOPIC)) == CLEARED


def test_who_tells_no_warnings_has_the_same_records() -> None:
    life = at(Life(), "unresolved")
    life.does("set deadline", "body", span=52, consequence=en("It goes to the next Assembly"))
    motion = life.stamped(life.fitting("escalate", TOPIC))
    told, untold = (perform(motion, life.standing, warned=warned) for warned in (True, False))
    assert told.warnings
    assert untold == told._replace(warnings=())
