"""The register as it stood when an act was about to be recorded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from escalade.workflow.reference import record_parts
from escalade.workflow.standing import subject_for

if TYPE_CHECKING:
    from escalade.workflow.record import Record
    from escalade.workflow.standing import Standing
    from escalade.workflow.subject import Subject


class Before(Mapping[str, "Subject"]):
    """Subjects with the records made before an act, each cut when asked for."""

    def __init__(self, subjects: Mapping[str, Subject], record: Record) -> None:
        """Take the act by one of its records."""
        self._subjects, self._at = subjects, record.at
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
        records = subject.records[: own - 1] if own else tuple(one for one in subject.records if one.at <= self._at)
        return subject_for(subject.reference, records) if records else None


def before(record: Record, standing: Standing) -> Standing:
    """The standing that the act of a record met."""
    return replace(standing, subjects=Before(standing.subjects, record))
