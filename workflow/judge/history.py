"""Every subject as its records tell it, and as each of them found it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

import msgspec

from escalade.workflow.procedure import PROCEDURE, Procedure
from escalade.workflow.records.history import Course, order_as_happened, original_records, read_course
from escalade.workflow.records.record import Record
from escalade.workflow.values.reference import kind_of, record_parts
from escalade.workflow.values.step import OF_RECORDS, Step

if TYPE_CHECKING:
    from escalade.workflow.subjects.standing import Standing
    from escalade.workflow.subjects.subject import Subject

Moment = tuple[str, int]
"""When a record was made: its moment, and its place within its act."""
LAST: Moment = ("~", 0)
"""After every moment."""
WITH_A_COURSE = frozenset({"topic", "round"})
"""Kinds that a record meets as they were by then; the body and meetings are taken as they are known now."""


NEAR = 4
"""So many records are gone on by, one by one, from a place that was looked at to the next."""


def made(record: Record) -> Moment:
    """When a record was made."""
    touched = record.touched
    return record.at, touched.index(record.reference) if len(touched) > 1 and record.reference in touched else 0


def leave_out(subject: Subject, names: Collection[str]) -> Subject:
    """A subject without some records, and without what is about them."""
    gone = set(names)
    for one in subject.records:
        if one.act in OF_RECORDS and not gone.isdisjoint(one.motion.records):  # type: ignore[attr-defined]  # it names records
            gone.add(one.reference)
    return type(subject)(subject.reference, tuple([one for one in subject.records if one.reference not in gone]))


class Line:
    """One subject under a table: its records, and what each found."""

    def __init__(self, subject: Subject, procedure: Procedure) -> None:
        self.subject, self.procedure = subject, procedure
        # in its own words: rules look at no translation
        if procedure is PROCEDURE and not subject.is_translated:
            course = subject.course
        else:
            told = order_as_happened(original_records(subject.records))
            course = read_course(subject.kind, told, procedure)
        self.told, self.states = course
        self._cut: tuple[int, Subject | None] = (0, None)

    @cached_property
    def times(self) -> list[Moment]:
        """When the first was made of the records from each one on."""
        return list(accumulate(map(made, reversed(self.told)), min))[::-1]

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of each record."""
        return {record.reference: place for place, record in enumerate(self.told)}

    def place(self, name: str) -> int:
        """The place of a record; most that are asked for stand last."""
        last = len(self.told) - 1
        return last if last >= 0 and self.told[last].reference == name else self.places[name]

    def row(self, place: int) -> Step | None:
        """The row of the state in which a record found its subject."""
        return self.procedure.steps.get((self.subject.kind, self.states[place], self.told[place].act))

    def cut(self, place: int) -> Subject:
        """The subject as the record at a place found it."""
        if place == len(self.told):
            return self.subject
        last, found = self._cut
        if found is None or not last <= place <= last + NEAR:
            names = {record.reference for record in self.told[:place]}
            written = tuple([record for name, record in self._written.items() if name in names])
            found = type(self.subject)(self.subject.reference, written)
            found.__dict__["course"] = self._course(place)
            last = place
        for reached in range(last, place):
            record = self._written[self.told[reached].reference]
            found = found.followed_by(record, self._course(reached + 1))
        self._cut = place, found
        return found

    @cached_property
    def _written(self) -> dict[str, Record]:
        return {record.reference: record for record in self.subject.records}

    def _course(self, place: int) -> Course:
        return Course(self.told[:place], self.states[: place + 1])


class History:
    """A register as it is told under a table."""

    def __init__(self, standing: Standing, procedure: Procedure, lines: Mapping[str, Line] | None = None) -> None:
        self.standing, self.procedure = standing, procedure
        self._lines: dict[str, Line] = dict(lines or {})

    def line(self, reference: str) -> Line:
        """The line of a subject."""
        subject, known = self.standing.subject(reference), self._lines.get(reference)
        if known is None or known.subject is not subject:
            known = self._lines[reference] = Line(subject, self.procedure)
        return known

    def find(self, record: str) -> Record | None:
        """A record as this history tells it."""
        return self.found(record) if record in self.line(record_parts(record)[0]).places else None

    def found(self, record: str) -> Record:
        """The same of one that there is."""
        line = self.line(record_parts(record)[0])
        return line.told[line.place(record)]

    def after(self, subject: Subject) -> History:
        """The history in which a subject is another."""
        return History(self.standing.after(subject), self.procedure, self._lines)

    def ground(self, moment: Moment, own: Subject, act: tuple[str, ...]) -> Standing:
        """Topics and rounds as a record met them, all else as it is known."""
        return msgspec.structs.replace(self.standing, subjects=Met(self, moment, own), act=act, find_awaited=None)


class Met(Mapping[str, "Subject"]):
    """Subjects as one record found them."""

    def __init__(self, history: History, moment: Moment, own: Subject) -> None:
        self._history, self._moment, self._own = history, moment, own

    def __getitem__(self, key: str) -> Subject:
        if key == self._own.reference:
            return self._own
        found = self._history.standing.subjects[key]
        if kind_of(key) not in WITH_A_COURSE:
            return found
        line = self._history.line(key)
        if not (place := bisect_left(line.times, self._moment)):
            raise KeyError(key)
        return line.cut(place)

    def __iter__(self) -> Iterator[str]:
        return filter(self.__contains__, self._history.standing.subjects)

    def __len__(self) -> int:
        return sum(1 for _ in self)
