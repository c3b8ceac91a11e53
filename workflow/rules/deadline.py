"""Rules of setting deadlines, and of meeting them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.workflow.motions import NOT_AT_HAND
from escalade.workflow.rules.trial.rule import (
    NOTHING,
    RuleProblem,
    Trial,
    date_of,
    give,
    pick_only,
    repeated,
    rule,
    rule_of,
)
from escalade.workflow.subjects.obligation import conditions_met, obligations
from escalade.workflow.values.dates import when
from escalade.workflow.values.message import Message, Series
from escalade.workflow.values.remedy import Held

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from escalade.workflow.subjects.standing import Standing
    from escalade.workflow.subjects.topic import Topic
    from escalade.workflow.values.remedy import Remedy


@rule
def basis_of_the_deadline_is_on_record(trial: Trial) -> Iterator[RuleProblem]:
    """A deadline rests on a legal text of the constitution, or on one that is not at hand."""
    constitution, basis = trial.standing.body.constitution(), trial.field("basis")
    known = tuple(constitution.texts) if constitution else ()
    if basis and basis not in (*known, NOT_AT_HAND):
        yield RuleProblem(
            Message("“{basis}” is the key of none. There are: {known}.", basis=basis, known=Series(known)),
            give("basis", "Give --basis one of them, or enter the text first (amend constitution)."),
        )


@rule
def other_deadlines_are_on_record(trial: Trial) -> Iterator[RuleProblem]:
    """What holds in place of a deadline is another deadline on record."""
    known = {name for _, motion in trial.standing.body.deadlines if (name := motion.name) != trial.field("name")}
    for name in trial.field("exemptions"):
        if name not in known:
            yield RuleProblem(
                Message("“{name}” is none.", name=name),
                give("exemptions", "Set that one first, or give --exemption another.", instead=name),
            )


@rule
def validity_is_in_order(trial: Trial) -> Iterator[RuleProblem]:
    """A deadline ceases to be in force on or after the day it came into force."""
    since, until = when(trial.field("since") or trial.motion.on), trial.field("until")
    if until and not since.may_precede(when(until)):
        yield RuleProblem(
            Message("{until} lies before {since}.", until=until, since=since.text),
            date_of("until", "Give --until a later day."),
        )


@rule_of(reads_round=True)
def condition_waits_to_be_met(trial: Trial) -> Iterator[RuleProblem]:
    """A condition that is met was attached to the decision, and was not met before."""
    number = trial.field("condition")
    found = {one.number: one.record for one in obligations(trial.topic, trial.standing) if one.kind == "condition"}
    if number in found or (number is None and found):
        return
    met = conditions_met(trial.topic)
    waiting = [str(one) for one in found if one not in met]
    said = Message("There is no condition {number}.", number=number) if found else "None was attached to it."
    yield RuleProblem(said, _one_of(waiting, found) if waiting else NOTHING)


def _one_of(waiting: list[str], found: Mapping[int | None, str]) -> Remedy:
    """The remedy that is a condition that waits."""
    held = pick_only(Held(str(one), record) for one, record in found.items() if str(one) in waiting)
    return give("condition", Message("Give --condition {numbers}.", numbers=Series(waiting, " or ")), held)


@rule_of("line")
def condition_is_met_once(topic: Topic, _standing: Standing) -> Iterator[tuple[str, RuleProblem]]:
    """A condition is met once."""
    for record, first, _ in repeated(topic, "fulfil", lambda one: getattr(one.motion, "condition", None)):
        yield record.reference, RuleProblem(Message("It was met by {record}.", record=first.reference), NOTHING)
