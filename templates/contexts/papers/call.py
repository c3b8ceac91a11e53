"""The call: the invitation to answer an open consultation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.templates.contexts import decision, evidence
from escalade.templates.contexts.group import group
from escalade.templates.contexts.papers.notice import DECIDES, READERS, rows, topic_of, view_of
from escalade.templates.contexts.sections import position
from escalade.templates.contexts.sections.activity import is_over, phases
from escalade.templates.contexts.sections.hearing import is_told_by_move, place_of, tell_changes, tell_hearing
from escalade.templates.contexts.view import NothingToSayError
from escalade.templates.contexts.wording import wording
from escalade.templates.values.paper import Paper, Paragraph, Section
from escalade.workflow.values.dates import UNKNOWN, when
from escalade.workflow.values.message import Message, Word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escalade.templates.contexts.view import View
    from escalade.templates.languages.tongue import Tongue
    from escalade.templates.values.fact import SaidSentence, TracedFact
    from escalade.workflow.motions import Launch
    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.standing import Standing
    from escalade.workflow.subjects.topic import Topic


def call(reference: str, standing: Standing, tongue: Tongue) -> Paper:
    """The invitation to answer the consultation on a topic.

    Raises:
        NothingToSayError: the consultation was not launched, or was cancelled.
    """
    topic = topic_of("call", reference, standing)
    if topic.launched is None:
        problem = Message("the topic is {state}, and its consultation was not launched.", state=Word(topic.state))
        raise NothingToSayError(kind="call", of=reference, problem=problem)
    if topic.state == "cancelled":
        problem = Message("its consultation was cancelled; “notice” tells of that.")
        raise NothingToSayError(kind="call", of=reference, problem=problem)
    view = view_of(standing, tongue)
    record, motion = topic.launched
    at, text = topic.versions[-1]
    return Paper(
        kind="call",
        tongue=tongue,
        title=evidence.topic_title(view, topic),
        subtitle=view.say("call.subtitle", group=group(view)),
        masthead=rows(view),
        sections=(
            Section("answer", view.say("call.answering"), _answering(view, topic, record, motion)),
            Section("authority", view.say("call.authority"), authority(view, (topic,))),
        ),
        wordings=(wording(view, text, at, name=view.say("call.text")),),
    )


def _answering(view: View, topic: Topic, record: Record, motion: Launch) -> tuple[Paragraph, ...]:
    """Who may answer, until when, where, and when people meet."""
    online, physical = phases(view, topic)
    participants, answer_to = view.charter_text("participants"), view.text(motion.answer_to, record.reference)
    paragraphs = [
        Paragraph(view.say("call.who", participants=participants) if participants else view.say("call.who_unknown")),
        *([Paragraph(_online(view, topic, online))] if online else ()),
        Paragraph(
            view.say("call.how", answer_to=answer_to)
            if answer_to
            else view.say("call.how_unknown", website=view.charter_text("website"))
        ),
    ]
    is_to_come = view.day.may_precede(when(topic.hearing.awaited_on or UNKNOWN))
    if physical and is_to_come and not topic.hearing.sittings:
        paragraphs += map(Paragraph, tell_changes(view, topic))
        if not is_told_by_move(topic):
            place, form = place_of(view, topic.hearing), topic.hearing.form
            paragraphs.append(Paragraph(view.say_of_hearing("call.physical", form, day=physical, place=place)))
    else:
        paragraphs += map(Paragraph, tell_hearing(view, topic, tells_none=False))
    return tuple(paragraphs)


def _online(view: View, topic: Topic, online: TracedFact) -> SaidSentence:
    """Until when one may answer, and whether that is over."""
    extended, closed = bool(topic.extensions), topic.state == "closed"
    return view.say("call.online", dates=online, closed=closed, over=is_over(view, topic), extended=extended)


def authority(view: View, topics: Sequence[Topic]) -> tuple[Paragraph, ...]:
    """On whose decision consultations are held; decisions alike, once."""
    groups: dict[object, list[Record]] = {}
    paragraphs = []
    for record in (topic.last(*DECIDES) for topic in topics):
        if record:
            groups.setdefault(_likeness(view, record), []).append(record)
        else:
            paragraphs.append(Paragraph(view.say("call.no_decision")))
    for first, *others in groups.values():
        told, proof = decision.tell_act(view, first, alone=True, others=others), evidence.pointer(view, first)
        said = view.say("call.proof", said=told, pointer=proof)
        paragraphs.append(Paragraph(said, remarks=evidence.remarks(view, first)))
    return (*paragraphs, *position.statements(view, topics, READERS, named=len(topics) > 1))


def _likeness(view: View, record: Record) -> object:
    """All that a sentence on a decision says but the topic, amended or not."""
    facts = decision.facts(view, record)
    told = (facts[name] for name in ("when", "how", "pointer"))
    return (record.act, *map(str, told), *map(str, evidence.remarks(view, record)))
