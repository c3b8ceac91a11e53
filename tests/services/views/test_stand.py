"""One message words how a topic stands; the list remarks what its state leaves out."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from escalade.services.views.stand import remark_on, say_decision, say_stand
from escalade.workflow.procedure import STATES
from escalade.workflow.subjects.stand import Stand, stand_of
from tests.lives import CHAIR_NAME, DESK, TOPIC, Life, at, en, objects

OVER = "That is over, and nothing more of it is on record."


def stand(life: Life) -> Stand:
    """How the topic stands today."""
    return stand_of(life.topic(), life.standing)


def told(life: Life) -> str:
    """How the topic is said to stand."""
    return str(say_stand(stand(life), life.standing))


def remarks(life: Life) -> list[str]:
    """What the list remarks of it."""
    return list(remark_on(stand(life)))


def test_each_state_is_said_in_a_sentence_of_its_own() -> None:
    said = [told(at(Life(), state)) for state in STATES["topic"]]
    assert len(set(said)) == len(said)
    assert all(one.endswith(".") for one in said)


@pytest.mark.parametrize(
    ("fields", "sentence", "remark"),
    [
        (
            {"to_meeting": "20310301"},
            f"It was put off to another meeting: 20310301. {OVER}",
            "meeting 20310301, which is over",
        ),
        ({"to_meeting": "20310401"}, "It was put off to another meeting: 20310401.", "meeting 20310401"),
        ({"to_meeting": None}, "It was put off to a later meeting.", "a later meeting"),
    ],
)
def test_a_topic_that_the_group_put_off_is_said_to_wait(fields: dict[str, Any], sentence: str, remark: str) -> None:
    life = at(Life(), "debated")
    life.does("convene", "meeting/20310301", opens="2031-03-01", closes="2031-03-02", place=en("Porto"))
    life.does("defer", TOPIC, **fields)
    life.passes(60)
    assert (told(life), remarks(life)) == (sentence, [f"deferred to {remark}"])


@pytest.mark.parametrize(
    ("fields", "sentence", "remark"),
    [
        ({"to_sitting": 31}, "It was put off to another sitting of the same session: 31.", "sitting 31"),
        ({"to_session": "Assembly 2032"}, "It was put off to another session: Assembly 2032.", "Assembly 2032"),
        ({}, "It was put off to a later session.", "a later session"),
    ],
)
def test_a_topic_that_the_superior_body_put_off_is_said_to_wait(
    fields: dict[str, Any], sentence: str, remark: str
) -> None:
    life = at(Life(), "referred")
    life.does("convene", f"session/{life.session()}", sittings={"31": "2031-01-31"})
    life.does("defer", TOPIC, **{"to_session": None, **fields})
    assert (told(life), remarks(life)) == (sentence, [f"deferred to {remark}"])


def test_what_waits_to_be_endorsed_is_not_said_to_be_agreed() -> None:
    life = at(Life(), "debated")
    life.does("record consensus", TOPIC, by=DESK, entered_for=CHAIR_NAME)
    entered = "The Group’s agreement is entered for the chair; it can be launched once it is endorsed."
    assert told(life) == entered
    decision = stand(life).decision
    assert decision is not None
    assert str(say_decision(decision)) == "It waits to be endorsed."


def test_another_act_that_waits_says_so_behind_it() -> None:
    life = at(Life(), "debated")
    life.does("record no consensus", TOPIC, by=DESK, entered_for=CHAIR_NAME)
    assert told(life) == "The Group did not agree on it. It waits to be endorsed."


def test_a_decision_over_objection_is_told_with_it_and_how_many_objected() -> None:
    life = at(Life(), "debated")
    objects(life)
    life.does("record no consensus", TOPIC)
    life.does("escalate", TOPIC)
    assert remarks(life) == ["objecting: 1"]
    life.does("approve", TOPIC)
    over = "It was decided over objection."
    assert told(life) == f"The Council approved it; it can be launched. {over}"
    assert remarks(life) == ["decided over objection: 1"]
    decision = stand(life).decision
    assert decision is not None
    assert str(say_decision(decision)) == over


@pytest.mark.parametrize(
    ("today", "said"),
    [
        ("2031-01-09", "Answers open: 2031-01-10, until 2031-02-10."),
        ("2031-01-10", "Answers are open until 2031-02-10."),
        ("2031-02-11", "Answers closed: 2031-02-10."),
    ],
)
def test_a_consultation_says_until_when_one_can_answer(today: str, said: str) -> None:
    life = at(Life(), "approved")
    decided = life.today.isoformat()
    life.does("launch", TOPIC, opens="2031-01-10", closes="2031-02-10", physical=None)
    standing = life.memory.standing(date.fromisoformat(today))
    assert str(say_stand(stand_of(life.topic(), standing), standing)) == f"The Council decided it on {decided}. {said}"


def test_a_merged_topic_is_said_to_be_merged_into_the_other_by_its_title() -> None:
    assert told(at(Life(), "merged")).startswith("It was merged into “")
