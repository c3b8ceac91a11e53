"""The circular: the call as a letter to the members."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from operator import itemgetter

from escalade.templates.languages.tongue import Tongue
from escalade.templates.papers.call import invitation, is_of_the_group, is_open, refuse_closed
from escalade.templates.papers.facts.group import group, introduce, office
from escalade.templates.papers.facts.view import Facts, NothingToSayError, View
from escalade.templates.papers.facts.wording import wording
from escalade.templates.papers.notice import head, topic_of, view_of
from escalade.templates.papers.skeleton import lay_out
from escalade.templates.values.fact import Printable, SaidSentence
from escalade.templates.values.paper import Paper, TopicText
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.dates import when
from escalade.workflow.values.message import Message
from escalade.workflow.values.reference import kind_of


def circular(reference: str, standing: Standing, tongue: Tongue) -> Paper:
    """The letter on one consultation, or on all of a round that are open."""
    topics = find_open(reference, standing)
    view = view_of(standing, tongue)
    texts = tuple(_annex(view, topic, place if len(topics) > 1 else None) for place, topic in enumerate(topics, 1))
    paper = lay_out("circular", view, facts(view, topics, texts))
    (letter,) = paper.sections
    first, *body, last = letter.paragraphs
    numbered = (replace(one, label=SaidSentence("number", str(number))) for number, one in enumerate(body, start=1))
    return replace(paper, sections=(replace(letter, paragraphs=(first, *numbered, last)),), wordings=texts)


def facts(view: View, topics: Sequence[Topic], texts: Sequence[TopicText]) -> Facts:
    """What a letter tells beside the call: to whom, from whom, of what."""
    told, source, drawn = invitation(view, topics), view.charter("addressees"), view.standing.day
    return {
        **told,
        "session": head(view),
        "seat": view.charter_text("seat"),
        "date": view.date(drawn.isoformat(), view.charter("name")) if drawn else None,
        "addressees": [name for one in view.constitution.addressees if (name := view.text(one, source))],
        "contact": view.charter_text("contact"),
        "sender": {"secretariat": office(view, "secretariat"), "group": group(view)},
        "body": {**introduce(view), "introduced": any(map(is_of_the_group, topics))},
        "titles": [one.title for one in texts],
        "themes": [
            {"title": text.title, "annex": text.name, "told": own}
            for text, own in zip(texts, told["apart"], strict=True)
        ],
        "signer": _signer(view),
    }


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


def _signer(view: View) -> Printable | None:
    terms = (one for one in view.standing.body.terms if one.officer.office == "secretariat" and one.may_cover(view.day))
    persons = [one for one in terms if not one.officer.desk]
    return view.name(persons[-1].officer.name, persons[-1].record) if persons else None
