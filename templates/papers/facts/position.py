"""Views expressed and statements on record, each with whose it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from escalade.templates.papers.facts import decision
from escalade.templates.papers.facts.evidence import topic_title
from escalade.templates.papers.facts.view import View
from escalade.templates.values.fact import Printable, SaidSentence, TracedFact
from escalade.templates.values.paper import Item, Paragraph
from escalade.workflow.motions import NOT_AT_HAND, RecordStatement, TakePosition
from escalade.workflow.records.audience import find_unnamed, may_read
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.meeting import Round
from escalade.workflow.subjects.silence import silence_after, time_of
from escalade.workflow.subjects.stand import tell_decision
from escalade.workflow.subjects.topic import DECISIONS, OPEN, Topic
from escalade.workflow.values.symbols import Symbol, SymbolError

UNSETTLED = OPEN | {"referred"}
"""Where an objection to a topic still matters."""
PUTS_OFF = frozenset({"refer back", "defer", "take note", "record no decision"})
"""Acts of a superior body that leave an objection standing; a deferral at a meeting is the group's."""


def views(
    view: View, round_: Round, topics: Sequence[Topic], readers: str, told: frozenset[str] = frozenset()
) -> list[SaidSentence]:
    """The positions held: on the topics, then on the choice as a whole.

    Those of which an earlier note *told* are left out.
    """
    found = []
    on_topics = [(topic, *one) for topic in topics for one in topic.current_positions]
    for topic, record, motion in (*on_topics, *((None, *one) for one in round_.current_positions)):
        again = [one.reference for one, _ in topic.maintained(record)] if topic else []
        if may_read(readers, record.audience) and {record.reference, *again} - told:
            whose = (topic or round_).still_held(record) or motion.holders
            how: tuple[Printable, ...] = (*_maintained(view, record, motion, topic), *_ended(view, record, topic))
            aside = (*how, source(view, record, motion))
            on = [topic_title(view, topic)] if topic else []
            found.append(tell_position(view, record, motion, whose, on=on, aside=aside))
    return found


def tell_position(
    view: View,
    record: Record,
    motion: TakePosition,
    whose: Sequence[str],
    *,
    on: Sequence[TracedFact],
    maintained: bool = False,
    aside: Iterable[Printable | None] = (),
) -> SaidSentence:
    """Tell a position *on* topics, or on the choice as a whole, in a sentence."""
    named, has_stance = name_holders(view, record, motion, whose), on and motion.stance
    stance = view.tongue.word("stance", motion.stance) if motion.stance and not has_stance else None
    parts = [one for one in (stance, *aside) if one]
    facts = {
        "holder": holder(view, record, motion, whose),
        "many": len(named) > 1,
        "aside": view.say("common.aside", parts=parts) if parts else None,
        "text": None if "text" in motion.erased else view.text(motion.text, record.reference),
        "proof": view.proof(record.reference),
    }
    if not has_stance:
        return view.say("report.view_on_choice", about=next(iter(on), None), **facts)
    topics = view.say("report.topics", titles=on)
    return view.say("report.take_position", stance=motion.stance, maintained=maintained, topics=topics, **facts)


def objections(view: View, topic: Topic, readers: str, outcome: Record | None = None) -> Iterator[SaidSentence]:
    """Each objection to an unsettled topic, and each reservation.

    With an *outcome* that settled it goes what stood then.

    One that was made before the *outcome* that it is told with, a decision of the superior body, is said
    to be maintained: it is no objection to that decision.
    """
    is_by_superior = outcome is not None and outcome.act in PUTS_OFF and outcome.evidence.meeting is None
    is_over = outcome is not None and tell_decision(outcome, topic, view.standing).over_objection
    stood, unsettled = (
        topic.overruled if is_over else {},
        {"object", "reserve"} if topic.state in UNSETTLED else {"reserve"},
    )
    now = [(*one, topic.still_held(one[0])) for one in topic.current_positions if one[1].stance in unsettled]
    then = [(*one, stood[one[0].reference]) for one in topic.positions if one[0].reference in stood]
    for place, (record, motion, whose) in enumerate((*now, *then)):
        if may_read(readers, record.audience):
            ended, overruled = _ended(view, record, topic), place >= len(now)
            stands = outcome is not None and not ended and topic.is_before(record, outcome)
            yield view.say(
                "common.objection",
                holder=holder(view, record, motion, whose),
                ended=ended,
                reserved=motion.stance == "reserve" and not overruled,
                maintained=stands and is_by_superior and not overruled,
                overruled=overruled,
            )


def tell_late(view: View, topic: Topic, decided: Record) -> Iterator[SaidSentence]:
    """Tell the objections that came when a silence had ended."""
    every = (
        silence_after(view.standing.record(name), topic, view.standing)
        for name in getattr(decided.motion, "silence", ())
    )
    for record in (record for silence in every if silence for record in silence.late):
        if isinstance(motion := record.motion, TakePosition):
            yield view.say(
                "decision.silence_late",
                holders=name_holders(view, record, motion),
                moment=view.moment(came, record.reference) if (came := time_of(motion)) else None,
                day=decision.day_of(view, record),
            )


def statements(view: View, topics: Sequence[Topic], readers: str, *, named: bool = False) -> Iterator[Paragraph]:
    """The statements on record, under their topic in a paper on several.

    Where one was not made when the topic was decided on, each says its day: that one explains no such decision.
    """
    for topic in topics:
        decided = topic.last("record consensus", *DECISIONS)
        told = [one for one in topic.statements if may_read(readers, one[0].audience)]
        dated = decided is not None and any(record.on != decided.on for record, _ in told)
        if told:
            title = topic_title(view, topic) if named else None
            yield _statements(view, told, title, dated=dated)


def _statements(
    view: View, told: Sequence[tuple[Record, RecordStatement]], title: TracedFact | None, *, dated: bool
) -> Paragraph:
    """The statements on a topic: an only one in a sentence, more of them as a list."""
    first = stated(view, *told[0], dated=dated)
    if len(told) == 1 and first["text"]:
        return Paragraph(view.say("common.only_statement", title=title, **first))
    items = tuple(Item(view.say("common.statement", **stated(view, *one, dated=dated))) for one in told)
    return Paragraph(view.say("common.statements", title=title, one=len(items) == 1, count=len(items)), items)


def stated(view: View, record: Record, motion: RecordStatement, *, dated: bool = False) -> dict[str, object]:
    """The facts of a statement: whose it is, its kind, day and text."""
    is_mere = not motion.is_joint and motion.nature in {None, "statement"}
    nature = (
        None
        if is_mere
        else view.tongue.word("joint_nature" if motion.is_joint else "nature", motion.nature or "statement")
    )
    day = view.date(record.on, record.reference) if dated else None
    kind = view.tongue.word("nature", motion.nature) if motion.nature else None
    parts = [one for one in (kind, day) if one]
    return {
        "holder": holder(view, record, motion),
        "many": len(motion.holders) > 1,
        "nature": nature,
        "day": day,
        "aside": view.say("common.aside", parts=parts) if parts else None,
        "text": None if "text" in motion.erased else view.text(motion.text, record.reference),
    }


def holder(view: View, record: Record, motion: TakePosition | RecordStatement, some: Sequence[str] = ()) -> Printable:
    """Name whose it is, or some of them, as the subject of a sentence."""
    named = name_holders(view, record, motion, some)
    return named[0] if len(named) == 1 else view.tongue.join_parts(named)


def name_holders(
    view: View, record: Record, motion: TakePosition | RecordStatement, some: Sequence[str] = ()
) -> tuple[Printable, ...]:
    """Whose a position or statement is, as far as they are to be named.

    Who is not to be is a delegation: the record says so itself, or the objection was lifted without a name.
    """
    whose, topic = some or motion.holders, view.topic(record.subject)
    if motion.unattributed or (topic is not None and record.reference in find_unnamed(topic.told)):
        return (view.say("common.unattributed_author", many=len(whose) > 1),)
    if "holders" in motion.erased:
        return (view.say("common.erased_name"),)
    return tuple(view.member(name, record.reference) for name in whose)


def find_lifting_holders(view: View, topic: Topic | None, record: Record) -> tuple[Printable, ...]:
    """Whose objection a record lifts, as far as they are to be named."""
    named: list[Printable] = []
    for taken, motion in topic.positions if topic else ():
        ended = topic.holders_until(taken, record) if topic else ()
        whose = [name for name in ended if topic and topic.upheld(name, taken.reference) == taken.reference]
        named += name_holders(view, taken, motion, whose) if whose else ()
    return tuple(named)


def source(view: View, record: Record, motion: TakePosition) -> SaidSentence | None:
    """The document in which a position was taken, if it was in one."""
    if not motion.source or motion.source == NOT_AT_HAND or view.is_own(motion.source):
        return None
    try:
        Symbol.parse(motion.source)
    except SymbolError:
        return None
    return view.say("common.cited_document", document=view.symbol(motion.source, record.reference))


def _maintained(view: View, record: Record, motion: TakePosition, topic: Topic | None) -> Iterator[SaidSentence]:
    """Where an objection was maintained, or on which days; of a joint one, by whom, unless all did."""
    places: dict[tuple[str, ...], list[Printable]] = {}
    for again, names in topic.maintained(record) if topic else ():
        day = view.date(again.on, again.reference)
        if at := decision.occasion(view, again) or (view.tongue.on(day) if day else None):
            places.setdefault(names, []).append(at)
    for names, told in places.items():
        some = name_holders(view, record, motion, names) if len(names) < len(motion.holders) else ()
        yield view.say("common.maintained", whose=some, at=told)


def _ended(view: View, record: Record, topic: Topic | None) -> tuple[TracedFact, ...]:
    """How an objection ended, where nobody of it holds it any more."""
    found = topic.endings_by_holder(record) if topic else {}
    if topic is None or not found.keys() >= set(topic.still_held(record)):
        return ()
    ways: dict[str, list[str]] = {}
    for ending, lifting in found.values():
        ways.setdefault(lifting.how or "", []).append(ending.reference)
    return tuple(
        TracedFact(way, tuple(dict.fromkeys(records)), str(view.tongue.word("ended", way)))
        for way, records in ways.items()
        if way
    )
