"""The register as it stood before an act, or on the eve of a meeting."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

import msgspec

from escalade.workflow.motions import Escalate
from escalade.workflow.records.history import may_come_late
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.as_of import as_of
from escalade.workflow.subjects.meeting import Gathering
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.subjects.subject import Subject
from escalade.workflow.values.dates import when
from escalade.workflow.values.reference import record_parts
from escalade.workflow.values.step import OF_RECORDS


class Cut(Mapping[str, Subject]):
    """Subjects with their earlier records, each cut when asked for."""

    def __init__(self, subjects: Mapping[str, Subject], find_earlier: Callable[[Subject], tuple[Record, ...]]) -> None:
        self._subjects, self._find_earlier = subjects, find_earlier
        self._cut: dict[str, Subject | None] = {}

    def __getitem__(self, reference: str) -> Subject:
        if reference not in self._cut:
            subject = self._subjects[reference]
            records = self._find_earlier(subject)
            self._cut[reference] = subject.at(records) if records else None
        found = self._cut[reference]
        if found is None:
            raise KeyError(reference)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._subjects)

    def __len__(self) -> int:
        return len(self._subjects)


class Past:
    """What happened before an act, as later records leave it.

    Of the act's own subjects that is what came before it; of others what had happened by its day.
    A move of a topic counts where it was recorded before the act, or where the act left the topic behind.
    """

    def __init__(self, standing: Standing, record: Record) -> None:
        self._record, self._zone = record, standing.body.time_zone
        self._touched = dict(record_parts(name) for name in record.touched)
        self._left = record.motion.leaving if isinstance(record.motion, Escalate) else ()

    def find_earlier(self, subject: Subject) -> tuple[Record, ...]:
        """The records that a subject had when the act was done."""
        own = subject.places.get(f"{subject.reference}#{self._touched.get(subject.reference)}")
        if own is not None:
            return tuple(sorted(subject.told[:own], key=lambda record: record.ordinal))
        by_day = subject.kind != "topic" or subject.reference in self._left
        at, day = self._record.at, when(self._record.on).last or date.max
        known = [one for one in subject.told if by_day or one.at <= at or may_come_late(one)]
        return as_of(sorted(known, key=lambda record: record.ordinal), day, zone=self._zone)


ALWAYS = frozenset({"correct", "receive translation"})
"""Acts on records that tell of the record they name, whenever they are done."""


class Eve:
    """What happened before a meeting opened.

    A subject's records end with the first that certainly happened on its
    first day or later; each counts by its day, as later records leave it, and
    what was annulled never happened. One whose day is not known happened before
    whatever moved the subject next; where that does not tell, when it was
    recorded: before the first record of the meeting, or after. What came before
    a topic's first move at the meeting was pending when it opened. That a
    report was approved on a day that is not known is told.
    """

    def __init__(self, meeting: Gathering, standing: Standing) -> None:
        self._day, self._standing, self._meeting = meeting.opens.first, standing, meeting.reference
        held = standing.list_happenings(meeting.reference)  # as of a day, not all had happened
        self._first = min((record.at for record in held), default="")

    def find_earlier(self, subject: Subject) -> tuple[Record, ...]:
        """The records that a subject had when the meeting opened."""
        told = {record.reference: record for record in subject.told}
        kept: dict[str, Record] = {}
        stopped, ends, before = False, _latest_days(subject), self._list_pending(subject)
        for written in subject.records:
            record = told.get(written.reference, written)
            if record.act in OF_RECORDS:
                named = kept.keys() >= set(record.motion.records)  # type: ignore[attr-defined]  # acts on records name them
                stays = named and (record.act in ALWAYS or not self._is_later(record))
            elif record.annulled_by:
                stays = False
            else:
                is_later = record.reference not in before and self._is_later(record, ends.get(record.reference))
                stopped = stopped or (is_later and not may_come_late(record))
                stays = not is_later and (may_come_late(record) or not stopped)
            if stays:
                kept[record.reference] = written
        return tuple(kept.values())

    def _list_pending(self, subject: Subject) -> set[str]:
        moves = [record for record in subject.live if record.moved]
        place = next((place for place, one in enumerate(moves) if one.evidence.place == self._meeting), 0)
        return {one.reference for one in moves[:place] if when(one.on).first is None and not one.evidence.place}

    def _is_later(self, record: Record, by: date | None = None) -> bool:
        place = self._standing.gathering(record.evidence.place)
        days = [when(record.on).first, place.opens.first if place else None]
        known = [day for day in days if day is not None]
        if record.evidence.place == self._meeting or (self._day and known and max(known) >= self._day):
            return True
        latest = min((day for day in (when(record.on).last, by) if day), default=None)
        if not known and latest and self._day:
            return latest > self._day  # “by then”: that it was before the meeting must follow from it
        return not known and record.act != "approve report" and bool(self._first) and record.at > self._first


def _latest_days(subject: Subject) -> dict[str, date]:
    """The latest day that each record of a subject may have: what moved it next was no earlier."""
    found: dict[str, date] = {}
    latest = date.max
    for record in reversed(subject.live):
        latest = min(latest, (when(record.on).last or date.max) if record.moved else date.max)
        if record.moved and latest < date.max:
            found[record.reference] = latest
    return found


def on_the_eve(meeting: Gathering, standing: Standing) -> Standing:
    """The standing that a meeting met, or will meet as far as is known."""
    opens = meeting.opens.first
    today = min(standing.today, opens) if opens else standing.today
    subjects = Cut(standing.subjects, Eve(meeting, standing).find_earlier)
    return msgspec.structs.replace(standing, subjects=subjects, day=today, find_awaited=None)


def before(record: Record, standing: Standing) -> Standing:
    """The standing that the act of a record met."""
    subjects = Cut(standing.subjects, Past(standing, record).find_earlier)
    return msgspec.structs.replace(standing, subjects=subjects, find_awaited=None)
