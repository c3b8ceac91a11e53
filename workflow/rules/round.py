"""Rules of the round, and of the contributions to it."""

from __future__ import annotations

from collections.abc import Iterator

from escalade.workflow.procedure import SECRETARIAT
from escalade.workflow.rules.trial.rule import RuleProblem, Trial, do, give, rule, rule_of
from escalade.workflow.values.message import Message
from escalade.workflow.values.reference import round_of
from escalade.workflow.values.remedy import Remedy


@rule
def sender_is_named(trial: Trial) -> Iterator[RuleProblem]:
    """A contribution says who submitted it: States, or a group of them."""
    if not trial.field("by_state") and not trial.field("by_group"):
        yield RuleProblem("", give("by_state", "Give --by-state or --by-group."))


@rule_of(reads_round=True)
def it_concerns_this_round(trial: Trial) -> Iterator[RuleProblem]:
    """A contribution concerns the round it is received in, or topics of it."""
    mine = {trial.subject.reference, *(topic.reference for topic in trial.standing.topics_of(trial.subject.reference))}
    for name in (one for one in trial.field("concerns") if one not in mine):
        problem = Message("{topic} is not of this round.", topic=name)
        if round_of(name) == trial.subject.reference:
            problem = Message("{topic} does not exist.", topic=name)
        note = "Give --concerns a topic of this round, or the round."
        yield RuleProblem(problem, give("concerns", note, instead=name))


@rule
def contribution_is_new(trial: Trial) -> Iterator[RuleProblem]:
    """A contribution is received once."""
    symbol = trial.field("symbol")
    for record, earlier in trial.standing.round(trial.subject.reference).contributions:
        if symbol and earlier.symbol == symbol:
            said = Message("{symbol} was received before ({record}).", symbol=symbol, record=record.reference)
            note = "Give the symbol of another one; or correct that record, if it is wrong."
            yield RuleProblem(said, give("symbol", note, instead=symbol))


@rule_of(reads_round=True)
def round_is_open(trial: Trial) -> Iterator[RuleProblem]:
    """A topic belongs to a round that is open."""
    name = round_of(trial.subject.reference)
    state = trial.standing.round(name).state
    if state != "open":
        ended = Remedy(kind="none", note="It was annulled; open another round.")
        remedy = ended if state else do("open round", SECRETARIAT, name, "Open it first.")
        yield RuleProblem(Message("The round {round} is not open.", round=name), remedy)
