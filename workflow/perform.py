"""Perform one act on every subject it touches, in order: all or none."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from escalade.workflow.machine import advance, as_met, ignore
from escalade.workflow.motions.mistake import OnAct, OnRecord
from escalade.workflow.procedure import OWN, SECRETARIAT, table, way
from escalade.workflow.records.validation import check
from escalade.workflow.rules.always import titles
from escalade.workflow.rules.trial.contradiction import (
    contradictions_under,
    new_contradictions,
    warn_of_what_came_later,
)
from escalade.workflow.rules.trial.doubtful_days import (
    warn_of_broken_order,
    warn_of_days_before_the_body,
    warn_of_deferral,
    warn_of_doubtful_days,
    warn_of_hearing_held,
    warn_of_later_endorsement,
    warn_of_unnamed_meeting,
)
from escalade.workflow.rules.trial.languages import warn_of_languages
from escalade.workflow.rules.trial.left_behind import warn_of_what_stays
from escalade.workflow.rules.trial.older_revision import warn_of_older_revision
from escalade.workflow.rules.trial.presiding import warn_of_other_presider
from escalade.workflow.rules.trial.repeated import warn_of_repeat
from escalade.workflow.rules.trial.same_act import warn_of_the_same_act
from escalade.workflow.rules.trial.votes import warn_of_counts
from escalade.workflow.values.dates import when
from escalade.workflow.values.errors import RulesBrokenError, StepNotAllowedError
from escalade.workflow.values.message import Message, Messages, Series, Word
from escalade.workflow.values.reference import kind_of
from escalade.workflow.values.remedy import Cause, Remedy
from escalade.workflow.values.step import COMPANIONS, HOLDS_THE_OFFICE, OF_RECORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from escalade.workflow.motions import Motion
    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.standing import Standing
    from escalade.workflow.subjects.subject import Subject

Refusal = StepNotAllowedError | RulesBrokenError


class Outcome(NamedTuple):
    """The outcome of an act: subjects and records in order, and warnings."""

    subjects: tuple[Subject, ...]
    records: tuple[Record, ...]
    warnings: tuple[Cause, ...]


def perform(motion: Motion, standing: Standing, *, warned: bool = True) -> Outcome:
    """Try a whole act: each subject in order, each seeing what came before.

    Args:
        motion: the wish, stamped with its time and salts.
        standing: what the act stands on.
        warned: whether warnings are looked for; whoever tries a ledger again tells none.

    Raises:
        RequestError: the motion is malformed, or names what does not exist.
        StepNotAllowedError: the table has no such row for a single subject.
        RulesBrokenError: rules are broken; names the causes of all subjects.
    """
    check(motion, standing)
    parts = tuple(motion.parts(standing))
    standing = before = standing.within(record_names([reference for reference, _ in parts], standing))
    subjects: list[Subject] = []
    records: list[Record] = []
    warnings: list[Cause] = []
    refusals: list[Refusal] = []
    warn = warnings.append if warned else ignore
    for reference, part in parts:
        try:
            subject, record = advance(standing.subject(reference), part, standing, warn=warn)
        except (StepNotAllowedError, RulesBrokenError) as refusal:
            if not (refusals and part.act_name() in COMPANIONS and not refusal.causes):
                refusals.append(refusal)
            continue
        standing = standing.after(subject) if len(parts) > 1 else standing
        subjects.append(subject)
        records.append(record)
        warnings += _warnings_of(record, before.subject(reference), subject, standing) if warned else ()
    if refusals:
        raise join_refusals(motion.act_name(), refusals, find_two_offices(motion, before))
    warnings += _warnings_of_act(motion, before, subjects) if warned else ()
    return Outcome(tuple(subjects), tuple(records), tuple(warnings))


def _warnings_of_act(motion: Motion, before: Standing, subjects: Sequence[Subject]) -> Iterator[Cause]:
    """List the warnings of an act on records as a whole: what of their acts goes or stays."""
    if isinstance(motion, OnRecord):
        after = before
        for subject in subjects:
            after = after.after(subject)
        yield from warn_of_the_same_act(motion, before, after)


def _warnings_of(record: Record, before: Subject, after: Subject, standing: Standing) -> Iterator[Cause]:
    """List the warnings besides those of rules: languages, days, what stays, contradictions."""
    yield from warn_of_repeat(record, before)
    yield from warn_of_languages(record, before, after)
    yield from warn_of_doubtful_days(record, before, after)
    yield from warn_of_days_before_the_body(record, before, standing)
    yield from warn_of_older_revision(record, before, after)
    yield from warn_of_what_stays(record, before, after, standing)
    yield from warn_of_other_presider(record, standing)
    yield from warn_of_later_endorsement(record, standing)
    yield from warn_of_unnamed_meeting(record, standing)
    yield from warn_of_deferral(record, after, standing)
    yield from warn_of_broken_order(record, after, standing)
    yield from warn_of_hearing_held(record, after)
    yield from warn_of_counts(record)
    yield from warn_of_what_came_later(record, before, standing)
    yield from new_contradictions(before, after, standing)
    yield from contradictions_under(record, before, standing)


def record_names(references: Sequence[str], standing: Standing) -> tuple[str, ...]:
    """Name the records that an act will make, subject by subject."""
    names: list[str] = []
    made: dict[str, int] = {}
    for reference in references:
        ordinal = made[reference] = made.get(reference, len(standing.subject(reference).records)) + 1
        names.append(f"{reference}#{ordinal}")
    return tuple(names)


def join_refusals(act: str, refusals: list[Refusal], division: Cause | None) -> Refusal:
    """One refusal for all subjects of an act.

    Where no one office does the act on all of them, that is said in place of
    who does it on each.
    """
    causes: list[Cause] = []
    for refusal in refusals:
        causes.extend((as_cause(refusal),) if isinstance(refusal, StepNotAllowedError) else refusal.causes)
    others = [cause for cause in causes if cause.rule != HOLDS_THE_OFFICE]
    if division and len(others) < len(causes):
        return RulesBrokenError(act, [division, *others])
    return refusals[0] if len(refusals) == 1 else RulesBrokenError(act, causes)


def find_two_offices(motion: Motion, standing: Standing) -> Cause | None:
    """Find whether one office does an act on some subjects, another on others."""
    offices: dict[tuple[str, ...], list[str]] = {}
    for reference, part in motion.parts(standing):
        subject = as_met(standing.subject(reference), part)
        step = table().get((subject.kind, subject.state, part.act_name()))
        if step is not None and part.act_name() not in COMPANIONS:
            does = of_own_record(part, subject) if step.offices == (OWN,) else step.offices
            offices.setdefault(does, []).append(reference)
    if len(offices) <= 1:
        return None
    whose = Series(
        (
            Message("{offices} for {subjects}", offices=titles(does, " or "), subjects=Series(of))
            for does, of in offices.items()
        ),
        ", and of ",
    )
    remedy = by_one_or_apart(motion, standing, tuple(offices))
    said = Message("An act is done by one office, and this one is that of {offices}.", offices=whose)
    sentence = Messages(said, remedy.note)
    return Cause(rule="one_office_does_it", subject=next(iter(offices.values()))[0], sentence=sentence, remedy=remedy)


def of_own_record(part: Motion, subject: Subject) -> tuple[str, ...]:
    """The office of the record that a motion takes back or corrects."""
    record = subject.record(part.records[0]) if isinstance(part, OnRecord) else None
    return (record.office or SECRETARIAT,) if record else ()


def by_one_or_apart(motion: Motion, standing: Standing, offices: tuple[tuple[str, ...], ...]) -> Remedy:
    """Clear an act of two offices: by one who holds both, or by two acts."""
    day, body = when(motion.on), standing.body
    names = dict.fromkeys(officer.name for office in offices[0] for officer in body.holders(office, day))
    both = [name for name in names if all(any(body.holds(name, one, day) for one in does) for does in offices)]
    apart = (
        Message("It is taken whole.") if isinstance(motion, OnAct) else Message("Enter it as two acts, one of each.")
    )
    if both and motion.entered_for is None:
        note = Messages(
            apart, Message("{officers} may enter it at once, who holds these offices.", officers=Series(both, " or "))
        )
        return Remedy(kind="officer", office=offices[0][0], note=note)
    return Remedy(kind="none", note=apart)


def as_cause(refusal: StepNotAllowedError) -> Cause:
    """A step that the table lacks, as one cause among those of others.

    What clears it is the first act on the way to that step, where one leads there.
    """
    subject, remedy = refusal.reference, Remedy(kind="none")
    path = () if refusal.day or refusal.act in OF_RECORDS else way(kind_of(subject), refusal.state, refusal.act)
    if path:
        first, note = path[0], Message("First: {acts}.", acts=Series(Word(step.act) for step in path[:-1]))
        remedy = Remedy(kind="act", act=first.act, office=first.offices[0], subject=subject, note=note)
    sentence = Messages(str(refusal), remedy.note)
    return Cause(rule="step_is_in_the_table", subject=subject, sentence=sentence, remedy=remedy)
