"""What may follow, what is missing, and what waits."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec

from escalade.workflow.errors import RequestError
from escalade.workflow.finality import is_provisional
from escalade.workflow.machine import causes_against
from escalade.workflow.motion import MOTIONS, Motion
from escalade.workflow.path import way
from escalade.workflow.procedure import COMPANIONS, OFFICES, SAME, steps_from, table
from escalade.workflow.remedy import Cause
from escalade.workflow.rules import Trial
from escalade.workflow.step import OF_RECORDS, Step
from escalade.workflow.when import when

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.workflow.record import Record
    from escalade.workflow.standing import Standing
    from escalade.workflow.subject import Subject


class UnknownActError(RequestError):
    """The procedure has no act so called."""

    def __init__(self, act: str) -> None:
        """Name what was asked for and all that there is."""
        self.act = act
        super().__init__(f"The procedure has no act “{act}”. It has: {', '.join(sorted(MOTIONS))}.")


class Prospect(msgspec.Struct, frozen=True):
    """One row that starts from here, and what stands in its way."""

    step: Step
    causes: tuple[Cause, ...]

    @property
    def is_open(self) -> bool:
        """Whether nothing is missing but what the officer gives."""
        return all(cause.remedy.kind in {"input", "date"} or cause.severity == "warning" for cause in self.causes)


class Answer(msgspec.Struct, frozen=True):
    """What stands in the way of an act, and the way to it."""

    subject: str
    state: str | None
    act: str
    causes: tuple[Cause, ...]
    way: tuple[Step, ...]
    """The steps from here to the act, the act's own last; empty where none leads there."""


class Entry(msgspec.Struct, frozen=True):
    """Something that waits for an office."""

    subject: str
    state: str
    acts: tuple[str, ...]
    office: str
    since: str
    sentence: str
    record: str | None = None


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
    return tuple(_prospect(step, subject, standing, officer) for step in _askable(subject))


def _askable(subject: Subject) -> Iterator[Step]:
    for step in steps_from(subject.kind, subject.state):
        if step.act not in COMPANIONS and step.act not in OF_RECORDS:
            yield step


def _prospect(step: Step, subject: Subject, standing: Standing, officer: str | None) -> Prospect:
    trial = Trial(subject, bare(step, subject, standing, officer), standing, step)
    return Prospect(step, tuple(causes_against(trial)))


def why(subject: Subject, act: str, standing: Standing, officer: str | None = None) -> Answer:
    """What stands in the way of an act, before anyone tries.

    Raises:
        UnknownActError: the procedure has no such act.
    """
    if act not in MOTIONS:
        raise UnknownActError(act)
    step = table().get((subject.kind, subject.state, act))
    causes = _prospect(step, subject, standing, officer).causes if step else ()
    return Answer(subject.reference, subject.state, act, causes, way(subject.kind, subject.state, act))


def inbox(standing: Standing, officer: str | None = None) -> tuple[Entry, ...]:
    """What waits, for one officer or for every office, oldest first."""
    day = when(standing.today.isoformat())
    offices = standing.body.offices_of(officer, day) if officer else OFFICES
    entries = [entry for name in standing.subjects for entry in _waiting(standing.subject(name), standing)]
    mine = [entry for entry in entries if entry.office in offices or _is_addressee(entry, officer, standing)]
    return tuple(sorted(mine, key=lambda entry: (when(entry.since).last or date.min, entry.subject)))


def _is_addressee(entry: Entry, officer: str | None, standing: Standing) -> bool:
    """Whether an act waits for the officer it was entered for."""
    return (
        entry.record is not None and entry.acts == ("endorse",) and standing.record(entry.record).entered_for == officer
    )


def _waiting(subject: Subject, standing: Standing) -> Iterator[Entry]:
    """What waits about one subject: next steps, endorsements, evidence."""
    for office in OFFICES:
        awaited = (step for step in _askable(subject) if office in step.offices and _is_awaited(step, subject))
        acts = tuple(step.act for step in awaited if _is_open_to_someone(_prospect(step, subject, standing, None)))
        if acts and subject.state is not None:
            last = subject.last_move
            since = last.on if last else "unknown"
            sentence = f"{subject.reference} is {subject.state} since {since}: {' or '.join(acts)}."
            yield Entry(subject.reference, subject.state, acts, office, since, sentence)
    for record in subject.told:
        if not record.annulled_by:
            yield from _of_record(record, subject, standing)


def _is_open_to_someone(prospect: Prospect) -> bool:
    """Whether nothing is missing but what an officer of the office gives."""
    another = [cause for cause in prospect.causes if cause.remedy.kind == "officer" and cause.remedy.given]
    return Prospect(prospect.step, tuple(cause for cause in prospect.causes if cause not in another)).is_open


def _is_awaited(step: Step, subject: Subject) -> bool:
    """Whether an act is asked for: once, where it leaves the state as it is."""
    return step.awaited and not (step.to == SAME and subject.last(step.act))


def _of_record(record: Record, subject: Subject, standing: Standing) -> Iterator[Entry]:
    """Whether one record waits for an endorsement or for final evidence."""
    name, state = record.reference, subject.state or ""
    if record.waits:
        sentence = f"{name} ({record.act}) was entered for {record.entered_for}, and waits to be endorsed."
        yield Entry(subject.reference, state, ("endorse",), "chair", record.on, sentence, name)
    if record.act not in OF_RECORDS and record.evidence.session and is_provisional(record, standing):
        sentence = f"{name} ({record.act}) rests on provisional evidence, and waits for the final document."
        yield Entry(subject.reference, state, ("confirm",), record.office or "", record.on, sentence, name)
