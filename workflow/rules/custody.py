"""Rules of a register that is handed over: one office keeps it at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.workflow.procedure import COUNCIL_SECRETARIAT, SECRETARIAT
from escalade.workflow.rules.trial.rule import NOTHING, RuleProblem, Trial, ask, do, give, rule
from escalade.workflow.values.message import Message
from escalade.workflow.values.remedy import REQUEST, Held, Remedy

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule
def register_is_kept_here(trial: Trial) -> Iterator[RuleProblem]:
    """Whoever handed the register over enters nothing until it is taken back."""
    handed = trial.standing.body.handed_over
    if handed is None:
        return
    record, motion = handed
    detail = Message(
        "It was handed over to {receiver} on {day} ({record}); only they may act.",
        receiver=motion.receiver,
        day=record.on,
        record=record.reference,
    )
    if trial.motion.by == motion.receiver:
        yield RuleProblem(detail, do("take over", record.office or SECRETARIAT, "body", "Take it over first."))
    else:
        yield RuleProblem(
            detail, do("take back", SECRETARIAT, "body", "Take it back, where they did not take it over.")
        )


@rule
def receiver_may_act(trial: Trial) -> Iterator[RuleProblem]:
    """A register is handed over to another desk, one that may enter acts."""
    receiver = trial.field("receiver")
    if not receiver:
        return
    if receiver == trial.motion.by:
        yield RuleProblem("You keep it already.", _another(trial))
    elif not {SECRETARIAT, COUNCIL_SECRETARIAT}.intersection(trial.standing.body.offices_of(receiver, trial.day)):
        detail = Message("{receiver} does not hold the office of a secretariat on that day.", receiver=receiver)
        named = {"name": Held(receiver, REQUEST), "office": None, "since": None}
        yield RuleProblem(detail, do("appoint", SECRETARIAT, "body", "Appoint them first.", **named))


def _another(trial: Trial) -> Remedy:
    """The remedy that is another desk, or an appointment where there is none."""
    body, by, day = trial.standing.body, trial.motion.by, trial.day
    desks = (desk.name for office in (SECRETARIAT, COUNCIL_SECRETARIAT) for desk in body.holders(office, day))
    other = next((name for name in desks if name != by), None)
    if other is None:
        return do("appoint", SECRETARIAT, "body", "Appoint another desk first.", office=None)
    return give("receiver", Message("Name another, such as {other}.", other=other))


@rule
def register_was_handed_over(trial: Trial) -> Iterator[RuleProblem]:
    """A register is taken over, or back, after it was handed over."""
    if trial.standing.body.handed_over is None:
        yield RuleProblem("It is kept here.", NOTHING)


@rule
def receiver_takes_it_over(trial: Trial) -> Iterator[RuleProblem]:
    """A register is taken over by whom it was handed over to."""
    handed = trial.standing.body.handed_over
    receiver = handed[1].receiver if handed else trial.motion.by
    if receiver != trial.motion.by:
        yield RuleProblem(
            Message("That is {receiver}.", receiver=receiver),
            ask(None, (receiver,)),
        )
