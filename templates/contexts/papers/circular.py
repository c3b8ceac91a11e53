"""The circular: a letter to the members on open consultations."""

from __future__ import annotations

from dataclasses import dataclass, replace
from operator import itemgetter
from typing import TYPE_CHECKING

from escalade.templates.contexts.group import full_name, group, office
from escalade.templates.contexts.papers.call import authority
from escalade.templates.contexts.papers.notice import topic_of, view_of
from escalade.templates.contexts.sections.activity import is_over, phases, tell_changes, tell_consultation, tell_hearing
from escalade.templates.contexts.view import NothingToSayError
from escalade.templates.contexts.wording import wording
from escalade.templates.values.fact import SaidSentence
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
    body = (*_subject(view, opened), *(said for one in opened for said in _action(view, one)), *_contact(view, opened))
    numbered = (replace(one, label=SaidSentence("number", str(number))) for number, one in enumerate(body, start=1))
    greeting, farewell = Paragraph(view.say("circular.salutation")), Paragraph(view.say("circular.closing"))
    return Paper(
        kind="circular",
        tongue=tongue,
        title=view.say("circular.title"),
        masthead=_rows(view),
        letter=_lines(view, opened, is_past=is_past),
        sections=(Section("letter", None, (greeting, *numbered, farewell)),),
        signature=_signature(view),
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


def _lines(view: View, opened: list[OpenConsultation], *, is_past: bool) -> tuple[MastheadRow, ...]:
    """To whom the letter goes, whom to ask, and its subject."""
    source = view.charter("addressees")
    names = [name for one in view.constitution.addressees if (name := view.text(one, source))]
    to = view.say("circular.addressed", names=names) if names else view.say("circular.not_addressed")
    asked = view.say("circular.at", **_sender(view), contact=view.charter_text("contact"))
    titles = [one.text.title for one in opened]
    subject = view.say("circular.about", group=group(view), titles=titles, one=len(titles) == 1, over=is_past)
    return (
        MastheadRow("to", to, view.say("circular.addressees")),
        MastheadRow("contact", asked, view.say("circular.contact")),
        MastheadRow("subject", subject, view.say("circular.subject")),
    )


def _subject(view: View, opened: list[OpenConsultation]) -> Iterator[Paragraph]:
    """Tell what was launched, and on whose decision."""
    titles = [one.text.title for one in opened]
    named = [(one, {"title": one.text.title, "annex": one.text.name}) for one in opened]
    items = [Item(view.say("circular.theme", **facts, last=one is opened[-1])) for one, facts in named]
    said = view.say("circular.launched", **_sender(view), **named[0][1], titles=titles, one=len(opened) == 1)
    yield Paragraph(said, () if len(opened) == 1 else tuple(items))
    yield from (said for one in opened for said in authority(view, one.topic))


def _sender(view: View) -> dict[str, Printable]:
    """Whose letter it is."""
    return {"secretariat": office(view, "secretariat"), "group": group(view)}


def _action(view: View, one: OpenConsultation) -> Iterator[Paragraph]:
    """Ask the members for what they still can do about one theme."""
    online, day = phases(view, one.topic)
    is_to_come = day is not None and view.day.may_precede(when(one.topic.hearing.awaited_on or UNKNOWN))
    asked = [] if is_over(view, one.topic) else [_answer(view, one, last=not is_to_come)]
    if is_to_come:
        place = view.text(one.motion.place, one.record.reference)
        asked.append(view.say("circular.attend", day=day, place=place))
    if asked:
        items = (Item(said, view.letter(place)) for place, said in enumerate(asked))
        yield Paragraph(view.say("circular.invited", title=one.text.title, one=one.alone), tuple(items))
    else:
        yield from map(Paragraph, (view.say("circular.nothing_asked"), *tell_consultation(view, one.topic)))
        return
    if online and is_over(view, one.topic):
        yield Paragraph(view.say("state.consultation", online=online, over=True))
    if not is_over(view, one.topic) and not view.text(one.motion.answer_to, one.record.reference):
        yield Paragraph(view.say("call.how_unknown", website=None))
    if one.topic.hearing.called_off or (one.topic.hearing.awaited_on and not is_to_come):
        yield from map(Paragraph, tell_hearing(view, one.topic))
    else:
        yield from map(Paragraph, tell_changes(view, one.topic.hearing))


def _answer(view: View, one: OpenConsultation, *, last: bool) -> SaidSentence:
    """Ask for answers, and say until when they are received."""
    later = one.topic.extended
    closes = view.date(one.motion.closes, one.record.reference, *(record.reference for record in later))
    asked = bool(one.text.questions)
    return view.say("circular.answer", annex=one.text.name, asked=asked, closes=closes, extended=bool(later), last=last)


def _contact(view: View, opened: list[OpenConsultation]) -> tuple[Paragraph, ...]:
    """How to answer, where that is on record, and whom to ask."""
    told = [fact for one in opened if (fact := view.text(one.motion.answer_to, one.record.reference))]
    once: dict[str, TracedFact] = {fact.text: fact for fact in reversed(told)}
    said = view.say("circular.at_disposal", **_sender(view))
    return (*(Paragraph(fact) for fact in reversed(once.values())), Paragraph(said))


def _signature(view: View) -> tuple[Printable, ...]:
    """Who signs: the person who holds the secretariat, and the office."""
    terms = (one for one in view.standing.body.terms if one.officer.office == "secretariat" and one.may_cover(view.day))
    persons = [one for one in terms if not one.officer.desk]
    names = [view.name(one.officer.name, one.record) for one in persons[-1:]]
    return (*names, view.say("circular.signature", **_sender(view)))
