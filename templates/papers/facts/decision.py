"""Tell what an act on a topic came to, as facts for several papers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from escalade.templates.languages.grammar import capitalise
from escalade.templates.papers.facts import evidence
from escalade.templates.papers.facts.evidence import group, office, superior
from escalade.templates.papers.facts.view import View
from escalade.templates.values.fact import Printable, SaidSentence, TracedFact
from escalade.templates.values.paper import Item, Paragraph
from escalade.workflow.motions import (
    Approve,
    CouncilDecision,
    Defer,
    Introduce,
    Lapse,
    Merge,
    RecordConsensus,
    Withdraw,
)
from escalade.workflow.records.audience import READERS, may_read
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.evidence import presider_of
from escalade.workflow.subjects.meeting import Gathering
from escalade.workflow.subjects.silence import Silence, silence_after, time_of
from escalade.workflow.subjects.stand import conditions_met
from escalade.workflow.subjects.topic import CHAIRS_COMPROMISE, UNATTRIBUTED, Topic, is_in_order, opens_after
from escalade.workflow.values.dates import when

OUTCOMES = (
    "record consensus", "record no consensus", "set aside", "merge", "withdraw", "escalate", "introduce", "take up",
    "approve", "decline", "lapse", "refer back", "defer", "take note", "record no decision",
    "reopen debate", "cancel",
)  # fmt: skip
"""Acts that decide something on a topic, or put a decision off."""


OPENED = frozenset({"launched", "closed", "cancelled"})
"""States in which something was opened on a topic."""
OF_THE_GROUP = frozenset({
    "record consensus", "record no consensus", "set aside", "merge", "reopen debate", "open debate", "defer",
    "record consideration",
})  # fmt: skip
"""Acts of the Group itself when they happen at a meeting: at *its* meeting."""
OF_THE_SUPERIOR = frozenset({
    "take up", "approve", "decline", "lapse", "refer back", "defer", "take note", "record no decision",
})  # fmt: skip
"""Acts of the superior body itself at a sitting: at *its* sitting."""

UNSAID = SaidSentence("decision.when", "")
"""When an act happened, where the sentence before said so."""


def key_of(act: str) -> str:
    """The name of an act or state as part of a sentence's key."""
    return act.replace(" ", "_")


def occasion(view: View, record: Record) -> SaidSentence | None:
    """Word at which meeting or sitting it happened: at its ninth meeting."""
    source = record.reference
    happened = view.meeting(record.evidence.place)
    meeting, session = (happened, None) if record.evidence.meeting else (None, happened)
    if happened is None or (session and _is_apart(record, session)):
        return None
    sitting = record.evidence.sitting
    is_its = bool(session and sitting) and record.act in OF_THE_SUPERIOR
    is_dated = is_its and when(record.on).first is not None  # the day says of which session it was
    return view.say(
        "decision.occasion",
        meeting=evidence.meeting_name(view, meeting, source) if meeting else None,
        session=evidence.own_name(view, session, source) if session and not is_dated else None,
        sitting=view.ordinal(sitting, source) if sitting else None,
        own=is_its or _is_of_the_group(record),
        superior=superior(view),
    )


def _is_apart(record: Record, session: Gathering) -> bool:
    """Whether it was decided by correspondence, on a day on which the session that it names did not meet."""
    by_letter = isinstance(record.motion, CouncilDecision) and record.motion.how == "correspondence"
    day = when(record.on)
    met = session.opens.may_precede(day) and day.may_precede(session.closes)
    return by_letter and record.evidence.sitting is None and not met


def _is_of_the_group(record: Record) -> bool:
    return record.act in OF_THE_GROUP and record.evidence.meeting is not None


def day_of(view: View, record: Record) -> TracedFact | None:
    """The day of an act as part of a sentence; None where it is not known."""
    found = view.date(record.on, record.reference)
    return view.tongue.on(found) if found else None


def tell_when(view: View, record: Record) -> SaidSentence:
    """Word at which meeting and on which day it happened.

    Where of the day only the latest is known, the days of the meeting are told: "no later than" would read
    as a term that was not kept.
    """
    at, held = occasion(view, record), _days_held(view, record)
    if at and held:
        return view.say("decision.when_held", occasion=at, days=held)
    at_meeting, at_sitting = record.evidence.meeting is not None, record.evidence.sitting is not None
    return view.say("decision.when", occasion=at, day=day_of(view, record), meeting=at_meeting, sitting=at_sitting)


def _days_held(view: View, record: Record) -> TracedFact | None:
    """The days of the meeting of an act, where they tell no less than what is known of its day."""
    day, meeting = when(record.on), view.meeting(record.evidence.place) if record.evidence.meeting else None
    if meeting is None or day.first or not (meeting.opens.day and meeting.closes.day):
        return None
    if day.last is None or day.last < meeting.closes.day:
        return None
    return view.period(meeting.opens, meeting.closes, record.reference, meeting.source)


def facts(view: View, record: Record, among: Iterable[str] | None = None) -> dict[str, object]:
    """Gather the facts of an act for a sentence: who, when, where, on what.

    Args:
        view: of the paper.
        record: the act on one topic.
        among: the records of the act whose topics are named; all that still stand unless given.
    """
    titles = titles_of(view, record, among)
    return {
        "titles": titles,
        "topics": view.say("report.topics", titles=titles),
        "many": None,
        "one": len(titles) <= 1,
        "title": title_of(view, record),
        "when": tell_when(view, record),
        "own": _is_of_the_group(record),
        "group": group(view),
        "superior": superior(view),
        "proof": view.proof(record.reference),
        **_particulars(view, record),
    }


def titles_of(view: View, record: Record, among: Iterable[str] | None = None) -> list[TracedFact]:
    """The titles of the topics of an act: of some records, or all that stand."""
    together = _still_standing(view, record) if among is None else map(view.standing.record, among)
    return [title for one in together if one.act == record.act and (title := title_of(view, one))]


def tell_presider(view: View, record: Record) -> Iterator[SaidSentence]:
    """Tell who presided over the meeting of an act."""
    presider, place = presider_of(record, view.standing), view.meeting(record.evidence.place)
    if presider and place:
        yield view.say(
            "decision.presided",
            name=view.name(presider.name, record.reference, place.source),
            acting=presider.acting,
            title=office(view, "vice-chair"),
            chair=office(view, "chair"),
        )


def circumstances(view: View, record: Record) -> Iterator[SaidSentence]:
    """Tell how it was agreed, and when it was announced."""
    source, motion = record.reference, record.motion
    for name in getattr(motion, "silence", ()):
        topic = view.topic(record.subject)
        silence = silence_after(view.standing.record(name), topic, view.standing) if topic else None
        if topic and silence:
            yield tell_silence(view, silence, topic.reader or READERS[0])
    announced = view.date(getattr(motion, "announced", None), source)
    if announced:
        yield view.say("decision.announced", day=view.tongue.on(announced))


def tell_silence(view: View, silence: Silence, readers: str) -> SaidSentence:
    """Tell until when silence was to be kept, and how it was."""
    name, broken = silence.record.reference, silence.broken_by
    seen = broken if broken and may_read(readers, broken.audience) else None
    began = view.date(silence.record.on, name) if when(silence.record.on).day else None
    return view.say(
        "decision.silence",
        began=view.moment(time, name) if (time := time_of(silence.record.motion)) else began,
        until=view.moment(silence.until, name),
        proof=view.proof(name, *((seen.reference,) if seen else ())),
        kept=not silence.is_broken,
        broken=seen is not None,
    )


def tell_act(
    view: View, record: Record, *, alone: bool = False, others: Iterable[Record] = (), **particulars: object
) -> SaidSentence:
    """Tell an act in a sentence.

    Args:
        view: of the paper.
        record: the act on one topic.
        alone: whether the other topics of the act are left out.
        others: acts on other topics that the same sentence tells.
        particulars: facts that the act itself does not hold.
    """
    given = facts(view, record)
    together = [record, *others]
    if len(together) > 1:
        told = [(one, title) for one in together if (title := title_of(view, one))]
        titles, amended = [title for _, title in told], {bool(_particulars(view, one)["amended"]) for one in together}
        given |= {"titles": titles, "many": view.say("report.topics", titles=titles)}
        if len(amended) > 1:
            given |= {"many": _say_amended(view, told), "amended": False}
        given["proof"] = view.proof(*(one.reference for one in together))
    said = view.say(f"decision.{key_of(record.act)}", **{**given, "one": alone or given["one"], **particulars})
    return said.reword(capitalise(said.text))  # where neither occasion nor day is known, it begins with its subject


def tell_with_proof(view: View, record: Record, *, alone: bool = True, others: Iterable[Record] = ()) -> SaidSentence:
    """Tell an act, and behind it in brackets where it is read."""
    said, pointer = tell_act(view, record, alone=alone, others=others), evidence.pointer(view, record, told=True)
    return view.say("decision.proof", said=said, pointer=pointer) if pointer else said


def _say_amended(view: View, told: Iterable[tuple[Record, TracedFact]]) -> SaidSentence:
    """The titles of topics, and of each whether it was approved as amended."""
    topics = [
        view.say("decision.topic", title=title, amended=bool(_particulars(view, one)["amended"])) for one, title in told
    ]
    return view.say("decision.topics", topics=topics)


PARTICULARS = (
    "how", "votes", "on_approval", "amended", "in_order", "over", "broken", "other", "renamed", "destination",
    "asked_by", "noted", "noted_on", "replaced", "replaced_by",
)  # fmt: skip
"""The facts that only some acts have."""


def _particulars(view: View, record: Record) -> dict[str, object]:
    """Gather the facts that only some acts have."""
    motion, source = record.motion, record.reference
    found: dict[str, object] = dict.fromkeys(PARTICULARS)
    found |= _voted(view, motion, source) if isinstance(motion, CouncilDecision) else {}
    if isinstance(motion, RecordConsensus) and motion.silence:
        found["how"] = view.tongue.word("how", "silence")
    found |= _approved(view, motion, record) if isinstance(motion, Approve) else {}
    if isinstance(motion, Merge):
        found["other"], found["renamed"] = _merged_into(view, motion, record)
    if isinstance(motion, Defer):
        found["destination"] = _destination(view, motion, record)
    if isinstance(motion, Withdraw):
        found["asked_by"] = [sponsor(view, name, source) for name in motion.asked_by]
    if isinstance(motion, Introduce):
        found["replaced"] = _topic_replaced(view, motion, record)
    if isinstance(motion, Lapse):
        found |= _lapsed(view, record)
    to_session = getattr(motion, "to_session", None)
    session = view.meeting(f"session/{to_session}") if to_session else None
    found["session"] = evidence.own_name(view, session, source) if session else None
    return found


def _voted(view: View, motion: CouncilDecision, source: str) -> dict[str, object]:
    """How the superior body decided, and by which votes."""
    votes = motion.counts
    counts = (votes.votes_for, votes.against, votes.abstaining) if votes else ()
    how: Printable | None = view.tongue.word("how", motion.how) if motion.how else None
    if not counts:
        return {"how": how}
    told = [view.number(count, source) for count in counts]
    by_votes, on_approval = (view.say(f"decision.{key}", votes=told) for key in ("by_votes", "on_approval"))
    return {"how": by_votes, "votes": told, "on_approval": on_approval}


def _approved(view: View, motion: Approve, record: Record) -> dict[str, object]:
    """Whether a topic was amended, and whether those approved are taken up in order, were, or were not."""
    acts = _still_standing(view, record)
    topics = [topic for one in acts if one.act == record.act and (topic := view.topic(one.subject))]
    return {
        "amended": record.subject in motion.amended,
        "in_order": motion.sequence == "in order",
        "over": all(topic.state in OPENED for topic in topics),
        "broken": is_in_order(record) and any(opens_after(*pair) for pair in combinations(topics, 2)),
    }


def _still_standing(view: View, record: Record) -> Iterable[Record]:
    """The records of an act, without those of an order whose topics the superior body has since declined."""
    together = view.standing.find_act(record)
    if not is_in_order(record):
        return together
    topics = ((one, view.topic(one.subject)) for one in together)
    return [one for one, topic in topics if topic is None or topic.state != "declined"]


def _topic_replaced(view: View, motion: Introduce, record: Record) -> TracedFact | None:
    topic = view.topic(motion.replaces) if motion.replaces else None
    is_known = topic is not None and bool(topic.told) and topic.told[0].audience == record.audience
    return evidence.topic_title(view, topic) if topic and is_known else None


def _lapsed(view: View, record: Record) -> dict[str, object]:
    """When the superior body took note of a topic before, and what was introduced instead, for the same readers."""
    topic, others = view.topic(record.subject), view.standing.topics_of(record.subject)
    noted = topic.until(record).last("take note") if topic else None
    made = ((other, one) for other in others if (one := other.last("introduce")) and one.audience == record.audience)
    instead = (other for other, one in made if getattr(one.motion, "replaces", None) == record.subject)
    title = evidence.topic_title(view, other) if (other := next(instead, None)) else None
    return {"noted": noted is not None, "noted_on": day_of(view, noted) if noted else None, "replaced_by": title}


def sponsor(view: View, name: str, *records: str) -> Printable:
    """A sponsor by name, or how it is unnamed."""
    if name == UNATTRIBUTED:
        return view.say("common.unattributed")
    if name == CHAIRS_COMPROMISE:
        return view.say("decision.chairs_compromise", chair=office(view, "chair"))
    return view.member(name, *records)


def _destination(view: View, motion: Defer, record: Record) -> SaidSentence:
    """To which meeting, sitting or session a topic was deferred, convened or not; or to a later one."""
    source, place = record.reference, next(iter(motion.leads_to), "")
    held, is_ahead = view.meeting(place), view.standing.is_ahead(place)
    kind, _, label = place.partition("/")
    meeting, session = (held, None) if kind == "meeting" else (None, held)
    number = view.ordinal(int(label), source) if is_ahead and label.isdecimal() and kind == "meeting" else None
    named = view.plain(label, source) if is_ahead else None
    ahead = view.say("common.meeting", ordinal=number, name=named) if named and kind == "meeting" else None
    return view.say(
        "decision.destination",
        meeting=evidence.meeting_name(view, meeting, source) if meeting else ahead,
        session=evidence.own_name(view, session, source) if session else named if kind == "session" else None,
        own=record.evidence.meeting is not None,
        sitting=view.ordinal(motion.to_sitting, source) if motion.to_sitting else None,
    )


def title_of(view: View, record: Record) -> TracedFact | None:
    """The title of the topic that a record is about, as the act left it.

    A topic that is merged keeps the title it had; the text is the other's.
    """
    topic = view.topic(record.subject)
    if topic is None:
        return None
    before = topic.until(record)
    return evidence.topic_title(view, before if record.act == "merge" else before.with_record(record))


def _merged_into(view: View, motion: Merge, record: Record) -> tuple[TracedFact | None, TracedFact | None]:
    """The title that the other topic had, and the one under which both go on if it is another."""
    topic = view.topic(motion.into)
    received = next((one for one in view.standing.find_act(record) if one.subject == motion.into), None)
    if topic is None or received is None:
        return None, None
    earlier = topic.until(received)
    before, after = evidence.topic_title(view, earlier), evidence.topic_title(view, earlier.with_record(received))
    return before, after if str(after) != str(before) else None


def quote_decision(view: View, record: Record, field: str) -> SaidSentence | None:
    """The guidance, authority or notice of a decision, in the words on record."""
    words = view.given(record, field)
    proof = view.proof(record.reference)
    return view.say(f"decision.{field}", words=words, proof=proof) if words else None


def tell_conditions(view: View, topic: Topic, record: Record) -> Iterator[Paragraph]:
    """Tell on what conditions something was decided, and which were met."""
    given = record.motion.conditions if isinstance(record.motion, CouncilDecision) else ()
    attached = [text for condition in given if (text := view.text(condition, record.reference))]
    if not attached:
        return
    are_many, proof = len(attached) > 1, view.proof(record.reference)
    letters = [view.letter(place) if are_many else None for place in range(len(attached))]
    items = [Item(view.quote_foreign(text) or text, letter) for text, letter in zip(attached, letters, strict=True)]
    told = {"one": not are_many, "count": len(attached), "conditions": attached, "proof": proof}
    yield Paragraph(view.say("decision.conditions", **told), tuple(items) if are_many else ())
    met = conditions_met(topic)
    for place, letter in enumerate(letters, start=1):
        fulfilled = view.standing.record(met[place]) if place in met else None
        if fulfilled:
            source = fulfilled.reference
            words = view.given(fulfilled, "words")
            day, proof = day_of(view, fulfilled), view.proof(source)
            yield Paragraph(view.say("decision.condition_met", letter=letter, day=day, words=words, proof=proof))
