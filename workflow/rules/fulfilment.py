"""Rules of meeting what a decision obliges to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.workflow.rules.trial.rule import NOTHING, RuleProblem, Trial, give, rule
from escalade.workflow.subjects.obligation import obligations
from escalade.workflow.values.message import Message, Series

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule
def condition_waits_to_be_met(trial: Trial) -> Iterator[RuleProblem]:
    """A condition that is met was attached to the decision, and was not met before."""
    number = trial.field("condition")
    found = {one.number: one for one in obligations(trial.topic, trial.standing) if one.kind == "condition"}
    if number is None:
        return
    waiting = [str(one.number) for one in found.values() if one.met_by is None]
    if number not in found or found[number].met_by:
        problem = (
            Message("It was met by {record}.", record=found[number].met_by)
            if number in found
            else Message("There is no condition {number}.", number=number)
        )
        remedy = (
            give("condition", Message("Give --condition {numbers}.", numbers=Series(waiting, " or ")), value=waiting[0])
            if waiting
            else NOTHING
        )
        yield RuleProblem(problem, remedy)
