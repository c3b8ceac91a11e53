"""The procedure as a state machine, and how a course is read: `fold()`.

The only module that knows `transitions`. One machine serves all subjects; each
is a model of its own, moved through the table by its records.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from transitions import EventData, Machine

from escalade.workflow.procedure import ANNULLED, BACKWARDS, PROCEDURE, SAME, Procedure
from escalade.workflow.values.step import OF_RECORDS

if TYPE_CHECKING:
    from escalade.workflow.records.record import Record

NOT_YET = "not yet"


def place(kind: str, state: str | None) -> str:
    """The machine's name for a state of a kind of subject."""
    return f"{kind}: {state or NOT_YET}"


@lru_cache(maxsize=8)
def machine(procedure: Procedure = PROCEDURE) -> Machine:
    """The machine of a table: a transition per row, internal if nothing moves."""
    states = [place(kind, state) for kind, names in procedure.states.items() for state in (None, *names)]
    built = Machine(model=None, states=states, initial=states[0], auto_transitions=False)
    for step in procedure.steps.values():
        to = None if step.to in {SAME, BACKWARDS} else place(step.of, step.to)
        built.add_transition(step.act, place(step.of, step.origin), to)
    return built


class Walker:
    """A subject on its way through the table: the model of the machine."""

    __slots__ = ("_machine", "kind", "state")

    def __init__(self, kind: str, procedure: Procedure) -> None:
        self.kind, self.state, self._machine = kind, place(kind, None), machine(procedure)

    @property
    def stands(self) -> str | None:
        """The state as the table calls it; None before anything."""
        state = self.state.partition(": ")[2]
        return None if state == NOT_YET else state

    def take(self, record: Record) -> Record:
        """Go on by one record, and give it with the states between which it leads.

        What was annulled, or is about other records, leads nowhere, and stays as it
        was written; what has no row leads where it says.
        """
        before = self.stands
        if record.annulled_by:
            self.state = self.state if before else place(self.kind, ANNULLED)
        elif record.act not in OF_RECORDS:
            event = self._machine.events.get(record.act)
            if event and (found := event.transitions.get(self.state)):  # triggering it may swallow an interrupt
                found[0].execute(EventData(None, event, self._machine, self, (), {}))
            elif record.moved:
                self.state = place(self.kind, record.after)
            if (record.before, record.after) != (before, self.stands):
                return msgspec.structs.replace(record, before=before, after=self.stands)
        return record


def fold(
    kind: str, records: Iterable[Record], procedure: Procedure = PROCEDURE
) -> tuple[tuple[Record, ...], tuple[str | None, ...]]:
    """Lead a subject through the table: its records, and every state it had."""
    walker = Walker(kind, procedure)
    told: list[Record] = []
    states = [walker.stands]
    for record in records:
        told.append(walker.take(record))
        states.append(walker.stands)
    return tuple(told), tuple(states)


def follow(kind: str, state: str | None, record: Record) -> tuple[Record, str | None]:
    """Go on from a state by one more record: how it leads on, and where to."""
    walker = Walker(kind, PROCEDURE)
    walker.state = place(kind, state)
    return walker.take(record), walker.stands


class Move(NamedTuple):
    """A transition from one state of a subject to another."""

    source: str | None
    act: str
    target: str


def moves(kind: str) -> Iterator[Move]:
    """The transitions of the machine that move a subject."""
    built = machine()
    for act in built.events:
        for transition in built.get_transitions(act):
            (of, _, source), target = transition.source.partition(": "), (transition.dest or "").partition(": ")[2]
            if of == kind and target not in {"", source}:
                yield Move(None if source == NOT_YET else source, act, target)
