"""The four things the procedure is about: a subject *is* its records.

Nothing of a subject is stored beside its records; each property below reads
them, so a correction or annulment changes what a subject says at once.
"""

from __future__ import annotations

from typing import Self, TypeVar

import msgspec

from escalade.workflow.audience import as_read
from escalade.workflow.history import as_worded, in_force, read_together
from escalade.workflow.motion import Motion
from escalade.workflow.once import once
from escalade.workflow.record import Record
from escalade.workflow.reference import kind_of

M = TypeVar("M", bound=Motion)


class Subject(msgspec.Struct, frozen=True, dict=True):
    """What an act is about, at one moment."""

    reference: str
    records: tuple[Record, ...] = ()
    later: tuple[Record, ...] = ()
    """Translations of what the records say that were received since."""
    reader: str | None = None
    """For whom it is shown; None where the procedure looks at it, and all is seen."""

    @once
    def kind(self) -> str:
        """Which kind of subject it is."""
        return kind_of(self.reference)

    @once
    def state(self) -> str | None:
        """Its state; None where nothing was recorded yet, or may be read."""
        shown = self.records if self.reader is None else self.told
        return shown[-1].after if shown else None

    @property
    def newest(self) -> str:
        """The reference of its newest record."""
        return self.records[-1].reference if self.records else f"{self.reference}#0"

    @once
    def told(self) -> tuple[Record, ...]:
        """Every record that may be read, as later ones leave it."""
        return self._as_read(read_together(self.records, self.later))

    @once
    def own(self) -> tuple[Record, ...]:
        """Every record in the languages in which it was worded itself."""
        return self._as_read(as_worded(self.records))

    def _as_read(self, told: tuple[Record, ...]) -> tuple[Record, ...]:
        return told if self.reader is None else as_read(told, self.reader)

    @once
    def live(self) -> tuple[Record, ...]:
        """The records in force, oldest first."""
        return in_force(self.told)

    @once
    def waiting(self) -> tuple[Record, ...]:
        """Records that wait to be endorsed, acts on records among them."""
        return tuple(record for record in self.told if record.waits and not record.annulled_by)

    def last(self, *acts: str) -> Record | None:
        """The latest record in force of one of these acts."""
        return next((record for record in reversed(self.live) if record.act in acts), None)

    def every(self, *acts: str) -> tuple[Record, ...]:
        """The records in force of these acts, oldest first."""
        return tuple(record for record in self.live if record.act in acts)

    @once
    def last_move(self) -> Record | None:
        """The latest record in force that changed the state."""
        return next((record for record in reversed(self.live) if record.moved), None)

    def record(self, reference: str) -> Record | None:
        """One of its records, as later ones leave it."""
        return next((record for record in self.told if record.reference == reference), None)

    def with_record(self, record: Record) -> Self:
        """The subject with one more record."""
        return type(self)(self.reference, (*self.records, record), reader=self.reader)

    def until(self, record: Record) -> Self:
        """The subject as it stood before a record was made."""
        before = tuple(one for one in self.records if one.ordinal < record.ordinal)
        return type(self)(self.reference, before, reader=self.reader)


def motion_of(record: Record | None, shape: type[M]) -> M | None:
    """The motion of a record, where the record has that shape."""
    return record.motion if record is not None and isinstance(record.motion, shape) else None
