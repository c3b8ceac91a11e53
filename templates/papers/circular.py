"""The circular: the call as a letter to the members."""

from __future__ import annotations

from dataclasses import replace
from operator import itemgetter
from typing import TYPE_CHECKING

from escalade.templates.papers.call import (
    BLANKS,
    is_of_the_group,
    is_open,
    refuse_closed,
    tell_decisions,
    tell_invitation,
)
from escalade.templates.papers.facts.group import group, introduce, office
from escalade.templates.papers.facts.view import NothingToSayError
from escalade.templates.papers.facts.wording import wording
from escalade.templates.papers.notice import rows, topic_of, view_of
from escalade.templates.values.fact import SaidSentence
from escalade.templates.values.paper import Item, MastheadRow, Paper, Paragraph, Section
from escalade.workflow.values.dates import when
from escalade.workflow.values.message import Message
from escalade.workflow.values.reference import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from escalade.templates.languages.tongue import Tongue
    from escalade.templates.papers.facts.view import View
    from escalade.templates.values.fact import Printable
    from escalade.templates.values.paper import TopicText
    from escalade.workflow.subjects.standing import Standing
    from escalade.workflow.subjects.topic import Topic


def circular(reference: str, standing: Standing, tongue: Tongue) -> Paper:
    """The letter on one consultation, or on all of a round that are open.

    Raises:
        NothingToSayError: no consultation is open.
    """
    topics = find_open(reference, standing)
    view = view_of(standing, tongue)
    texts = tuple(_annex(view, topic, place if len(topics) > 1 else None) for place, topic in enumerate(topics, 1))
    body = (*_invite(view, topics, texts), Paragraph(view.say("circular.at_disposal", **_sender(view))))
    numbered = (replace(one, label=SaidSentence("number", str(number))) for number, one in enumerate(body, start=1))
    greeting, farewell = Paragraph(view.say("circular.salutation")), Paragraph(view.say("circular.closing"))
    return Paper(
        kind="circular",
        tongue=tongue,
        title=view.say("circular.title"),
        draft=(view.say("circular.draft"),),
        masthead=_rows(view),
        letter=_lines(view, texts),
        sections=(Section("letter", None, (greeting, *numbered, farewell)),),
        signature=_signature(view),
        wordings=texts,
    )


def find_open(reference: str, standing: Standing) -> tuple[Topic, ...]:
    """The topics that one can still answer on, as they were launched.

    Raises:
        NothingToSayError: there is none.
    """
    today = when(standing.today.isoformat())
    if kind_of(reference) == "topic":
        topic = topic_of("circular", reference, standing)
        refuse_closed("circular", topic, today)
        return (topic,)
    found = [(topic.launched[0].at, topic) for topic in standing.topics_of(reference) if topic.launched]
    topics = tuple(topic for _, topic in sorted(found, key=itemgetter(0)) if is_open(topic, today))
    if not topics:
        problem = Message("no consultation on a topic of it is open.")
        raise NothingToSayError(kind="circular", of=reference, problem=problem)
    return topics


def _annex(view: View, topic: Topic, place: int | None) -> TopicText:
    """The text of a topic as an annex, with its number where there are several."""
    at, text = topic.versions[-1]
    number = view.number(place, at.reference) if place else None
    name = view.say("note.annex", number=number) if number else view.say("circular.annex")
    return wording(view, text, at, name=name)


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


def _lines(view: View, texts: Sequence[TopicText]) -> tuple[MastheadRow, ...]:
    """To whom the letter goes, whom to ask, and its subject."""
    source = view.charter("addressees")
    names = [name for one in view.constitution.addressees if (name := view.text(one, source))]
    asked = view.say("circular.not_addressed", secretariat=office(view, "secretariat"))
    to = view.say("circular.addressed", names=names) if names else asked.reword(f"[{asked}]")
    whom = view.say("circular.at", **_sender(view), contact=view.charter_text("contact"))
    titles = [one.title for one in texts]
    subject = view.say("circular.about", group=group(view), titles=titles, one=len(titles) == 1)
    return (
        MastheadRow("to", to, view.say("circular.addressees")),
        MastheadRow("contact", whom, view.say("circular.contact")),
        MastheadRow("subject", subject, view.say("circular.subject")),
    )


def _invite(view: View, topics: Sequence[Topic], texts: Sequence[TopicText]) -> Iterator[Paragraph]:
    """Tell what was launched, and invite to it; of several, what holds for all is said once."""
    many = len(topics) > 1
    told = [{one.text: one for one in tell_invitation(view, topic, many=many)} for topic in topics]
    shared = {text: one for text, one in told[0].items() if all(text in every for every in told)}
    blanks = {text: one for every in told for text, one in every.items() if one.key in BLANKS}
    apart = [[one for text, one in every.items() if text not in {**shared, **blanks}] for every in told]
    themes = [
        view.say("circular.theme", title=text.title, annex=text.name, told=own, last=text is texts[-1])
        for text, own in zip(texts, apart, strict=True)
    ]
    titles = [one.title for one in texts]
    facts = {**_sender(view), **introduce(view), "title": titles[0], "titles": titles, "one": not many}
    said = view.say("circular.launched", **facts, introduced=any(map(is_of_the_group, topics)))
    yield Paragraph(said, tuple(map(Item, themes)) if many else ())
    yield from tell_decisions(view, topics)
    yield from map(Paragraph, {**shared, **blanks}.values())


def _sender(view: View) -> dict[str, Printable]:
    """Whose letter it is."""
    return {"secretariat": office(view, "secretariat"), "group": group(view)}


def _signature(view: View) -> tuple[Printable, ...]:
    """Who signs: the person who holds the secretariat, and the office."""
    terms = (one for one in view.standing.body.terms if one.officer.office == "secretariat" and one.may_cover(view.day))
    persons = [one for one in terms if not one.officer.desk]
    names = [view.name(one.officer.name, one.record) for one in persons[-1:]]
    return (*names, view.say("circular.signature", **_sender(view)))
