"""What may follow, what is missing, the way to an act, and what waits."""

from __future__ import annotations

from datetime import timedelta

import pytest

from escalade.workflow.inbox.outlook import Outlook, UnknownActError, prospects, why
from escalade.workflow.motions import MOTIONS
from escalade.workflow.perform import perform
from escalade.workflow.procedure import PROCEDURE
from escalade.workflow.values.errors import StepNotAllowedError
from tests.lives import CHAIR_NAME, ROUND, TOPIC, Life, at


def test_every_row_from_here_is_a_prospect_but_those_of_records() -> None:
    life = at(Life(), "debated")
    found = {prospect.step.act: prospect.is_open for prospect in prospects(life.subject(), life.standing)}
    assert found == {
        "revise": True, "take position": True, "lift objection": False, "record statement": True, "withdraw": True,
        "circulate": True, "defer": True, "merge": True, "record consensus": True, "set aside": True,
        "record no consensus": True, "take up": True,
    }  # fmt: skip


def test_a_prospect_is_judged_for_the_officer_who_asks() -> None:
    life = at(Life(), "debated")
    found = {one.step.act: one.is_open for one in prospects(life.subject(), life.standing, CHAIR_NAME)}
    assert [act for act, is_open in found.items() if is_open] == [
        "defer", "merge", "circulate", "record consensus", "set aside", "record no consensus",
    ]  # fmt: skip


def test_where_there_is_no_way_it_is_said_why() -> None:
    reasons = {
        ("withdrawn", TOPIC, "launch"): "“withdrawn” is an end of the procedure.",
        ("agreed", TOPIC, "propose"): (
            "It comes earlier in the procedure, which does not go back; what was a mistake is annulled."
        ),
        ("debated", TOPIC, "receive merger"): "It comes with another act, and is none of its own.",
        ("debated", TOPIC, "issue"): (
            "It is an act of another subject, a round: “escalade why ROUND issue” says what to type."
        ),
        ("debated", "2031", "open debate"): (
            "It is an act of another subject, a topic: “escalade why 2031/TOPIC open-debate” says what to type."
        ),
        ("debated", "2031", "constitute"): (
            "It is an act of another subject, a body: “escalade why body constitute” says what to type."
        ),
        ("debated", "body", "open round"): (
            "It is an act of another subject, a round: “escalade why ROUND open-round” says what to type."
        ),
    }
    for (state, name, act), reason in reasons.items():
        life = at(Life(), state)
        assert why(life.subject(name), act, life.standing) == Outlook(
            name, life.subject(name).state, act, reason=reason
        )


@pytest.mark.parametrize("name", ["body", ROUND, TOPIC, "2031/new", "meeting/new", "session/new"])
def test_of_every_act_there_is_a_way_or_a_reason_why_not(name: str) -> None:
    life = at(Life(), "closed")
    for act in MOTIONS:
        answer = why(life.subject(name), act, life.standing)
        assert bool(answer.way) is not bool(answer.reason)


def test_what_comes_late_and_what_was_a_slip_is_no_dead_end() -> None:
    life = at(Life(), "closed")
    late = why(life.subject(), "extend", life.standing)
    assert late.late == PROCEDURE.steps["topic", "launched", "extend"]
    assert late.reason == "It may still be entered late, with a day (--on) on which 2031/a was launched."
    slip = why(life.subject(), "close", life.standing)
    last = life.subject().last_move
    assert last is not None
    assert slip.reason.startswith(f"{last.reference} is on record. Where it is a mistake, the office whose record it")
    assert [(one.remedy.act, one.remedy.given) for one in slip.causes] == [("annul", {"records": last.reference})]


def test_why_knows_the_acts_of_the_procedure_alone() -> None:
    life = at(Life(), "debated")
    with pytest.raises(UnknownActError, match="The procedure has no act “dance”"):
        why(life.subject(), "dance", life.standing)


def test_a_refused_step_names_what_the_table_has_instead() -> None:
    life = at(Life(), "closed")
    with pytest.raises(StepNotAllowedError) as refusal:
        life.tries(life.fitting("launch", TOPIC))
    assert str(refusal.value) == (
        "“launch” is not a step for 2031/a, which is closed. It is on record already: 2031/a#6, of 2031-01-06. "
        "From here the procedure has: record statement, lift objection, record responses, record hearing, "
        "call off hearing, record consideration, fulfil."
    )
    with pytest.raises(StepNotAllowedError, match="2099, which does not exist yet"):
        life.tries(life.fitting("propose", "2099"))
    assert "Nothing follows from here." in str(StepNotAllowedError("2031", "annulled", "receive", ()))


def test_what_happens_on_a_day_is_tried_on_that_day() -> None:
    life = at(Life(), "proposed")
    motion = life.stamped(life.fitting("open debate", TOPIC))
    tomorrow = life.memory.standing(life.today + timedelta(days=1))
    assert perform(motion, tomorrow) == perform(motion, life.standing)
