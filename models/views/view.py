"""The register as a view that loads what is asked for, when asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

import msgspec

from escalade.models.store import statements
from escalade.models.store.inbox_index import InboxTable
from escalade.models.store.naming import LIMITED, NEWEST, find_names
from escalade.models.store.paging import as_keys
from escalade.workflow.records.audience import may_read
from escalade.workflow.records.record import Opened, decode
from escalade.workflow.subjects.body import Body
from escalade.workflow.subjects.standing import Standing, subject_for
from escalade.workflow.subjects.subject import Subject
from escalade.workflow.values.reference import kind_of

if TYPE_CHECKING:
    from datetime import date

    from escalade.models.as_of import Until
    from escalade.models.backends.connection import Connection
    from escalade.models.views.events import EventTable


COMMITMENT = re.compile(rb'sealed"?:"?([0-9a-f]{64})')
"""A commitment as it stands in the bytes of a record, in a text or in its place."""


class PersonalTexts(Mapping[str, Opened]):
    """The personal texts that were not erased, by their commitment."""

    def __init__(self, connection: Connection) -> None:
        """Look them up on a connection."""
        self._connection = connection

    def __getitem__(self, commitment: str) -> Opened:
        """The text behind a commitment."""
        row = self._connection.execute(statements.OPENED, (commitment,)).fetchone()
        if row is None:
            raise KeyError(commitment)
        return Opened(row[0], msgspec.json.decode(row[1]))

    def of(self, written: Iterable[bytes]) -> Mapping[str, Opened]:
        """The texts that records commit to, found by one statement."""
        named = {one.decode() for data in written for one in COMMITMENT.findall(data)}
        rows = self._connection.execute(statements.TEXTS_OF, (as_keys(named),)) if named else ()
        return {row[0]: Opened(row[1], msgspec.json.decode(row[2])) for row in rows}

    def __iter__(self) -> Iterator[str]:
        """Every commitment."""
        return (row[0] for row in self._connection.execute(statements.EVERY_COMMITMENT))

    def __len__(self) -> int:
        """The number of subjects."""
        return sum(1 for _ in self)


class Subjects(Mapping[str, Subject]):
    """Every subject by its reference, loaded when it is asked for.

    `consulted` names all that was asked for, whether it exists or not: what
    an act stands on.
    """

    def __init__(
        self,
        connection: Connection,
        reader: str | None = None,
        upto: int = NEWEST,
        until: Until | None = None,
        kept: dict[str, Subject] | None = None,
    ) -> None:
        """Load from a connection, for a reader or for the procedure.

        Args:
            connection: to the register.
            reader: public, members or office; None sees all.
            upto: the last record of the ledger that is looked at.
            until: the day and the moment that are looked back to.
            kept: what was loaded before for such a reader while the register stood as it stands, but for topics.
        """
        self._connection, self._reader, self.upto, self._until = connection, reader, upto, until
        self._kept = {} if kept is None else kept
        self.texts = PersonalTexts(connection)
        self._prefetched: dict[str, Subject | list[bytes]] = {}
        self.consulted: dict[str, Subject | None] = {}

    @property
    def are_whole(self) -> bool:
        """Whether nothing is hidden from the reader, and nothing too new."""
        return self._reader in {None, "office"} and self.are_of_today

    @property
    def are_of_today(self) -> bool:
        """Whether nothing is too new."""
        return self.upto == NEWEST and self._until is None

    @property
    def hides_some(self) -> bool:
        """Whether something on record may not be there for the reader, or not have been there."""
        return self._reader in LIMITED or self._until is not None

    def __getitem__(self, reference: str) -> Subject:
        """The subject so called."""
        if reference not in self.consulted:
            subject = self._kept.get(reference) or self._loaded(reference)
            self.consulted[reference] = subject if subject.state else None
            if subject.state and subject.kind != "topic":
                self._kept[reference] = subject
        found = self.consulted[reference]
        if found is None:
            raise KeyError(reference)
        return found

    def _loaded(self, reference: str) -> Subject:
        subject = self._written(reference)
        if self._reader not in LIMITED:
            return subject
        from escalade.models.views.visibility import hide_topics

        return msgspec.structs.replace(subject, records=hide_topics(subject.records, self))

    def _written(self, reference: str) -> Subject:
        """The subject with its records as they were written."""
        found = self._prefetched.get(reference)
        if isinstance(found, Subject):
            return found
        if found is None:
            found = [row[0] for row in self._connection.execute(statements.OF_SUBJECT, (reference, self.upto))]
        texts = self.texts.of(found)
        records = tuple([decode(data, texts) for data in found])
        records = self._until.cut(records) if self._until else records
        if self._reader is not None and kind_of(reference) == "round":
            from escalade.models.views.visibility import narrow_papers

            records = narrow_papers(records, self._connection)
        return subject_for(reference, records, reader=self._reader)

    def hides(self, reference: str) -> bool:
        """Whether a topic is one of which the reader may read nothing.

        Only one whose first record they may not read can be.
        """
        row = self._connection.execute(statements.AUDIENCE_AT_BIRTH, (reference,)).fetchone()
        if row is None or may_read(str(self._reader), row[0]):
            return False
        return not self._written(reference).readable

    def __iter__(self) -> Iterator[str]:
        """Every reference."""
        names = (str(name) for (name,) in self._connection.execute(statements.REFERENCES).fetchall())
        return filter(self.__contains__, names) if self._until else names

    def __len__(self) -> int:
        """The number of subjects."""
        return sum(1 for _ in self)

    def shows(self, name: str) -> bool:
        """Whether a subject, or a record of one, is there for the reader."""
        subject = self.get(name.partition("#")[0])
        return subject is not None and ("#" not in name or subject.record(name) is not None)

    @property
    def connection(self) -> Connection:
        """The connection that they are loaded from."""
        return self._connection

    @property
    def reader(self) -> str | None:
        """For whom they are loaded; None where all is seen."""
        return self._reader

    @property
    def lookups(self) -> dict[tuple[object, ...], object] | None:
        """What was looked up by days; None where the register may move meanwhile."""
        return None

    def preload(self, reference: str, found: Subject | list[bytes]) -> None:
        """Have a subject, or the bytes of its records, at hand."""
        self._prefetched[reference] = found

    def get(self, reference: str, default: Subject | None = None, /) -> Subject | None:  # type: ignore[override]  # no other default is asked for
        """The subject so called, if there is one; most were asked for before."""
        if reference not in self.consulted:
            return super().get(reference, default)
        return self.consulted[reference] or default

    def keep(self, subject: Subject) -> None:
        """Take a subject as it is after an act."""
        self.consulted[subject.reference] = subject


def zone_of(subjects: Mapping[str, Subject]) -> str:
    """The zone of the seat of the body; empty while there is none."""
    body = subjects.get("body")
    return body.time_zone if isinstance(body, Body) else ""


def load_standing(
    connection: Connection, today: date | None, subjects: Subjects, last_at: str, now: str = ""
) -> Standing:
    """Load the register at this moment, as far as anyone asks."""
    siblings, named = find_names(subjects)
    index = InboxTable(connection) if subjects.are_whole else None
    order, events = order_for(subjects), events_for(subjects)
    return Standing(subjects, siblings, named, today, last_at, now=now, index=index, in_order=order, open_events=events)


def order_for(subjects: Subjects) -> Callable[[str, str, str], Iterable[tuple[str, str]]] | None:
    """Find meetings and sessions in order; None of a register of the past."""
    return InboxTable(subjects.connection).rows if subjects.are_of_today else None


def events_for(subjects: Subjects) -> Callable[[], EventTable] | None:
    """Find what happened when, for a reader; None of a register of the past."""
    return partial(open_events, subjects) if subjects.are_of_today else None


def open_events(subjects: Subjects) -> EventTable:
    """Find meetings, consultations and acts by their days."""
    from escalade.models.views.events import EventTable  # papers ask for it; reading a subject takes none

    return EventTable(subjects.connection, subjects.reader, subjects.lookups)


def view_of(subjects: Subjects, standing: Standing) -> Standing:
    """View the register at the moment of a standing, by these subjects."""
    index, events = standing.index if subjects.are_whole else None, events_for(subjects)
    order = order_for(subjects)
    siblings, named = find_names(subjects)
    known = {"siblings": siblings, "naming": named, "index": index, "in_order": order, "open_events": events}
    return msgspec.structs.replace(standing, subjects=subjects, **known)


def afresh(connection: Connection, standing: Standing) -> Standing:
    """View the register at the moment of a standing, loading it afresh."""
    subjects = Subjects(connection)
    siblings, named = find_names(subjects)
    return msgspec.structs.replace(standing, subjects=subjects, siblings=siblings, naming=named)
