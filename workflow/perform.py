"""Perform one act on every subject it touches, in order: all or none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from typing import NamedTuple

from escalade.workflow.judge.judge import Verdict, judge, state_met
from escalade.workflow.judge.problem import (
    CONTRADICTS,
    RESTING,
    WITH_A_COURSE,
    History,
    Problem,
    explain,
    find_contradictions,
    leave_out,
    made,
    more,
    rules_of,
    try_record,
)
from escalade.workflow.motions import Annul, Correct, Motion
from escalade.workflow.motions.mistake import OnAct, OnRecord
from escalade.workflow.procedure import OWN, PROCEDURE, SECRETARIAT, Procedure, way
from escalade.workflow.records.record import Record
from escalade.workflow.records.validation import check
from escalade.workflow.rules.always import titles
from escalade.workflow.rules.mistake import STAYS
from escalade.workflow.rules.trial import Change, cite, do, give, itself
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.subjects.subject import Subject
from escalade.workflow.values.dates import when
from escalade.workflow.values.errors import Message, Messages, RulesBrokenError, Series, StepNotAllowedError, Word
from escalade.workflow.values.reference import kind_of, record_parts
from escalade.workflow.values.remedy import Cause, Remedy
from escalade.workflow.values.step import COMPANIONS, HOLDS_THE_OFFICE, OF_RECORDS

Refusal = StepNotAllowedError | RulesBrokenError
_STAYS = Remedy(kind="none", note=Message("That one stays."))

HOLDS = "what_is_on_record_still_holds"
"""What a cause is called where another record would fall by an act."""


class Outcome(NamedTuple):
    """What came of an act: the subject of each record after all, and each."""

    subjects: tuple[Subject, ...]
    records: tuple[Record, ...]
    warnings: tuple[Cause, ...]


def perform(motion: Motion, standing: Standing, *, warned: bool = True, procedure: Procedure = PROCEDURE) -> Outcome:
    """Try a whole act on every subject it touches: all or none.

    Args:
        motion: the wish, stamped with its time and salts.
        standing: what the act stands on.
        warned: whether warnings are looked for; whoever tries a ledger again tells none.
        procedure: the table.

    Raises:
        RequestError: the motion is malformed, or names what does not exist.
        StepNotAllowedError: the table has no such row for a single subject.
        RulesBrokenError: rules are broken; names the causes of all subjects.
    """
    check(motion, standing)
    parts = tuple(motion.parts(standing))
    standing = standing.within(record_names([reference for reference, _ in parts], standing))
    verdict = judge(parts, standing, procedure)
    errors = [one for one in verdict.causes if one.severity == "error"]
    if errors or verdict.steps or verdict.falling:
        raise _refusal(motion, verdict, errors, find_two_offices(parts, standing, procedure))
    subjects = tuple(verdict.after.standing.subject(record.subject) for record in verdict.records)
    return Outcome(subjects, verdict.records, tuple(list_warnings(motion, verdict)) if warned else ())


def _refusal(motion: Motion, verdict: Verdict, errors: list[Cause], division: Cause | None) -> Refusal:
    """One refusal for all subjects of an act.

    Where no one office does the act on all of them, that is said in place of who does
    it on each; a part that only comes with another is not said to have no row.
    """
    act = motion.act_name()
    steps = [
        one for one in verdict.steps.values() if one.act not in COMPANIONS or not (errors or len(verdict.steps) > 1)
    ]
    causes = [*map(as_cause, steps), *errors]
    others = [cause for cause in causes if cause.rule != HOLDS_THE_OFFICE]
    if division and len(others) < len(causes):
        causes = [division, *others]
    falling = sorted(verdict.falling, key=lambda one: made(verdict.after.found(one.record)))
    if isinstance(motion, Annul):
        falling = falling[-1:]  # the last, which is annulled first
    if len(steps) == 1 and len(causes) == 1 and not falling:
        return steps[0]
    return RulesBrokenError(act, [*causes, *(_fallen(motion, one, verdict) for one in falling)])


def _fallen(motion: Motion, one: Problem, verdict: Verdict) -> Cause:
    record = verdict.after.found(one.record)
    said: str = Message("{record}: {problem}", record=cite(record), problem=one.cause.problem)
    remedy = Remedy(kind="input", note="Leave it as it was, or say where it happened.")
    if isinstance(motion, Annul):
        named = next(name for name in motion.records if name != record.reference)
        said = Message("{other} rests on {record}.", other=cite(record), record=named)
        office, note = record.office or SECRETARIAT, Message("Annul that one first.")
        state = verdict.before.standing.subject(record.subject).state
        may_be = record.act not in STAYS and (kind_of(record.subject), state, "annul") in verdict.before.procedure.steps
        remedy = do("annul", office, record.subject, note, records=itself(record)) if may_be else _STAYS
    elif isinstance(motion, Correct):
        is_itself = record.reference in motion.records
        said = one.cause.problem if is_itself else said
        remedy = give("fields", "Give --set what holds." if is_itself else remedy.note)
    subject = motion.of[0] if motion.of else record_parts(motion.records[0])[0]  # type: ignore[attr-defined]  # it names records
    sentence = Messages("What is on record still holds after an act.", said, remedy.note)
    return Cause(rule=HOLDS, subject=subject, sentence=sentence, remedy=remedy)


def list_warnings(motion: Motion, verdict: Verdict) -> Iterator[Cause]:
    """List what is said of an act, and passes."""
    yield from (one for one in verdict.causes if one.severity == "warning")
    before, after = verdict.before, verdict.after
    late = after.found(motion.records[0]) if isinstance(motion, Correct) else verdict.records[0]
    yield from (one.warning for one in explain(verdict.contradicted, after, late))
    for record in verdict.records:
        line = after.line(record.subject)
        told = line.told[line.place(record.reference)]
        earlier = before.standing.subject(record.subject)
        change = Change(told, earlier, line.subject, before.standing, after.standing, motion)
        step = after.procedure.steps[line.subject.kind, record.before, record.act]
        for rule in (one for one in rules_of(step, after.procedure) if one.of == "change"):
            yield from (rule.cause(record.subject, problem) for problem in rule.question(change))
        yield from _resting_on_what_came_later(told, earlier, after)
        if record.act in RESTING:
            named = getattr(record.motion, "records", ())
            for one in find_contradictions(earlier, before.standing):
                if record.act != "endorse" or not {one.record.reference, one.late.reference}.isdisjoint(named):
                    yield one.warning


def _resting_on_what_came_later(record: Record, before: Subject, after: History) -> Iterator[Cause]:
    """Warn of an act that rests on what took effect after its day: one of the two days is wrong."""
    later = [one for one in before.live if not when(one.on).may_precede(when(record.on))]
    if not later or before.kind not in WITH_A_COURSE:
        return
    line = after.line(record.subject)
    place = line.place(record.reference)
    earlier = leave_out(before, {one.reference for one in later})
    facts = {"record": record.reference, "day": record.on, "later": Series([one.reference for one in later])}
    wrong = Message("If a day is wrong, correct it (correct).")
    found = more(*(try_record(after, line, place, then=then) for then in (before, earlier)))
    for one in (one for one in found if one.cause.severity == "error"):  # a remark contradicts nothing
        said: str = Message(
            "{record} is of {day}, and rests on what took effect later ({later}); on that day: {problem}",
            problem=one.cause.problem, **facts,
        )  # fmt: skip
        said = Messages(said, wrong)
        remedy = Remedy(kind="none", note=wrong)
        yield Cause(rule=CONTRADICTS, subject=record.subject, sentence=said, remedy=remedy, severity="warning")


def record_names(references: Sequence[str], standing: Standing) -> tuple[str, ...]:
    """Name the records that an act will make, subject by subject."""
    newest = {name: count(len(standing.subject(name).records) + 1) for name in references}
    return tuple(f"{name}#{next(newest[name])}" for name in references)


def find_two_offices(parts: Sequence[tuple[str, Motion]], standing: Standing, procedure: Procedure) -> Cause | None:
    """Find whether one office does an act on some subjects, another on others."""
    offices: dict[tuple[str, ...], list[str]] = {}
    for reference, part in parts:
        subject = standing.subject(reference)
        step = procedure.steps.get((subject.kind, state_met(subject, part, procedure), part.act_name()))
        if step is not None and part.act_name() not in COMPANIONS:
            record = subject.record(part.records[0]) if isinstance(part, OnRecord) else None
            own = (record.office or SECRETARIAT,) if record else ()
            offices.setdefault(own if step.offices == (OWN,) else step.offices, []).append(reference)
    if len(offices) <= 1:
        return None
    told = ({"offices": titles(does, " or "), "subjects": Series(of)} for does, of in offices.items())
    whose = Series((Message("{offices} for {subjects}", **one) for one in told), ", and of ")
    remedy = by_one_or_apart(parts[0][1], standing, tuple(offices))
    said = Message("An act is done by one office, and this one is that of {offices}.", offices=whose)
    sentence = Messages(said, remedy.note)
    return Cause(rule="one_office_does_it", subject=next(iter(offices.values()))[0], sentence=sentence, remedy=remedy)


def by_one_or_apart(motion: Motion, standing: Standing, offices: tuple[tuple[str, ...], ...]) -> Remedy:
    """Clear an act of two offices: by one who holds both, or by two acts."""
    day, body = when(motion.on), standing.body
    names = dict.fromkeys(officer.name for office in offices[0] for officer in body.holders(office, day))
    both = [name for name in names if all(any(body.holds(name, one, day) for one in does) for does in offices)]
    as_two = Message("Enter it as two acts, one of each.")
    apart = Message("It is taken whole.") if isinstance(motion, OnAct) else as_two
    if both and motion.entered_for is None:
        by_one = Message("{officers} may enter it at once, who holds these offices.", officers=Series(both, " or "))
        return Remedy(kind="officer", office=offices[0][0], note=Messages(apart, by_one))
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
