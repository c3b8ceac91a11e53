"""The standing: the frozen view that rules look at, never the database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property, partial
from operator import attrgetter, itemgetter
from typing import Self, TypeVar

import msgspec

from escalade.workflow.motions import Correct, Issue
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.body import Body
from escalade.workflow.subjects.meeting import Gathering, Round
from escalade.workflow.subjects.subject import Happening, Subject
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.dates import when
from escalade.workflow.values.errors import UnknownReferenceError
from escalade.workflow.values.reference import kind_of, record_parts, round_of

KINDS = {"body": Body, "meeting": Gathering, "session": Gathering, "round": Round, "topic": Topic}


Happened = Callable[[str, str], Iterable[Happening]]


def happening_to(kind: str) -> str:
    """With what kind of subject something of a kind happens."""
    return kind if kind in KINDS else "topic"


def subject_for(
    reference: str, records: tuple[Record, ...] = (), later: tuple[Record, ...] = (), reader: str | None = None
) -> Subject:
    """The subject that a reference names, as a reader sees it; None sees all."""
    return KINDS[kind_of(reference)](reference, records, later, reader)


class Standing(msgspec.Struct, frozen=True, dict=True):
    """The register at one moment, as far as anyone asks.

    `subjects` may load what is asked for; `siblings` gives the topics of a
    round; `naming` the records whose evidence names a meeting or session
    (`meeting/9`), that lead to one (`to:meeting/9`), that an officer entered
    (`by:NAME`), that issued a paper under a symbol (`symbol:C17/51`), or that
    are of one act (`act:escalate`).
    """

    subjects: Mapping[str, Subject]
    siblings: Mapping[str, tuple[str, ...]]
    naming: Mapping[str, tuple[str, ...]]
    day: date | None
    """The day on which it is looked at; none where that is the day at the seat at the moment `now`."""
    last_at: str = ""
    act: tuple[str, ...] = ()
    """The records of the act under trial, in order."""
    now: str = ""
    """The moment at which it is looked at; empty where only the day is known."""
    find_awaited: Callable[[Callable[[str], bool]], Mapping[str, set[str]]] | None = None
    """Finds of what something may wait for an office or `for NAME`, and whose records tell it.

    It is there where that is kept for these very subjects.
    """
    happened: Happened | None = None
    """Finds what of a kind may happen on a day or later, where that is kept, the first to end first."""

    def subject(self, reference: str) -> Subject:
        """The subject so called; one without records where there is none."""
        found = self.subjects.get(reference)
        return found if found is not None else subject_for(reference)

    def find_happenings(self, kind: str, first: str = "") -> Iterable[Happening]:
        """Find what may happen on a day or later, the first to end first."""
        if self.happened:
            return self.happened(kind, first)
        names = (name for name in self.subjects if kind_of(name) == happening_to(kind))
        found = (one for name in names for one in self.subject(name).list_happenings(kind, first))
        return sorted(found, key=itemgetter(2, 3))

    @cached_property
    def today(self) -> date:
        """The day on which it is looked at, by the calendar of the seat."""
        if self.day is not None:
            return self.day
        from escalade.workflow.values.instant import day_of  # noqa: PLC0415  # only where the day is asked for

        return day_of(self.now, self.body.time_zone)

    @cached_property
    def body(self) -> Body:
        """The body of this register."""
        found = self.subject("body")
        return found if isinstance(found, Body) else Body("body")

    def topic(self, reference: str) -> Topic | None:
        """The topic so called, if there is one."""
        found = self.subjects.get(reference)
        return found if isinstance(found, Topic) else None

    def gathering(self, place: str | None) -> Gathering | None:
        """The meeting or session so called, if it was convened."""
        found = self.subjects.get(place) if place else None
        return found if isinstance(found, Gathering) and found.state in {"convened", "reported"} else None

    def is_ahead(self, place: str | None) -> bool:
        """Whether a meeting or session is named that nobody has convened yet."""
        return place is not None and place != "" and self.subject(place).state is None

    def find_calling_off(self, place: str) -> Record | None:
        """Find the record by which a meeting or session was called off, if it was."""
        found = self.subjects.get(place)
        return found.called_off if isinstance(found, Gathering) else None

    def round(self, reference: str) -> Round:
        """The round of a topic, or so called."""
        found = self.subject(round_of(reference))
        return found if isinstance(found, Round) else Round(round_of(reference))

    def topics_of(self, reference: str) -> Iterator[Topic]:
        """The topics of the round that a topic or round belongs to."""
        yield from filter(None, map(self.topic, self.siblings.get(round_of(reference), ())))

    def record(self, reference: str) -> Record:
        """The record so called, as later ones leave it; an error if there is none."""
        found = self.find_record(reference)
        if found is None:
            raise UnknownReferenceError(reference, kind="record")
        return found

    def list_happenings(self, place: str) -> list[Record]:
        """List the records of what happened at a meeting or session, as corrected."""
        found: dict[str, Record] = {}
        for record in filter(None, map(self.find_record, self.naming.get(place, ()))):
            names = record.motion.records if isinstance(record.motion, Correct) else (record.reference,)
            for about in filter(None, map(self.find_record, names)):
                if about.evidence.place == place or (about.reference == record.reference and not about.corrected_by):
                    found[about.reference] = about
        return sorted(found.values(), key=lambda record: record.at)

    def newest_of(self, subject: Subject) -> Record:
        """The newest record of a subject that may have taken effect by today."""
        today = when(self.today.isoformat())
        return max((one for one in subject.told if when(one.on).may_precede(today)), key=attrgetter("ordinal"))

    def find_record(self, reference: str) -> Record | None:
        """The record so called, where it may be read."""
        return self.subject(record_parts(reference)[0]).record(reference)

    def find_act(self, record: Record) -> tuple[Record, ...]:
        """Find the records of the act that a record belongs to, in order."""
        subjects = ((name, self.subjects.get(record_parts(name)[0])) for name in record.touched)
        return tuple(one for name, subject in subjects if subject and (one := subject.record(name)))

    def list_alike(self, record: Record) -> tuple[str, ...]:
        """The other records of an act that say the same of their subjects."""
        others = (name for name in record.touched if name != record.reference)
        return tuple(name for name in others if (other := self.find_record(name)) and other.act == record.act)

    def after(self, subject: Subject) -> Self:
        """The standing that an act on a subject leaves to the next."""
        name, siblings = round_of(subject.reference), self.siblings
        known = siblings.get(name, ())
        if subject.kind == "topic" and subject.reference not in known:
            siblings = Over(name, (*known, subject.reference), siblings)
        subjects = Over(subject.reference, subject, self.subjects)
        happened = partial(_happened_since, self.happened, subject) if self.happened else None
        return msgspec.structs.replace(self, subjects=subjects, siblings=siblings, find_awaited=None, happened=happened)

    def within(self, act: tuple[str, ...]) -> Self:
        """The standing of an act whose records are these."""
        return msgspec.structs.replace(self, act=act)


def _happened_since(happened: Happened, newer: Subject, kind: str, first: str) -> Iterable[Happening]:
    """What happened, where a subject is newer than what is kept of it."""
    if happening_to(kind) != newer.kind:
        return happened(kind, first)
    others = [one for one in happened(kind, first) if one.subject != newer.reference]
    return sorted([*others, *newer.list_happenings(kind, first)], key=itemgetter(2, 3))


V = TypeVar("V")


class Over(Mapping[str, V]):
    """Answers that are newer than what else there is."""

    def __init__(self, key: str, newer: V, older: Mapping[str, V]) -> None:
        self.newer: dict[str, V] = {key: newer}
        self.older = older
        if isinstance(older, Over):
            self.newer, self.older = {**older.newer, key: newer}, older.older

    def __getitem__(self, key: str) -> V:
        return self.newer[key] if key in self.newer else self.older[key]

    def get(self, key: str, default: V | None = None, /) -> V | None:  # type: ignore[override]  # no other default is asked for
        """The newer answer, where there is one; most are asked for that are there."""
        return self.newer[key] if key in self.newer else self.older.get(key, default)

    def __iter__(self) -> Iterator[str]:
        """Every key once, the newer ones where they have always been."""
        yield from self.older
        yield from (key for key in self.newer if key not in self.older)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Memory:
    """Subjects held in memory: the register of tests, and of read papers."""

    def __init__(self, subjects: Iterable[Subject] = ()) -> None:
        self.subjects: dict[str, Subject] = {}
        self._siblings: dict[str, tuple[str, ...]] = {}
        self._naming: dict[str, tuple[str, ...]] = {}
        self.last_at = ""
        for subject in subjects:
            for record in subject.records:
                self.take(record)

    def take(self, record: Record) -> None:
        """Add a record to its subject."""
        name = record.subject
        subject = self.subjects.get(name) or subject_for(name)
        if not subject.records and subject.kind == "topic":
            siblings = (*self._siblings.get(round_of(name), ()), name)
            self._siblings[round_of(name)] = tuple(sorted(siblings))
        self.subjects[name] = subject.with_record(record)
        under = (f"symbol:{record.motion.symbol}",) if isinstance(record.motion, Issue) else ()
        leading = map("to:{}".format, record.motion.leads_to)
        for key in (record.evidence.place, *leading, f"by:{record.officer}", f"act:{record.act}", *under):
            if key:
                self._naming[key] = (*self._naming.get(key, ()), record.reference)
        self.last_at = max(self.last_at, record.at)

    def standing(self, today: date) -> Standing:
        """The standing over what is held, on a day."""
        return Standing(self.subjects, self._siblings, self._naming, today, self.last_at)
