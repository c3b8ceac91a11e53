"""The register as a view that loads what is asked for, when asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

import msgspec

from escalade.models import statements
from escalade.models.awaiting import Awaiting
from escalade.workflow.record import Opened, canonical, decode
from escalade.workflow.standing import Standing, subject_for
from escalade.workflow.subject import Subject

if TYPE_CHECKING:
    from datetime import date

    from escalade.models.connection import Connection

NEWEST = 2**63 - 1
"""A position that no record is behind."""

Values = tuple[str | bytes | int, ...]


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


class Subjects(Mapping[str, Subject]):
    """Every subject by its reference, loaded when it is asked for.

    `consulted` names all that was asked for, whether it exists or not: what
    an act stands on.
    """

    def __init__(self, connection: Connection, reader: str | None = None, upto: int = NEWEST) -> None:
        """Load from a connection, for a reader or for the procedure.

        Args:
            connection: to the register.
            reader: public, members or office; None sees all.
            upto: the last record of the ledger that is looked at.
        """
        self._connection, self._reader, self.upto = connection, reader, upto
        self._texts = Texts(connection)
        self._foreseen: dict[str, Subject | list[bytes]] = {}
        self.consulted: dict[str, Subject | None] = {}

    @property
    def are_whole(self) -> bool:
        """Whether nothing is hidden from the reader, and nothing too new."""
        return self._reader in {None, "office"} and self.upto == NEWEST

    def __getitem__(self, reference: str) -> Subject:
        """The subject so called."""
        if reference not in self.consulted:
            subject = self._loaded(reference)
            self.consulted[reference] = subject if subject.state else None
        found = self.consulted[reference]
        if found is None:
            raise KeyError(reference)
        return found

    def _loaded(self, reference: str) -> Subject:
        found = self._foreseen.get(reference)
        if isinstance(found, Subject):
            return found
        if found is None:
            found = [row[0] for row in self._connection.execute(statements.OF_SUBJECT, (reference, self.upto))]
        return subject_for(reference, tuple([decode(data, self._texts) for data in found]), reader=self._reader)

    def __iter__(self) -> Iterator[str]:
        """Every reference."""
        return (row[0] for row in self._connection.execute(statements.REFERENCES).fetchall())

    def __len__(self) -> int:
        """How many there are."""
        return sum(1 for _ in self)

    def foresee(self, reference: str, found: Subject | list[bytes]) -> None:
        """Have a subject, or the bytes of its records, at hand."""
        self._foreseen[reference] = found

    def get(self, reference: str, default: Subject | None = None, /) -> Subject | None:  # type: ignore[override]  # no other default is asked for
        """The subject so called, if there is one; most were asked for before."""
        if reference not in self.consulted:
            return super().get(reference, default)
        return self.consulted[reference] or default

    def keep(self, subject: Subject) -> None:
        """Take a subject as it is after an act."""
        self.consulted[subject.reference] = subject


class Named(Mapping[str, tuple[str, ...]]):
    """References found by a key, each looked up when it is asked for.

    `answers` keeps what was found last: what an act stands on.
    """

    def __init__(self, connection: Connection, choose: Callable[[str], tuple[str, Values]]) -> None:
        """Look up on a connection; `choose` gives a key's statement and its values."""
        self._connection, self._choose = connection, choose
        self.answers: dict[str, tuple[str, ...]] = {}

    def __getitem__(self, key: str) -> tuple[str, ...]:
        """What is found by the key; nothing found is an empty answer."""
        return self._found(key, *self._choose(key))

    def _found(self, key: str, statement: str, values: Values) -> tuple[str, ...]:
        self.answers[key] = tuple([row[0] for row in self._connection.execute(statement, values)])
        return self.answers[key]

    def __iter__(self) -> Iterator[str]:
        """Nothing: the keys are not listed."""
        return iter(())

    def __len__(self) -> int:
        """Nothing: the keys are not listed."""
        return 0


def of_round(name: str, upto: int = NEWEST) -> tuple[str, Values]:
    """What finds the topics of a round, as of a record of the ledger."""
    return statements.OF_ROUND, (f"{name}/", f"{name}0", upto)  # nought comes next after the stroke


def naming(key: str, upto: int = NEWEST) -> tuple[str, Values]:
    """What finds the records that name something, as of a record."""
    if key.startswith("by:"):
        return statements.BY_OFFICER, (key.removeprefix("by:"), upto)
    if key.startswith("to:"):
        return statements.LEADING_TO, (spelt_in(key), upto)
    return statements.AT_PLACE, (key, upto)


def spelt_in(key: str) -> bytes:
    """How a record's bytes spell, in their one way, what it leads to."""
    kind, _, name = key.removeprefix("to:").partition("/")
    return canonical({f"to_{kind}": name})[1:-1]


def standing_on(connection: Connection, today: date, subjects: Subjects, last_at: str, now: str = "") -> Standing:
    """The register at this moment, loaded as far as anyone asks."""
    siblings, named = looked_up(connection, subjects)
    index = Awaiting(connection) if subjects.are_whole else None
    return Standing(subjects, siblings, named, today, last_at, now=now, index=index)


def looked_up(connection: Connection, subjects: Subjects) -> tuple[Named, Named]:
    """Topics of rounds, and what names something, as far as subjects go."""
    siblings = Named(connection, lambda name: of_round(name, subjects.upto))
    return siblings, Named(connection, lambda key: naming(key, subjects.upto))


def seen_through(subjects: Subjects, standing: Standing) -> Standing:
    """The register at the moment of a standing, as these subjects show it."""
    index = standing.index if subjects.are_whole else None
    return msgspec.structs.replace(standing, subjects=subjects, index=index)


def afresh(connection: Connection, standing: Standing) -> Standing:
    """The register at the moment of a standing, with nothing loaded yet."""
    subjects = Subjects(connection)
    siblings, named = looked_up(connection, subjects)
    return msgspec.structs.replace(standing, subjects=subjects, siblings=siblings, naming=named)


def extent(connection: Connection) -> tuple[int, str]:
    """How many records there are, and when the newest was made."""
    size, last_at = connection.execute(statements.SIZE).fetchone()
    return size or 0, last_at or ""
