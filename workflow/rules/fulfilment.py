"""Rules of meeting what a decision obliges to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.workflow.rules.trial.rule import NOTHING, RuleProblem, Trial, give, held_if_one, rule
from escalade.workflow.subjects.obligation import conditions_met, obligations
from escalade.workflow.values.message import Message, Series
from escalade.workflow.values.remedy import Held

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule
def condition_waits_to_be_met(trial: Trial) -> Iterator[RuleProblem]:
    """A condition that is met was attached to the decision, and was not met before."""
    number = trial.field("condition")
    found = {one.number: one.record for one in obligations(trial.topic, trial.standing) if one.kind == "condition"}
    met = conditions_met(trial.standing.topic(trial.subject.reference) or trial.topic)
    if number is None:
        return
    waiting = [str(one) for one in found if one not in met]
    if number not in found or number in met:
        problem = (
            Message("It was met by {record}.", record=met[number])
            if number in met
            else Message("There is no condition {number}.", number=number)
        )
        remedy = (
            give(
                "condition",
                Message("Give --condition {numbers}.", numbers=Series(waiting, " or ")),
                held_if_one(Held(str(one), record) for one, record in found.items() if one not in met),
            )
            if waiting
            else NOTHING
        )
        yield RuleProblem(problem, remedy)
