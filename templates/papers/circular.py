"""The circular: a letter to the members on open consultations."""

from __future__ import annotations

from dataclasses import dataclass, replace
from operator import itemgetter
from typing import TYPE_CHECKING

from escalade.templates.papers.call import BLANKS, authority, is_of_the_group, tell_how
from escalade.templates.papers.facts.activity import is_over, phases, tell_consultation, tell_online
from escalade.templates.papers.facts.group import group, introduce, office
from escalade.templates.papers.facts.hearing import place_of, tell_changes, tell_hearing
from escalade.templates.papers.facts.view import NothingToSayError
from escalade.templates.papers.facts.wording import wording
from escalade.templates.papers.notice import rows, topic_of, view_of
from escalade.templates.values.fact import SaidSentence
from escalade.templates.values.paper import Item, MastheadRow, Paper, Paragraph, Section
from escalade.workflow.values.dates import UNKNOWN, when
from escalade.workflow.values.message import Message, Word
from escalade.workflow.values.reference import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from escalade.templates.languages.tongue import Tongue
    from escalade.templates.papers.facts.view import View
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
    number: TracedFact | None
    """The number of its annex, where there are several."""


def circular(reference: str, standing: Standing, tongue: Tongue) -> Paper:
    """The letter on one consultation, or on all of a round that are open.

    Raises:
        NothingToSayError: no consultation is open.
    """
    topics = find_launches(reference, standing)
    view = view_of(standing, tongue)
    places = range(1, len(topics) + 1) if len(topics) > 1 else (None,)
    opened = [one for place, topic in zip(places, topics, strict=True) for one in _opened(view, topic, place)]
    body = (*_subject(view, opened), *_actions(view, opened), _contact(view))
    numbered = (replace(one, label=SaidSentence("number", str(number))) for number, one in enumerate(body, start=1))
    is_past = all(is_over(view, one.topic) for one in opened)
    greeting, farewell = Paragraph(view.say("circular.salutation")), Paragraph(view.say("circular.closing"))
    return Paper(
        kind="circular",
        tongue=tongue,
        title=view.say("circular.title"),
        draft=(view.say("circular.draft"),),
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
    to_come = topic.hearing.next_day and today.may_precede(when(topic.hearing.next_day))
    return bool(to_come) or not topic.is_online_over(today)


def _opened(view: View, topic: Topic, place: int | None) -> Iterator[OpenConsultation]:
    """A topic with its launch, and its text as an annex."""
    if topic.launched:
        at, text = topic.versions[-1]
        number = view.number(place, at.reference) if place else None
        name = view.say("note.annex", number=number) if number else view.say("circular.annex")
        yield OpenConsultation(topic, *topic.launched, wording(view, text, at, name=name), number)


def _rows(view: View) -> tuple[MastheadRow, ...]:
    """Who writes, from where, under which reference, and on the day as of which it is drawn, or a blank for it."""
    seat, drawn = view.charter_text("seat"), view.standing.day
    day = view.date(drawn.isoformat(), view.charter("name")) if drawn else None
    undated = view.say("circular.undated")
    return (
        *rows(view),
        *((MastheadRow("place", seat),) if seat else ()),
        MastheadRow("draft-symbol", view.say("circular.without_reference"), view.say("circular.reference")),
        MastheadRow("date", day or undated.reword(f"[{undated}]")),
    )


def _lines(view: View, opened: list[OpenConsultation], *, is_past: bool) -> tuple[MastheadRow, ...]:
    """To whom the letter goes, whom to ask, and its subject."""
    source = view.charter("addressees")
    names = [name for one in view.constitution.addressees if (name := view.text(one, source))]
    asked = view.say("circular.not_addressed", secretariat=office(view, "secretariat"))
    to = view.say("circular.addressed", names=names) if names else asked.reword(f"[{asked}]")
    whom = view.say("circular.at", **_sender(view), contact=view.charter_text("contact"))
    titles = [one.text.title for one in opened]
    subject = view.say("circular.about", group=group(view), titles=titles, one=len(titles) == 1, over=is_past)
    return (
        MastheadRow("to", to, view.say("circular.addressees")),
        MastheadRow("contact", whom, view.say("circular.contact")),
        MastheadRow("subject", subject, view.say("circular.subject")),
    )


def _subject(view: View, opened: list[OpenConsultation]) -> Iterator[Paragraph]:
    """Tell what was launched, and on whose decision."""
    titles = [one.text.title for one in opened]
    named = [(one, {"title": one.text.title, "annex": one.text.name}) for one in opened]
    items = [Item(view.say("circular.theme", **facts, last=one is opened[-1])) for one, facts in named]
    facts = {**_sender(view), **named[0][1], "over": all(is_over(view, one.topic) for one in opened)}
    facts |= {**introduce(view), "introduced": any(is_of_the_group(one.topic) for one in opened)}
    said = view.say("circular.launched", **facts, titles=titles, one=len(opened) == 1)
    yield Paragraph(said, () if len(opened) == 1 else tuple(items))
    yield from authority(view, [one.topic for one in opened])


def _sender(view: View) -> dict[str, Printable]:
    """Whose letter it is."""
    return {"secretariat": office(view, "secretariat"), "group": group(view)}


def _actions(view: View, opened: list[OpenConsultation]) -> Iterator[Paragraph]:
    """Ask the members for what they still can do; of topics that are alike in that, once."""
    ways = {str(way): way for one in opened if (way := _way_to_answer(view, one))}
    alike: dict[tuple[str, ...], list[OpenConsultation]] = {}
    for one in opened:
        way = _way_to_answer(view, one) if len(ways) > 1 else None
        told = (*_asked(view, [one], annex=opened[0].text.name), *_told(view, one), way)
        alike.setdefault(tuple(map(str, told)), []).append(one)
    for together in alike.values():
        yield from _action(view, together, apart=len(ways) > 1, alone=len(alike) == 1)
    if len(ways) == 1:
        open_ones = [one for one in opened if _way_to_answer(view, one)]
        about = [] if len(open_ones) == len(opened) else open_ones
        yield from (Paragraph(way) for one in open_ones[:1] if (way := _way_to_answer(view, one, about)))


def _action(view: View, together: list[OpenConsultation], *, apart: bool, alone: bool) -> Iterator[Paragraph]:
    """What is asked on some topics and what else holds for them; they are named where others are in the letter.

    *apart* where one answers on other topics in another way; a blank for that stands on a line of its own.
    """
    titles = [one.text.title for one in together]
    topics = None if alone else view.say("report.topics", titles=titles)
    named = {"titles": titles, "topics": topics, "one": len(titles) == 1}
    way = _way_to_answer(view, together[0], together) if apart else None
    blank = way if way and way.key in BLANKS else None
    asked, told = _asked(view, together), (*_told(view, together[0]), *((way,) if way and not blank else ()))
    if asked:
        alone_asked = asked[0] if len(asked) == 1 else None
        listed = () if alone_asked else view.list_items(asked)
        yield Paragraph(view.say("circular.invited", **named, asked=alone_asked), listed)
    if alone:
        yield from map(Paragraph, told)
    elif told:
        yield Paragraph(view.say("common.regards", **named), tuple(map(Item, told)))
    yield from (Paragraph(blank),) if blank else ()


def _asked(view: View, together: list[OpenConsultation], *, annex: Printable | None = None) -> list[SaidSentence]:
    """Ask for answers and to take part, as far as that is still to come."""
    first = together[0]
    day, is_to_come = phases(view, first.topic)[1], _is_to_come(view, first)
    asked = [] if is_over(view, first.topic) else [_answer(view, together, annex, last=not is_to_come)]
    if is_to_come:
        hearing = first.topic.hearing
        asked.append(view.say_of_hearing("circular.attend", hearing.form, day=day, place=place_of(view, hearing)))
    return asked


def _is_to_come(view: View, one: OpenConsultation) -> bool:
    """Whether its physical meeting is still to be held, on a day that is known."""
    day = phases(view, one.topic)[1]
    return day is not None and view.day.may_precede(when(one.topic.hearing.next_day or UNKNOWN))


def _answer(view: View, together: list[OpenConsultation], annex: Printable | None, *, last: bool) -> SaidSentence:
    """Ask for answers, and say from when, if that is to come, until when."""
    first, many = together[0], len(together) > 1
    numbers = [one.number for one in together if one.number]
    named = view.say("note.annexes", numbers=numbers) if many else first.text.name
    sources = [
        record.reference
        for one in together
        for record in (one.record, *(later.record for later in one.topic.extensions))
    ]
    return view.say(
        "circular.answer",
        annex=(annex or named) if numbers else None,
        many=many,
        single=annex is None and not many and len(first.text.questions) == 1,
        asked=bool(first.text.questions),
        closes=view.date(first.motion.closes, *sources),
        online=None if first.topic.is_online_begun(view.day) else phases(view, first.topic)[0],
        extended=bool(first.topic.extensions),
        last=last,
    )


def _told(view: View, one: OpenConsultation) -> Iterator[SaidSentence]:
    """What else the members are to know of a consultation: what is over, moved or called off."""
    topic, is_to_come = one.topic, _is_to_come(view, one)
    online = phases(view, topic)[0]
    if is_over(view, topic) and not is_to_come:
        yield from tell_consultation(view, topic)
        return
    if online and is_over(view, topic):
        yield tell_online(view, topic, online)
    if topic.hearing.called_off or (topic.hearing.next_day and not is_to_come):
        yield from tell_hearing(view, topic)
    else:
        yield from tell_changes(view, topic)


def _way_to_answer(view: View, one: OpenConsultation, about: Sequence[OpenConsultation] = ()) -> SaidSentence | None:
    """How and where answers are sent while they are asked for, or a blank for that, *about* some topics."""
    if is_over(view, one.topic):
        return None
    return tell_how(view, one.record, one.motion, [each.text.title for each in about])


def _contact(view: View) -> Paragraph:
    """Whom to ask."""
    return Paragraph(view.say("circular.at_disposal", **_sender(view)))


def _signature(view: View) -> tuple[Printable, ...]:
    """Who signs: the person who holds the secretariat, and the office."""
    terms = (one for one in view.standing.body.terms if one.officer.office == "secretariat" and one.may_cover(view.day))
    persons = [one for one in terms if not one.officer.desk]
    names = [view.name(one.officer.name, one.record) for one in persons[-1:]]
    return (*names, view.say("circular.signature", **_sender(view)))
