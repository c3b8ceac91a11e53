"""What may follow, what is missing, the way to an act, and what waits."""

from __future__ import annotations

from datetime import timedelta

import pytest

from escalade.workflow.inbox.outlook import Outlook, Prospect, UnknownActError, prospects, why
from escalade.workflow.perform import perform
from escalade.workflow.procedure import table
from escalade.workflow.values.errors import StepNotAllowedError
from tests.lives import CHAIR_NAME, TOPIC, Life, at, en


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


def test_what_stands_in_the_way_closes_a_prospect() -> None:
    life = at(Life(), "debated")
    life.does("take position", TOPIC, stance="object", text=en("No."))
    found = {one.step.act: one for one in prospects(life.subject(), life.standing)}
    assert not found["record consensus"].is_open
    assert Prospect(found["record consensus"].step, ()).is_open


def test_nothing_follows_an_end_but_statements_and_the_end_of_objections() -> None:
    life = at(Life(), "withdrawn")
    assert [one.step.act for one in prospects(life.subject(), life.standing)] == ["record statement", "lift objection"]


def test_why_answers_before_anyone_tries() -> None:
    life = at(Life(), "debated")
    life.does("take position", TOPIC, stance="object", text=en("No."))
    answer = why(life.subject(), "record consensus", life.standing)
    assert (answer.subject, answer.state, answer.act) == (TOPIC, "debated", "record consensus")
    assert [(cause.rule, cause.remedy.kind, cause.remedy.act) for cause in answer.causes] == [
        ("meeting_or_circulation_is_named", "input", None),
        ("no_objection_stands_in_time", "act", "lift objection"),
    ]
    assert answer.way == (table()["topic", "debated", "record consensus"],)


def test_why_of_a_step_that_is_not_here_shows_the_way() -> None:
    life = at(Life(), "unresolved")
    answer = why(life.subject(), "launch", life.standing)
    assert (answer.causes, [step.act for step in answer.way]) == ((), ["reopen debate", "record consensus", "launch"])
    assert why(life.subject(), "propose", life.standing) == Outlook(TOPIC, "unresolved", "propose", (), ())
    companion = why(at(Life(), "debated").subject(), "receive merger", life.standing)
    assert {cause.rule for cause in companion.causes} >= {"it_is_part_of_a_merger", "title_is_given"}


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
