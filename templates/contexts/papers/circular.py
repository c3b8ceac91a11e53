"""The circular: a letter to the members on open consultations."""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING

from escalade.templates.contexts.group import full_name, group, office
from escalade.templates.contexts.papers.call import authority
from escalade.templates.contexts.papers.notice import topic_of, view_of
from escalade.templates.contexts.sections.activity import is_over, phases, tell_changes, tell_consultation, tell_hearing
from escalade.templates.contexts.view import NothingToSayError
from escalade.templates.contexts.wording import wording
from escalade.templates.values.paper import Item, MastheadRow, Paper, Paragraph, Section
from escalade.workflow.values.dates import UNKNOWN, when
from escalade.workflow.values.message import Message, Word
from escalade.workflow.values.reference import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.templates.contexts.view import View
    from escalade.templates.languages.tongue import Tongue
    from escalade.templates.values.fact import Printable, TracedFact
    from escalade.templates.values.paper import TopicText
    from escalade.workflow.motions import Launch
    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.standing import Standing
    from escalade.workflow.subjects.topic import Topic


@dataclass(frozen=True, slots=True)
class OpenConsultation:
    """A consultation that is open, its text an annex of the letter."""

    topic: Topic
    record: Record
    motion: Launch
    text: TopicText
    alone: bool
    """Whether the letter is on this one only."""


def circular(reference: str, standing: Standing, tongue: Tongue) -> Paper:
    """The letter on one consultation, or on all of a round that are open.

    Raises:
        NothingToSayError: no consultation is open.
    """
    topics = find_launches(reference, standing)
    view = view_of(standing, tongue)
    is_past = not any(_is_open(topic, standing) for topic in topics)
    opened = [one for place, topic in enumerate(topics, start=1) for one in _opened(view, topic, place, len(topics))]
    parts = (
        Section("addressees", view.say("circular.addressees"), (_addressees(view),)),
        Section("subject", view.say("circular.subject"), _subject(view, opened)),
        Section("action", view.say("circular.action"), tuple(said for one in opened for said in _action(view, one))),
        Section("deadline", view.say("circular.deadline"), tuple(_deadline(view, one) for one in opened)),
        Section("contact", view.say("circular.contact"), _contact(view, opened)),
        Section("annexes", view.say("circular.annexes"), tuple(_listed(view, one) for one in opened)),
    )
    return Paper(
        kind="circular",
        tongue=tongue,
        title=view.say("circular.title"),
        subtitle=view.say("circular.subtitle", group=group(view), one=len(topics) == 1, over=is_past),
        masthead=_rows(view),
        sections=tuple(part.with_number(number) for number, part in enumerate(parts, start=1)),
        signature=(view.say("circular.signature", office=office(view, "secretariat")),),
        wordings=tuple(one.text for one in opened),
    )


def find_launches(reference: str, standing: Standing) -> tuple[Topic, ...]:
    """The topics whose consultation is open; where all are over, those.

    Raises:
        NothingToSayError: there is none.
    """
    if kind_of(reference) == "topic":
        topic = topic_of("circular", reference, standing)
        if topic.state == "launched":
            return (topic,)
        problem = Message(
            "the topic is {state}, and a circular is on consultations that are open.", state=Word(topic.state)
        )
        raise NothingToSayError(kind="circular", of=reference, problem=problem)
    found = [(topic.launched[0].at, topic) for topic in standing.topics_of(reference) if topic.launched]
    topics = tuple(topic for _, topic in sorted(found, key=itemgetter(0)) if topic.state == "launched")
    if not topics:
        raise NothingToSayError(
            kind="circular", of=reference, problem=Message("no consultation on a topic of it is open.")
        )
    return tuple(topic for topic in topics if _is_open(topic, standing)) or topics


def _is_open(topic: Topic, standing: Standing) -> bool:
    """Whether one can still answer on a topic by the day of the paper, or attend its hearing."""
    today = when(standing.today.isoformat())
    to_come = topic.hearing.awaited_on and today.may_precede(when(topic.hearing.awaited_on))
    return bool(to_come) or not topic.is_online_over(today)


def _opened(view: View, topic: Topic, place: int, many: int) -> Iterator[OpenConsultation]:
    """A topic with its launch, and its text as an annex."""
    if topic.launched:
        at, text = topic.versions[-1]
        name = view.say("note.annex", number=view.number(place, at.reference))
        yield OpenConsultation(topic, *topic.launched, wording(view, text, at, name=name), many == 1)


def _rows(view: View) -> tuple[MastheadRow, ...]:
    """Who writes, from where, and under which reference."""
    seat = view.charter_text("seat")
    return (
        MastheadRow("session", full_name(view)),
        *((MastheadRow("place", seat),) if seat else ()),
        MastheadRow("draft-symbol", view.say("circular.without_reference"), view.say("circular.reference")),
    )


def _addressees(view: View) -> Paragraph:
    """To whom it is sent, by category."""
    source = view.charter("addressees")
    names = [name for one in view.constitution.addressees if (name := view.text(one, source))]
    if not names:
        return Paragraph(view.say("circular.not_addressed"))
    items = (view.say("circular.addressee", name=name, last=name is names[-1]) for name in names)
    return Paragraph(view.say("circular.addressed"), tuple(map(Item, items)))


def _subject(view: View, opened: list[OpenConsultation]) -> tuple[Paragraph, ...]:
    """Tell in the letter what was launched, and on whose decision."""
    items = (view.say("circular.theme", title=one.text.title, last=one is opened[-1]) for one in opened)
    titles = [one.text.title for one in opened]
    said = view.say("circular.launched", **_sender(view), titles=titles, one=len(opened) == 1)
    decided = (paragraph for one in opened for paragraph in authority(view, one.topic))
    return (Paragraph(said, tuple(map(Item, items))), *decided)


def _sender(view: View) -> dict[str, Printable]:
    """Whose letter it is."""
    return {"secretariat": office(view, "secretariat"), "group": group(view)}


def _action(view: View, one: OpenConsultation) -> Iterator[Paragraph]:
    """Ask the members for what they still can do about one theme."""
    day = phases(view, one.topic)[1]
    is_to_come = day is not None and view.day.may_precede(when(one.topic.hearing.awaited_on or UNKNOWN))
    asked = []
    if not is_over(view, one.topic):
        asked.append(view.say("circular.answer", annex=one.text.name, last=not is_to_come))
    if is_to_come:
        place = view.text(one.motion.place, one.record.reference)
        asked.append(view.say("circular.attend", day=day, place=place))
    if asked:
        items = (Item(said, view.letter(place)) for place, said in enumerate(asked))
        yield Paragraph(view.say("circular.invited", title=one.text.title), tuple(items))
    else:
        yield from map(Paragraph, (view.say("circular.nothing_asked"), *tell_consultation(view, one.topic)))
        return
    if not is_over(view, one.topic) and not view.text(one.motion.answer_to, one.record.reference):
        yield Paragraph(view.say("call.how_unknown", website=None))
    if one.topic.hearing.called_off or (day and not is_to_come):
        yield from map(Paragraph, tell_hearing(view, one.topic))
    else:
        yield from map(Paragraph, tell_changes(view, one.topic.hearing))


def _deadline(view: View, one: OpenConsultation) -> Paragraph:
    """Until when answers are received."""
    later = one.topic.extended
    closes = view.date(one.motion.closes, one.record.reference, *(record.reference for record in later))
    said = view.say(
        "circular.closes",
        title=one.text.title,
        closes=closes,
        one=one.alone,
        extended=bool(later),
        over=is_over(view, one.topic),
    )
    return Paragraph(said)


def _contact(view: View, opened: list[OpenConsultation]) -> tuple[Paragraph, ...]:
    """How to answer, where that is on record, and whom to ask."""
    told = [fact for one in opened if (fact := view.text(one.motion.answer_to, one.record.reference))]
    once: dict[str, TracedFact] = {fact.text: fact for fact in reversed(told)}
    said = view.say("circular.at_disposal", **_sender(view))
    return (*(Paragraph(fact) for fact in reversed(once.values())), Paragraph(said))


def _listed(view: View, one: OpenConsultation) -> Paragraph:
    """An annex, and what is in it."""
    return Paragraph(view.say("circular.annex", annex=one.text.name, title=one.text.title))
