"""The judge: what an act makes of the history of its subjects, and breaks.

Form, fold, try, difference: the record is appended, its subjects are read anew, and
what may be concerned is tried on what precedes it, with the change and without it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from escalade.workflow.judge.difference import find_difference
from escalade.workflow.judge.history import History
from escalade.workflow.judge.problem import Problem, rules_of
from escalade.workflow.motions import Motion
from escalade.workflow.procedure import BACKWARDS, SAME, Procedure
from escalade.workflow.records.history import find_stretches, list_stretches
from escalade.workflow.records.record import Record
from escalade.workflow.rules.readers import default_readers
from escalade.workflow.rules.trial.rule import Trial, find_rule
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.subjects.subject import Subject
from escalade.workflow.values.dates import when
from escalade.workflow.values.errors import StepNotAllowedError
from escalade.workflow.values.remedy import Cause
from escalade.workflow.values.step import COMES_LATE, Step

OF_TRIALS = frozenset({"entry", "own", "fact"})
"""The forms of rules that are asked of one record on what precedes it."""


class Verdict(NamedTuple):
    """What becomes of an act."""

    before: History
    after: History
    records: tuple[Record, ...]
    """The records that it makes, as they are written."""
    causes: list[Cause]
    """What its own parts break, errors and remarks, in their order."""
    steps: dict[str, StepNotAllowedError]
    """By subject, the rows that the table has not."""
    falling: list[Problem]
    """Errors of other records, which rest on what it changes."""
    contradicted: list[Problem]
    """Errors of other records, which were there before what it tells: both stand."""


def judge(parts: Iterable[tuple[str, Motion]], standing: Standing, procedure: Procedure) -> Verdict:
    """Try a change of any kind.

    Args:
        parts: each subject, and what is moved on it.
        standing: what it stands on; its `act` names the records that it would be.
        procedure: the table.
    """
    before = now = History(standing, procedure)
    causes: list[Cause] = []
    steps: dict[str, StepNotAllowedError] = {}
    written: list[tuple[str, int]] = []
    for reference, motion in parts:
        subject = now.standing.subject(reference)
        state = state_met(subject, motion, procedure)
        step = procedure.steps.get((subject.kind, state, motion.act_name()))
        if step is None:
            steps.setdefault(reference, _without_row(subject, state, motion, procedure))
            continue
        later, against = _enter(now, subject, state, step, motion)
        causes += against
        if later is not None:
            now = later
            written.append((reference, len(subject.records)))
    records = tuple(now.standing.subject(reference).records[place] for reference, place in written)
    falling, contradicted, own = find_difference(before, now, records)
    return Verdict(before, now, records, [*causes, *own], steps, falling, contradicted)


def _without_row(subject: Subject, state: str | None, motion: Motion, procedure: Procedure) -> StepNotAllowedError:
    act = motion.act_name()
    is_late = state != subject.state
    last = None if is_late else subject.last(act)
    done = (last.reference, last.on) if last and last.moved else None
    rows = procedure.steps_from(subject.kind, state)
    return StepNotAllowedError(subject.reference, state, act, rows, motion.on if is_late else None, done=done)


def state_met(subject: Subject, motion: Motion, procedure: Procedure) -> str | None:
    """The state that an act met, on its day where it may come late.

    That of the latest stretch between moves in which its day may lie and where the
    table has a row. An objection that ended on the day of a decision is taken to
    have ended while it still mattered.
    """
    act = motion.act_name()
    if subject.kind != "topic" or act not in COMES_LATE:
        return subject.state
    reached = [one.move.after for one in find_stretches(subject.live, when(motion.on))]
    every = reached or [one.move.after for one in list_stretches(subject.live)]
    with_row = [state for state in every if ("topic", state, act) in procedure.steps]
    mattering = (state for state in with_row if state not in procedure.outlived.get(act, ()))
    return next(mattering, next(iter((*with_row, *reached)), subject.state))


def _enter(
    now: History, subject: Subject, state: str | None, step: Step, motion: Motion
) -> tuple[History | None, list[Cause]]:
    """Form the record of one part, and ask what its row asks of an entry.

    No history comes of an act on records that cannot be laid over what it names.
    """
    trial = Trial(subject, motion, now.standing, step)
    if step.of_records:
        against = causes_against(trial, now.procedure)
        if trial.target is None or any(find_rule(one.rule).of == "entry" for one in against):
            return None, against
    to = state if state is not None and step.to in {SAME, BACKWARDS} else step.to
    record = _record(trial, state, to, now.procedure)
    later = now.after(subject.with_record(record))
    line = later.line(subject.reference)
    if step.of_records:
        if line.states[-1] != state:  # an annulment leads where the course leads without what it annuls
            record = msgspec.structs.replace(record, after=line.states[-1])
        return now.after(subject.with_record(record)), against
    place, then, ground = line.place(record.reference), subject, now.standing
    if step.comes_late and place < len(line.told) - 1:
        then = line.cut(place)
        ground = later.ground(line.times[place], then, now.standing.act)
    return later, causes_against(Trial(then, motion, ground, step, line.told[place]), now.procedure)


def causes_against(trial: Trial, procedure: Procedure) -> list[Cause]:
    """Every rule that a motion breaks by itself, and every remark on it."""
    asked = (rule for rule in rules_of(trial.step, procedure) if rule.of in OF_TRIALS)
    return [rule.cause(trial.subject.reference, one) for rule in asked for one in rule.question(trial)]


def _record(trial: Trial, before: str | None, after: str, procedure: Procedure) -> Record:
    """The record of an act, as it is written."""
    motion, ordinal = trial.motion, len(trial.subject.records) + 1
    return Record(
        subject=trial.subject.reference,
        ordinal=ordinal,
        touched=trial.standing.act or (f"{trial.subject.reference}#{ordinal}",),
        act=trial.step.act,
        before=before,
        after=after,
        officer=motion.by,
        office=trial.office,
        entered_for=motion.entered_for,
        identity=motion.identity,
        on=motion.on,
        at=motion.at,
        audience=motion.audience or default_readers(trial),
        evidence=motion.evidence,
        procedure=procedure.version,
        digest=procedure.digest,
        motion=motion,
    )
