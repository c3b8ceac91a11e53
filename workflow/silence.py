"""How a silence procedure stands: it runs, it was kept, or it was broken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from escalade.workflow.instant import instant
from escalade.workflow.motion import Circulate, Revise, TakePosition
from escalade.workflow.when import when

if TYPE_CHECKING:
    from escalade.workflow.record import Record
    from escalade.workflow.standing import Standing
    from escalade.workflow.topic import Topic


@dataclass(frozen=True)
class Silence:
    """A circulation, when its silence ends, and what broke it."""

    record: Record
    until: str
    broken_by: Record | None

    @property
    def ends(self) -> datetime:
        """The moment at which it ends."""
        return instant(self.until)

    def has_passed(self, standing: Standing, at: str = "") -> bool:
        """Whether its time has passed, by a moment, the clock or the day."""
        moment = at or standing.now
        if moment:
            return datetime.fromisoformat(moment) >= self.ends
        return standing.today > self.ends.date()

    def state(self, standing: Standing) -> Literal["runs", "kept", "broken"]:
        """How it stands now; looking at it records nothing."""
        if self.broken_by is not None:
            return "broken"
        return "kept" if self.has_passed(standing) else "runs"


def silence_of(topic: Topic) -> Silence | None:
    """The latest circulation since the topic last moved, if there is one."""
    record = topic.last("circulate")
    motion = record.motion if record else None
    moved = topic.last_move
    if record is None or not isinstance(motion, Circulate) or motion.until is None:
        return None
    if moved is not None and moved.ordinal > record.ordinal:
        return None
    ends = instant(motion.until)
    later = (one for one in topic.live if one.ordinal > record.ordinal and breaks(one, ends))
    return Silence(record, motion.until, next(later, None))


def breaks(record: Record, ends: datetime) -> bool:
    """Whether a record, an objection or an amendment, breaks a silence."""
    objects = isinstance(record.motion, TakePosition) and record.motion.stance == "object"
    first = when(record.on).first
    return (objects or isinstance(record.motion, Revise)) and (first is None or first <= ends.date())
