"""Look up topics by round, and records by place or officer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from escalade.models.store import statements
from escalade.workflow.records.record import canonical

if TYPE_CHECKING:
    from escalade.models.backends.connection import Connection
    from escalade.models.views.view import Subjects

LIMITED = frozenset({"public", "members"})
"""Readers from whom there may be something to hide."""
VIEWS = frozenset({"take position", "record statement", "receive"})
"""Acts that say what somebody holds: no subject moves by one, nor changes its days."""
NEWEST = 2**63 - 1
"""A position that no record is behind."""

Names = Mapping[str, tuple[str, ...]]
Values = tuple[str | bytes | int, ...]


class ReadableNames(Mapping[str, tuple[str, ...]]):
    """References found by a key, as far as a reader may read what they name."""

    def __init__(self, named: Mapping[str, tuple[str, ...]], subjects: Subjects) -> None:
        """Look them up; the subjects say what may be read."""
        self._named, self._subjects = named, subjects

    def __getitem__(self, key: str) -> tuple[str, ...]:
        """Look the key up; give what may be read."""
        return tuple(filter(self._subjects.shows, self._named[key]))

    def __iter__(self) -> Iterator[str]:
        """Nothing: the keys are not listed."""
        return iter(self._named)

    def __len__(self) -> int:
        """Nothing: the keys are not listed."""
        return len(self._named)


class Named(Mapping[str, tuple[str, ...]]):
    """References found by a key, each looked up when it is asked for.

    `answers` keeps what was found last: what an act stands on.
    """

    def __init__(self, connection: Connection, choose: Callable[[str], tuple[str, Values]]) -> None:
        """Look up on a connection; `choose` gives a key's statement and its values."""
        self._connection, self._choose = connection, choose
        self.answers: dict[str, tuple[str, ...]] = {}

    def __getitem__(self, key: str) -> tuple[str, ...]:
        """Look the key up; nothing found is an empty answer."""
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
    """Choose the statement that finds the topics of a round."""
    return statements.OF_ROUND, (f"{name}/", f"{name}0", upto)  # nought comes next after the stroke


def naming(key: str, upto: int = NEWEST) -> tuple[str, Values]:
    """Choose the statement that finds the records naming something."""
    if key.startswith("by:"):
        return statements.BY_OFFICER, (key.removeprefix("by:"), upto)
    if key.startswith("to:"):
        return statements.LEADING_TO, (encode_names(key), upto)
    if key.startswith("act:"):
        return statements.OF_ACT, (key.removeprefix("act:"), upto)
    if key.startswith("symbol:"):
        return statements.ISSUED_UNDER, (encode_names(key), upto)
    return statements.AT_PLACE, (key, upto)


def encode_names(key: str) -> bytes:
    """Spell what a record leads to, or a symbol, as its bytes do."""
    if key.startswith("symbol:"):
        return canonical({"symbol": key.removeprefix("symbol:")})[1:-1]
    kind, _, name = key.removeprefix("to:").partition("/")
    return canonical({f"to_{kind}": name})[1:-1]


def find_names(connection: Connection, subjects: Subjects) -> tuple[Names, Names]:
    """Topics of rounds, and what names something, as far as subjects go."""
    siblings = Named(connection, lambda name: of_round(name, subjects.upto))
    named = Named(connection, lambda key: naming(key, subjects.upto))
    if subjects.reader not in LIMITED:
        return siblings, named
    return ReadableNames(siblings, subjects), ReadableNames(named, subjects)
