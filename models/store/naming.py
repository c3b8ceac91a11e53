"""Look up topics by round, and records by place or officer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from escalade.models.store import statements

if TYPE_CHECKING:
    from escalade.models.views.view import Subjects

LIMITED = frozenset({"public", "members"})
"""Readers from whom there may be something to hide."""
VIEWS = frozenset({"take position", "record statement", "receive"})
"""Acts that say what somebody holds: no subject moves by one, nor changes its days."""
NEWEST = 2**63 - 1
"""A position that no record is behind."""

Values = tuple[str | bytes | int, ...]


class Names(Mapping[str, tuple[str, ...]]):
    """References found by a key, as far as their reader may see."""

    def __init__(self, subjects: Subjects, choose: Callable[[str], tuple[str, Values]]) -> None:
        """Look up on the connection of subjects; `choose` gives a key's statement and its values."""
        self._subjects, self._choose = subjects, choose

    def __getitem__(self, key: str) -> tuple[str, ...]:
        """Look the key up; nothing found is an empty answer."""
        statement, values = self._choose(key)
        rows = self._subjects.connection.execute(statement, (*values, self._subjects.upto))
        found = (str(name) for (name,) in rows.fetchall())
        return tuple(filter(self._subjects.shows, found) if self._subjects.hides_some else found)

    def __iter__(self) -> Iterator[str]:
        """Nothing: the keys are not listed."""
        return iter(())

    def __len__(self) -> int:
        """Nothing: the keys are not listed."""
        return 0


def of_round(name: str) -> tuple[str, Values]:
    """Choose the statement that finds the topics of a round."""
    return statements.OF_ROUND, (f"{name}/", f"{name}0")  # nought comes next after the stroke


def naming(key: str) -> tuple[str, Values]:
    """Choose the statement that finds the records naming something."""
    kind, mark, name = key.partition(":")
    if kind == "by" and mark:
        return statements.BY_OFFICER, (name,)
    if kind == "act" and mark:
        return statements.OF_ACT, (name,)
    if kind in {"to", "symbol"} and mark:
        return statements.NAMING, (key,)
    return statements.AT_PLACE, (key,)


def find_names(subjects: Subjects) -> tuple[Names, Names]:
    """Topics of rounds, and what names something, as far as subjects go."""
    return Names(subjects, of_round), Names(subjects, naming)
