"""The silence procedure of a topic: it runs, was kept, or was broken.

Its end is a moment; it ends on the day that it is at the seat at that moment.
Where a record has an exact time, that one decides, whatever its day says.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

import msgspec

from escalade.workflow.motions import Circulate, Motion, Revise, TakePosition
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.dates import when
from escalade.workflow.values.instant import instant, local_time


class Silence(msgspec.Struct, frozen=True):
    """A circulation, when its silence ends, and what broke it."""

    record: Record
    until: str
    seat: str
    """The zone of the seat, in which days are counted; that of the time where there is none."""
    is_broken: bool = False
    """Whether an objection or an amendment broke it, whoever may read that."""
    broken_by: Record | None = None
    """What broke it, where it may be read."""
    late: tuple[Record, ...] = ()
    """Objections and amendments that came when its time had passed."""
    reworded_by: Record | None = None
    """What worded the topic anew since, so that its text is not the one circulated."""

    @property
    def ends(self) -> datetime:
        """The moment at which it ends, by the clock of the seat."""
        return local_time(self.until, self.seat)

    @property
    def day(self) -> date:
        """The day it is at the seat when it ends."""
        return self.ends.date()

    def has_passed(self, standing: Standing, at: str = "") -> bool:
        """Whether its time has passed, by a moment, the clock or the day."""
        moment = at or standing.now
        return datetime.fromisoformat(moment) >= self.ends if moment else standing.today > self.day

    def state(self, standing: Standing) -> Literal["runs", "kept", "broken"]:
        """How it stands now; looking at it records nothing."""
        return "broken" if self.is_broken else "kept" if self.has_passed(standing) else "runs"

    def may_bear_a_consensus(self, standing: Standing) -> bool:
        """Whether it was kept, and the text on which it was is still the topic's."""
        return self.state(standing) == "kept" and self.reworded_by is None

    def may_come_in_time(self, motion: Motion) -> bool:
        """Whether an act may have come before it ended."""
        time, first = time_of(motion), when(motion.on).first
        return instant(time) <= self.ends if time else first is None or first <= self.day

    def may_come_late(self, motion: Motion) -> bool:
        """Whether an act without an exact time may have come after it ended."""
        last = when(motion.on).last
        return not time_of(motion) and (last is None or last >= self.day)


def silence_of(topic: Topic, standing: Standing) -> Silence | None:
    """The latest circulation since the topic last moved, if there is one."""
    last = topic.last_turn
    return silence_after(last, topic, standing) if last and last.act == "circulate" else None


def silence_after(record: Record, topic: Topic, standing: Standing) -> Silence | None:
    """The silence that a circulation began, whatever moved the topic since.

    What broke it is told as far as it may be read.
    """
    motion, live = record.motion, topic.show_to(None).live
    begun = next((place for place, one in enumerate(live) if one.reference == record.reference), None)
    if not isinstance(motion, Circulate) or motion.until is None or begun is None:
        return None
    found = Silence(record, motion.until, standing.body.time_zone)
    since = [one for one in live[begun + 1 :] if not precedes(one, record)]
    contrary = [one for one in since if is_contrary(one.motion)]
    broken = [one for one in contrary if found.may_come_in_time(one.motion)]
    seen, names = {one.reference: one for one in topic.live}, {one.reference for one in since}
    return msgspec.structs.replace(
        found,
        is_broken=bool(broken),
        broken_by=next((told for one in broken if (told := seen.get(one.reference))), None),
        late=tuple(told for one in contrary if one not in broken and (told := seen.get(one.reference))),
        reworded_by=next((one for one, _ in topic.versions if one.reference in names), None),
    )


def precedes(one: Record, other: Record) -> bool:
    """Whether the exact time of a record lies before that of another."""
    earlier, later = time_of(one.motion), time_of(other.motion)
    return bool(earlier and later) and instant(earlier or "") < instant(later or "")


def time_of(motion: Motion) -> str | None:
    """The exact time of an act, where it has one."""
    return getattr(motion, "time", None)


def is_contrary(motion: Motion) -> bool:
    """Whether it is an objection or an amendment, which break a silence."""
    return isinstance(motion, Revise) or (isinstance(motion, TakePosition) and motion.stance == "object")
