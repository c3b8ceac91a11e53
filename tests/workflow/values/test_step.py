"""A row of the table, valid in its versions."""

from __future__ import annotations

import pytest

from escalade.workflow.machine import advance
from escalade.workflow.procedure import digest, steps_from, table
from escalade.workflow.values.errors import StepNotAllowedError
from tests.lives import TOPIC, Life, at


def test_a_row_is_valid_in_its_versions_alone() -> None:
    life = at(Life(), "proposed")
    motion = life.stamped(life.fitting("open debate", TOPIC))
    with pytest.raises(StepNotAllowedError):
        advance(life.subject(), motion, life.standing, version=0)
    assert (table(0), steps_from("topic", "proposed", 0)) == ({}, ())
    assert digest(0) != digest()
