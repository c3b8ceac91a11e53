"""What the records of one subject come to: corrected, confirmed, annulled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from escalade.workflow.motions import COMMON, INSTEAD, MOTIONS, Confirm, Correct, Evidence, Redact
from escalade.workflow.motions.mismatch import MismatchError, find_mismatch
from escalade.workflow.records.record import personal_fields, seal_text
from escalade.workflow.values.step import OF_RECORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from escalade.workflow.motions import Motion
    from escalade.workflow.records.record import Record


NO_SALT = "00"
"""What a text is sealed with that a correction gave: its own salt stays with that one."""
CHANGING = OF_RECORDS - {"annul", "receive translation"}
"""Acts that change what an earlier record says."""


def effective_records(records: Iterable[Record], later: Iterable[Record] = ()) -> tuple[Record, ...]:
    """Every record in order, each as later ones leave it.

    Args:
        records: those of one subject.
        later: translations of what they say that were received since.
    """
    written = tuple(records)
    told = original_records(written)
    if not (later or (told is not written and any(record.act == "receive translation" for record in told))):
        return told
    from escalade.workflow.records.translation import translate_records  # noqa: PLC0415  # only where something was translated

    return translate_records(told, later)


def original_records(records: Iterable[Record]) -> tuple[Record, ...]:
    """The same, each in the languages in which it was worded itself."""
    written = tuple(records)
    if OF_RECORDS.isdisjoint([record.act for record in written]):
        return written
    told = {record.reference: record for record in written}
    for later in tuple(told.values()):
        if later.act == "annul":
            for name in later.motion.records:  # type: ignore[attr-defined]  # an annul's motion names records
                told[name] = msgspec.structs.replace(told[name], annulled_by=later.reference)
    for later in tuple(told.values()):
        if later.act in CHANGING and not later.annulled_by:
            for name in later.motion.records:  # type: ignore[attr-defined]  # so do these three
                told[name] = overlaid(told[name], later)
    return tuple(told.values())


def overlaid(record: Record, later: Record) -> Record:
    """A record as a later one leaves it; what was corrected before stays so."""
    motion = later.motion
    if later.reference in record.corrected_by:
        return record
    if isinstance(motion, Correct):
        changed = apply_correction(record, motion)
        return msgspec.structs.replace(changed, corrected_by=(*record.corrected_by, later.reference))
    if isinstance(motion, Confirm):
        evidence = merge_evidence(record.evidence, motion.evidence, provisional=False)
        supplied = msgspec.structs.replace(record.motion, words=motion.words) if motion.words else record.motion
        return msgspec.structs.replace(record, evidence=evidence, motion=supplied, confirmed_by=later.reference)
    if isinstance(motion, Redact):
        return msgspec.structs.replace(record, motion=without_texts(record.motion), redacted_by=later.reference)
    return msgspec.structs.replace(record, endorsed_by=later.reference)


def without_texts(motion: Motion) -> Motion:
    """A motion whose personal texts are gone, wherever it is kept."""
    names = personal_fields(motion)
    given = {name: msgspec.to_builtins(getattr(motion, name)) for name in names if name not in motion.erased}
    gone = {name: seal_text(value, motion.salts.get(name, NO_SALT)) for name, value in given.items()}
    return msgspec.structs.replace(motion, **gone, erased=names)


def apply_correction(record: Record, correction: Correct) -> Record:
    """A record with its fields, day and evidence as a correction states them.

    Raises:
        msgspec.ValidationError: the act has no such field, or not of that shape.
    """
    fields = {} if "fields" in correction.erased else dict(correction.fields)
    fixed = sorted((COMMON - {"on"}) & fields.keys())
    if fixed:
        message = f"“{fixed[0]}” stays as it was recorded"
        raise msgspec.ValidationError(message)
    evidence = merge_evidence(record.evidence, correction.evidence)
    on = str(fields.pop("on", record.on))
    given_way = {INSTEAD[name] for name, value in fields.items() if value and name in INSTEAD}
    held = {name: value for name, value in record.motion.checked_payload().items() if name not in given_way}
    payload = {**held, **fields}
    common = {
        name: getattr(record.motion, name)
        for name in ("of", "by", "entered_for", "audience", "identity", "at", "salts")
    }
    erased = tuple(name for name in record.motion.erased if name not in {*fields, *given_way})
    every = {"act": record.act, **common, "erased": erased, "on": on, "evidence": msgspec.to_builtins(evidence)}
    try:
        motion = msgspec.convert({**every, **payload}, MOTIONS[record.act])
    except msgspec.ValidationError as error:
        mismatch = find_mismatch({**every, **payload}, MOTIONS[record.act])
        raise (MismatchError(mismatch) if mismatch else error) from error
    return msgspec.structs.replace(record, motion=motion, evidence=evidence, on=on)


def merge_evidence(old: Evidence, new: Evidence, **fixed: Any) -> Evidence:
    """Evidence with what newer evidence adds to it or replaces."""
    given: Mapping[str, Any] = msgspec.to_builtins(new)
    attached, names = (*old.attachments, *new.attachments), (*old.attachment_names, *new.attachment_names)
    are_known = len(names) == len(attached)
    both = {**given, "attachments": attached, "attachment_names": names if are_known else ()}
    return msgspec.structs.replace(old, **{**both, **fixed})


def in_force(records: Sequence[Record]) -> tuple[Record, ...]:
    """The records that tell what happened: not annulled, not about others."""
    return tuple([record for record in records if not record.annulled_by and record.act not in OF_RECORDS])
