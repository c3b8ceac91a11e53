"""Report what the group did: meetings and consultations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING

from escalade.templates.contexts import moment
from escalade.templates.contexts.evidence import pointer, topic_title
from escalade.templates.contexts.view import View
from escalade.workflow.motions import NOT_AT_HAND, Launch, RecordResponses
from escalade.workflow.subjects.subject import motion_of
from escalade.workflow.values.dates import UNKNOWN, When, when

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from escalade.templates.contexts.snapshot import MeetingFacts
    from escalade.templates.values.fact import Printable, SaidSentence, TracedFact
    from escalade.workflow.motions import RecordConsultation
    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.hearing import Hearing, HearingMove, Sitting
    from escalade.workflow.subjects.topic import Topic


ALWAYS = "~"
"""A moment behind which nothing was recorded."""


@dataclass(frozen=True)
class Window:
    """From the last report, exclusive, to the day of this one."""

    since: When | None
    until: When
    at: str = ALWAYS
    """The moment up to which anything was recorded that belongs to it."""
    behind: str = ""
    """The record of the last report, where there is one."""
    over: date | None = None
    """The first day that record may be of."""

    @property
    def first(self) -> date:
        """The first day on which something may end that belongs to it."""
        return (self.since.first if self.since else None) or date.min

    def holds(self, day: When) -> bool:
        """Whether something that ended that day belongs to this report."""
        return day.may_precede(self.until) and (self.since is None or self.since.may_precede(day, strictly=True))


@dataclass(frozen=True)
class Consultation:
    """A consultation as a report tells of it."""

    title: TracedFact | None
    online: TracedFact | None
    physical: Printable | None
    """On which days its physical meeting was held."""
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
    events = view.standing.events
    names = events.find_meetings(window.first.isoformat(), ALWAYS) if events else view.standing.subjects
    held = (view.standing.gathering(name) for name in sorted({*names}) if name.startswith("meeting/"))
    found = (view.meeting(one.reference) for one in held if one and window.holds(one.closes))
    return tuple(sorted((one for one in found if one), key=_order))


def consultations(view: View, window: Window) -> tuple[Consultation, ...]:
    """The consultations held in that time, in order."""
    found = [*_recorded(view), *(_from_topic(view, topic) for topic, _ in ended_by(view, window))]
    return _in_order(one for one in found if window.holds(one.ended))


def told_late(view: View, last: Record | None, now: Window) -> tuple[Consultation, ...]:
    """The consultations of whose end the last report could not know."""
    if last is None:
        return ()
    earlier, first = View(moment.before(last, view.standing), view.tongue, when(last.on)), view.constitution.last_report
    window = Window(when(first) if first else None, earlier.day, last.at)
    found = [topic for topic, ended in ended_by(view, now) if window.holds(ended)]
    was_told = {
        topic.reference for topic in found if (was := earlier.topic(topic.reference)) and _is_over_by(was, window.until)
    }
    return _in_order(_from_topic(view, topic) for topic in found if topic.reference not in was_told)


def ended_by(view: View, window: Window) -> Iterator[tuple[Topic, When]]:
    """The consultations launched here that are over by then, with their ends."""
    events = view.standing.events
    names = (
        events.find_launched(window.at, window.behind, window.over.isoformat() if window.over else "")
        if events
        else view.standing.subjects
    )
    for name in sorted({*names}):
        topic = view.topic(name)
        if topic is not None and _is_over_by(topic, window.until):
            yield topic, _end_of(topic)


def _is_over_by(topic: Topic, day: When) -> bool:
    """Whether a consultation is over by a day, as far as is on record."""
    return topic.launched is not None and (topic.state == "closed" or _is_past(topic, day))


def _is_past(topic: Topic, day: When) -> bool:
    """Whether a consultation that is not closed yet is over by a day all the same."""
    awaited = topic.hearing.awaited_on
    is_awaited = awaited is not None and day.may_precede(when(awaited))
    return topic.state == "launched" and topic.is_online_over(day) and not is_awaited


def _end_of(topic: Topic) -> When:
    """When the last phase that is on record ended."""
    closes = when((topic.launched[1].closes if topic.launched else None) or UNKNOWN)
    return when(topic.hearing.sittings[-1].day) if topic.hearing.sittings else closes


def _in_order(found: Iterable[Consultation]) -> tuple[Consultation, ...]:
    return tuple(sorted(found, key=lambda one: one.ended.last or date.max))


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
    for together in _told_together(hearing.sittings):
        source, presided = together[0].record.reference, together[0].motion.presided_by
        known = presided and presided.replace("-", " ") != NOT_AT_HAND  # as it is typed, or as it is written
        chair = view.name(presided, source) if presided and known else None
        virtual = together[0].motion.virtual
        yield view.say("hearing.held", day=_days_of(view, together), chair=chair, virtual=virtual)
    if hearing.called_off:
        yield _called_off(view, "hearing.called_off", day, hearing.called_off)
    elif told in {"to come", "day passed"}:
        over = told == "day passed"
        if not (over and hearing.moves and hearing.moves[-1].after == hearing.planned):  # the move told the day
            yield view.say("hearing.planned", day=day, place=view.text(launch.place, record.reference), over=over)
    elif told == "on a day unknown" and not (hearing.moves and hearing.moves[-1].before != UNKNOWN):
        yield view.say("hearing.undated", over=topic.state != "launched", proof=view.plain(record.reference, *sources))
    elif told == "none on record":
        yield view.say("hearing.none", proof=view.plain(record.reference, *sources))
    yield from _tell_further(view, hearing, sources)


def _tell_further(view: View, hearing: Hearing, sources: Sequence[str]) -> Iterator[SaidSentence]:
    """On what further day it is to go on, or that this was called off."""
    for planned, off in hearing.further_called_off:
        yield _called_off(view, "hearing.further_called_off", view.date(planned, off.reference, *sources), off)
    if hearing.further and (again := view.date(hearing.further, *sources)):
        over = not view.day.may_precede(when(hearing.further))
        yield view.say("hearing.further", day=again, over=over)


def _told_together(sittings: Iterable[Sitting]) -> Iterator[tuple[Sitting, ...]]:
    """The days of a hearing in turn, those that one sentence tells together."""
    for _, together in groupby(sittings, lambda one: (one.motion.presided_by, one.motion.virtual)):
        yield tuple(together)


def _days_of(view: View, sittings: Sequence[Sitting]) -> Printable | None:
    """On which days a hearing was held: the day, the days from one to another, or each of them."""
    days = [when(one.day) for one in sittings]
    sources = [one.record.reference for one in sittings]
    if len(days) <= 1 or all(_is_next(one, other) for one, other in pairwise(days)):
        return view.period(days[0], days[-1], *sources) if days else None
    facts = (view.date(day, source) for day, source in zip(days, sources, strict=True))
    return view.tongue.join_parts([view.tongue.on(fact) for fact in facts if fact])


def _is_next(one: When, other: When) -> bool:
    """Whether a day follows another; both are known."""
    return one.last is not None and other.first is not None and other.first - one.last == timedelta(days=1)


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


def tell_online(view: View, topic: Topic, dates: Printable) -> SaidSentence:
    """From when to when the online phase runs, or ran."""
    return view.say("state.consultation", online=dates, over=is_over(view, topic), past=topic.state != "launched")


def tell_consultation(view: View, topic: Topic) -> tuple[SaidSentence, ...]:
    """The dates of a consultation, its hearing, and how many answered."""
    dates = phases(view, topic)[0]
    online = [tell_online(view, topic, dates)] if dates else []
    told = (*tell_hearing(view, topic), *_summaries(view, topic), *_responses(view, topic))
    return (*online, *_extensions(view, topic), *told)


def _summaries(view: View, topic: Topic) -> Iterator[SaidSentence]:
    """What was agreed of each day of the physical meeting, or where that is published."""
    for one in topic.hearing.sittings:
        if summary := view.text(one.motion.summary, one.record.reference):
            yield view.say("agenda.summary", summary=summary)


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
    """How many answered, in all and by category, where that is on record."""
    record = topic.last("record responses")
    gathered = motion_of(record, RecordResponses)
    if record and gathered and isinstance(gathered.count, int):
        source = record.reference
        categories = [
            view.say("agenda.category", name=view.name(name, source), count=view.number(count, source))
            for name, count in gathered.by_category.items()
        ]
        count = view.number(gathered.count, source)
        yield view.say("agenda.responses", count=count, categories=categories)


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


def _from_topic(view: View, topic: Topic) -> Consultation:
    """A consultation that was launched here, as it ended."""
    responses, held = topic.last("record responses"), topic.hearing.sittings
    gathered = motion_of(responses, RecordResponses)
    summaries = [view.text(one.motion.summary, one.record.reference) for one in reversed(held)]
    return Consultation(
        title=topic_title(view, topic),
        online=phases(view, topic)[0],
        physical=_days_of(view, held),
        virtual=bool(held) and all(one.motion.virtual for one in held),
        called_off=topic.hearing.state == "called off",
        responses=view.text(gathered.where, responses.reference) if gathered and responses else None,
        summary=next((one for one in summaries if one), None),
        ended=_end_of(topic),
    )
