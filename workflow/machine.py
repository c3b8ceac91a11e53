"""The table as a state machine, and the one way to act: `advance()`.

The only module that knows `transitions`. One machine is shared by all; each
act drives a throw-away cursor through it, and causes are gathered in the
transition's condition and raised from there.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, cast

from transitions import Event, Machine, Transition

from escalade.workflow.graph_edges import arrows, place
from escalade.workflow.procedure import ANNULLED, STATES, VERSION, digest, steps_from, table
from escalade.workflow.records.record import Record
from escalade.workflow.rules import Trial
from escalade.workflow.rules.trial.verdict import causes_against
from escalade.workflow.values.errors import RulesBrokenError, StepNotAllowedError

if TYPE_CHECKING:
    from escalade.workflow.motions import Motion
    from escalade.workflow.subjects.standing import Standing
    from escalade.workflow.subjects.subject import Subject
    from escalade.workflow.values.remedy import Cause


class Cursor:
    """What the machine moves: one trial, thrown away after it."""

    __slots__ = ("causes", "state", "trial")

    def __init__(self, trial: Trial) -> None:
        """Stand where the subject stands."""
        self.trial = trial
        self.state = place(trial.subject.kind, trial.subject.state)
        self.causes: list[Cause] | None = None

    def takes(self, step: Any) -> bool:
        """Take a step of the machine, where its condition holds."""
        if step.conditions[0].func(self, step):
            self.state = step.dest
            return True
        return False


def rules_hold(cursor: Cursor, _step: Transition) -> bool:
    """Gather every cause against the act, and refuse with all of them.

    Raises:
        RulesBrokenError: a rule of the row is broken.
    """
    if cursor.causes is None:
        cursor.causes = causes_against(cursor.trial)
        errors = [cause for cause in cursor.causes if cause.severity == "error"]
        if errors:
            raise RulesBrokenError(cursor.trial.step.act, errors)
    return True


def undoes_the_record(cursor: Cursor, step: Transition) -> bool:
    """Whether this backward step is that of the record to be annulled.

    Raises:
        RulesBrokenError: a rule of the row is broken.
    """
    rules_hold(cursor, step)
    trial = cursor.trial
    record = cast("Record", trial.named)
    back = (record.before or ANNULLED) if record.moved else trial.subject.state
    return bool(step.dest == place(trial.subject.kind, back))


class Act(Event):
    """The steps of one act, by the state they start from."""

    def trigger(self, model: object, *_: Any, **__: Any) -> bool:
        """Take the first step from where a cursor stands whose condition holds."""
        cursor = cast("Cursor", model)
        return any(map(cursor.takes, self.transitions[cursor.state]))


class TableMachine(Machine):
    """A machine without callbacks, which `transitions` looks for at each step."""

    event_cls = Act


@cache
def machine(version: int = VERSION) -> Machine:
    """The machine of a version of the table."""
    states = [place(kind, state) for kind, names in STATES.items() for state in (None, *names)]
    built = TableMachine(model=None, states=states, initial=states[0], auto_transitions=False, send_event=True)
    for source, act, dest in arrows(version):
        condition = undoes_the_record if act == "annul" else rules_hold
        built.add_transition(act, source, dest, conditions=condition)
    return built


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
    moved, record, _ = try_act(subject, motion, standing)
    return moved, record


def try_act(
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
    return subject.with_record(record), record, cursor.causes or []


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
        office=trial.office,
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
    record = trial.named if trial.field("records") else None
    return record.audience if record else trial.motion.reader
