"""The call: the invitation to answer an open consultation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.templates.papers.facts import decision, evidence
from escalade.templates.papers.facts.activity import is_over, phases, tell_responses, tell_where
from escalade.templates.papers.facts.conditions import tell_conditions
from escalade.templates.papers.facts.group import group, office
from escalade.templates.papers.facts.hearing import is_told_by_move, place_of, tell_changes, tell_hearing
from escalade.templates.papers.facts.view import NothingToSayError
from escalade.templates.papers.facts.wording import wording
from escalade.templates.papers.notice import DECIDES, rows, topic_of, view_of
from escalade.templates.values.paper import Paper, Paragraph, Section
from escalade.workflow.values.dates import UNKNOWN, when
from escalade.workflow.values.message import Message, Word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escalade.templates.languages.tongue import Tongue
    from escalade.templates.papers.facts.view import View
    from escalade.templates.values.fact import Printable, SaidSentence, TracedFact
    from escalade.workflow.motions import Launch
    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.standing import Standing
    from escalade.workflow.subjects.topic import Topic

BLANKS = frozenset({"call.who_unknown", "call.how_unknown"})
"""What the secretariat is to complete before a call is issued."""


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
    at, text = topic.versions[-1]
    is_past = not _receives_answers(view, topic) and not _is_to_come(view, topic)
    answering, decided = _answering(view, topic, *topic.launched), authority(view, (topic,))
    return Paper(
        kind="call",
        tongue=tongue,
        title=evidence.topic_title(view, topic),
        draft=_draft(view, answering),
        subtitle=view.say("call.subtitle", group=group(view), over=is_past),
        masthead=rows(view),
        sections=(
            Section("answer", view.say("call.answering", over=is_past), answering),
            *((Section("authority", view.say("call.authority"), decided),) if decided else ()),
        ),
        wordings=(wording(view, text, at, name=view.say("call.text")),),
    )


def _answering(view: View, topic: Topic, record: Record, motion: Launch) -> tuple[Paragraph, ...]:
    """Who may answer, until when, and where, or what was received; and when people meet."""
    online, is_to_come = phases(view, topic)[0], _is_to_come(view, topic)
    is_open = _receives_answers(view, topic)
    how = _how(view, record, motion) if is_open else _received(view, topic)
    paragraphs = [
        Paragraph(_whom(view, over=not is_open and not is_to_come)),
        *([Paragraph(_online(view, topic, online))] if online else ()),
        *map(Paragraph, how),
    ]
    if is_to_come:
        paragraphs += map(Paragraph, tell_changes(view, topic))
        if not is_told_by_move(topic):
            physical, place, form = phases(view, topic)[1], place_of(view, topic.hearing), topic.hearing.form
            paragraphs.append(Paragraph(view.say_of_hearing("call.physical", form, day=physical, place=place)))
    else:
        paragraphs += map(Paragraph, tell_hearing(view, topic))
    published = [] if is_open or how else _published(view)
    return (*paragraphs, *map(Paragraph, published))


def _receives_answers(view: View, topic: Topic) -> bool:
    """Whether one can still answer by the day of the paper."""
    return topic.state != "closed" and not is_over(view, topic)


def _is_to_come(view: View, topic: Topic) -> bool:
    """Whether its physical meeting is still to be held, on a day that is known."""
    is_to_come = view.day.may_precede(when(topic.hearing.next_day or UNKNOWN))
    return phases(view, topic)[1] is not None and is_to_come and not topic.hearing.sittings


def _whom(view: View, *, over: bool) -> SaidSentence:
    """Who may answer, or might."""
    participants = view.charter_text("participants")
    if participants:
        return view.say("call.who", participants=participants, over=over)
    return _in_brackets(view.say("call.who_unknown", secretariat=office(view, "secretariat")))


def _how(view: View, record: Record, motion: Launch) -> list[SaidSentence]:
    """How and where to answer; where there is a blank for that, at least where outcomes are published."""
    how = tell_how(view, record, motion)
    return [how, *(_published(view) if how.key in BLANKS else ())]


def tell_how(view: View, record: Record, motion: Launch, titles: Sequence[Printable] = ()) -> SaidSentence:
    """Say how and where to answer, or leave a blank for that.

    Args:
        view: of the paper.
        record: the launch.
        motion: what it says.
        titles: those of the topics that a letter has a blank for, where it is on others too.
    """
    answer_to = view.text(motion.answer_to, record.reference)
    if answer_to:
        return view.say("call.how", answer_to=answer_to)
    topics = view.say("report.topics", titles=titles) if titles else None
    named = {"topics": topics, "titles": titles, "one": len(titles) == 1}
    return _in_brackets(view.say("call.how_unknown", secretariat=office(view, "secretariat"), **named))


def _in_brackets(blank: SaidSentence) -> SaidSentence:
    """A blank as papers show one."""
    return blank.reword(f"[{blank}]")


def _draft(view: View, answering: Sequence[Paragraph]) -> tuple[SaidSentence, ...]:
    """That a call is a draft, while a blank stands in it."""
    is_draft = any(getattr(one.said, "key", "") in BLANKS for one in answering)
    return (view.say("call.draft"),) if is_draft else ()


def _received(view: View, topic: Topic) -> list[SaidSentence]:
    """What was received and where it is read, as far as that is on record."""
    return [*tell_responses(view, topic), *tell_where(view, topic)]


def _published(view: View) -> list[SaidSentence]:
    """Where outcomes are published, for readers of a call that cannot tell where this one is."""
    website = view.charter_text("website")
    return [view.say("call.outcome", website=website)] if website else []


def _online(view: View, topic: Topic, online: TracedFact) -> SaidSentence:
    """Until when one may answer, and whether that is over."""
    extended, closed = bool(topic.extensions), topic.state == "closed"
    return view.say("call.online", dates=online, closed=closed, over=is_over(view, topic), extended=extended)


def is_of_the_group(topic: Topic) -> bool:
    """Whether a consultation is held on a decision of the group itself."""
    decided = topic.last(*DECIDES)
    return decided is not None and decided.act in decision.OF_THE_GROUP


def authority(view: View, topics: Sequence[Topic]) -> tuple[Paragraph, ...]:
    """Tell on whose decision consultations are held, once where alike."""
    groups: dict[object, list[Record]] = {}
    for record in filter(None, (topic.last(*DECIDES) for topic in topics)):
        groups.setdefault(_likeness(view, record), []).append(record)
    return tuple(one for together in groups.values() for one in _decided(view, *together))


def _decided(view: View, record: Record, *others: Record) -> tuple[Paragraph, ...]:
    """Tell a decision and where it is read, and on what conditions it was taken."""
    return (Paragraph(decision.tell_with_proof(view, record, others=others)), *_conditions(view, record))


def _conditions(view: View, record: Record) -> tuple[Paragraph, ...]:
    """On what conditions something was decided, and which were met."""
    topic = view.topic(record.subject)
    return tuple(tell_conditions(view, topic, record)) if topic else ()


def _likeness(view: View, record: Record) -> object:
    """All that is said of a decision but the topic, amended or not."""
    facts = decision.facts(view, record)
    told = (facts[name] for name in ("when", "how", "pointer"))
    attached = [
        str(said) for one in _conditions(view, record) for said in (one.said, *(item.said for item in one.items))
    ]
    return (record.act, *map(str, told), *attached)
