"""The call to answer, as a page, and as the letter to members."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import Any

from escalade.templates.languages.tongue import Tongue
from escalade.templates.papers.facts import decision, evidence
from escalade.templates.papers.facts.activity import phases, tell_meeting
from escalade.templates.papers.facts.decision import tell_conditions
from escalade.templates.papers.facts.evidence import group, head, introduce, office
from escalade.templates.papers.facts.view import Facts, NothingToSayError, View, topic_of, view_of
from escalade.templates.papers.facts.wording import wording, wordings
from escalade.templates.papers.skeleton import lay_out
from escalade.templates.values.fact import Printable, SaidSentence
from escalade.templates.values.paper import Paper, Paragraph, TopicText
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.stand import DECIDED
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.dates import UNKNOWN, When, when
from escalade.workflow.values.errors import Message, Word
from escalade.workflow.values.reference import kind_of


def call(reference: str, standing: Standing, tongue: Tongue) -> Paper:
    """The invitation to answer the consultation on a topic."""
    topic = topic_of("call", reference, standing)
    view = view_of(standing, tongue)
    refuse_closed("call", topic, view.day)
    at, text = topic.versions[-1]
    paper = lay_out("call", view, facts(view, topic))
    return replace(paper, wordings=(wording(view, text, at, name=view.say("call.text")),))


def facts(view: View, topic: Topic) -> Facts:
    """What the page of a call tells."""
    return {
        "title": evidence.topic_title(view, topic),
        "group": group(view),
        "session": head(view),
        **invitation(view, (topic,)),
    }


def refuse_closed(kind: str, topic: Topic, day: When) -> None:
    """Refuse to invite to a consultation that nobody can answer on a day.

    Raises:
        NothingToSayError: says why.
    """
    if topic.launched is None:
        problem = Message("the topic is {state}, and its consultation was not launched.", state=Word(topic.state))
    elif topic.state == "cancelled":
        problem = Message("its consultation was cancelled; “notice” tells of that.")
    elif not is_open(topic, day):
        problem = Message("its consultation is over, and there is nothing left to invite to.")
    else:
        return
    raise NothingToSayError(kind=kind, of=topic.reference, problem=problem)


def is_open(topic: Topic, day: When) -> bool:
    """Whether one can still answer on a topic by a day, or attend its meeting."""
    is_to_come = day.may_precede(when(topic.hearing.next_day or UNKNOWN)) and topic.hearing.next_day is not None
    return topic.state == "launched" and (is_to_come or not topic.is_online_over(day))


def invitation(view: View, topics: Sequence[Topic]) -> dict[str, Any]:
    """What a call tells of consultations.

    Of several, it tells once what holds for all, and apart what does not.
    """
    open_ones = [topic for topic in topics if not topic.is_online_over(view.day)]
    lacks_way = any(topic.launched and not topic.launched[1].answer_to for topic in open_ones)
    participants = view.charter_text("participants")
    answers = _share([[*_answer(view, topic)] if topic in open_ones else [] for topic in topics])
    meetings = _share([[*tell_meeting(view, topic)] for topic in topics])
    return {
        "decisions": tell_decisions(view, topics),
        "participants": participants,
        "many": len(topics) > 1,
        "answers": answers[0],
        "lacks_way": lacks_way,
        "meetings": meetings[0],
        "apart": [[*before, *behind] for before, behind in zip(answers[1], meetings[1], strict=True)],
        "website": view.charter_text("website"),
        "is_draft": lacks_way or not participants,
        "secretariat": office(view, "secretariat"),
    }


def _share(told: Sequence[Sequence[SaidSentence]]) -> tuple[list[SaidSentence], list[list[SaidSentence]]]:
    shared = [one for one in told[0] if all(one.text in [each.text for each in every] for every in told)]
    texts = {one.text for one in shared}
    return shared, [[one for one in every if one.text not in texts] for every in told]


def _answer(view: View, topic: Topic) -> Iterator[SaidSentence]:
    """Until when one answers, and how."""
    if topic.launched is None:
        return
    record, motion = topic.launched
    sources = (record.reference, *(one.record.reference for one in topic.extensions))
    given = view.text(motion.answer_to, record.reference)
    way = _way(view, given) if given and not given.other else None
    told = {
        "way": way,
        "words": None if way else given,
        "online": None if topic.online_from.may_precede(view.day) else phases(view, topic)[0],
        "closes": view.date(motion.closes, *sources),
        "extended": bool(topic.extensions),
    }
    if any(told.values()):
        yield view.say("call.answer", **told)


def _way(view: View, given: Printable) -> Printable | None:
    """Words that go on a sentence on responses, as they do so: by e-mail to the desk."""
    if not re.match(view.tongue.pack.way, given.text):
        return None
    return given.reword(given.text[:1].lower() + given.text[1:].rstrip(".。"))


def is_of_the_group(topic: Topic) -> bool:
    """Whether a consultation is held on a decision of the group itself."""
    decided = topic.last(*DECIDED)
    return decided is not None and decided.act in decision.OF_THE_GROUP


def tell_decisions(view: View, topics: Sequence[Topic]) -> tuple[Paragraph, ...]:
    """Tell on whose decision consultations are held, once where alike."""
    groups: dict[object, list[Record]] = {}
    for record in filter(None, (topic.last(*DECIDED) for topic in topics)):
        groups.setdefault(_likeness(view, record), []).append(record)
    told: list[Paragraph] = []
    for record, *others in groups.values():
        told += [Paragraph(decision.tell_with_proof(view, record, others=others)), *_conditions(view, record)]
    return tuple(told)


def _conditions(view: View, record: Record) -> tuple[Paragraph, ...]:
    topic = view.topic(record.subject)
    return tuple(tell_conditions(view, topic, record)) if topic else ()


def _likeness(view: View, record: Record) -> object:
    """All that is said of a decision but the topic, amended or not."""
    facts = decision.facts(view, record)
    told = (facts["when"], facts["how"], evidence.pointer(view, record, told=True))
    attached = [
        str(said) for one in _conditions(view, record) for said in (one.said, *(item.said for item in one.items))
    ]
    return (record.act, *map(str, told), *attached)


def circular(reference: str, standing: Standing, tongue: Tongue) -> Paper:
    """The letter on one consultation, or on all of a round that are open."""
    topics = find_open(reference, standing)
    view = view_of(standing, tongue)
    texts = wordings(view, topics)
    paper = lay_out("circular", view, letter_facts(view, topics, texts))
    (letter,) = paper.sections
    first, *body, last = letter.paragraphs
    numbered = (replace(one, label=SaidSentence("number", str(number))) for number, one in enumerate(body, start=1))
    return replace(paper, sections=(replace(letter, paragraphs=(first, *numbered, last)),), wordings=texts)


def letter_facts(view: View, topics: Sequence[Topic], texts: Sequence[TopicText]) -> Facts:
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


def _signer(view: View) -> Printable | None:
    terms = (one for one in view.standing.body.terms if one.officer.office == "secretariat" and one.may_cover(view.day))
    persons = [one for one in terms if not one.officer.desk]
    return view.name(persons[-1].officer.name, persons[-1].record) if persons else None
