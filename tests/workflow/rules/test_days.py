"""Days that hardly go together: a round that is told of days before its body."""

from __future__ import annotations

import pytest

from escalade.workflow.rules.days import say_before_the_body
from escalade.workflow.subjects.body import Body
from tests.lives import ROUND, TOPIC, Life, at
from tests.workflow.late import warnings_of

SAID = (
    "{} is of {}, and body#1 (constitute) constitutes the body on 2031-01-06 only: no paper can be of a day before. "
    "Where the body is older, correct that: “correct body#1 --set on=DAY”."
)


def constituted() -> Life:
    """A body that was constituted, and nothing else."""
    life = Life()
    life.does("constitute", "body")
    return life


def test_a_round_opened_before_the_body_was_constituted_is_warned_of_once() -> None:
    life = constituted()
    opening = SAID.format("2031#1 (open round)", "2030-06-01")
    assert warnings_of(life, "open round", ROUND, on="2030-06-01") == [opening]
    assert warnings_of(life, "propose", TOPIC, on="2030-07-01") == []


@pytest.mark.parametrize("opened", ["2031-01-06", "unknown"])
def test_a_topic_of_a_round_that_is_not_earlier_is_warned_of_itself(opened: str) -> None:
    life = constituted()
    assert warnings_of(life, "open round", ROUND, on=opened) == []
    proposed = SAID.format("2031/a#1 (propose)", "2030-07-01")
    assert warnings_of(life, "propose", TOPIC, on="2030-07-01") == [proposed]
    assert warnings_of(life, "propose", "2031/b", on="2031-01") == []


def test_once_the_constitution_has_its_true_day_nothing_is_said() -> None:
    life = constituted()
    life.does("correct", "body#1", fields={"on": "2030-01-01"})
    assert warnings_of(life, "open round", ROUND, on="2030-06-01") == []


def test_of_other_subjects_and_without_a_constitution_nothing_is_said() -> None:
    life = at(Life(), "proposed")
    record = life.topic().live[0]
    assert say_before_the_body(record, Body("body")) is None
    assert warnings_of(life, "convene", "meeting/old", opens="2030-01-01", closes="2030-01-01", on="2030-01-01") == []
