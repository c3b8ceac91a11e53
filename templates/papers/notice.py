"""The notice: an outcome or decision on one topic, for all who ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.templates.papers.facts import decision, evidence, position
from escalade.templates.papers.facts.conditions import tell_conditions
from escalade.templates.papers.facts.group import introduce
from escalade.templates.papers.facts.view import NothingToSayError, View
from escalade.templates.papers.facts.wording import wording
from escalade.templates.values.paper import MastheadRow, Paper, Paragraph, Section
from escalade.workflow.records.audience import may_read
from escalade.workflow.values.dates import When
from escalade.workflow.values.message import Message, Word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.templates.languages.tongue import Tongue
    from escalade.templates.values.paper import TopicText
    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.standing import Standing
    from escalade.workflow.subjects.topic import Topic

READERS = "public"
DECIDES = ("approve", "record consensus")
"""The acts on which a consultation is held."""
WITH_TEXT = frozenset({
    "record consensus", "approve", "escalate", "introduce", "take up", "take note", "record no decision", "refer back",
})  # fmt: skip
"""Outcomes whose notice shows the text of the topic."""


def notice(reference: str, standing: Standing, tongue: Tongue) -> Paper:
    """The notice of the latest outcome or decision on a topic.

    Raises:
        NothingToSayError: there is no such topic, or nothing was decided yet.
    """
    topic = topic_of("notice", reference, standing)
    record = topic.last(*decision.OUTCOMES)
    if record is None:
        raise NothingToSayError(
            kind="notice",
            of=reference,
            problem=Message("the topic is {state} and nothing was decided on it yet.", state=Word(topic.state)),
        )
    if not may_read(topic.reader or READERS, record.audience):
        raise NothingToSayError(
            kind="notice", of=reference, problem=Message("{record} is not for the public.", record=record.reference)
        )
    view = view_of(standing, tongue)
    annexes = _annexes(view, topic, record)
    return Paper(
        kind="notice",
        tongue=tongue,
        title=view.say("notice.title", title=evidence.topic_title(view, topic)),
        masthead=(*rows(view), *date_row(view, record.reference)),
        sections=(Section("decision", None, tuple(_told(view, topic, record, annexed=bool(annexes)))),),
        wordings=annexes,
    )


def topic_of(kind: str, reference: str, standing: Standing) -> Topic:
    """The topic that a paper is about.

    Raises:
        NothingToSayError: the reference names no topic on record.
    """
    topic = standing.topic(reference)
    if topic is None:
        raise NothingToSayError(
            kind=kind, of=reference, problem=Message("it is not a topic of this register; name one, such as 2017/ott.")
        )
    return topic


def view_of(standing: Standing, tongue: Tongue) -> View:
    """The view of a standing as of today."""
    return View(standing, tongue, When(standing.today.isoformat(), standing.today, standing.today))


def rows(view: View) -> tuple[MastheadRow, ...]:
    """Above a paper on one topic: whose it is."""
    return (MastheadRow("session", view.say("notice.body", **introduce(view))),)


def date_row(view: View, record: str) -> tuple[MastheadRow, ...]:
    """Above a paper that tells how things stand: the day as at which it does."""
    day = view.date(view.day, record)
    return (MastheadRow("date", day, view.say("notice.as_at")),) if day else ()


def _told(view: View, topic: Topic, record: Record, *, annexed: bool) -> Iterator[Paragraph]:
    """Tell a decision: where it is read, how it was taken, on what conditions, and who objected."""
    readers = topic.reader or READERS
    yield Paragraph(decision.tell_with_proof(view, record, alone=False))
    yield from map(Paragraph, decision.circumstances(view, record))
    yield from map(Paragraph, position.tell_late(view, topic.show_to(readers), record))
    for field in ("guidance", "authority", "notice"):
        if words := decision.quote_decision(view, record, field=field):
            yield Paragraph(words)
    yield from tell_conditions(view, topic, record)
    yield from map(Paragraph, position.objections(view, topic, readers, record))
    yield from position.statements(view, (topic,), readers)
    if annexed:
        yield Paragraph(view.say("notice.annexed"))


def _annexes(view: View, topic: Topic, record: Record) -> tuple[TopicText, ...]:
    """The text on which the decision was taken."""
    known = [(at, text) for at, text in topic.versions if at.ordinal <= record.ordinal]
    if not known or not (record.act in WITH_TEXT or (record.act == "defer" and record.before == "referred")):
        return ()
    at, text = known[-1]
    return (wording(view, text, at, name=view.say("circular.annex")),)
