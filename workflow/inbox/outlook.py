"""The outlook of a subject: acts that may follow, and what each lacks."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from msgspec.structs import replace

from escalade.workflow.judge.judge import causes_against
from escalade.workflow.motions import MOTIONS, Motion
from escalade.workflow.procedure import ENDS, OFFICES, PROCEDURE, SECRETARIAT, way
from escalade.workflow.records.history import list_stretches
from escalade.workflow.rules import Trial
from escalade.workflow.rules.trial import do
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.subjects.subject import Subject
from escalade.workflow.values.dates import when
from escalade.workflow.values.errors import Message, RequestError, Series, Word
from escalade.workflow.values.remedy import Cause, Held
from escalade.workflow.values.step import COMES_LATE, COMPANIONS, OF_RECORDS, Step

NAMED = {"topic": "ROUND/TOPIC", "round": "ROUND", "meeting": "meeting/N", "session": '"session/NAME"', "body": "body"}
"""By kind, what is typed to ask about a subject."""


class UnknownActError(RequestError):
    """The procedure has no act so called."""

    sentence = "The procedure has no act “{act}”. It has: {acts}."


class Prospect(msgspec.Struct, frozen=True):
    """One row that starts from here, and what stands in its way."""

    step: Step
    causes: tuple[Cause, ...]

    @property
    def is_open(self) -> bool:
        """Whether nothing is missing but what the officer gives."""
        return all(cause.remedy.kind in {"input", "date"} or cause.severity == "warning" for cause in self.causes)


class Outlook(msgspec.Struct, frozen=True):
    """The way to an act, and the causes in the way of its first step."""

    subject: str
    state: str | None
    act: str
    way: tuple[Step, ...] = ()
    """The steps from here to the act, the act's own last; empty where none leads there."""
    causes: tuple[Cause, ...] = ()
    reason: str = ""
    """Why no way leads there."""
    late: Step | None = None
    """Where no way leads there: the row, of a state that is passed, under which the act may be entered late."""


def bare(step: Step, subject: Subject, standing: Standing, officer: str | None) -> Motion:
    """The motion to take a step today, with nothing given yet."""
    today = standing.today.isoformat()
    offices = [office for office in step.offices if office in OFFICES] if not officer else []
    holders = (held.name for office in offices for held in standing.body.holders(office, when(today)))
    return MOTIONS[step.act](of=(subject.reference,), by=officer or next(holders, ""), on=today)


def prospects(subject: Subject, standing: Standing, officer: str | None = None) -> tuple[Prospect, ...]:
    """Every row that starts from a subject's state, with what is in its way.

    Without an officer each row is judged for whoever holds its office.
    """
    return tuple(prospect(step, subject, standing, officer) for step in askable(subject))


def askable(subject: Subject) -> Iterator[Step]:
    """The rows that start from a subject's state and that can be asked for."""
    for step in PROCEDURE.steps_from(subject.kind, subject.state):
        if step.act not in COMPANIONS and step.act not in OF_RECORDS:
            yield step


def find_late_steps(subject: Subject) -> Iterator[Step]:
    """Find the rows from states passed since that may be entered late."""
    found = {step.act for step in askable(subject)}
    for stretch in list_stretches(subject.live) if subject.kind == "topic" else ():
        for step in PROCEDURE.steps_from(subject.kind, stretch.move.after):
            if step.act in COMES_LATE and step.act not in found:
                found.add(step.act)
                yield step


def prospect(step: Step, subject: Subject, standing: Standing, officer: str | None) -> Prospect:
    """One row that starts from here, with what is in its way."""
    trial = Trial(subject, bare(step, subject, standing, officer), standing, step)
    return Prospect(step, tuple(causes_against(trial, PROCEDURE)))


def why(subject: Subject, act: str, standing: Standing, officer: str | None = None) -> Outlook:
    """Find the way to an act, and what is in the way of its first step."""
    if act not in MOTIONS:
        raise UnknownActError(act=act, acts=Series(sorted(MOTIONS)))
    asked = Outlook(subject.reference, subject.state, act)
    path = () if act in COMPANIONS else way(subject.kind, subject.state, act)
    if path:
        return replace(asked, way=path, causes=prospect(path[0], subject, standing, officer).causes)
    if late := next((step for step in find_late_steps(subject) if step.act == act), None):
        said = Message(
            "It may still be entered late, with a day (--on) on which {topic} was {state}.",
            topic=subject.reference, state=Word(late.origin or ""),
        )  # fmt: skip
        return replace(asked, late=late, reason=said)
    if subject.last_move and subject.last_move.act == act:
        last, office = subject.last_move, subject.last_move.office or SECRETARIAT
        said = Message(
            "{record} is on record. Where it is a mistake, the office whose record it is ({office}) annuls it, as long "
            "as nothing rests on it, and the act is recorded anew.",
            record=last.reference, office=Word(office),
        )  # fmt: skip
        remedy = do("annul", office, last.subject, "", records=Held(last.reference, last.reference))
        slip = Cause(rule="step_is_in_the_table", subject=last.subject, sentence=said, remedy=remedy)
        return replace(asked, causes=(slip,), reason=said)
    return replace(asked, reason=_say_no_path(subject, act))


def _say_no_path(subject: Subject, act: str) -> str:
    """Say why the table has no path to an act from where a subject stands."""
    if act in COMPANIONS:
        return Message("It comes with another act, and is none of its own.")
    if subject.state in ENDS and subject.kind == "topic":
        return Message("“{state}” is an end of the procedure.", state=Word(subject.state))
    if subject.state and way(subject.kind, None, act):
        return Message("It comes earlier in the procedure, which does not go back; what was a mistake is annulled.")
    kind = next(kind for kind in NAMED if way(kind, None, act))
    named = NAMED[kind].replace("ROUND", subject.reference) if subject.kind == "round" else NAMED[kind]
    return Message(
        "It is an act of another subject, a {kind}: “escalade why {named} {act}” says what to type.",
        kind=Word(kind), named=named, act=act.replace(" ", "-"),
    )  # fmt: skip
