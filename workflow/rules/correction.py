"""Rules of corrections: the act as corrected, and all that followed, still hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import msgspec

from escalade.workflow.motions import COMMON, Convene, Correct
from escalade.workflow.motions.mismatch import MismatchError
from escalade.workflow.records.history import apply_correction, order_as_happened
from escalade.workflow.records.validation import check
from escalade.workflow.rules.mistake import STAYS
from escalade.workflow.rules.trial.place import give_month
from escalade.workflow.rules.trial.retrial import Ground, fallen_at, has_row, newly_broken
from escalade.workflow.rules.trial.rule import RuleProblem, Trial, cite, give, rule
from escalade.workflow.values.errors import RequestError
from escalade.workflow.values.message import Message, Series, Word
from escalade.workflow.values.remedy import Remedy
from escalade.workflow.values.step import OF_RECORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.workflow.records.record import Record
    from escalade.workflow.values.remedy import Cause


@rule
def record_or_confirmation_can_be_corrected(trial: Trial) -> Iterator[RuleProblem]:
    """A record is corrected that is in force and tells what happened, or confirms what does."""
    record = trial.target
    if record is None:
        return
    if record.annulled_by or record.act in OF_RECORDS - {"confirm"}:
        can_be_annulled = not record.annulled_by and record.act not in STAYS
        note = Message("Correct the record that it is about, or annul it.") if can_be_annulled else ""
        yield RuleProblem(Message("{record} is not.", record=cite(record)), Remedy(kind="none", note=note))
    elif record.act == "confirm" and "records" in (trial.field("fields") or {}):
        annulled = Remedy(kind="none", note="Annul it, and confirm the other record.")
        yield RuleProblem(Message("{record} stays with its record.", record=cite(record)), annulled)


@rule
def something_is_corrected(trial: Trial) -> Iterator[RuleProblem]:
    """A correction says what the record should say."""
    record = trial.target
    if record is None or not isinstance(trial.motion, Correct):
        return
    if not trial.motion.fields and not msgspec.to_builtins(trial.motion.evidence):
        yield RuleProblem("", give("fields", "Give --set FIELD=VALUE, a text, or evidence."))
        return
    if lacking := _say_lacking(record, trial.motion):
        yield RuleProblem(lacking, give("fields", "Give a field of that act, in its shape."))
        return
    try:
        after = apply_correction(record, trial.motion)
        check(after.motion, trial.standing, record.motion)
    except (msgspec.ValidationError, RequestError) as error:
        yield RuleProblem(
            Message("{act}: {problem}", act=Word(record.act), problem=_said(error)),
            give("fields", "Give a field of that act, in its shape."),
        )
        return
    told_elsewhere = "fields" in trial.motion.erased or "audience" in trial.motion.fields
    if after == record and not told_elsewhere:  # what was erased is not there to be compared
        yield RuleProblem("Nothing would change.", give("fields", "Give what changes."))


def _say_lacking(record: Record, correction: Correct) -> Message | None:
    """Name the first field that the act of a record does not have, and those that it has."""
    known = type(record.motion).__struct_fields__
    given = () if "fields" in correction.erased else correction.fields
    lacking = sorted(name for name in given if name not in {*known, *COMMON})
    if not lacking:
        return None
    return Message(
        "{record} ({act}) has no “{name}”. Its fields are: {fields}.",
        record=record.reference,
        act=Word(record.act),
        name=lacking[0],
        fields=Series(["on", *(name for name in known if name not in COMMON)]),
    )


def _said(error: Exception) -> str:
    """What is wrong with a field, without the decoder's names for types."""
    if isinstance(error, MismatchError):
        return Message("the field “{field}” is not of its shape.", field=error.field)
    return str(error)


@rule
def corrected_act_holds_under_its_row(trial: Trial) -> Iterator[RuleProblem]:
    """An act that is corrected still holds under the row it was recorded under."""
    named = trial.target
    for record, cause in _broken(trial, itself=True):
        note = Message("Give --set what holds.")
        moves = named is not None and named.on != record.on and named.evidence.place == record.evidence.place
        month = give_month(named, cause.rule, note) if named and moves else None
        yield RuleProblem(cause.sentence, month or give("fields", note))
    for record in _as_corrected(trial) if named and has_row(named, named.before) else ():
        if named and record.reference == named.reference and not has_row(record, record.before):
            facts = {"act": Word(record.act), "reference": record.subject, "state": Word(record.before or "")}
            said = Message("“{act}” is not a step for {reference}, which on {day} was {state}.", **facts, day=record.on)
            yield RuleProblem(said, give("fields", "Give --set what holds."))


@rule
def corrected_confirmation_holds_under_its_row(trial: Trial) -> Iterator[RuleProblem]:
    """A confirmation that is corrected still holds under the row it was recorded under."""
    record, before = trial.target, trial.subject.records
    after = _with_correction(trial, before) if record is not None and record.act == "confirm" else ()
    grounds = Ground(before, trial.standing), Ground(after, trial.standing)
    for one in (one for one, old in zip(after, before, strict=False) if one is not old):
        for cause in newly_broken(one.reference, *grounds):
            yield RuleProblem(cause.sentence, give("fields", "Give --set what holds."))


@rule
def what_followed_anywhere_holds_too(trial: Trial) -> Iterator[RuleProblem]:
    """What was recorded after a corrected act still holds under its row."""
    yield from _fallen(_broken(trial, itself=False))
    after = _as_corrected(trial)
    if after and trial.target is not None and isinstance(trial.target.motion, Convene):
        yield from _fallen(fallen_at(type(trial.subject)(trial.subject.reference, after), trial.standing))


def _fallen(broken: Iterator[tuple[Record, Cause]]) -> Iterator[RuleProblem]:
    """Each record that would hold no longer, and what is in its way."""
    for later, cause in broken:
        detail = Message("{record}: {problem}", record=cite(later), problem=cause.problem)
        note = Message("Give --set what leaves it as it was.")
        yield RuleProblem(detail, give_month(later, cause.rule, note) or give("fields", note))


def _as_corrected(trial: Trial) -> tuple[Record, ...]:
    """The records in force as the correction leaves them; none where it cannot be read."""
    return order_as_happened(_with_correction(trial, trial.subject.live)) if trial.target in trial.subject.live else ()


def _with_correction(trial: Trial, records: tuple[Record, ...]) -> tuple[Record, ...]:
    """Records with the named one as the correction leaves it; none where it cannot be read."""
    record, correction = cast("Record", trial.target), cast("Correct", trial.motion)
    try:
        corrected = apply_correction(record, correction)
        check(corrected.motion, trial.standing, record.motion)
    except (msgspec.ValidationError, RequestError):
        return ()
    return tuple(corrected if one.reference == record.reference else one for one in records)


def _broken(trial: Trial, *, itself: bool) -> Iterator[tuple[Record, Cause]]:
    """What a correction breaks: the act itself, or what was recorded after it."""
    record, before, after = trial.target, trial.subject.live, _as_corrected(trial)
    if not after or record is None:
        return
    grounds = Ground(before, trial.standing), Ground(after, trial.standing)
    for other in (one for one in after if one.ordinal >= record.ordinal):
        if (other.reference == record.reference) is itself:
            yield from ((other, cause) for cause in newly_broken(other.reference, *grounds))
