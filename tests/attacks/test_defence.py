"""The list of attacks is true: tests and defences are where it says."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.attacks.defence import TABLE, Attack, told

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("attack", TABLE, ids=lambda attack: attack.what)
def test_every_attack_is_played_by_a_test_and_met_by_a_defence(attack: Attack) -> None:
    file, _, name = attack.test.partition("::")
    tests = ast.parse((ROOT / file).read_text("utf-8")).body
    assert name in {one.name for one in tests if isinstance(one, ast.FunctionDef)}
    assert (ROOT / attack.cut.file).read_text("utf-8").count(attack.cut.text) == 1
    assert attack.cut.text != attack.cut.instead


def test_the_table_of_the_attacks_is_the_one_that_is_shown() -> None:
    assert told() in (ROOT / "docs" / "trust.md").read_text("utf-8"), told()
    assert len({one.what for one in TABLE}) == len(TABLE)
