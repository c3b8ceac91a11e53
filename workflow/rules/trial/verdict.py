"""Everything that the rules of a row say of one trial."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from escalade.workflow.rules.trial.required import named

if TYPE_CHECKING:
    from escalade.workflow.rules.trial.rule import Rule, Trial
    from escalade.workflow.values.remedy import Cause


def causes_against(trial: Trial) -> list[Cause]:
    """Every rule of the row that is broken, and every warning."""
    rules = rules_called(trial.step.rules)
    return [rule.cause(trial, problem) for rule in rules for problem in rule.question(trial)]


@cache
def rules_called(names: tuple[str, ...]) -> tuple[Rule, ...]:
    """The rules of a row, looked up once.

    Raises:
        LookupError: no rule has one of these names.
    """
    return tuple(map(named, names))
