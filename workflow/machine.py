"""The procedure as a state machine, and the one way to act: `advance()`.

The only module that knows `transitions`. One machine serves all acts; each
act is a model of its own, triggered once and thrown away.
"""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple, cast

from transitions import EventData, Machine, MachineError

from escalade.workflow.procedure import ANNULLED, BACKWARDS, OUTLIVED, SAME, STATES, VERSION, digest, steps_from, table
from escalade.workflow.records.history import find_stretches, list_stretches
from escalade.workflow.records.record import Record
from escalade.workflow.rules import Trial
from escalade.workflow.rules.readers import default_readers
from escalade.workflow.rules.trial.required import causes_against
from escalade.workflow.values.dates import when
from escalade.workflow.values.errors import RulesBrokenError, StepNotAllowedError
from escalade.workflow.values.step import COMES_LATE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from escalade.workflow.motions import Motion
    from escalade.workflow.subjects.standing import Standing
    from escalade.workflow.subjects.subject import Subject
    from escalade.workflow.values.remedy import Cause
    from escalade.workflow.values.step import Step

NOT_YET = "not yet"


class Cursor:
    """A motion tried on a subject: the machine's model for one act."""

    __slots__ = ("causes", "motion", "standing", "state", "subject", "trial")

    def __init__(self, subject: Subject, motion: Motion, standing: Standing) -> None:
        """Start in the state of the subject."""
        self.subject = subject
        self.motion = motion
        self.standing = standing
        self.state = place(subject.kind, subject.state)
        self.trial: Trial | None = None
        self.causes: list[Cause] = []

    @property
    def errors(self) -> list[Cause]:
        """The causes that forbid the act."""
        return [cause for cause in self.causes if cause.severity == "error"] if self.causes else []


def rules_hold(step: Step, event: EventData) -> bool:
    """Gather every cause against the act, and say whether none forbids it."""
    cursor = cast("Cursor", event.model)
    if cursor.trial is None:  # an annulment asks again for each state that it may lead to
        cursor.trial = Trial(cursor.subject, cursor.motion, cursor.standing, step)
        cursor.causes = causes_against(cursor.trial)
    return not cursor.errors


def undoes_the_record(event: EventData) -> bool:
    """Whether a transition leads back to before the record to be annulled."""
    cursor = cast("Cursor", event.model)
    record = cast("Record", cast("Trial", cursor.trial).target)
    back = (record.before or ANNULLED) if record.moved else cursor.subject.state
    return bool(event.transition and event.transition.dest == place(cursor.subject.kind, back))


def place(kind: str, state: str | None) -> str:
    """The machine's name for a state of a kind of subject."""
    return f"{kind}: {state or NOT_YET}"


@cache
def machine() -> Machine:
    """The machine of the table."""
    states = [place(kind, state) for kind, names in STATES.items() for state in (None, *names)]
    built = Machine(model=None, states=states, initial=states[0], auto_transitions=False, send_event=True)
    for step in table().values():
        source, rules = place(step.of, step.origin), partial(rules_hold, step)
        if step.to == BACKWARDS:
            for dest in _backwards(step):
                built.add_transition(step.act, source, dest, conditions=[rules, undoes_the_record])
        else:
            to = None if step.to == SAME else place(step.of, step.to)  # none makes it an internal transition
            built.add_transition(step.act, source, to, rules)
    return built


def _backwards(annul: Step) -> dict[str, None]:
    """The states an annulment may lead to: the origins of what led here."""
    led_here = (step for step in table().values() if step.of == annul.of and step.to == annul.origin)
    origins = (step.origin or ANNULLED for step in led_here if step.act != "constitute")
    return {place(annul.of, origin): None for origin in (*origins, annul.origin)}


class Move(NamedTuple):
    """A transition from one state of a subject to another."""

    source: str | None
    act: str
    target: str


def moves(kind: str) -> Iterator[Move]:
    """The transitions of the machine that move a subject, but annulments."""
    built = machine()
    for act in built.events:
        for transition in built.get_transitions(act):
            (of, _, source), target = transition.source.partition(": "), (transition.dest or "").partition(": ")[2]
            if of == kind and target not in {"", source} and act != "annul":
                yield Move(None if source == NOT_YET else source, act, target)


def ignore(_warning: Cause) -> None:
    """Let a warning pass."""


def advance(
    subject: Subject,
    motion: Motion,
    standing: Standing,
    *,
    warn: Callable[[Cause], object] = ignore,
) -> tuple[Subject, Record]:
    """Try a motion on a subject: the subject after it, and its record.

    Pure: time, identity and salts are in the motion; `standing.act` names the
    records of the whole act, where it touches several subjects.

    Args:
        subject: what is acted on.
        motion: the act, with its time, identity and salts.
        standing: what its rules may look at.
        warn: told of each warning, where the act is allowed.

    Raises:
        StepNotAllowedError: the table has no such row.
        RulesBrokenError: a rule of the row is broken; names every cause.
    """
    act, met = motion.act_name(), as_met(subject, motion)
    cursor = Cursor(met, motion, standing)
    built = machine()
    event = built.events.get(act) if cursor.state in built.states else None  # a ledger may say a state that none has
    try:
        allowed = event is not None and event.trigger(cursor)
    except MachineError:
        allowed = False
    if cursor.errors:
        raise RulesBrokenError(act, cursor.errors)
    if not allowed:
        raise _not_allowed(met, act, steps_from(met.kind, met.state), None if met is subject else motion.on)
    for warning in cursor.causes:
        warn(warning)
    record = _record(cast("Trial", cursor.trial), cursor.state.partition(": ")[2], len(subject.records) + 1)
    return subject.with_record(record), record


def _not_allowed(met: Subject, act: str, rows: tuple[Step, ...], day: str | None) -> StepNotAllowedError:
    """The refusal of an act that has no row, with its record where it was done already."""
    last = None if day else met.last(act)
    done = (last.reference, last.on) if last and last.moved else None
    return StepNotAllowedError(met.reference, met.state, act, rows, day, done=done)


def as_met(subject: Subject, motion: Motion) -> Subject:
    """The subject as an act met it: on its day, where the act may come late.

    It is cut behind the latest move that may precede the day, or further back
    where the table has no row there and the day may lie before that move too.
    An objection that ended on the day of a decision is taken to have ended
    while it still mattered.
    """
    act = motion.act_name()
    if subject.kind != "topic" or act not in COMES_LATE:
        return subject
    rows, day = table(), when(motion.on)
    reached = list(find_stretches(subject.live, day))
    every = reached or list_stretches(subject.live)
    with_row = [one for one in every if (subject.kind, one.move.after, act) in rows]
    mattering = (one for one in with_row if act != "lift objection" or one.move.after not in OUTLIVED)
    stretch = next(mattering, next(iter((*with_row, *reached)), None))
    place = stretch.place_of(day, getattr(motion, "time", None), subject.live) if stretch else len(subject.live)
    return subject if place == len(subject.live) else type(subject)(subject.reference, subject.live[:place])


def _record(trial: Trial, after: str, ordinal: int) -> Record:
    """The record of an act that was allowed."""
    subject, motion = trial.subject, trial.motion
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
        audience=motion.audience or default_readers(trial),
        evidence=motion.evidence,
        procedure=VERSION,
        digest=digest(),
        motion=motion,
    )
