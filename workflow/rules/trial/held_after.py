"""What is told late of a hearing that is on record as held afterwards: said, and it passes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.workflow.motions import CallOffHearing, Extend, RecordHearing
from escalade.workflow.rules.trial.rule import NOTHING, cite
from escalade.workflow.values.message import Message
from escalade.workflow.values.remedy import Cause

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.subject import Subject

HELD_AFTER = "hearing_was_held_all_the_same"
"""How it is called among warnings."""


def warn_of_hearing_held(record: Record, after: Subject) -> Iterator[Cause]:
    """Warn where a hearing is called off, or moved, that was held after that on another day.

    Entered in the order in which it happened, the hearing would have warned.
    """
    if not _plans(record):
        return
    later = after.live[after.live.index(record) + 1 :]
    last = next((place for place, one in enumerate(later) if _plans(one)), len(later))
    for one in later[:last]:
        if isinstance(one.motion, RecordHearing) and (day := one.motion.held or one.on) != _day_in(record):
            said = Message("{record} says that it was held on {day}; papers tell both.", record=cite(one), day=day)
            yield Cause(rule=HELD_AFTER, subject=record.subject, sentence=said, remedy=NOTHING, severity="warning")


def _plans(record: Record) -> bool:
    """Whether a record calls a hearing off, or gives it a day."""
    return isinstance(record.motion, CallOffHearing) or _day_in(record) is not None


def _day_in(record: Record) -> str | None:
    """The day that an extension gives to a hearing."""
    return record.motion.physical if isinstance(record.motion, Extend) else None
