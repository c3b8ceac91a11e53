"""The register as it stood when an act was about to be recorded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from escalade.workflow.reference import record_parts
from escalade.workflow.standing import subject_for
from escalade.workflow.when import when

if TYPE_CHECKING:
    from escalade.workflow.record import Record
    from escalade.workflow.standing import Standing
    from escalade.workflow.subject import Subject


class Before(Mapping[str, "Subject"]):
    """Subjects with the records made before an act, each cut when asked for."""

    def __init__(self, subjects: Mapping[str, Subject], record: Record) -> None:
        """Take the act by one of its records."""
        self._subjects, self._record = subjects, record
        self._touched = dict(record_parts(name) for name in record.touched)
        self._cut: dict[str, Subject | None] = {}

    def __getitem__(self, reference: str) -> Subject:
        if reference not in self._cut:
            self._cut[reference] = self._earlier(self._subjects[reference])
        found = self._cut[reference]
        if found is None:
            raise KeyError(reference)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._subjects)

    def __len__(self) -> int:
        return len(self._subjects)

    def _earlier(self, subject: Subject) -> Subject | None:
        """The subject at that moment; None where it was not on record."""
        own = self._touched.get(subject.reference)
        records = subject.records[: own - 1] if own else tuple(filter(self._went_before, subject.records))
        return subject_for(subject.reference, records) if records else None

    def _went_before(self, record: Record) -> bool:
        """Whether a record was made before; of the same moment, by its day."""
        if record.at != self._record.at:
            return record.at < self._record.at
        latest, day = when(record.on).last, when(self._record.on).last
        return latest is None or day is None or latest <= day


def before(record: Record, standing: Standing) -> Standing:
    """The standing that the act of a record met."""
    return replace(standing, subjects=Before(standing.subjects, record))
