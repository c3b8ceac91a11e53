"""A day on which something happened, beside that of the act that tells it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from escalade.workflow.motions import MOTIONS, Correct
from escalade.workflow.values.dates import DateError, when
from escalade.workflow.values.errors import RequestError
from escalade.workflow.values.message import Message, Option

if TYPE_CHECKING:
    from escalade.models.reader import Reader
    from escalade.workflow.motions import Motion


HAPPENED = frozenset({shape.happened for shape in MOTIONS.values()} - {""})
"""Fields that give the day on which something happened, where the act that tells of it is of another."""


class LaterDayError(RequestError):
    """What an act tells of would have happened after it."""

    def __init__(self, field: str, day: str, other: str) -> None:
        """Name the option and its day, and the day of the act."""
        self.field, self.day, self.other = field, day, other
        super().__init__(
            Message(
                "{option} gives {day}, and the act that tells of it is of {other}. Give the day on which it happened, "
                "and an act (--on) of that day or a later one.",
                option=Option(f"--{field}"), day=day, other=other,
            )
        )  # fmt: skip


def refuse_later_day(motion: Motion, reader: Reader) -> None:
    """Refuse what would have happened after the act that tells of it.

    What is on record is not asked: it stays as it was taken.

    Raises:
        LaterDayError: it would have.
    """
    happened = _corrected(motion, reader) if isinstance(motion, Correct) else (motion.happened, *_days(motion))
    field, day, on = happened
    if field and day and not _may_precede(day, on or reader.standing().today.isoformat()):
        raise LaterDayError(field, day, on or reader.standing().today.isoformat())


def _days(motion: Motion) -> tuple[str, str]:
    """The day on which something happened, where another is given than that of the act; and that of the act."""
    return getattr(motion, motion.happened or "on", None) or "", motion.on


def _corrected(motion: Correct, reader: Reader) -> tuple[str, str, str]:
    """The days as a correction leaves them, with the field; nothing where it touches neither."""
    if len(motion.records) != 1 or not {"on", *HAPPENED} & motion.fields.keys():
        return "", "", ""
    corrected = reader.standing().record(motion.records[0]).motion
    day, on = _days(corrected)
    field = corrected.happened
    return field, str(motion.fields.get(field) or day), str(motion.fields.get("on") or on)


def _may_precede(day: str, other: str) -> bool:
    """Whether a day may precede another; what is no date is refused elsewhere."""
    with suppress(DateError):
        return when(day).may_precede(when(other))
    return True
