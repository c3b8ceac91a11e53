"""The basis of a plan: a round, its meetings and its session."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from escalade.workflow.motions import Defer, Escalate
from escalade.workflow.planning.deadline import Clock
from escalade.workflow.planning.what_if import NOTHING_SUPPOSED, WhatIf
from escalade.workflow.subjects.meeting import opening_from
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.subjects.topic import find_left_topics
from escalade.workflow.values.cached_property import once
from escalade.workflow.values.dates import When, when
from escalade.workflow.values.errors import UnknownReferenceError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from escalade.workflow.planning.deadline import Anchors, Timing
    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.meeting import Gathering
    from escalade.workflow.subjects.subject import Subject
    from escalade.workflow.subjects.topic import Topic

AT_THE_GROUP = frozenset({"proposed", "debated"})
BEFORE_REFERRAL = frozenset({*AT_THE_GROUP, "unresolved"})
AT_A_SESSION = ("introduce", "take up")
AT_MEETING = ("open debate", "reopen debate", "record consensus", "record no consensus", "set aside", "merge")


class RoundCourse(msgspec.Struct, frozen=True, dict=True):
    """A round as it stands on a day, and what is supposed of it."""

    reference: str
    standing: Standing
    clock: Clock
    supposed: WhatIf = NOTHING_SUPPOSED

    @property
    def today(self) -> date:
        """The day asked about."""
        return self.clock.today

    @once
    def topics(self) -> tuple[Topic, ...]:
        """The topics of the round that were not struck."""
        return tuple(topic for topic in self.standing.topics_of(self.reference) if topic.state != "annulled")

    def next(self, kind: str, after: date) -> Gathering | None:
        """The first meeting or session that opens on a day or later."""
        return next(opening_from(kind, after, self.standing), None)

    @once
    def session(self) -> Gathering | None:
        """The session that the round goes to, or may go to.

        Raises:
            UnknownReferenceError: a session is supposed that was never convened.
        """
        named = self.supposed.session if self.supposed.opening is None else None
        if named is not None:
            place = f"session/{named.removeprefix('session/')}"
            found, off = self.standing.gathering(place), self.standing.find_calling_off(place)
            if found is None:
                raise UnknownReferenceError(named, kind="session", called_off=off.reference if off else "")
            return found
        if self.awaits_referral:
            return self.next("session", self.today)
        goes = [name for record in _by_moment(self.topics) if (name := _session_in(record))]
        if not (goes or self.may_have_note):
            came_up = (one.evidence.session for one in _by_moment(self.topics) if one.act in AT_A_SESSION)
            goes = list(filter(None, came_up))
        return self.standing.gathering(f"session/{goes[-1]}") if goes else self.next("session", self.today)

    @property
    def may_have_note(self) -> bool:
        """Whether a topic was referred, or may be yet.

        What was born at the superior body, or taken up there, needs no note.
        """
        return not self.topics or any(topic.escalations or topic.state in BEFORE_REFERRAL for topic in self.topics)

    @once
    def left_in_debate(self) -> tuple[Topic, ...]:
        """The topics that a referral left and the Group debates still."""
        left = find_left_topics(self.topics)
        return tuple(one for one in self.topics if one.reference in left and one.state in AT_THE_GROUP)

    @once
    def awaits_referral(self) -> bool:
        """Whether the Group decided to refer a topic after its last referral."""
        last = max((record.at for topic in self.topics for record, _ in topic.escalations), default="")
        failed = (topic.no_consensus for topic in self.topics if topic.state == "unresolved")
        return any(bool(last) and one[1].refer and one[0].at > last for one in failed if one)

    @once
    def opening(self) -> date | None:
        """The day on which that session opens, as supposed or on record."""
        return self.supposed.opening or (self.session.opens.day if self.session else None)

    @once
    def closing(self) -> date | None:
        """The day on which it closes; it is as long as it was to be."""
        if self.session is None or self.session.closes.day is None:
            return None
        moved = self.opening - self.session.opens.day if self.opening and self.session.opens.day else None
        return self.session.closes.day + moved if moved else self.session.closes.day

    @once
    def meeting(self) -> Gathering | None:
        """The meeting at which the round is, or is to be, debated.

        What a referral left is debated at a meeting of its own.
        """
        topics = tuple(one for one in self.topics if one not in self.left_in_debate)
        held = [record for record in _by_moment(topics) if record.act in AT_MEETING and record.evidence.place]
        deferred = [name for record in _by_moment(topics) if (name := _meeting_in(record))]
        if deferred:
            return self.standing.gathering(f"meeting/{deferred[-1]}")
        return self.standing.gathering(held[-1].evidence.place) if held else self.next("meeting", self.today)

    @property
    def sitting(self) -> date | None:
        """The first sitting of the session on record."""
        session = self.session
        days = [session.sitting(int(number)) for number in session.convened.sittings] if session else []
        return min((day.day for day in days if day and day.day), default=None)

    @property
    def last_return(self) -> str:
        """When a topic was last referred back; empty where none was."""
        back = (one for topic in self.topics for one in topic.every("refer back", "reopen debate"))
        return max((one.at for one in back if one.before == "referred"), default="")

    def anchor(self, name: str) -> date | None:
        """The day of an anchor of the referral."""
        days = {
            "session opening": self.opening,
            "sitting": self.sitting,
            "meeting opening": self.meeting.opens.day if self.meeting else None,
            "meeting end": self.meeting.closes.day if self.meeting else None,
        }
        return days.get(name)

    def timing(self, stage: str, anchors: Anchors, done: When | None = None) -> Timing | None:
        """The deadline that binds a stage: the earliest of the latest days."""
        found = list(self.clock.timings(stage, anchors, done))
        return min(found, key=lambda one: (one.is_target, one.due), default=None)


def _by_moment(topics: Iterable[Subject]) -> list[Record]:
    """The records in force of topics, in the order in which they were made."""
    return sorted((record for topic in topics for record in topic.live), key=lambda record: record.at)


def _session_in(record: Record) -> str | None:
    """The session to which a record sends its topic."""
    return record.motion.to_session if isinstance(record.motion, Escalate | Defer) else None


def _meeting_in(record: Record) -> str | None:
    """The meeting to which a record defers its topic."""
    return record.motion.to_meeting if isinstance(record.motion, Defer) else None


def former(given: Iterable[tuple[str | None, str]]) -> tuple[tuple[str, str], ...]:
    """The days that later records replaced, each with its record."""
    named = [(day, record) for day, record in given if day]
    return tuple(before for before, after in pairwise(named) if before[0] != after[0])


def newest(records: Iterable[Record]) -> Record | None:
    """The record of the latest day; of one day, that made last."""
    return max(records, key=lambda record: (when(record.on).last or date.max, record.at), default=None)


def day(record: Record | None) -> When | None:
    """The day of a record, with its uncertainty."""
    return when(record.on) if record else None
