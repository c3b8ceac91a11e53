"""Tell the next steps of a topic, and which office takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.templates.contexts import decision, evidence
from escalade.templates.contexts.decision import key_of
from escalade.templates.contexts.group import office, superior
from escalade.templates.values.fact import TracedFact
from escalade.templates.values.paper import Paragraph
from escalade.workflow.motions import Defer
from escalade.workflow.records.audience import READERS, may_read
from escalade.workflow.subjects.evidence import grounds_of, waits_still
from escalade.workflow.subjects.obligation import open_obligations
from escalade.workflow.subjects.silence import silence_of, time_of
from escalade.workflow.subjects.subject import motion_of
from escalade.workflow.subjects.topic import find_referral_without
from escalade.workflow.values.dates import UNKNOWN, when

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.templates.contexts.view import View
    from escalade.templates.values.fact import SaidSentence
    from escalade.workflow.motions import Escalate
    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.obligation import Obligation
    from escalade.workflow.subjects.silence import Silence
    from escalade.workflow.subjects.topic import Topic

TURNS = frozenset({"defer", "circulate", "receive merger"})
"""Acts by which a debate goes on, or is put off, without an end to it."""


def obligation_paragraphs(view: View, topic: Topic, told: Record | None = None) -> Iterator[Paragraph]:
    """Each thing that a decision obliges to and that nothing meets yet.

    The conditions of the decision that was *told* whole are known already.
    """
    for one in open_obligations(topic, view.standing):
        if one.kind != "launch" or one.due:
            is_told = told is not None and told.reference == one.record
            yield Paragraph(view.say(f"follow.owed_{one.kind}", **_facts(view, one), told=is_told))


def _facts(view: View, one: Obligation) -> dict[str, object]:
    """The day, the language or the condition, with the record of the decision."""
    source = one.record
    name = TracedFact(one.language, (source,), view.tongue.name_of(one.language), kind="name") if one.language else None
    attached = decision.conditions(view, view.record(source))
    return {
        "due": view.date(one.due, source),
        "over": bool(one.due) and not view.day.may_precede(when(one.due or UNKNOWN)),
        "language": name,
        "condition": attached[one.number - 1] if one.number else None,
        "letter": view.letter(one.number - 1) if one.number and len(attached) > 1 else None,
        "proof": view.plain(source, source),
    }


def follows(view: View, topic: Topic, told: Record | None = None) -> tuple[Paragraph, ...]:
    """List the next steps in plain words, each with its office.

    *told* is the decision that the paper tells whole.
    """
    waiting = [one for one in topic.waiting if waits_still(one, view.standing)]
    left = _left(view, topic)
    paragraphs = [Paragraph(left)] if left else []
    silence = silence_of(topic, view.standing) if topic.state == "debated" else None
    kept = silence is not None and silence.state(view.standing) == "kept"
    if silence and kept and silence.reworded_by:  # it was on another text than the one that the paper tells
        silence, kept = None, False
    circulated = [Paragraph(_silent(view, silence, topic.reader or "public"))] if silence else []
    paragraphs += circulated if kept else []
    is_known = left and topic.state == "unresolved"  # that the matter is referred was decided before it was left
    is_done = topic.state == "closed" and topic.considered
    if not (is_known or is_done):
        paragraphs.append(Paragraph(_next(view, topic, waits=bool(waiting), kept=kept)))
    if topic.state == "referred" and topic.show_to(topic.reader or "public").last_lifting:
        paragraphs.append(Paragraph(view.say("follow.unopposed", chair=office(view, "chair"))))
    if waiting and not _is_borne_out(view, topic):
        proof = view.plain(topic.reference, *(record.reference for record in waiting))
        key = "follow.unendorsed" if topic.launched else "follow.waiting"
        paragraphs.append(Paragraph(view.say(key, proof=proof, chair=office(view, "chair"))))
    paragraphs += [] if kept else circulated
    return (*paragraphs, *obligation_paragraphs(view, topic, told))


def _is_borne_out(view: View, topic: Topic) -> bool:
    """Whether an approved report stands for the endorsement of the decision, whatever waits of what led to it."""
    entered = [record for record in grounds_of(topic) if record.waits]
    return bool(entered) and not any(waits_still(record, view.standing) for record in entered)


def find_known_referral_without(view: View, topic: Topic, readers: str) -> tuple[Record, Escalate] | None:
    """Find the referral that left a topic behind, as readers may know it."""
    found = find_referral_without(topic, view.standing.topics_of(topic.reference))
    return found if found and may_read(readers, found[0].audience) else None


def _left(view: View, topic: Topic) -> SaidSentence | None:
    """That a topic was not referred with others, and what becomes of it."""
    found = find_known_referral_without(view, topic, READERS[0])
    if not found:
        return None
    source = found[0].reference
    words = view.text(found[1].left, source)
    left = [topic.told for topic in map(view.topic, found[1].leaving) if topic and topic.told]
    one = sum(may_read(READERS[0], told[0].audience) for told in left) == 1
    return view.say("follow.left", proof=view.plain(source, source), words=words, one=one, superior=superior(view))


def _next(view: View, topic: Topic, *, waits: bool, kept: bool) -> SaidSentence:
    """What comes next by where a topic stands; nothing is permitted on what still waits.

    Of a silence that was *kept* what comes next is to record consensus, for which no meeting is needed.
    """
    before = [*view.standing.list_topics_before(topic)]
    return view.say_of_hearing(
        f"follow.{key_of(topic.state or 'proposed')}",
        topic.hearing.form,
        hearing=topic.hearing.next_day is not None,
        chair=office(view, "chair"),
        secretariat=office(view, "secretariat"),
        council_secretariat=office(view, "council-secretariat"),
        superior=superior(view),
        refers=bool(topic.no_consensus and topic.no_consensus[1].refer),
        waits=waits,
        kept=kept,
        deferred=find_deferral(view, topic) is not None,
        gathered=topic.last("record responses") is not None,
        ahead=not topic.is_online_begun(view.day),
        under_way=topic.is_online_begun(view.day) and _receives_responses(view, topic),
        to_come=view.day.may_precede(when(topic.hearing.next_day or UNKNOWN)),
        earlier=evidence.topic_title(view, before[-1]) if before else None,
        proof=view.plain(topic.reference, topic.told[-1].reference),
    )


def find_deferral(view: View, topic: Topic) -> Record | None:
    """Find the deferral by which a topic waits for a later day.

    In a debate it does no more once the meeting may have opened, or an act has brought the topic up again; before
    the superior body it does until the day on record has come, or an outcome.
    """
    if topic.state == "referred" and topic.deferral:
        found, motion = topic.deferral
        record = None if _is_come(view, motion, found) else found
    else:
        record = _find_in_debate(view, topic)
    return record


def _find_in_debate(view: View, topic: Topic) -> Record | None:
    """Find the deferral by which a debate waits for a meeting to come."""
    turns = (one for one in reversed(topic.live) if one.moved or one.act in TURNS)
    record = next(turns, None) if topic.state == "debated" else None
    motion = motion_of(record, Defer)
    place = next(iter(motion.leads_to), "") if motion else ""
    meeting = view.meeting(place)
    is_ahead = not meeting.opens.may_precede(view.day) if meeting else not place or view.standing.is_ahead(place)
    return record if motion and is_ahead else None


def _is_come(view: View, motion: Defer, record: Record) -> bool:
    """Whether the session or sitting that a deferral names has begun."""
    place = f"session/{motion.to_session}" if motion.to_session else record.evidence.place
    session = view.standing.gathering(place)
    if session is None:
        return False
    day = session.sitting(motion.to_sitting) if motion.to_sitting else when(session.convened.opens or UNKNOWN)
    return day is not None and day.first is not None and day.may_precede(view.day)


def tell_over(view: View, topic: Topic) -> Iterator[Paragraph]:
    """When a consultation was closed and considered, by the days of that."""
    closed = topic.last("close") if topic.state == "closed" else None
    record = topic.considered or topic.last("record consideration")
    told = []
    if closed:
        proof = view.plain(closed.reference, closed.reference)
        told.append(Paragraph(view.say("notice.closed", day=decision.day_of(view, closed), proof=proof)))
    if record and topic.state in {"launched", "closed"}:
        key = "follow.considered" if topic.considered else "follow.considered_then"
        proof = view.plain(topic.reference, record.reference)
        told.append(Paragraph(view.say(key, when=decision.tell_when(view, record), proof=proof)))
    is_before = closed is not None and record is not None and not when(closed.on).may_precede(when(record.on))
    yield from reversed(told) if is_before else told


def _receives_responses(view: View, topic: Topic) -> bool:
    """Whether one can still respond on the day of the paper; not where nobody knows until when."""
    closes = when((topic.launched[1].closes if topic.launched else None) or UNKNOWN)
    return closes.last is not None and view.day.may_precede(closes)


def _silent(view: View, silence: Silence, readers: str) -> SaidSentence:
    """Until when a text is circulated, and how its silence stands, as far as readers may know."""
    record, broken = silence.record.reference, silence.broken_by
    broken = broken if broken and may_read(readers, broken.audience) else None
    return view.say(
        "follow.silence",
        began=decision.began_at(view, silence.record),
        until=view.moment(silence.until, record),
        proof=view.plain(record, record, *((broken.reference,) if broken else ())),
        kept=silence.state(view.standing) == "kept",
        broken=broken is not None,
        over=broken is not None or silence.has_passed(view.standing),
        moment=view.moment(came, broken.reference) if broken and (came := time_of(broken.motion)) else None,
    )
