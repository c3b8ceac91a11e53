"""Report what the group did: meetings and consultations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import TYPE_CHECKING

from escalade.templates.contexts.evidence import pointer, topic_title
from escalade.workflow.motions import NOT_AT_HAND, Launch, RecordResponses
from escalade.workflow.subjects.subject import motion_of
from escalade.workflow.values.dates import UNKNOWN, When, when

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.templates.contexts.snapshot import MeetingFacts
    from escalade.templates.contexts.view import View
    from escalade.templates.values.fact import SaidSentence, TracedFact
    from escalade.workflow.motions import RecordConsultation
    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.hearing import Hearing, HearingMove
    from escalade.workflow.subjects.topic import Topic


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

    title: TracedFact | None
    online: TracedFact | None
    physical: TracedFact | None
    virtual: bool
    """Whether its physical meeting was held as a virtual one."""
    called_off: bool
    """Whether its physical meeting was planned, and was called off."""
    responses: TracedFact | None
    summary: TracedFact | None
    ended: When
    """When its last phase that is on record ended."""

    @property
    def published(self) -> tuple[str, str]:
        """Where its responses and summary are, to tell equal ones."""
        return str(self.responses or ""), str(self.summary or "")


def meetings(view: View, window: Window) -> tuple[MeetingFacts, ...]:
    """The meetings held in that time, in order."""
    names = (name for name in view.standing.subjects if name.startswith("meeting/"))
    found = (meeting for name in names if (meeting := view.meeting(name)) is not None)
    return tuple(sorted((one for one in found if window.holds(one.closes)), key=_order))


def consultations(view: View, window: Window) -> tuple[Consultation, ...]:
    """The consultations held in that time, in order."""
    found = [*_recorded(view), *_launched(view)]
    return tuple(sorted((one for one in found if window.holds(one.ended)), key=lambda one: one.ended.last or date.max))


def phases(view: View, topic: Topic) -> tuple[TracedFact | None, TracedFact | None]:
    """The online phase as last extended, and the hearing still to come."""
    if topic.launched is None:
        return None, None
    record, motion = topic.launched
    sources = (record.reference, *(one.reference for one in topic.every("extend")))
    online = view.period(when(motion.opens or "unknown"), when(motion.closes or "unknown"), *sources)
    return online, view.date(topic.hearing.awaited_on, *sources)


def tell_hearing(view: View, topic: Topic) -> Iterator[SaidSentence]:
    """How the physical meeting stands: a sentence for each day of it."""
    hearing, (record, launch) = topic.hearing, topic.launched or (topic.told[0], Launch())
    sources = tuple(one.reference for one in topic.every("launch", "extend"))
    day, told = view.date(hearing.planned, *sources), topic.hearing_told(view.day)
    yield from tell_changes(view, hearing)
    for one in hearing.sittings:
        source, presided = one.record.reference, one.motion.presided_by
        known = presided and presided.replace("-", " ") != NOT_AT_HAND  # as it is typed, or as it is written
        chair = view.name(presided, source) if presided and known else None
        yield view.say("hearing.held", day=view.date(one.day, source), chair=chair, virtual=one.motion.virtual)
    if hearing.called_off:
        yield _called_off(view, "hearing.called_off", day, hearing.called_off)
    elif told in {"to come", "day passed"}:
        over = told == "day passed"
        yield view.say("hearing.planned", day=day, place=view.text(launch.place, record.reference), over=over)
    elif told == "on a day unknown" and not (hearing.moves and hearing.moves[-1].before != UNKNOWN):
        yield view.say("hearing.undated", over=topic.state != "launched", proof=view.plain(record.reference, *sources))
    elif told == "none on record":
        yield view.say("hearing.none", proof=view.plain(record.reference, *sources))
    for planned, off in hearing.further_called_off:
        yield _called_off(view, "hearing.further_called_off", view.date(planned, off.reference, *sources), off)
    if hearing.further and (again := view.date(hearing.further, *sources)):
        over = not view.day.may_precede(when(hearing.further))
        yield view.say("hearing.further", day=again, over=over)


def tell_changes(view: View, hearing: Hearing) -> Iterator[SaidSentence]:
    """Tell that it was moved, or called off and then set anew or held."""
    told = [(one.record.ordinal, _moved(view, one)) for one in hearing.moves if {one.before, one.after} != {UNKNOWN}]
    for day, off in hearing.overtaken:
        told.append((off.ordinal, _called_off(view, "hearing.called_off", view.date(day, off.reference), off)))
    yield from (said for _, said in sorted(told, key=itemgetter(0)))


def _moved(view: View, move: HearingMove) -> SaidSentence:
    """From what day it was moved to what other day, and why."""
    source = move.record.reference
    reason = view.text(getattr(move.record.motion, "reason", None), source)
    before, day = view.date(move.before, source), view.date(move.after, source)
    return view.say("hearing.moved", before=before, day=day, off=move.anew, reason=reason)


def _called_off(view: View, key: str, planned: TracedFact | None, record: Record) -> SaidSentence:
    """That the physical meeting, or a further day of it, was called off, and why."""
    source = record.reference
    reason = view.text(getattr(record.motion, "reason", None), source)
    return view.say(key, planned=planned, reason=reason, proof=view.plain(source, source))


def is_over(view: View, topic: Topic) -> bool:
    """Whether the online phase of a consultation that goes on is over."""
    return topic.state == "launched" and topic.is_online_over(view.day)


def tell_consultation(view: View, topic: Topic) -> tuple[SaidSentence, ...]:
    """The dates of a consultation, its hearing, and how many answered."""
    dates = phases(view, topic)[0]
    online = [view.say("state.consultation", online=dates, over=is_over(view, topic))] if dates else []
    return (*online, *_extensions(view, topic), *tell_hearing(view, topic), *_responses(view, topic))


def _extensions(view: View, topic: Topic) -> Iterator[SaidSentence]:
    """Each other end that the online phase was given, with the one before, and where that is read."""
    for before, after, record in topic.extensions:
        source = record.reference
        if day := view.date(after, source):
            yield view.say(
                "state.extended",
                before=view.date(before, source),
                day=day,
                pointer=pointer(view, record),
                reason=view.text(getattr(record.motion, "reason", None), source),
            )


def _responses(view: View, topic: Topic) -> Iterator[SaidSentence]:
    """How many answered, where that is on record."""
    record = topic.last("record responses")
    gathered = motion_of(record, RecordResponses)
    if record and gathered and isinstance(gathered.count, int):
        yield view.say("agenda.responses", count=view.number(gathered.count, record.reference))


def _order(meeting: MeetingFacts) -> tuple[date, int]:
    return meeting.opens.first or meeting.opens.last or date.max, meeting.number or 0


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
        virtual=motion.virtual,
        called_off=False,
        responses=view.text(motion.responses, source),
        summary=view.text(motion.summary, source),
        ended=when(motion.physical) if motion.physical else last,
    )


def _launched(view: View) -> Iterator[Consultation]:
    """The consultations that this register launched and saw closed."""
    for name in view.standing.subjects:
        topic = view.topic(name)
        if topic is not None and topic.state == "closed" and topic.launched:
            yield _from_topic(view, topic)


def _from_topic(view: View, topic: Topic) -> Consultation:
    """A consultation that was launched here, as closed."""
    responses = topic.last("record responses")
    gathered, held = motion_of(responses, RecordResponses), topic.hearing.sittings[-1:]
    days = [view.date(one.day, one.record.reference) for one in held]
    summaries = [view.text(one.motion.summary, one.record.reference) for one in held]
    closes = when(topic.launched[1].closes or "unknown") if topic.launched else when("unknown")
    return Consultation(
        title=topic_title(view, topic),
        online=phases(view, topic)[0],
        physical=next(iter(days), None),
        virtual=any(one.motion.virtual for one in held),
        called_off=topic.hearing.state == "called off",
        responses=view.text(gathered.where, responses.reference) if gathered and responses else None,
        summary=next(iter(summaries), None),
        ended=when(held[0].day) if held else closes,
    )
