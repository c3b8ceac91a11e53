"""The register as of a day: what took effect later is left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import takewhile
from typing import TYPE_CHECKING

import msgspec

from escalade.workflow.values.dates import when

if TYPE_CHECKING:
    from datetime import date

    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.standing import Standing
    from escalade.workflow.subjects.subject import Subject


class Until(Mapping[str, "Subject"]):
    """Subjects with the records that had taken effect by a day."""

    def __init__(self, subjects: Mapping[str, Subject], day: date) -> None:
        """Cut each subject when it is asked for."""
        self._subjects, self._day = subjects, day

    def __getitem__(self, reference: str) -> Subject:
        """A subject as it was; an error where there was none yet."""
        found = self._subjects[reference]
        records = tuple(takewhile(self._had_come, found.records))
        if not records:
            raise KeyError(reference)
        return type(found)(reference, records, tuple(filter(self._had_come, found.later)), found.reader)

    def _had_come(self, record: Record) -> bool:
        first = when(record.on).first
        return first is None or first <= self._day

    def __iter__(self) -> Iterator[str]:
        """Every reference that had a record by then."""
        return (reference for reference in self._subjects if self.get(reference) is not None)

    def __len__(self) -> int:
        """How many there were."""
        return sum(1 for _ in self)


def as_at(standing: Standing, day: date) -> Standing:
    """The standing as of a day, today or a past one."""
    return msgspec.structs.replace(standing, subjects=Until(standing.subjects, day), today=day, index=None)
