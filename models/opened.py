"""Personal texts beside the records: kept with them, or erased."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from escalade.workflow.motion import ReceiveTranslation, Redact
from escalade.workflow.record import Record, canonical, commitment_in, commitment_to, commitments, personal_fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.workflow.subject import Subject


def rows_opened(record: Record) -> Iterator[tuple[str, str, str]]:
    """The personal texts of a record, as they are kept beside it."""
    for name in personal_fields(record.motion):
        value, salt = msgspec.to_builtins(getattr(record.motion, name)), record.motion.salts.get(name, "")
        if not commitment_in(value):
            yield commitment_to(value, salt), salt, canonical(value).decode()


def commitments_erased(record: Record, subject: Subject) -> Iterator[str]:
    """The commitments to the texts that a redaction names.

    Those of its corrections and translations go with them.
    """
    if isinstance(record.motion, Redact):
        told = {one.reference: one for one in subject.told}
        written = {one.reference: one for one in subject.records}
        for name in record.motion.records:
            for erased in (name, *told[name].corrected_by, *_translations(name, subject)):
                yield from commitments(written[erased])


def _translations(name: str, subject: Subject) -> tuple[str, ...]:
    """The translations of a record, those that others replaced among them."""
    told = subject.record(name)
    named = (
        one.reference
        for one in subject.records
        if isinstance(one.motion, ReceiveTranslation) and name in one.motion.records
    )
    return tuple(dict.fromkeys((*named, *(told.translated_by if told else ()))))
