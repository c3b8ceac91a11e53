"""The table as a state machine, and the one way to act: `advance()`.

The only module that knows `transitions`. One machine is shared by all; each
act drives a throw-away cursor through it, and causes are gathered in the
transition's condition and raised from there.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, cast

from transitions import EventData, Machine, Transition

from escalade.workflow.errors import RulesBrokenError, StepNotAllowedError
from escalade.workflow.procedure import ANNULLED, BACKWARDS, SAME, STATES, VERSION, digest, steps_from, table
from escalade.workflow.record import Record
from escalade.workflow.rules import Trial, office_acting
from escalade.workflow.rules.always import named_record
from escalade.workflow.rules.verdict import causes_against

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.workflow.motion import Motion
    from escalade.workflow.remedy import Cause
    from escalade.workflow.standing import Standing
    from escalade.workflow.step import Step
    from escalade.workflow.subject import Subject

NOT_YET = "not yet"


class Cursor:
    """What the machine moves: one trial, thrown away after it."""

    __slots__ = ("causes", "state", "trial")

    def __init__(self, trial: Trial) -> None:
        """Stand where the subject stands."""
        self.trial = trial
        self.state = place(trial.subject.kind, trial.subject.state)
        self.causes: list[Cause] = []


def place(kind: str, state: str | None) -> str:
    """The machine's name for a state of a kind of subject."""
    return f"{kind}: {state or NOT_YET}"


def rules_hold(event: EventData) -> bool:
    """Gather every cause against the act, and refuse with all of them.

    Raises:
        RulesBrokenError: a rule of the row is broken.
    """
    cursor = cast("Cursor", event.model)
    cursor.causes = list(causes_against(cursor.trial))
    if any(cause.severity == "error" for cause in cursor.causes):
        raise RulesBrokenError(cursor.trial.step.act, [cause for cause in cursor.causes if cause.severity == "error"])
    return True


def undoes_the_record(event: EventData) -> bool:
    """Whether this backward step is that of the record to be annulled."""
    rules_hold(event)
    trial = cast("Cursor", event.model).trial
    record = cast("Record", named_record(trial))
    back = (record.before or ANNULLED) if record.moved else trial.subject.state
    return bool(cast("Transition", event.transition).dest == place(trial.subject.kind, back))


@cache
def machine(version: int = VERSION) -> Machine:
    """The machine of a version of the table."""
    states = [place(kind, state) for kind, names in STATES.items() for state in (None, *names)]
    built = Machine(model=None, states=states, initial=states[0], auto_transitions=False, send_event=True)
    for source, act, dest in arrows(version):
        condition = undoes_the_record if act == "annul" else rules_hold
        built.add_transition(act, source, dest, conditions=condition)
    return built


def arrows(version: int = VERSION) -> Iterator[tuple[str, str, str]]:
    """Source, act and destination of every step; annulments read it backwards."""
    for step in table(version).values():
        source = place(step.of, step.origin)
        if step.to == BACKWARDS:
            yield from ((source, step.act, dest) for dest in _backwards(step, version))
        else:
            yield source, step.act, source if step.to == SAME else place(step.of, step.to)


def _backwards(annul: Step, version: int) -> dict[str, None]:
    """Where an annulment may lead from a state: the origins of what led there."""
    led_here = (step for step in table(version).values() if step.of == annul.of and step.to == annul.origin)
    origins = (step.origin or ANNULLED for step in led_here if step.act != "constitute")
    return {place(annul.of, origin): None for origin in (*origins, annul.origin)}


def trial_of(subject: Subject, motion: Motion, standing: Standing, version: int = VERSION) -> Trial:
    """The trial of a motion under the row that the table has for it.

    Raises:
        StepNotAllowedError: the table has no such row.
    """
    act = motion.act_name()
    step = table(version).get((subject.kind, subject.state, act))
    if step is None:
        raise StepNotAllowedError(
            subject.reference, subject.state, act, steps_from(subject.kind, subject.state, version)
        )
    return Trial(subject, motion, standing, step)


def advance(subject: Subject, motion: Motion, standing: Standing) -> tuple[Subject, Record]:
    """Try a motion on a subject: the subject after it, and its record.

    Pure: time, identity and salts are in the motion; `standing.act` names the
    records of the whole act, where it touches several subjects.

    Raises:
        StepNotAllowedError: the table has no such row.
        RulesBrokenError: a rule of the row is broken; names every cause.
    """
    moved, record, _ = tried(subject, motion, standing)
    return moved, record


def tried(
    subject: Subject, motion: Motion, standing: Standing, version: int = VERSION
) -> tuple[Subject, Record, list[Cause]]:
    """As `advance()`, under a version of the table, with the warnings."""
    trial = trial_of(subject, motion, standing, version)
    cursor = Cursor(trial)
    if not machine(version).events[trial.step.act].trigger(cursor):
        raise StepNotAllowedError(
            subject.reference, subject.state, trial.step.act, steps_from(subject.kind, subject.state, version)
        )
    record = _recorded(trial, cursor.state.partition(": ")[2], version)
    return subject.with_record(record), record, cursor.causes


def _recorded(trial: Trial, after: str, version: int) -> Record:
    """The record of an act that was allowed."""
    subject, motion = trial.subject, trial.motion
    ordinal = len(subject.records) + 1
    return Record(
        subject=subject.reference,
        ordinal=ordinal,
        touched=trial.standing.act or (f"{subject.reference}#{ordinal}",),
        act=trial.step.act,
        before=subject.state,
        after=after,
        officer=motion.by,
        office=office_acting(trial),
        entered_for=motion.entered_for,
        identity=motion.identity,
        on=motion.on,
        at=motion.at,
        audience=motion.audience or _audience(trial),
        evidence=motion.evidence,
        procedure=version,
        digest=digest(version),
        motion=motion,
    )


def _audience(trial: Trial) -> str:
    """Who may read it unless the motion says: whoever reads what it is about."""
    record = named_record(trial)
    return record.audience if record else trial.motion.reader
