"""Rules of corrections: the act as corrected, and all that followed, still hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from escalade.workflow.motions import COMMON, Correct
from escalade.workflow.motions.mismatch import MismatchError
from escalade.workflow.records.history import apply_correction
from escalade.workflow.records.validation import GATHERINGS, check
from escalade.workflow.rules.mistake import STAYS
from escalade.workflow.rules.trial.rule import RuleProblem, Trial, cite, give, rule_of
from escalade.workflow.values.errors import RequestError
from escalade.workflow.values.message import Message, Series, Word
from escalade.workflow.values.reference import kind_of, record_parts
from escalade.workflow.values.remedy import Remedy
from escalade.workflow.values.step import OF_RECORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.workflow.records.record import Record


@rule_of("entry")
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


@rule_of("entry")
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


@rule_of("entry")
def it_comes_with_a_convening(trial: Trial) -> Iterator[RuleProblem]:
    """A day moves with the sitting that is convened on another day."""
    first = record_parts(trial.standing.act[0])[0] if trial.standing.act else trial.subject.reference
    if kind_of(first) not in GATHERINGS or trial.subject.kind in GATHERINGS:
        yield RuleProblem("", Remedy(kind="none", note="Give the sitting its day (convene --sitting)."))


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
