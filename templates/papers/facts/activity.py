"""Report what the group did: meetings and consultations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import chain, groupby, pairwise
from operator import itemgetter

from escalade.templates.languages.grammar import is_sentence
from escalade.templates.languages.pack import AVAILABLE, pack_of
from escalade.templates.papers.facts import moment
from escalade.templates.papers.facts.evidence import pointer, topic_title
from escalade.templates.papers.facts.view import View
from escalade.templates.values.fact import Printable, SaidSentence, TracedFact
from escalade.workflow.motions import NOT_AT_HAND, RecordConsultation, RecordResponses
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.hearing import IN_PERSON, VIRTUAL, Hearing, HearingMove, Sitting, find_form
from escalade.workflow.subjects.language_versions import rewording
from escalade.workflow.subjects.meeting import Gathering
from escalade.workflow.subjects.subject import motion_of
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.dates import UNKNOWN, When, when


def tell_hearing(view: View, topic: Topic) -> Iterator[SaidSentence]:
    """How the physical meeting stands: a sentence for each day of it."""
    hearing = topic.hearing
    sources = tuple(one.reference for one in topic.every("launch", "extend"))
    day, told = view.date(hearing.planned, *sources), topic.hearing_told(view.day)
    yield from tell_changes(view, topic)
    alike = groupby(hearing.sittings, lambda one: (one.motion.presided_by, one.form, one.place))
    for turn, together in enumerate(tuple(group) for _, group in alike):
        source, presided = together[0].record.reference, together[0].motion.presided_by
        known = presided and presided.replace("-", " ") != NOT_AT_HAND  # as it is typed, or as it is written
        chair = view.name(presided, source) if presided and known else None
        form, place = together[0].form, place_of(view, together[0])
        facts = {"day": tell_days(view, together), "chair": chair, "place": place}
        yield view.say_of_hearing("hearing.held", form, **facts, anew=turn == 0 and bool(hearing.overtaken))
    if hearing.called_off:
        key = "hearing.called_off" if hearing.is_cancelled else "hearing.not_held"
        yield _called_off(view, topic, day, hearing.called_off, key=key)
    elif told in {"to come", "day passed"} and not is_told_by_move(topic):
        place, over = place_of(view, hearing), told == "day passed"
        yield view.say_of_hearing("hearing.planned", hearing.form, day=day, place=place, over=over)
    yield from _tell_further(view, topic, sources)


def tell_meeting(view: View, topic: Topic) -> Iterator[SaidSentence]:
    """When those invited are to meet; or that the meeting was called off."""
    hearing = topic.hearing
    sources = tuple(one.reference for one in topic.every("launch", "extend"))
    if hearing.called_off:
        yield _called_off(view, topic, view.date(hearing.planned, *sources), hearing.called_off)
    elif (day := view.date(hearing.next_day, *sources)) and view.day.may_precede(when(hearing.next_day or UNKNOWN)):
        key = "hearing.further" if hearing.sittings else "call.meeting"
        earlier = [view.date(one.before, one.record.reference) for one in hearing.moves if one.before != one.after]
        facts = {"day": day, "before": earlier[0] if earlier else None, "place": place_of(view, hearing)}
        yield view.say_of_hearing(key, hearing.form, **facts, over=False)


def _tell_further(view: View, topic: Topic, sources: Sequence[str]) -> Iterator[SaidSentence]:
    """On what further day it is to go on, or that this was called off."""
    hearing = topic.hearing
    for planned, off in hearing.further_called_off:
        day = view.date(planned, off.reference, *sources)
        yield _called_off(view, topic, day, off, key="hearing.further_called_off")
    if hearing.further and (again := view.date(hearing.further, *sources)):
        over = not view.day.may_precede(when(hearing.further))
        yield view.say_of_hearing("hearing.further", hearing.form, day=again, over=over)


def tell_days(view: View, sittings: Sequence[Sitting]) -> Printable | None:
    """Tell on which days a hearing was held, those that follow as a period."""
    days = [when(one.day) for one in sittings]
    sources = [one.record.reference for one in sittings]
    known = [(one.last, other.first) for one, other in pairwise(days)]
    if all(one and other and other - one == timedelta(days=1) for one, other in known):
        return view.period(days[0], days[-1], *sources) if days else None
    facts = (view.date(day, source) for day, source in zip(days, sources, strict=True))
    return view.tongue.join_parts([view.tongue.on(fact) for fact in facts if fact])


def is_told_by_move(topic: Topic) -> bool:
    """Whether the sentence on its last move tells its day and form."""
    hearing = topic.hearing
    last = hearing.moves[-1] if hearing.moves else None
    return last is not None and last.after == hearing.planned != UNKNOWN and _form_told(topic, last) == hearing.form


def _form_told(topic: Topic, move: HearingMove) -> str:
    """What form a sentence on a move names: that of the meeting which was moved, or set anew."""
    return find_form(topic, move.record, until=not move.anew)


def place_of(view: View, held: Hearing | Sitting) -> TracedFact | None:
    """Where a hearing, or a sitting of it, is held."""
    return view.text(held.place.text, held.place.record.reference) if held.place else None


def tell_changes(view: View, topic: Topic) -> Iterator[SaidSentence]:
    """Tell that it was moved, changed, or called off and then set anew."""
    hearing = topic.hearing
    moves = {one.record.reference: one for one in hearing.moves if {one.before, one.after} != {UNKNOWN}}
    told = [(one.record.ordinal, _moved(view, topic, one)) for one in moves.values()]
    for day, off in hearing.overtaken:
        told.append((off.ordinal, _called_off(view, topic, view.date(day, off.reference), off)))
    told += [
        (one.ordinal, _changed(view, topic, one, with_reason=one.reference not in moves))
        for one in topic.every("extend")
        if _gives_another_form(topic, one, moves.get(one.reference))
    ]
    yield from (said for _, said in sorted(told, key=itemgetter(0)))


def _gives_another_form(topic: Topic, record: Record, move: HearingMove | None) -> bool:
    """Whether an extension gives another form to a meeting that was planned by then.

    One that is set anew is told in its new form.
    """
    earlier = (one for one in topic.hearing.set_by if topic.is_before(one, record))
    is_planned = any(getattr(one.motion, "physical", None) for one in earlier)
    is_anew = move is not None and move.anew
    return is_planned and not is_anew and find_form(topic, record, until=True) != find_form(topic, record)


def _changed(view: View, topic: Topic, record: Record, *, with_reason: bool) -> SaidSentence:
    """When the meeting was given another form, and why, unless it was moved for that reason too."""
    source, form = record.reference, find_form(topic, record)
    reason = view.given(record, "reason") if with_reason else None
    facts = {"day": view.date(record.on, source), "reason": reason, "proof": view.proof(source)}
    before = find_form(topic, record, until=True)
    return view.say_of_hearing("hearing.changed", before, **facts, virtual=form == VIRTUAL, in_person=form == IN_PERSON)


def _moved(view: View, topic: Topic, move: HearingMove) -> SaidSentence:
    """From what day it was moved to what other day, and why.

    Where it is held is said if no other sentence tells that day.
    """
    hearing, source = topic.hearing, move.record.reference
    before, day = view.date(move.before, source), view.date(move.after, source)
    is_last = is_told_by_move(topic) and move == hearing.moves[-1] and hearing.state == "planned"
    facts = {"before": before, "day": day, "off": move.anew, "place": place_of(view, hearing) if is_last else None}
    return view.say_of_hearing(
        "hearing.moved", _form_told(topic, move), **facts, reason=view.given(move.record, "reason")
    )


def _called_off(
    view: View, topic: Topic, planned: TracedFact | None, record: Record, *, key: str = "hearing.called_off"
) -> SaidSentence:
    facts = {"planned": planned, "reason": view.given(record, "reason"), "proof": view.proof(record.reference)}
    return view.say_of_hearing(key, find_form(topic, record), **facts)


MANY = 30
"""Of how many meetings or consultations a report tells one by one; of more by their number and days."""


@dataclass(frozen=True)
class Window:
    """From the last report, exclusive, to the day of this one."""

    since: When | None
    until: When
    over: date | None = None
    """The first day that the record of the last report may be of, where there is one."""
    told: str = ""
    """The moment at which that was made."""

    @property
    def first(self) -> date:
        """The first day on which something may end that belongs to it."""
        return (self.since.first if self.since else None) or date.min

    def holds(self, day: When) -> bool:
        """Whether something that ended that day belongs to this report.

        Nothing does where the last report is of a later day than this one.
        """
        begun = self.since is None or self.since.may_precede(self.until)
        return (
            begun and day.may_precede(self.until) and (self.since is None or self.since.may_precede(day, strictly=True))
        )


@dataclass(frozen=True)
class Consultation:
    """A consultation as a report tells of it."""

    title: TracedFact | None
    online: TracedFact | None
    physical: Printable | None
    """On which days its physical meeting was held."""
    form: str
    """How its meeting was held: in person, virtual or hybrid; empty where it was held in several ways."""
    called_off: bool
    """Whether its physical meeting was planned, and was called off."""
    responses: TracedFact | None
    summaries: tuple[TracedFact, ...]
    """What was agreed of each day of its physical meeting, or where that is published; equal ones once."""
    count: TracedFact | None
    """How many responses it had, where that is on record."""
    lacks: tuple[bool, bool]
    """Whether it is unsaid where responses, and where the summary are; what is not at hand is said."""
    ended: When
    """When its last phase that is on record ended."""
    within: bool = False
    """Whether its physical meeting was held while one could answer online."""

    @property
    def places(self) -> tuple[str, str]:
        """Where its responses and summary are, to tell equal ones."""
        return str(self.responses or ""), "\n".join(map(str, self.summaries))


@dataclass(frozen=True)
class Consultations:
    """The consultations that a report tells of, in order."""

    told: tuple[Consultation, ...] = ()
    """Each of them; of many those of which responses or a summary were published."""
    count: int = 0
    ends: tuple[Consultation, ...] = ()
    """The first and the last, where they are many."""

    @property
    def are_many(self) -> bool:
        """Whether they are told by their number and days."""
        return self.count > MANY


def meetings(view: View, window: Window) -> tuple[Gathering, ...]:
    """The meetings held in that time, in order."""
    found = view.standing.find_happenings("meeting", window.first.isoformat())
    held = (view.standing.gathering(one.subject) for one in found)
    facts = (view.meeting(one.reference) for one in held if one and window.holds(one.closes))
    return tuple(sorted((one for one in facts if one), key=_order))


def consultations(view: View, window: Window, ended: Iterable[Topic], late: Iterable[Consultation]) -> Consultations:
    """The consultations held since, and those that the last report left open."""
    before = (_from_record(view, *one) for one in view.standing.body.consultations)
    recorded = [one for one in before if window.holds(one.ended)]
    told = _in_order([*late, *recorded, *(_from_topic(view, one) for one in ended if window.holds(_end_of(one)))])
    if len(told) <= MANY:
        return Consultations(told, len(told))
    return Consultations(tuple([one for one in told if any(one.places)]), len(told), (told[0], told[-1]))


def find_late_endings(view: View, last: Record | None, ended: Iterable[Topic]) -> tuple[Consultation, ...]:
    """The consultations of whose end the last report could not know."""
    if last is None:
        return ()
    earlier, first = View(moment.before(last, view.standing), view.tongue, when(last.on)), view.constitution.last_report
    window = Window(when(first) if first else None, earlier.day)
    found = [one for one in ended if window.holds(_end_of(one))]
    was_told = [(was := earlier.topic(one.reference)) is not None and is_over_by(was, window.until) for one in found]
    return _in_order(_from_topic(view, one) for one, told in zip(found, was_told, strict=True) if not told)


def list_endings(view: View, window: Window) -> list[Topic]:
    """The consultations launched here that are over by then.

    Those that were over by the last report are among them only where something was told of them since.
    """
    standing, last = view.standing, (window.until.last or date.max).isoformat()
    since = standing.find_happenings("consultation", min(window.first, window.over or date.max).isoformat())
    told = standing.find_happenings("told consultation", window.told) if window.told else ()
    names = {one.subject for one in chain(since, told) if one.first <= last}
    topics = filter(None, map(view.topic, sorted(names)))
    return [topic for topic in topics if is_over_by(topic, window.until)]


def is_over_by(topic: Topic, day: When) -> bool:
    """Whether a consultation is over by a day, as far as is on record."""
    return topic.launched is not None and (topic.state == "closed" or _is_past(topic, day))


def _is_past(topic: Topic, day: When) -> bool:
    awaited = topic.hearing.next_day
    is_awaited = awaited is not None and day.may_precede(when(awaited))
    return topic.state == "launched" and topic.is_online_over(day) and not is_awaited


def _end_of(topic: Topic) -> When:
    return when(topic.hearing.sittings[-1].day) if topic.hearing.sittings else _closes(topic)


def _closes(topic: Topic) -> When:
    return when((topic.launched[1].closes if topic.launched else None) or UNKNOWN)


def _in_order(found: Iterable[Consultation]) -> tuple[Consultation, ...]:
    return tuple(sorted(found, key=lambda one: one.ended.last or date.max))


def phases(view: View, topic: Topic) -> tuple[TracedFact | None, TracedFact | None]:
    """The online phase as last extended, and the hearing still to come."""
    if topic.launched is None:
        return None, None
    record, motion = topic.launched
    sources = (record.reference, *(one.reference for one in topic.every("extend")))
    online = view.period(when(motion.opens or "unknown"), when(motion.closes or "unknown"), *sources)
    return online, view.date(topic.hearing.next_day, *sources)


def tell_online(view: View, topic: Topic, dates: Printable) -> SaidSentence:
    """From when to when the online phase runs, or ran."""
    over = (goes_on := topic.state == "launched") and topic.is_online_over(view.day)
    return view.say("consultation.online", online=dates, over=over, past=not goes_on)


def tell_consultation(view: View, topic: Topic) -> tuple[SaidSentence, ...]:
    """The dates of a consultation, its hearing, and how many answered."""
    dates = phases(view, topic)[0]
    online = [tell_online(view, topic, dates)] if dates else []
    told = (*tell_hearing(view, topic), *_summaries(view, topic), *tell_responses(view, topic))
    return (*online, *_launched_otherwise(view, topic), *_extensions(view, topic), *told)


def _launched_otherwise(view: View, topic: Topic) -> Iterator[SaidSentence]:
    """That it was launched on another text than was decided on, and why."""
    record = topic.launched[0] if topic.launched else None
    found = rewording(record, topic) if record else None
    if record and found and found.languages:
        reason = view.given(record, "reason")
        proof = view.proof(record.reference)
        yield view.say("consultation.launched_otherwise", reason=reason, proof=proof)


def _summaries(view: View, topic: Topic) -> Iterator[SaidSentence]:
    for one in topic.hearing.sittings:
        if summary := view.text(one.motion.summary, one.record.reference):
            yield view.say("agenda.summary", summary=summary, is_sentence=is_sentence(summary))


def _extensions(view: View, topic: Topic) -> Iterator[SaidSentence]:
    """Each end that the online phase was given, and where that is read.

    The last end is not named: the dates of the phase tell it.
    """
    for place, extension in enumerate(topic.extensions, start=1):
        record, source = extension.record, extension.record.reference
        if day := view.date(extension.after, source):
            yield view.say(
                "consultation.extended",
                before=view.date(extension.before, source),
                day=day,
                last=place == len(topic.extensions),
                pointer=pointer(view, record),
                reason=view.given(record, "reason"),
            )


def tell_responses(view: View, topic: Topic) -> Iterator[SaidSentence]:
    """How many answered, in all and by category, where that is on record."""
    record = topic.last("record responses")
    gathered = motion_of(record, RecordResponses)
    if record and gathered and isinstance(gathered.count, int):
        source = record.reference
        named = [(name_category(view, name, source), count) for name, count in gathered.by_category.items()]
        is_foreign = any(name.other for name, _ in named)  # they stand in quotation marks, and in no bracket
        categories = [
            view.say("agenda.category", name=name, count=view.number(count, source), foreign=is_foreign)
            for name, count in named
        ]
        count = view.number(gathered.count, source)
        yield view.say("agenda.responses", count=count, categories=categories, foreign=is_foreign)


def tell_where(view: View, topic: Topic) -> Iterator[SaidSentence]:
    """Where the responses are read, if that is on record."""
    record = topic.last("record responses")
    gathered = motion_of(record, RecordResponses)
    if record and gathered and (where := view.text(gathered.where, record.reference)):
        yield view.say("agenda.where", where=where, is_sentence=is_sentence(where))


def _order(meeting: Gathering) -> tuple[date, int, str]:
    return meeting.opens.first or meeting.opens.last or date.max, meeting.number or 0, meeting.reference


def _from_record(view: View, record: Record, motion: RecordConsultation) -> Consultation:
    source = record.reference
    first, last = when(motion.online_from or "unknown"), when(motion.online_to or "unknown")
    return Consultation(
        title=view.text(motion.title, source),
        online=view.period(first, last, source),
        physical=view.date(motion.physical, source),
        form="virtual" if motion.virtual else IN_PERSON,
        called_off=False,
        responses=view.text(motion.responses, source),
        summaries=(summary,) if (summary := view.text(motion.summary, source)) else (),
        count=_count(view, motion, source),
        lacks=(not motion.responses, motion.physical is not None and not motion.summary),
        ended=when(motion.physical) if motion.physical else last,
        within=motion.physical is not None and not last.may_precede(when(motion.physical), strictly=True),
    )


def _count(view: View, motion: RecordConsultation | RecordResponses, source: str) -> TracedFact | None:
    return view.number(motion.count, source) if isinstance(motion.count, int) else None


def _from_topic(view: View, topic: Topic) -> Consultation:
    """A consultation that was launched here, as it ended."""
    responses, held = topic.last("record responses"), topic.hearing.sittings
    gathered = motion_of(responses, RecordResponses)
    told = [text for one in held if (text := view.text(one.motion.summary, one.record.reference))]
    forms = {one.form for one in held} or {topic.hearing.form}
    return Consultation(
        title=topic_title(view, topic),
        online=phases(view, topic)[0],
        physical=tell_days(view, held),
        form=forms.pop() if len(forms) == 1 else "",
        called_off=topic.hearing.is_cancelled and not held,
        responses=view.text(gathered.where, responses.reference) if gathered and responses else None,
        summaries=tuple({str(one): one for one in told}.values()),
        count=_count(view, gathered, responses.reference) if gathered and responses else None,
        lacks=(not gathered or not gathered.where, any(not one.motion.summary for one in held) and not told),
        ended=_end_of(topic),
        within=bool(held) and not _closes(topic).may_precede(when(held[0].day), strictly=True),
    )


_SCRIPTS = {
    "ru": re.compile("[\u0400-\u04ff]"),
    "ar": re.compile("[\u0600-\u06ff]"),
    "zh": re.compile("[\u3400-\u9fff]"),
}
"""The letters by which the language of a name is seen."""


def name_category(view: View, name: str, *records: str) -> TracedFact:
    """Name a category as the language does, else as it was typed.

    One that was typed with a small letter keeps it.
    """
    if view.constitution.names.get(name):
        return view.name(name, *records)
    written = next((language for language, letters in _SCRIPTS.items() if letters.search(name)), None)
    key, own = _known().get(name.casefold()), view.tongue.pack.words["category"]
    if written == view.tongue.language or (key and name.casefold() == own[key].casefold()):
        return view.name(name, *records)
    if key:
        word = own[key]
        return view.name(name, *records).reword(word[0].lower() + word[1:] if name[0].islower() else word)
    found = view.member(name, *records)
    return replace(found, other=written) if written else found


@cache
def _known() -> dict[str, str]:
    every = (pack_of(language).words["category"] for language in AVAILABLE)
    return {word.casefold(): key for words in every for key, word in words.items()}
