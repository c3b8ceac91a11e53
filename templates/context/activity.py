"""What the group did since its last report: meetings and consultations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from escalade.workflow.motion import RecordHearing, RecordResponses
from escalade.workflow.when import When, when
from escalade.workflow.gathering import Gathering
from escalade.workflow.subject import motion_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.templates.context.view import View
    from escalade.templates.fact import Fact
    from escalade.workflow.motion import RecordConsultation
    from escalade.workflow.record import Record
    from escalade.workflow.topic import Topic


@dataclass(frozen=True)
class Window:
    """From the last report, exclusive, to the day of this one."""

    since: When | None
    until: When

    def holds(self, day: When) -> bool:
        """Whether something that ended that day belongs to this report."""
        return day.may_precede(self.until) and (self.since is None or self.since.may_precede(day, strictly=True))


@dataclass(frozen=True)
class Consultation:
    """A consultation as a report tells of it."""

    title: Fact | None
    online: Fact | None
    physical: Fact | None
    responses: Fact | None
    summary: Fact | None
    ended: When
    """When its last phase that is on record ended."""

    @property
    def published(self) -> tuple[str, str]:
        """Where its responses and summary are, to tell equal ones."""
        return str(self.responses or ""), str(self.summary or "")


def meetings(view: View, window: Window) -> tuple[Gathering, ...]:
    """The meetings held in that time, in order."""
    names = (name for name in view.standing.subjects if name.startswith("meeting/"))
    found = (meeting for name in names if (meeting := view.gathering(name)) is not None)
    return tuple(sorted((one for one in found if window.holds(one.closes)), key=_order))


def consultations(view: View, window: Window) -> tuple[Consultation, ...]:
    """The consultations held in that time, in order."""
    found = [*_recorded(view), *_launched(view)]
    return tuple(sorted((one for one in found if window.holds(one.ended)), key=lambda one: one.ended.last or date.max))


def _order(meeting: Gathering) -> tuple[date, int]:
    number = int(meeting.label) if meeting.label.isdecimal() else 0
    return meeting.opens.first or meeting.opens.last or date.max, number


def _recorded(view: View) -> Iterator[Consultation]:
    """The consultations held before the register began."""
    for record, motion in view.standing.body.consultations:
        yield _from_record(view, record, motion)


def _from_record(view: View, record: Record, motion: RecordConsultation) -> Consultation:
    source = record.reference
    first, last = when(motion.online_from or "unknown"), when(motion.online_to or "unknown")
    return Consultation(
        title=view.text(motion.title, source),
        online=view.period(first, last, source),
        physical=view.date(motion.physical, source),
        responses=view.text(motion.responses, source),
        summary=view.text(motion.summary, source),
        ended=when(motion.physical) if motion.physical else last,
    )


def _launched(view: View) -> Iterator[Consultation]:
    """The consultations that this register launched and saw closed."""
    for name in view.standing.subjects:
        topic = view.standing.topic(name)
        if topic is not None and topic.state == "closed" and topic.launched:
            yield _from_topic(view, topic)


def _from_topic(view: View, topic: Topic) -> Consultation:
    """A consultation that was launched here, as closed."""
    launched = topic.launched
    if launched is None:
        raise TypeError(topic.reference)
    record, motion = launched
    hearing_record, responses_record = topic.last("record hearing"), topic.last("record responses")
    hearing, responses = motion_of(hearing_record, RecordHearing), motion_of(responses_record, RecordResponses)
    at, text = topic.versions[-1]
    held = (hearing.held or hearing_record.on) if hearing and hearing_record else None
    closes = when(motion.closes or "unknown")
    return Consultation(
        title=view.text(text.title, at.reference),
        online=view.period(when(motion.opens or "unknown"), closes, record.reference),
        physical=view.date(held, hearing_record.reference) if hearing_record else None,
        responses=view.text(responses.where, responses_record.reference) if responses and responses_record else None,
        summary=view.text(hearing.summary, hearing_record.reference) if hearing and hearing_record else None,
        ended=when(held) if held else closes,
    )
