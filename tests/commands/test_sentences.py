"""The rows of an act, told in its help."""

from __future__ import annotations

import pytest

from escalade.workflow.motions import MOTIONS
from escalade.workflow.values.step import COMPANIONS

from .conftest import Shell

ACTS = sorted(act for act in MOTIONS if act not in COMPANIONS)


@pytest.mark.parametrize("act", ["correct", "annul", "confirm", "endorse"])
def test_a_row_that_is_alike_for_every_kind_is_told_once(shell: Shell, act: str) -> None:
    said = shell(f"{act} --help").out.partition("In the procedure:")[2]
    assert said.count("RECORD") == 1
    assert "a body, a meeting, a session, a round or a topic" in " ".join(said.split())
