"""The request for an exemption from the deadline of a note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.templates.contexts.evidence import own_name, topic_title
from escalade.templates.contexts.group import office, superior
from escalade.templates.contexts.law import cite_text
from escalade.templates.contexts.papers.note import round_title
from escalade.templates.contexts.papers.notice import rows, view_of
from escalade.templates.contexts.snapshot import read_meeting
from escalade.templates.contexts.view import NothingToSayError
from escalade.templates.values.paper import MastheadRow, Paper, Paragraph, Section
from escalade.workflow.motions import Issue
from escalade.workflow.planning import is_settled, plan
from escalade.workflow.subjects.as_of import standing_as_of
from escalade.workflow.values.message import Message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.templates.contexts.snapshot import MeetingFacts
    from escalade.templates.contexts.view import View
    from escalade.templates.languages.tongue import Tongue
    from escalade.templates.values.fact import Printable, SaidSentence, TracedFact
    from escalade.workflow.planning import PlanLine, Timing
    from escalade.workflow.subjects.meeting import Gathering
    from escalade.workflow.subjects.standing import Standing
    from escalade.workflow.subjects.topic import Topic


def exemption(reference: str, standing: Standing, tongue: Tongue) -> Paper:
    """The request that a late note be considered nevertheless.

    Raises:
        NothingToSayError: there is no such round, no deadline is known, the note was in time, or all was decided.
    """
    seen = standing_as_of(standing, standing.today)
    if seen.round(reference).state != "open":
        raise NothingToSayError(kind="exemption", of=reference, problem=Message("no round of that name was opened."))
    lines = {line.stage: line for line in plan(reference, seen)}
    note, held = lines.get("note"), lines.get("session")
    session = seen.gathering(held.subject) if held else None
    if note is None or note.timing is None or session is None:
        raise NothingToSayError(kind="exemption", of=reference, problem=Message("no deadline of its note is known."))
    if note.stands == "done":
        raise NothingToSayError(kind="exemption", of=reference, problem=Message("its note was in time."))
    if is_settled(lines.values()):
        raise NothingToSayError(
            kind="exemption", of=reference, problem=Message("all that its note referred was decided.")
        )
    view = view_of(seen, tongue)
    return Paper(
        kind="exemption",
        tongue=tongue,
        title=view.say("exemption.title"),
        draft=(view.say("exemption.draft"),),
        subtitle=round_title(view, reference),
        masthead=_rows(view, reference),
        sections=_sections(view, reference, note, session),
    )


def _rows(view: View, reference: str) -> tuple[MastheadRow, ...]:
    """Whose request it is, of which round, and of which day."""
    opening = view.round(reference).told[0].reference
    named = MastheadRow("symbol", view.plain(reference, opening), view.say("exemption.round"))
    return (
        *rows(view, introduced=False),
        *(() if round_title(view, reference) else (named,)),
        MastheadRow(
            "date", view.date(view.day, opening) or view.say("common.date_unknown"), view.say("exemption.as_at")
        ),
    )


def _sections(view: View, reference: str, note: PlanLine, session: Gathering) -> tuple[Section, ...]:
    """The deadline, the document, and what is asked of the session.

    The deadline is that of the session for which the note was, though the matter was put off to another.
    """
    noted = view.standing.gathering(note.session) if note.session else None
    facts = read_meeting(session)
    asks = view.say(
        "exemption.asks", superior=superior(view), session=own_name(view, facts), ahead=_is_ahead(view, note)
    )
    return (
        Section(
            "deadline", view.say("exemption.deadline"), tuple(_deadline(view, note, read_meeting(noted or session)))
        ),
        Section("document", view.say("exemption.document"), tuple(_document(view, reference, note, session.label))),
        Section("request", view.say("exemption.request"), (Paragraph(asks),)),
    )


def _deadline(view: View, note: PlanLine, session: MeetingFacts) -> Iterator[Paragraph]:
    """From what it is counted, when it is, what follows, what holds instead."""
    timing, record = note.timing, session.source
    if timing is None:
        return
    yield Paragraph(
        view.say("exemption.session", session=own_name(view, session), opens=view.date(session.opens, record))
    )
    yield Paragraph(_due(view, timing, "exemption.due", record))
    consequence = view.text(timing.deadline.rule.consequence, timing.deadline.record)
    if consequence:
        yield Paragraph(view.say("exemption.consequence", consequence=consequence))
    last = len(note.instead) - 1
    others = view.list_items(
        _due(view, one, "exemption.other", record, last=at == last) for at, one in enumerate(note.instead)
    )
    if others:
        yield Paragraph(view.say("exemption.instead"), others)


def _due(view: View, timing: Timing, sentence: str, session: str, *, last: bool = True) -> SaidSentence:
    """A deadline with the text that sets it, and its day."""
    rule, record = timing.deadline.rule, timing.deadline.record
    title: Printable = view.text(rule.title, record) or view.plain(rule.name, record)
    due = view.date(timing.due.isoformat(), record, session)
    citation = cite_text(view, rule.basis, "common.reference")
    sitting = view.date(timing.anchor.isoformat(), record, session) if rule.anchor == "sitting" else None
    told = {"title": title, "citation": citation, "due": due, "sitting": sitting, "back": rule.direction == "before"}
    return view.say(sentence, **told, last=last)


def _document(view: View, reference: str, note: PlanLine, label: str) -> Iterator[Paragraph]:
    """Whether it was submitted, what it refers, and why it is late."""
    is_ahead = _is_ahead(view, note)
    if note.done is not None and note.record:
        done = view.date(note.done, note.record)
        days, in_words = view.number(note.missed_by, note.record), view.count(note.missed_by, note.record)
        document = _symbol(view, note.record)
        yield Paragraph(view.say("exemption.done", document=document, done=done, days=days, in_words=in_words))
    else:
        yield Paragraph(view.say("exemption.open", ahead=is_ahead))
    titles = [topic_title(view, topic) for topic in _topics(view, reference, note, label)]
    if len(titles) == 1:
        yield Paragraph(view.say("exemption.one_topic", topic=titles[0]))
    elif titles:
        items = view.list_items(view.say("exemption.topic", topic=one, last=one is titles[-1]) for one in titles)
        yield Paragraph(view.say("exemption.topics", titles=titles), items)
    asked = view.say("exemption.reasons", ahead=is_ahead, secretariat=office(view, "secretariat"))
    yield Paragraph(asked.reword(f"[{asked}]"))


def _is_ahead(view: View, note: PlanLine) -> bool:
    """Whether the request is drafted while the document can still be in time."""
    return note.done is None and note.timing is not None and view.standing.today <= note.timing.due


def _topics(view: View, reference: str, note: PlanLine, label: str) -> list[Topic]:
    """What the document refers to the session of a label, in its order; before a referral, what may be referred."""
    topics = tuple(view.standing.topics_of(reference))
    touched = view.standing.record(note.record).touched if note.record else ()
    there = {topic.reference: topic.find_referrals(label) for topic in topics}
    acts = {one.reference: there[one.reference] & {*touched} for one in topics}
    referred = sorted(
        (one for one in topics if acts[one.reference]), key=lambda one: min(map(touched.index, acts[one.reference]))
    )
    open_ = [one for one in topics if one.state == "unresolved" or (one.state == "referred" and there[one.reference])]
    return referred or open_


def _symbol(view: View, reference: str) -> TracedFact | None:
    """The symbol of what was submitted, where the record has it."""
    record = view.standing.record(reference)
    symbol = record.motion.symbol if isinstance(record.motion, Issue) else record.evidence.document
    return view.symbol(symbol, reference) if symbol else None
