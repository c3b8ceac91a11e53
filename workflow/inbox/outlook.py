"""The outlook of a subject: acts that may follow, and what each lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from escalade.workflow.judge.judge import causes_against
from escalade.workflow.motions import MOTIONS, Motion
from escalade.workflow.procedure import OFFICES, PROCEDURE, steps_from, table, way
from escalade.workflow.records.history import list_stretches
from escalade.workflow.rules import Trial
from escalade.workflow.values.dates import when
from escalade.workflow.values.errors import RequestError
from escalade.workflow.values.message import Message, Series
from escalade.workflow.values.remedy import Cause
from escalade.workflow.values.step import COMES_LATE, COMPANIONS, OF_RECORDS, Step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.workflow.subjects.standing import Standing
    from escalade.workflow.subjects.subject import Subject


class UnknownActError(RequestError):
    """The procedure has no act so called."""

    def __init__(self, act: str) -> None:
        """Name what was asked for and all that there is."""
        self.act = act
        super().__init__(
            Message("The procedure has no act “{act}”. It has: {acts}.", act=act, acts=Series(sorted(MOTIONS)))
        )


class Prospect(msgspec.Struct, frozen=True):
    """One row that starts from here, and what stands in its way."""

    step: Step
    causes: tuple[Cause, ...]

    @property
    def is_open(self) -> bool:
        """Whether nothing is missing but what the officer gives."""
        return all(cause.remedy.kind in {"input", "date"} or cause.severity == "warning" for cause in self.causes)


class Outlook(msgspec.Struct, frozen=True):
    """The causes in the way of an act, and the way to it."""

    subject: str
    state: str | None
    act: str
    causes: tuple[Cause, ...]
    way: tuple[Step, ...]
    """The steps from here to the act, the act's own last; empty where none leads there."""


def bare(step: Step, subject: Subject, standing: Standing, officer: str | None) -> Motion:
    """The motion to take a step today, with nothing given yet."""
    today = standing.today.isoformat()
    holders = [
        held.name for office in step.offices if office in OFFICES for held in standing.body.holders(office, when(today))
    ]
    by = officer or (holders[0] if holders else "")
    return MOTIONS[step.act](of=(subject.reference,), by=by, on=today)


def prospects(subject: Subject, standing: Standing, officer: str | None = None) -> tuple[Prospect, ...]:
    """Every row that starts from a subject's state, with what is in its way.

    Without an officer each row is judged for whoever holds its office.
    """
    return tuple(prospect(step, subject, standing, officer) for step in askable(subject))


def askable(subject: Subject) -> Iterator[Step]:
    """The rows that start from a subject's state and that can be asked for."""
    for step in steps_from(subject.kind, subject.state):
        if step.act not in COMPANIONS and step.act not in OF_RECORDS:
            yield step


def find_late_steps(subject: Subject) -> Iterator[Step]:
    """Find the rows from states passed since that may be entered late."""
    if subject.kind != "topic":
        return
    found = {step.act for step in askable(subject)}
    for stretch in list_stretches(subject.live):
        for step in steps_from(subject.kind, stretch.move.after):
            if step.act in COMES_LATE and step.act not in found:
                found.add(step.act)
                yield step


def prospect(step: Step, subject: Subject, standing: Standing, officer: str | None) -> Prospect:
    """One row that starts from here, with what is in its way."""
    trial = Trial(subject, bare(step, subject, standing, officer), standing, step)
    return Prospect(step, tuple(causes_against(trial, PROCEDURE)))


def why(subject: Subject, act: str, standing: Standing, officer: str | None = None) -> Outlook:
    """Find the causes in the way of an act, before anyone tries.

    Raises:
        UnknownActError: the procedure has no such act.
    """
    if act not in MOTIONS:
        raise UnknownActError(act)
    step = table().get((subject.kind, subject.state, act))
    causes = prospect(step, subject, standing, officer).causes if step else ()
    return Outlook(subject.reference, subject.state, act, causes, way(subject.kind, subject.state, act))
