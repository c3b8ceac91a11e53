"""Every rule of the table: one trial where it holds, one where it is broken."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

from escalade.workflow.procedure import PROCEDURE, REMARKS
from escalade.workflow.rules import RULES
from escalade.workflow.values.step import OF_RECORDS
from tests.lives import NAMES, PREPARED, Life, at, nothing
from tests.workflow.rules.case import Case

FILES = sorted(Path(__file__).parents[1].glob("test_*.py"))
EXAMPLES = [*FILES, *(Path(__file__).parents[3] / "net" / "acts").rglob("*.jsonl")]
"""Cases, tests of their own beside them, and the acts that are kept."""


CASES: list[Case] = [
    case for file in FILES for case in getattr(import_module(f"tests.workflow.rules.{file.stem}"), "CASES", ())
]
"""Every case, wherever its rule stands."""


ASKED = {(case.of, case.state, case.act) for case in CASES if case.act != "dispatch" and case.act not in OF_RECORDS}
HELD = sorted((asked for asked in ASKED if asked in PROCEDURE.steps), key=str)


@pytest.mark.parametrize(("of", "state", "act"), HELD)
def test_the_same_act_passes_where_its_rules_hold(of: str, state: str | None, act: str) -> None:
    life = at(Life(), state, of)
    PREPARED.get(act, nothing)(life)
    assert life.tries(life.fitting(act, NAMES[of])).warnings == ()


def test_every_rule_has_a_case_or_an_example() -> None:
    asked = {rule for step in PROCEDURE.steps.values() for rule in step.rules if not rule.startswith("given:")}
    asked |= {rule for rules in REMARKS.values() for rule in rules}
    said = {name for path in EXAMPLES for name in re.findall(r"\w+", path.read_text(encoding="utf-8"))}
    assert asked == set(RULES)
    assert asked - said == set()
