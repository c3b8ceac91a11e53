"""`perform()` in memory against the bare trigger of a shared machine."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from importlib import import_module

from transitions import Machine

from escalade.workflow.ledger.tree import leaf_hash
from escalade.workflow.motions import OpenDebate
from escalade.workflow.perform import perform
from escalade.workflow.records.record import encode
from escalade.workflow.subjects.standing import Memory
from tests.benchmarks.ground import Ground
from tests.benchmarks.measure import Row, at_least, busy, share
from tests.rounds import generate_rounds


class Cursor:
    """What the bare machine moves."""

    state = "proposed"


def rows(ground: Ground) -> Iterator[Row]:
    """Opening a debate: motion, rules, record and leaf hash."""
    pieces, rounds = ground.count(2000, 300), ground.count(15, 5)
    memory, motion = proposed()
    standing = memory.standing(date(2025, 6, 1))

    def ours() -> None:
        for _ in range(pieces):
            leaf_hash(encode(perform(motion, standing).records[0]))

    machine = Machine(model=None, states=["proposed", "debated"], initial="proposed", auto_transitions=False)
    machine.add_transition("open_debate", "proposed", "debated")
    event = machine.events["open_debate"]

    def bare() -> None:
        for _ in range(pieces):
            event.trigger(Cursor())

    work = "perform(): rules, record, leaf hash"
    yield share(
        work, "transitions, bare trigger", lambda: busy(ours, pieces), lambda: busy(bare, pieces), rounds, at_least(0.2)
    )
    yield from peer(work, lambda: busy(ours, pieces), pieces, rounds)


def proposed() -> tuple[Memory, OpenDebate]:
    """A register in memory in which a topic is proposed, and what comes next."""
    memory = Memory()
    for act in generate_rounds(1):
        if isinstance(act.motion, OpenDebate):
            return memory, act.motion
        for record in perform(act.motion, memory.standing(date(2025, 6, 1))).records:
            memory.take(record)
    raise LookupError


def peer(work: str, ours: object, pieces: int, rounds: int) -> Iterator[Row]:
    """The same against python-statemachine, where it is installed."""
    try:
        library = import_module("statemachine")
    except ModuleNotFoundError:
        return
    proposed, debated = library.State(initial=True), library.State(final=True)
    shape = type(library.StateMachine)(
        "Topic", (library.StateMachine,), {"proposed": proposed, "debated": debated, "open": proposed.to(debated)}
    )

    def theirs() -> None:
        for _ in range(pieces):
            shape().send("open")

    assert callable(ours)
    yield share(work, "python-statemachine, no rules", ours, lambda: busy(theirs, pieces), rounds, at_least(6))
