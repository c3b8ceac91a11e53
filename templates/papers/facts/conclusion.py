"""The conclusion of a note: what was not agreed, said, and asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from escalade.templates.papers.facts import decision, evidence, position
from escalade.templates.papers.facts.account import names_of
from escalade.templates.papers.facts.activity import is_over_by, phases, tell_online
from escalade.templates.papers.facts.group import group, superior
from escalade.templates.papers.facts.law import background, cite_text
from escalade.templates.papers.facts.no_consensus import tell_no_consensus
from escalade.templates.papers.facts.referral import find_ending
from escalade.templates.values.paper import Item, Paragraph, Section
from escalade.workflow.values.dates import when
from escalade.workflow.values.step import MANDATE, REFERRAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from escalade.templates.papers.facts.referral import Referral
    from escalade.templates.papers.facts.snapshot import MeetingFacts
    from escalade.templates.papers.facts.view import View
    from escalade.templates.values.fact import SaidSentence
    from escalade.templates.values.paper import TopicText
    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.topic import Topic

READERS = "members"
"""For whom a note is, unless it is drawn for others."""


def asks(
    view: View, meetings: Sequence[MeetingFacts], annexes: Sequence[TopicText], *, agreed: bool, in_box: bool
) -> Paragraph:
    """Ask the superior body: to take note of the note, or of the reports.

    Where nothing is referred, there is nothing for it to decide. Where the group *agreed* on another topic
    of the round, a language may say that what is asked for regards the topics referred.
    """
    approved, last = [meeting for meeting in meetings if meeting.approval and not in_box], not annexes
    said = []
    if approved:
        names, one = names_of(view, approved), len(approved) == 1
        said.append(view.say("note.ask_note", meetings=names, group=group(view), one=one, own=False, last=last))
    else:
        said.append(view.say("note.ask_note", meetings=None, group=group(view), one=True, own=True, last=last))
    if annexes:
        titles = [one.title for one in annexes]
        named = {"annexes": _point_to(view, annexes), "titles": titles, "one": len(titles) == 1}
        said.append(view.say("note.ask_opinion", **named, agreed=agreed))
        said.append(view.say("note.ask_launch", agreed=agreed))
    if len(said) == 1:
        return Paragraph(view.say("note.invited_once", superior=superior(view), ask=said[0]))
    return Paragraph(view.say("note.invited", superior=superior(view)), view.list_items(said))


def _point_to(view: View, annexes: Sequence[TopicText]) -> SaidSentence:
    """Where the texts of the topics are: in the annexes by their numbers, or in the only one."""
    numbers = [view.number(place, *one.title.records) for place, one in enumerate(annexes, start=1)]
    return view.say("note.only_annex") if len(annexes) == 1 else view.say("note.annexes", numbers=numbers)


def section(view: View, referral: Referral, asked: Paragraph, annexes: Sequence[TopicText]) -> Section:
    """The whole section."""
    paragraphs = _happened(view, referral)
    paragraphs += tell_no_consensus(view, referral.topics, draft=referral.is_draft, named=referral.agreed_on_others)
    paragraphs += [*_topics(view, annexes, referral), *_left(view, referral), *_basis(view, referral)]
    paragraphs += _said(view, referral)
    paragraphs.append(replace(asked, heading=view.say("note.asks")))
    thanks = view.words(referral.motion.thanks, referral.record.reference) if referral.record else None
    if thanks:
        paragraphs.append(Paragraph(thanks, heading=view.say("note.thanks")))
    return Section("conclusion", view.say("note.conclusion"), tuple(paragraphs))


def _happened(view: View, referral: Referral) -> list[Paragraph]:
    """Tell what came of topics of the round before what is referred now, in the order of the days."""
    told = (
        *_came_back(view, (*referral.topics, *referral.still_open)),
        *_ended(view, referral),
        *_agreed(view, referral),
        *_opened(view, referral.opened),
        *_reopened(view, referral.topics),
    )
    by_moment = sorted(told, key=lambda one: one.record.at)
    return [paragraph for one in sorted(by_moment, key=_day_of) for paragraph in one.paragraphs]


class Happened(NamedTuple):
    """An act of which a note tells, and how it does."""

    record: Record
    paragraphs: tuple[Paragraph, ...]


def _day_of(one: Happened) -> date:
    """The last day on which an act may have happened."""
    return when(one.record.on).last or date.max


def _came_back(view: View, topics: Sequence[Topic]) -> Iterator[Happened]:
    """Tell what the superior body had referred back, and with what guidance."""
    for topic in topics:
        record = topic.last("refer back")
        if record:
            told = Paragraph(decision.tell_act(view, record))
            guidance = decision.quote_decision(view, record, field="guidance")
            yield Happened(record, (told, *(Paragraph(one) for one in (guidance,) if one)))


def _ended(view: View, referral: Referral) -> Iterator[Happened]:
    """Tell which topics of the round were merged, set aside or withdrawn."""
    for topic in referral.ended:
        if record := find_ending(topic):
            yield Happened(record, (_tell_alone(view, record),))


def _tell_alone(view: View, record: Record) -> Paragraph:
    """Tell an act on one topic."""
    return Paragraph(decision.tell_act(view, record, alone=True))


def _agreed(view: View, referral: Referral) -> Iterator[Happened]:
    """Tell on which topics of the round the group had agreed, and when what was opened on them goes on."""
    for topic in referral.agreed:
        record = topic.last("record consensus")
        online = phases(view, topic)[0] if topic.state == "launched" else None
        if record:
            goes_on = (Paragraph(tell_online(view, topic, online)),) if online else ()
            yield Happened(record, (_tell_alone(view, record), *goes_on))


def _opened(view: View, topics: Sequence[Topic]) -> Iterator[Happened]:
    """Tell what was opened on topics of which an earlier note told, unless it is over: that is in the account."""
    for topic in topics:
        record, online = topic.last("launch"), phases(view, topic)[0]
        if record and online and not is_over_by(topic, view.day):
            titles = [evidence.topic_title(view, topic)]
            named = view.say("report.topics", titles=titles)
            about = view.say("common.regards", titles=titles, topics=named, one=True)
            yield Happened(record, (Paragraph(about, (Item(tell_online(view, topic, online)),)),))


def _reopened(view: View, topics: Sequence[Topic]) -> Iterator[Happened]:
    """Tell of topics on which the group agreed, and reopened the debate.

    What came before their last referral was told with that.
    """
    for topic in topics:
        agreed, reopened = topic.last("record consensus"), topic.last("reopen debate")
        if agreed and reopened and topic.is_before(agreed, reopened) and not _was_told_of(topic, agreed):
            yield Happened(agreed, (Paragraph(decision.tell_with_proof(view, agreed)),))
            yield Happened(reopened, (_tell_alone(view, reopened),))


def _was_told_of(topic: Topic, record: Record) -> bool:
    """Whether a topic came before the superior body after an act on it."""
    referred = topic.last("escalate", "take up")
    return referred is not None and topic.is_before(record, referred)


def _topics(view: View, annexes: Sequence[TopicText], referral: Referral) -> Iterator[Paragraph]:
    """Which topics are referred, each with its annex."""
    if not annexes:
        return
    only = _point_to(view, annexes) if len(annexes) == 1 else None
    named = [view.say("note.topic_in_annex", title=annex.title, annex=only or annex.name) for annex in annexes]
    records = [record for annex in annexes for record in annex.title.records]
    count = view.count(len(annexes), *records)
    yield Paragraph(
        view.say("note.topics_referred", count=count, topics=named, one=len(annexes) == 1, draft=referral.is_draft)
    )


def _left(view: View, referral: Referral) -> list[Paragraph]:
    """Which topics of the round are not referred, and what becomes of them."""
    if not referral.left or referral.record is None:
        return []
    source = referral.record.reference
    titles = [evidence.topic_title(view, topic) for topic in referral.left]
    count, words = view.count(len(titles), source), view.text(referral.motion.left, source)
    return [Paragraph(view.say("note.left", topics=titles, one=len(titles) == 1, count=count, words=words))]


def _basis(view: View, referral: Referral) -> list[Paragraph]:
    """The legal basis of the referral, where it has one of its own."""
    texts = view.constitution.texts
    is_own = REFERRAL in texts and (MANDATE not in texts or texts[MANDATE].citation != texts[REFERRAL].citation)
    if not referral.topics or not is_own:
        return []
    said = view.say("note.basis", text=cite_text(view, REFERRAL), draft=referral.is_draft)
    told = (background(view, REFERRAL), said)
    return [Paragraph(one) for one in told if one]


def _said(view: View, referral: Referral) -> list[Paragraph]:
    """Views expressed and statements made by the day of the note."""
    round_ = view.round(referral.round)
    topics, readers = (*referral.topics, *referral.still_open), round_.reader or READERS
    is_again = any(topic.escalations for topic in topics)  # then so is the choice that the views are on
    told = frozenset() if is_again else referral.told
    items = position.views(view, round_, topics, readers, told)
    views = [Paragraph(items[0])] if len(items) == 1 else []
    if len(items) > 1:
        views = [Paragraph(view.say("note.views_expressed"), view.list_items(items))]
    said = [*views, *position.statements(view, topics, readers, named=len(topics) > 1)]
    return [replace(one, heading=view.say("note.views") if one is said[0] else None) for one in said]
