"""The table is a value: a register may be judged under another than it was made under."""

from __future__ import annotations

import pytest

from escalade.workflow.judge.problem import problems
from escalade.workflow.perform import perform
from escalade.workflow.procedure import PROCEDURE, REMARKS, ROWS, STATES, Procedure
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.values.errors import StepNotAllowedError
from tests.lives import TOPIC, Life, at

OTHER = Procedure(STATES, tuple(line for line in ROWS if line[0].act != "record no consensus"), REMARKS, {}, 2)
"""Ours without a row."""


def errors(standing: Standing, procedure: Procedure) -> list[tuple[str, str]]:
    """What is wrong under a table: each record and rule."""
    found = problems(standing, procedure)
    return [(one.record, one.cause.rule) for one in found if one.cause.severity == "error"]


def test_what_is_sound_under_one_table_may_not_be_under_another() -> None:
    life = at(Life(), "referred")
    assert errors(life.standing, PROCEDURE) == []
    assert errors(life.standing, OTHER) == [("2031/a#3", "step_is_in_the_table")]


def test_an_act_is_tried_under_the_table_that_is_given() -> None:
    life = at(Life(), "debated")
    motion = life.stamped(life.fitting("record no consensus", TOPIC))
    (record,) = perform(motion, life.standing).records
    with pytest.raises(StepNotAllowedError):
        perform(motion, life.standing, procedure=OTHER)
    (other,) = perform(life.stamped(life.fitting("set aside", TOPIC)), life.standing, procedure=OTHER).records
    assert (record.procedure, other.procedure, other.digest) == (1, 2, OTHER.digest)
    assert record.digest == PROCEDURE.digest != OTHER.digest
