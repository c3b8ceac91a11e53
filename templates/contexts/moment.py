"""The register as it stood before an act, or on the eve of a meeting."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import msgspec

from escalade.workflow.records.history import may_come_late
from escalade.workflow.subjects.standing import subject_for
from escalade.workflow.values.dates import when
from escalade.workflow.values.reference import record_parts
from escalade.workflow.values.step import OF_RECORDS

if TYPE_CHECKING:
    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.meeting import Gathering
    from escalade.workflow.subjects.standing import Standing
    from escalade.workflow.subjects.subject import Subject


class Cut(ABC, Mapping[str, "Subject"]):
    """Subjects with their earlier records, each cut when asked for."""

    def __init__(self, subjects: Mapping[str, Subject]) -> None:
        """Take the subjects as they are now."""
        self._subjects = subjects
        self._cut: dict[str, Subject | None] = {}

    @abstractmethod
    def _records(self, subject: Subject) -> tuple[Record, ...]:
        """The records that a subject had."""

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
        records = self._records(subject)
        return (
            subject_for(subject.reference, records, _translations(subject, records), subject.reader)
            if records
            else None
        )


class EarlierSubjects(Cut):
    """Subjects with what happened before an act, as later records leave it.

    A record that was corrected since says what it should have said, and a late
    fact of a topic counts by its day.
    """

    def __init__(self, subjects: Mapping[str, Subject], record: Record) -> None:
        """Take the act by one of its records."""
        super().__init__(subjects)
        self._record = record
        self._touched = dict(record_parts(name) for name in record.touched)

    def _records(self, subject: Subject) -> tuple[Record, ...]:
        own, told = self._touched.get(subject.reference), {record.ordinal: record for record in subject.told}
        every = (told.get(record.ordinal, record) for record in subject.records)
        if own:
            own_place = subject.places.get(f"{subject.reference}#{own}", own)
            return tuple(one for one in every if subject.places.get(one.reference, one.ordinal) < own_place)
        return tuple(record for record in every if self._went_before(record))

    def _went_before(self, record: Record) -> bool:
        """Whether a record was made before; a late fact, and what is of the same moment, by its day."""
        if may_come_late(record) and record.at > self._record.at:
            return not when(self._record.on).may_precede(when(record.on))
        if record.at != self._record.at:
            return record.at < self._record.at
        latest, day = when(record.on).last, when(self._record.on).last
        return latest is None or day is None or latest <= day


def _translations(subject: Subject, kept: tuple[Record, ...]) -> tuple[Record, ...]:
    """The translations received since: they change no more than the language."""
    earlier = {record.ordinal for record in kept}
    return tuple(
        record
        for record in subject.told
        if record.act == "receive translation" and not record.annulled_by and record.ordinal not in earlier
    )


class Eve(Cut):
    """Subjects with the records of acts that happened before a meeting opened.

    A subject's records end with the first that certainly happened on its
    first day or later; a late fact of a topic counts by its day, as later
    records leave it. One whose day is not known happened when it was recorded:
    before the first record of the meeting, or after.
    """

    def __init__(self, meeting: Gathering, standing: Standing) -> None:
        """Take the meeting, and the standing that knows what happened at it."""
        super().__init__(standing.subjects)
        self._day, self._standing, self._meeting = meeting.opens.first, standing, meeting.reference
        names = standing.naming.get(meeting.reference, ())
        held = (standing.subject(name.partition("#")[0]).record(name) for name in names)
        self._first = min((record.at for record in held if record), default="")  # as of a day, not all had happened

    def _records(self, subject: Subject) -> tuple[Record, ...]:
        told = {record.reference: record for record in subject.told}
        kept: dict[str, Record] = {}
        stopped = False
        for written in subject.records:
            if may_come_late(written):
                record = told.get(written.reference, written)
                stays = not record.annulled_by and not self._is_later(record)
            else:
                record = written
                stopped = stopped or self._is_later(record)
                about = record.motion.records if record.act in OF_RECORDS else ()  # type: ignore[attr-defined]  # acts on records name them
                stays = not stopped and kept.keys() >= set(about)
            if stays:
                kept[record.reference] = record
        return tuple(kept.values())

    def _is_later(self, record: Record) -> bool:
        place = self._standing.gathering(record.evidence.place)
        days = [when(record.on).first, place.opens.first if place else None]
        known = [day for day in days if day is not None]
        if record.evidence.place == self._meeting or (self._day and known and max(known) >= self._day):
            return True
        latest = when(record.on).last  # “by then”: that it was before the meeting must follow from it
        if not known and latest and self._day and latest > self._day:
            return True
        return not known and bool(self._first) and record.at > self._first


def on_the_eve(meeting: Gathering, standing: Standing) -> Standing:
    """The standing that a meeting met, or will meet as far as is known."""
    opens = meeting.opens.first
    today = min(standing.today, opens) if opens else standing.today
    return msgspec.structs.replace(standing, subjects=Eve(meeting, standing), today=today, index=None)


def before(record: Record, standing: Standing) -> Standing:
    """The standing that the act of a record met."""
    return msgspec.structs.replace(standing, subjects=EarlierSubjects(standing.subjects, record), index=None)
