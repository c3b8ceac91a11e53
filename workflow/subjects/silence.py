"""How a silence procedure stands: it runs, it was kept, or it was broken.

Its end is a moment, in whatever zone it is written; the day of a record is a
day at the seat. They meet at the seat: the day on which the silence ends is
the day it is there at that moment.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Literal, NamedTuple

from escalade.workflow.motions import Circulate, Revise, TakePosition
from escalade.workflow.values.dates import when
from escalade.workflow.values.instant import instant

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.standing import Standing
    from escalade.workflow.subjects.topic import Topic


class Silence(NamedTuple):
    """A circulation, when its silence ends, and what broke it."""

    record: Record
    until: str
    seat: ZoneInfo | None
    """The zone of the seat, in which days are counted; that of the time where there is none."""
    broken_by: Record | None

    @property
    def ends(self) -> datetime:
        """The moment at which it ends, by the clock of the seat."""
        return instant(self.until).astimezone(self.seat) if self.seat else instant(self.until)

    @property
    def day(self) -> date:
        """The day it is at the seat when it ends."""
        return self.ends.date()

    def has_passed(self, standing: Standing, at: str = "") -> bool:
        """Whether its time has passed, by a moment, the clock or the day."""
        moment = at or standing.now
        if moment:
            return datetime.fromisoformat(moment) >= self.ends
        return standing.today > self.day

    def state(self, standing: Standing) -> Literal["runs", "kept", "broken"]:
        """How it stands now; looking at it records nothing."""
        if self.broken_by is not None:
            return "broken"
        return "kept" if self.has_passed(standing) else "runs"


def silence_of(topic: Topic, standing: Standing) -> Silence | None:
    """The latest circulation since the topic last moved, if there is one."""
    record = topic.last("circulate")
    motion = record.motion if record else None
    moved = topic.last_move
    if record is None or not isinstance(motion, Circulate) or motion.until is None:
        return None
    if moved is not None and moved.ordinal > record.ordinal:
        return None
    found = Silence(record, motion.until, seat_of(standing), None)
    later = (one for one in topic.live if one.ordinal > record.ordinal and breaks(one, found.day))
    return found._replace(broken_by=next(later, None))


def seat_of(standing: Standing) -> ZoneInfo | None:
    """The zone of the seat, where the body has one."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415  # only where a time is at stake

    constitution = standing.body.constitution()
    return ZoneInfo(constitution.time_zone) if constitution and constitution.time_zone else None


def breaks(record: Record, last: date) -> bool:
    """Whether an objection or an amendment may have come by the last day."""
    objects = isinstance(record.motion, TakePosition) and record.motion.stance == "object"
    first = when(record.on).first
    return (objects or isinstance(record.motion, Revise)) and (first is None or first <= last)
