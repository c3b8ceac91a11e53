"""The register as acts follow one another: read once, then kept in step.

What loading tries acts on, and what `verify` tries them on again: the register
as of the record before. It is begun afresh from time to time, so that memory
stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from escalade.models.store.statements import Connection, Names, naming, of_round
from escalade.models.views.view import Subjects, zone_of
from escalade.workflow.subjects.standing import Standing, subject_for
from escalade.workflow.subjects.subject import Subject
from escalade.workflow.values.reference import round_of


def mark_written() -> None:
    """Every record that was taken is in the register."""


class Siblings(Names):
    """The topics of rounds, each round looked up once and kept in step."""

    def __init__(self, subjects: Subjects) -> None:
        super().__init__(subjects, of_round)
        self._found: dict[str, tuple[str, ...]] = {}
        self._added: dict[str, set[str]] = {}

    def __getitem__(self, key: str) -> tuple[str, ...]:
        if key not in self._found:
            self._found[key] = self._with_added(key, super().__getitem__(key))
        return self._found[key]

    def add(self, topic: str) -> None:
        """A topic is new to its round."""
        key = round_of(topic)
        self._added.setdefault(key, set()).add(topic)
        if key in self._found:
            self._found[key] = self._with_added(key, self._found[key])

    def _with_added(self, key: str, found: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(sorted(self._added[key].union(found))) if key in self._added else found


class Naming(Names):
    """The records that name something, once everything is written there."""

    def __init__(self, subjects: Subjects, write: Callable[[], None]) -> None:
        super().__init__(subjects, naming)
        self._write = write

    def __getitem__(self, key: str) -> tuple[str, ...]:
        self._write()
        return super().__getitem__(key)


class ReplayState:
    """The register as of a record, which moves on with each one taken.

    What was taken may not be in the register yet: `write` is called before records are looked for.
    """

    def __init__(
        self, connection: Connection, position: int, last_at: str, write: Callable[[], None] = mark_written
    ) -> None:
        self.last_at = last_at
        self._subjects = Subjects(connection, upto=position)
        self._siblings, self._naming = Siblings(self._subjects), Naming(self._subjects, write)

    @property
    def position(self) -> int:
        """The place of the record that was taken last."""
        return self._subjects.upto

    def standing(self, today: date) -> Standing:
        """Give what the next act stands on."""
        return Standing(self._subjects, self._siblings, self._naming, today, self.last_at)

    @property
    def zone(self) -> str:
        """The zone of the seat; empty while there is none."""
        return zone_of(self._subjects)

    def subject(self, reference: str) -> Subject:
        """A subject as it is now; one without records where there is none."""
        return self._subjects.get(reference) or subject_for(reference)

    def take(self, subject: Subject) -> None:
        """Move on by a record, the newest of its subject."""
        record = subject.records[-1]
        self._subjects.upto += 1
        self.last_at = max(self.last_at, record.at)
        if len(subject.records) == 1 and subject.kind == "topic":
            self._siblings.add(subject.reference)
        self._subjects.keep(subject)
