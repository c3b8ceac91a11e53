"""Views expressed and statements on record, each with whose it is."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence

from escalade.templates.papers.facts import decision
from escalade.templates.papers.facts.evidence import topic_title
from escalade.templates.papers.facts.view import View
from escalade.templates.values.fact import Printable, SaidSentence, TracedFact
from escalade.templates.values.paper import Item, Paragraph
from escalade.workflow.motions import NOT_AT_HAND, RecordStatement, TakePosition
from escalade.workflow.records.audience import find_unnamed
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.meeting import Round
from escalade.workflow.subjects.position import Question
from escalade.workflow.subjects.silence import silence_after, time_of
from escalade.workflow.subjects.stand import tell_decision
from escalade.workflow.subjects.topic import DECISIONS, OPEN, Topic
from escalade.workflow.values.symbols import Symbol, SymbolError

UNSETTLED = OPEN | {"referred"}
"""Where an objection to a topic still matters."""
PUTS_OFF = frozenset({"refer back", "defer", "take note", "record no decision"})
"""Acts of a superior body that leave an objection standing; a deferral at a meeting is the group's."""
READERS = {"public": 0, "members": 1, "office": 2}
"""How far each audience of a record reaches; a paper reaches as far or less."""


def views(
    view: View, round_: Round, topics: Sequence[Topic], readers: str, told: Container[str] = ()
) -> list[SaidSentence]:
    """The positions held: on the topics, then on the choice as a whole.

    Those of which an earlier note *told* are left out.
    """
    return [
        _view(view, record, motion, subject)
        for subject in (*topics, round_)
        for record, motion in subject.current_positions
        if READERS[record.audience] <= READERS[readers]
        and any(one.reference not in told for one in (record, *_maintaining(subject, record)))
    ]


def _maintaining(subject: Question, record: Record) -> Iterator[Record]:
    """Find the records by which an objection was maintained elsewhere or on another day."""
    return (again for again, _ in subject.maintained(record)) if isinstance(subject, Topic) else iter(())


def _view(view: View, record: Record, motion: TakePosition, subject: Question) -> SaidSentence:
    """One position: whose it is, on what, how it went on, and its words."""
    topic = subject if isinstance(subject, Topic) else None
    whose = subject.still_held(record) or motion.holders
    ended = (*_maintained(view, record, motion, topic), *_ended(view, record, motion, topic))
    aside = (*ended, source(view, record, motion))
    return tell_position(view, record, motion, whose=whose, topic=topic, aside=aside)


def tell_position(
    view: View,
    record: Record,
    motion: TakePosition,
    *,
    whose: Sequence[str],
    topic: Topic | None,
    aside: Iterable[Printable | None] = (),
) -> SaidSentence:
    """Tell a position in a sentence, and what is aside of it in brackets."""
    named, has_stance = _authors(view, record, motion, whose), topic is not None and motion.stance
    stance = view.word("stance", motion.stance) if motion.stance and not has_stance else None
    parts = [one for one in (stance, *aside) if one]
    facts = {
        "holder": named[0] if len(named) == 1 else view.join_parts(*named),
        "many": len(named) > 1,
        "aside": view.say("common.aside", parts=parts) if parts else None,
        "text": None if "text" in motion.erased else view.text(motion.text, record.reference),
    }
    about = topic_title(view, topic) if topic else None
    if not has_stance:
        return view.say("report.view_on_choice", about=about, **facts)
    titles = view.say("report.topics", titles=[about])
    return view.say("report.take_position", stance=motion.stance, maintained=False, topics=titles, **facts)


def objections(view: View, topic: Topic, readers: str, outcome: Record | None = None) -> Iterator[SaidSentence]:
    """Each objection to an unsettled topic, and each reservation.

    With an *outcome* that settled it goes what stood then.

    One that was made before the *outcome* that it is told with, a decision of the superior body, is said
    to be maintained: it is no objection to that decision.
    """
    for record, motion in topic.current_positions:
        is_objection = motion.stance == "object" and topic.state in UNSETTLED
        if (is_objection or motion.stance == "reserve") and READERS[record.audience] <= READERS[readers]:
            named, ended = holder(view, record, motion, topic.still_held(record)), _ended(view, record, motion, topic)
            stands = outcome is not None and not ended and topic.is_before(record, outcome)
            maintained = stands and _is_by_superior(outcome)
            said = {"holder": named, "ended": ended, "reserved": not is_objection, "maintained": maintained}
            yield view.say("common.objection", **said, overruled=False)
    is_over = outcome is not None and tell_decision(outcome, topic, view.standing).over_objection
    stood = topic.overruled if is_over else {}
    for record, motion in topic.positions:
        if record.reference in stood and READERS[record.audience] <= READERS[readers]:
            named, ended = holder(view, record, motion, stood[record.reference]), _ended(view, record, motion, topic)
            said = {"holder": named, "ended": ended, "reserved": False, "maintained": False}
            yield view.say("common.objection", **said, overruled=True)


def _is_by_superior(outcome: Record | None) -> bool:
    """Whether the superior body gave a matter back, put it off or took note of it."""
    return outcome is not None and outcome.act in PUTS_OFF and outcome.evidence.meeting is None


def find_late(view: View, topic: Topic, decided: Record) -> list[tuple[Record, TakePosition]]:
    """Find the objections that came when silence had ended."""
    every = (silence_after(view.record(name), topic, view.standing) for name in getattr(decided.motion, "silence", ()))
    late = (record for silence in every if silence for record in silence.late)
    return [(record, record.motion) for record in late if isinstance(record.motion, TakePosition)]


def tell_late(view: View, topic: Topic, decided: Record) -> Iterator[SaidSentence]:
    """Tell the objections that came when a silence had ended."""
    for record, motion in find_late(view, topic, decided):
        yield view.say(
            "decision.silence_late",
            holders=whose(view, record, motion),
            moment=view.moment(came, record.reference) if (came := time_of(motion)) else None,
            day=view.tongue.on(day) if (day := view.date(record.on, record.reference)) else None,
        )


def statements(view: View, topics: Sequence[Topic], readers: str, *, named: bool = False) -> Iterator[Paragraph]:
    """The statements on record, under their topic in a paper on several.

    Where one was not made when the topic was decided on, each says its day: that one explains no such decision.
    """
    for topic in topics:
        decided = topic.last("record consensus", *DECISIONS)
        told = [one for one in topic.statements if READERS[one[0].audience] <= READERS[readers]]
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
    nature = None if is_mere else view.word(_nature_of(motion), motion.nature or "statement")
    day = view.date(record.on, record.reference) if dated else None
    kind = view.word("nature", motion.nature) if motion.nature else None
    parts = [one for one in (kind, day) if one]
    return {
        "holder": holder(view, record, motion),
        "many": len(motion.holders) > 1,
        "nature": nature,
        "day": day,
        "aside": view.say("common.aside", parts=parts) if parts else None,
        "text": None if "text" in motion.erased else view.text(motion.text, record.reference),
    }


def _nature_of(motion: RecordStatement) -> str:
    """Among which words of a language the kind of a statement is."""
    return "joint_nature" if motion.is_joint else "nature"


def holder(view: View, record: Record, motion: TakePosition | RecordStatement, still: Sequence[str] = ()) -> Printable:
    """Whose it is, or is still; who is not to be named is unattributed."""
    named = _named(view, record, motion, still or motion.holders)
    return named[0] if len(named) == 1 else view.join_parts(*named)


def author(view: View, record: Record, motion: TakePosition) -> Printable:
    """Name whose position it was, as whoever a sentence says took it."""
    named = whose(view, record, motion)
    return named[0] if len(named) == 1 else view.join_parts(*named)


def _authors(view: View, record: Record, motion: TakePosition, whose: Sequence[str]) -> tuple[Printable, ...]:
    """Name some holders of a position, as a sentence says what they did.

    Who is not to be named is a delegation there, and unattributed where a list says whose a view is.
    """
    if _is_unnamed(view, record, motion):
        return (view.say("common.unattributed_author", many=len(whose) > 1),)
    return _named(view, record, motion, whose)


def _is_unnamed(view: View, record: Record, motion: TakePosition | RecordStatement) -> bool:
    """Whether the holder is not to be named.

    The record says so itself, or the objection was lifted without a name.
    """
    topic = view.topic(record.subject)
    return motion.unattributed or (topic is not None and record.reference in find_unnamed(topic.told))


def _named(
    view: View, record: Record, motion: TakePosition | RecordStatement, whose: Iterable[str]
) -> tuple[Printable, ...]:
    """Some holders of a position or statement by name, as far as they are to be named."""
    if _is_unnamed(view, record, motion):
        return (view.say("common.unattributed"),)
    if "holders" in motion.erased:
        return (view.say("common.erased_name"),)
    return tuple(view.member(name, record.reference) for name in whose)


def whose(view: View, record: Record, motion: TakePosition) -> tuple[Printable, ...]:
    """Who took a position, as far as they are to be named."""
    return _authors(view, record, motion, motion.holders)


def find_lifting_holders(view: View, topic: Topic | None, record: Record) -> tuple[Printable, ...]:
    """Whose objection a record lifts, as far as they are to be named."""
    named: list[Printable] = []
    for taken, motion in topic.positions if topic else ():
        ended = topic.holders_until(taken, record) if topic else ()
        whose = [name for name in ended if topic and topic.upheld(name, taken.reference) == taken.reference]
        named += _authors(view, taken, motion, whose) if whose else ()
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
        some = _named(view, record, motion, names) if len(names) < len(motion.holders) else ()
        yield view.say("common.maintained", whose=some, at=told)


def _ended(view: View, record: Record, motion: TakePosition, topic: Topic | None) -> tuple[Printable, ...]:
    """How an objection ended, if it did; of a joint one, for whom, unless it ended for all in one way."""
    found = topic.endings_by_holder(record) if topic else {}
    ways: dict[str, list[str]] = {}
    for name, (_, lifting) in found.items():
        ways.setdefault(lifting.how or "", []).append(name)
    told = [(_how(view, way, [found[name][0] for name in names]), names) for way, names in ways.items() if way]
    if topic and len(told) == 1 and tuple(told[0][1]) == topic.still_held(record):
        return (told[0][0],)
    return tuple(view.say("common.ended", whose=_named(view, record, motion, names), how=how) for how, names in told)


def _how(view: View, way: str, liftings: Iterable[Record]) -> TracedFact:
    """One way in which an objection ended, with the records of it."""
    return TracedFact(way, tuple(dict.fromkeys(one.reference for one in liftings)), str(view.word("ended", way)))
