"""The notice: an outcome or decision on one topic, for all who ask."""

from __future__ import annotations

from dataclasses import replace

from escalade.templates.languages.tongue import Tongue
from escalade.templates.papers.facts import decision, evidence, position
from escalade.templates.papers.facts.decision import tell_conditions
from escalade.templates.papers.facts.evidence import introduce, office
from escalade.templates.papers.facts.view import Facts, NothingToSayError, View
from escalade.templates.papers.facts.wording import wording
from escalade.templates.papers.skeleton import lay_out
from escalade.templates.values.fact import SaidSentence
from escalade.templates.values.paper import Paper, TopicText
from escalade.workflow.records.audience import may_read
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.evidence import waits_still
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.dates import When
from escalade.workflow.values.errors import Message, Word

READERS = "public"
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
    return replace(lay_out("notice", view, facts(view, topic, record, annexed=bool(annexes))), wordings=annexes)


def facts(view: View, topic: Topic, record: Record, *, annexed: bool) -> Facts:
    """What a notice tells: how it was taken, on what conditions, who objected."""
    readers = topic.reader or READERS
    quoted = (decision.quote_decision(view, record, field) for field in ("guidance", "authority", "notice"))
    return {
        "title": evidence.topic_title(view, topic),
        "session": head(view),
        "unendorsed": {"chair": office(view, "chair"), "proof": view.plain(record.reference, record.reference)}
        if waits_still(record, view.standing)
        else None,
        "day": view.date(view.day, record.reference),
        "decision": decision.tell_with_proof(view, record, alone=False),
        "circumstances": [
            *decision.circumstances(view, record),
            *position.tell_late(view, topic.show_to(readers), record),
        ],
        "quoted": [*filter(None, quoted)],
        "conditions": [*tell_conditions(view, topic, record)],
        "objections": [*position.objections(view, topic, readers, record)],
        "statements": [*position.statements(view, (topic,), readers)],
        "is_annexed": annexed,
    }


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


def head(view: View) -> SaidSentence:
    """Above a paper: whose it is."""
    return view.say("notice.body", **introduce(view))


def _annexes(view: View, topic: Topic, record: Record) -> tuple[TopicText, ...]:
    """The text on which the decision was taken, where there is more of it than its title."""
    known = [(at, text) for at, text in topic.versions if at.ordinal <= record.ordinal]
    if not known or not (record.act in WITH_TEXT or (record.act == "defer" and record.before == "referred")):
        return ()
    at, text = known[-1]
    if not (text.invitation or text.questions):
        return ()
    return (wording(view, text, at, name=view.say("circular.annex")),)
