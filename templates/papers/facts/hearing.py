"""Tell how a hearing stands: planned, moved, called off, or held."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import groupby, pairwise
from operator import itemgetter

from escalade.templates.papers.facts.view import View
from escalade.templates.values.fact import Printable, SaidSentence, TracedFact
from escalade.workflow.motions import NOT_AT_HAND
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.hearing import IN_PERSON, VIRTUAL, Hearing, HearingMove, Sitting, find_form
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.dates import UNKNOWN, when


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
