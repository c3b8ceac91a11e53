"""What a meeting of the group has to take up, and why it is before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from escalade.workflow.motions import Defer, RecordNoConsensus
from escalade.workflow.subjects.obligation import is_to_consider
from escalade.workflow.subjects.subject import motion_of
from escalade.workflow.values.reference import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.meeting import Gathering
    from escalade.workflow.subjects.standing import Standing
    from escalade.workflow.subjects.topic import Topic

ORDER = ("outcomes", "referred_back", "deferred", "debated", "unresolved", "proposed")
"""The kinds of matters, in the order in which a group takes them up."""
_HOW = {"refer back": "referred_back", "defer": "deferred"}


@dataclass(frozen=True, slots=True)
class Matter:
    """A topic before the group, with the record that brought it there."""

    kind: str
    topic: Topic
    record: Record | None = None


def matters(standing: Standing, meeting: Gathering) -> tuple[Matter, ...]:
    """Every topic that the group has to take up at a meeting."""
    rounds = sorted(name for name in standing.subjects if kind_of(name) == "round")
    topics = (topic for name in rounds for topic in standing.topics_of(name))
    return tuple(found for topic in topics for found in _of(topic, standing, meeting))


def _of(topic: Topic, standing: Standing, meeting: Gathering) -> Iterator[Matter]:
    """What there is to take up of one topic, if anything."""
    if topic.state == "proposed":
        yield Matter("proposed", topic)
    if is_to_consider(topic, meeting):
        yield Matter("outcomes", topic)
    if topic.state == "unresolved":
        motion = motion_of(record := topic.last("record no consensus"), RecordNoConsensus)
        if motion is None or not motion.refer:
            yield Matter("unresolved", topic, record)
    if topic.state == "debated":
        record = topic.last("refer back", "defer", "open debate", "reopen debate")
        if record is None or not _is_left_to_later(record, standing, meeting):
            how = _HOW.get(record.act, "debated") if record else "debated"
            yield Matter(how, topic, record if how != "debated" else None)


def _is_left_to_later(record: Record, standing: Standing, meeting: Gathering) -> bool:
    """Whether a topic was deferred to a meeting after this one."""
    motion = motion_of(record, Defer)
    other = standing.gathering(f"meeting/{motion.to_meeting}") if motion and motion.to_meeting else None
    return other is not None and not other.opens.may_precede(meeting.opens)
