"""The one way to read a register; it never makes or changes anything."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from escalade.models import statements
from escalade.models.engine import Location, connect, explained
from escalade.workflow.errors import AmbiguousReferenceError, UnknownReferenceError
from escalade.workflow.ledger import root
from escalade.workflow.record import Opened, Record, decode
from escalade.workflow.reference import kind_of
from escalade.workflow.standing import Standing, subject_for

if TYPE_CHECKING:
    import sqlite3

    from escalade.workflow.subject import Subject

EVERYTHING = 2**31
"""More rows than a page may have."""


class TopicRow(msgspec.Struct, frozen=True):
    """Where a topic stands, as a list shows it."""

    reference: str
    round: str
    state: str
    title: dict[str, str]
    on: str
    newest: str
    provisional: bool
    waits: bool


class Texts(Mapping[str, Opened]):
    """The personal texts that were not erased, by their commitment."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Look them up on a connection."""
        self._connection = connection

    def __getitem__(self, commitment: str) -> Opened:
        """The text behind a commitment."""
        row = self._connection.execute(statements.OPENED, (commitment,)).fetchone()
        if row is None:
            raise KeyError(commitment)
        return Opened(row[0], msgspec.json.decode(row[1]))

    def __iter__(self) -> Iterator[str]:
        """Every commitment."""
        return (row[0] for row in self._connection.execute("SELECT commitment FROM opened"))

    def __len__(self) -> int:
        """How many there are."""
        return int(self._connection.execute("SELECT count(*) FROM opened").fetchone()[0])


class Subjects(Mapping[str, "Subject"]):
    """Every subject by its reference, loaded when it is asked for.

    `consulted` names all that was asked for, whether it exists or not: what
    an act stands on.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Load from a connection."""
        self._connection = connection
        self._texts = Texts(connection)
        self.consulted: dict[str, Subject | None] = {}

    def __getitem__(self, reference: str) -> Subject:
        """The subject so called."""
        if reference not in self.consulted:
            rows = self._connection.execute(statements.OF_SUBJECT, (reference,))
            records = tuple(decode(row[0], self._texts) for row in rows)
            self.consulted[reference] = subject_for(reference, records) if records else None
        found = self.consulted[reference]
        if found is None:
            raise KeyError(reference)
        return found

    def __iter__(self) -> Iterator[str]:
        """Every reference."""
        return (row[0] for row in self._connection.execute(statements.REFERENCES).fetchall())

    def __len__(self) -> int:
        """How many there are."""
        return sum(1 for _ in self)

    def keep(self, subject: Subject) -> None:
        """Take a subject as it is after an act."""
        self.consulted[subject.reference] = subject


class Named(Mapping[str, tuple[str, ...]]):
    """References found by a key, each looked up when it is asked for."""

    def __init__(self, connection: sqlite3.Connection, choose: Any) -> None:
        """Look up on a connection; `choose` gives statement and argument for a key."""
        self._connection, self._choose = connection, choose

    def __getitem__(self, key: str) -> tuple[str, ...]:
        """What is found by the key; nothing found is an empty answer."""
        statement, argument = self._choose(key)
        return tuple(row[0] for row in self._connection.execute(statement, (argument,)))

    def __iter__(self) -> Iterator[str]:
        """Nothing: the keys are not listed."""
        return iter(())

    def __len__(self) -> int:
        """Nothing: the keys are not listed."""
        return 0


def _naming(key: str) -> tuple[str, str]:
    by = key.startswith("by:")
    return (statements.BY_OFFICER, key.removeprefix("by:")) if by else (statements.AT_PLACE, key)


def standing_on(connection: sqlite3.Connection, today: date, subjects: Subjects) -> Standing:
    """The register at this moment, loaded as far as anyone asks."""
    siblings = Named(connection, lambda name: (statements.OF_ROUND, name))
    return Standing(subjects, siblings, Named(connection, _naming), today, last_at(connection))


def last_at(connection: sqlite3.Connection) -> str:
    """When the newest record was made; empty where there is none."""
    return connection.execute(statements.SIZE).fetchone()[1] or ""


class Reader:
    """A register that is read."""

    def __init__(self, connection: sqlite3.Connection, location: Location) -> None:
        """Read on a connection."""
        self.connection, self.location = connection, location

    def standing(self, today: date | None = None) -> Standing:
        """The register at this moment, loaded as far as anyone asks."""
        return standing_on(self.connection, today or date.today(), Subjects(self.connection))  # noqa: DTZ011  # the day where the officer sits

    def size(self) -> int:
        """How many records the ledger has."""
        return self.connection.execute(statements.SIZE).fetchone()[0] or 0

    def root(self, size: int | None = None) -> str:
        """The root of the ledger, of now or of an earlier size, in hexadecimal."""
        return root(self.size() if size is None else size, lambda position: self._node(position)).hex()

    def _node(self, position: int) -> bytes:
        return bytes(self.connection.execute(statements.NODE, (position,)).fetchone()[0])

    def references(self) -> list[str]:
        """Every reference there is."""
        return [row[0] for row in self.connection.execute(statements.REFERENCES)]

    def topics(
        self, round: str | None = None, states: tuple[str, ...] = (), *, after: str = "", limit: int = EVERYTHING
    ) -> list[TopicRow]:  # noqa: A002  # the field's own word
        """Where the topics stand, in the order of their references, by pages."""
        rows = self.connection.execute(statements.TOPICS, (round, after, limit))
        found = [
            TopicRow(
                row[0],
                row[1],
                row[2],
                msgspec.json.decode(row[3]),
                row[4],
                f"{row[0]}#{row[5]}",
                bool(row[7]),
                row[6] > 0,
            )
            for row in rows
        ]
        return [row for row in found if not states or row.state in states]

    def tally(self, kind: str = "topic") -> list[tuple[str, str, int]]:
        """How many subjects of a kind stand where: round, state, count."""
        return [tuple(row) for row in self.connection.execute(statements.TALLY, (kind,))]

    def history(self, reference: str) -> tuple[Record, ...]:
        """The records of a subject, each as later ones leave it.

        Raises:
            UnknownReferenceError: there is no such subject.
        """
        subject = Subjects(self.connection).get(reference)
        if subject is None:
            raise UnknownReferenceError(reference, kind=kind_of(reference), nearest=self.nearest(reference))
        return subject.told

    def records(self, after: int = 0) -> Iterator[tuple[int, Record]]:
        """Every record with its position, in the order of the ledger."""
        texts = Texts(self.connection)
        while rows := self.connection.execute(statements.EVERY_RECORD, (after, 1000)).fetchall():
            for after, data in rows:  # noqa: B020, PLW2901, PLR1704  # the next page begins where this one ends
                yield after, decode(data, texts)

    def officers(self) -> list[str]:
        """The name of every officer who ever held an office."""
        return list(dict.fromkeys(term.officer.name for term in self.standing().body.terms))

    def resolve(self, reference: str) -> str:
        """The full reference that a short one stands for.

        Raises:
            AmbiguousReferenceError: it fits topics of several rounds.
            UnknownReferenceError: nothing is so called; names the nearest.
        """
        if self.connection.execute(statements.NEWEST, (reference,)).fetchone():
            return reference
        pattern = "%/" + reference.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        found = [row[0] for row in self.connection.execute(statements.ENDING_IN, (pattern,))]
        if len(found) == 1:
            return str(found[0])
        if found:
            raise AmbiguousReferenceError(reference, found)
        raise UnknownReferenceError(reference, kind="topic, round or meeting", nearest=self.nearest(reference))

    def nearest(self, reference: str) -> list[str]:
        """The references most like one that does not exist."""
        names = {name: name for name in self.references()}
        names.update({name.rpartition("/")[2]: name for name in names})
        close = difflib.get_close_matches(reference, names, n=2, cutoff=0.5)
        return list(dict.fromkeys(names[name] for name in close))


@contextmanager
def open_reader(location: Location) -> Iterator[Reader]:
    """Read a register that exists.

    Raises:
        RegisterError: there is none, or it cannot be read; says what to do.
    """
    connection = connect(location, write=False)
    try:
        with explained(location):
            yield Reader(connection, location)
    finally:
        connection.close()
