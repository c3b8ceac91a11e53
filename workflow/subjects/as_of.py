"""The register as of a day: which records had taken effect by then.

Effective dates and recorded times are two things: what stood on a day is told
with all that is known; what was known at a moment is the ledger up to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import msgspec

from escalade.workflow.values.dates import when

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.standing import Standing
    from escalade.workflow.subjects.subject import Subject


def as_of(records: Iterable[Record], day: date) -> tuple[Record, ...]:
    """The records of one subject that had taken effect by the end of a day.

    An act on a record stands with the record it names, and nothing moves a
    subject that a move before it had not yet reached. What was annulled never
    took effect, whenever that was found: an annulment counts from the day of
    the act that it names.
    """
    records = tuple(records)
    undone = {name for record in records if record.act == "annul" for name in getattr(record.motion, "records", ())}
    kept: list[Record] = []
    names: set[str] = set()
    state: str | None = None
    stopped = False
    for record in records:
        named = getattr(record.motion, "records", ()) if record.act != "dispatch" else ()
        had_come = (record.act == "annul" or had_effect(record, day)) and names.issuperset(named)
        if record.moved and not stopped and record.act != "annul" and record.reference not in undone:
            stopped = not had_come
        if not had_come or (record.moved and stopped) or (not record.moved and state is None):
            continue
        names.add(record.reference)
        kept.append(msgspec.structs.replace(record, before=state, after=record.after if record.moved else state))
        state = kept[-1].after
    return tuple(kept)


def had_effect(record: Record, day: date) -> bool:
    """Whether the day of a record had passed, whichever it may be.

    A month has passed when its last day has, or when the act was recorded
    before that: nothing is recorded before it happens. An unknown day is taken
    to have come.
    """
    on = when(record.on)
    if on.last is None or on.last <= day:
        return True
    return on.day is None and bool(record.at) and record.at[:10] <= day.isoformat()


class SubjectsAsOf(Mapping[str, "Subject"]):
    """Subjects with the records that had taken effect by a day."""

    def __init__(self, subjects: Mapping[str, Subject], day: date) -> None:
        """Cut each subject when it is asked for."""
        self._subjects, self._day = subjects, day

    def __getitem__(self, reference: str) -> Subject:
        """A subject as it was; an error where there was none yet."""
        found = self._subjects[reference]
        records = as_of(found.records, self._day)
        if not records:
            raise KeyError(reference)
        later = tuple([record for record in found.later if had_effect(record, self._day)])
        return type(found)(reference, records, later, found.reader)

    def __iter__(self) -> Iterator[str]:
        """Every reference that had a record by then."""
        return (reference for reference in self._subjects if self.get(reference) is not None)

    def __len__(self) -> int:
        """How many there were."""
        return sum(1 for _ in self)


def standing_as_of(standing: Standing, day: date) -> Standing:
    """The standing of a day: what took effect later is left out."""
    return msgspec.structs.replace(standing, subjects=SubjectsAsOf(standing.subjects, day), today=day, index=None)
