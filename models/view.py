"""The register as a view that loads what is asked for, when asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

import msgspec

from escalade.models import statements
from escalade.workflow.record import Opened, canonical, decode
from escalade.workflow.standing import Standing, subject_for

if TYPE_CHECKING:
    from datetime import date

    from escalade.models.connection import Connection
    from escalade.workflow.subject import Subject


class Texts(Mapping[str, Opened]):
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

    def __iter__(self) -> Iterator[str]:
        """Every commitment."""
        return (row[0] for row in self._connection.execute(statements.EVERY_COMMITMENT))

    def __len__(self) -> int:
        """How many there are."""
        return sum(1 for _ in self)


class Subjects(Mapping[str, "Subject"]):
    """Every subject by its reference, loaded when it is asked for.

    `consulted` names all that was asked for, whether it exists or not: what
    an act stands on.
    """

    def __init__(self, connection: Connection, reader: str | None = None) -> None:
        """Load from a connection, for a reader or for the procedure."""
        self._connection, self._reader = connection, reader
        self._texts = Texts(connection)
        self.consulted: dict[str, Subject | None] = {}

    def __getitem__(self, reference: str) -> Subject:
        """The subject so called."""
        if reference not in self.consulted:
            rows = self._connection.execute(statements.OF_SUBJECT, (reference,))
            records = tuple(decode(row[0], self._texts) for row in rows)
            subject = subject_for(reference, records, reader=self._reader)
            self.consulted[reference] = subject if subject.state else None
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
    """References found by a key, each looked up when it is asked for.

    `answers` keeps what was found last: what an act stands on.
    """

    def __init__(self, connection: Connection, choose: Callable[[str], tuple[str, str | bytes]]) -> None:
        """Look up on a connection; `choose` gives a key's statement and argument."""
        self._connection, self._choose = connection, choose
        self.answers: dict[str, tuple[str, ...]] = {}

    def __getitem__(self, key: str) -> tuple[str, ...]:
        """What is found by the key; nothing found is an empty answer."""
        statement, argument = self._choose(key)
        self.answers[key] = tuple(row[0] for row in self._connection.execute(statement, (argument,)))
        return self.answers[key]

    def __iter__(self) -> Iterator[str]:
        """Nothing: the keys are not listed."""
        return iter(())

    def __len__(self) -> int:
        """Nothing: the keys are not listed."""
        return 0


def _naming(key: str) -> tuple[str, str | bytes]:
    if key.startswith("by:"):
        return statements.BY_OFFICER, key.removeprefix("by:")
    if key.startswith("to:"):
        kind, _, name = key.removeprefix("to:").partition("/")
        return statements.LEADING_TO, canonical({f"to_{kind}": name})[1:-1]  # canonical bytes spell it in one way
    return statements.AT_PLACE, key


def standing_on(connection: Connection, today: date, subjects: Subjects, now: str = "") -> Standing:
    """The register at this moment, loaded as far as anyone asks."""
    siblings = Named(connection, lambda name: (statements.OF_ROUND, name))
    return Standing(subjects, siblings, Named(connection, _naming), today, last_at(connection), now=now)


def last_at(connection: Connection) -> str:
    """When the newest record was made; empty where there is none."""
    return connection.execute(statements.SIZE).fetchone()[1] or ""
