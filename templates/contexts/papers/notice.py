"""The notice: an outcome or decision on one topic, for all who ask."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from escalade.templates.contexts import decision, evidence
from escalade.templates.contexts.group import introduce, superior
from escalade.templates.contexts.sections import position
from escalade.templates.contexts.sections.activity import phases, tell_consultation
from escalade.templates.contexts.sections.background import tell_background
from escalade.templates.contexts.sections.conditions import tell_conditions
from escalade.templates.contexts.sections.hearing import tell_hearing
from escalade.templates.contexts.sections.next_steps import find_known_referral_without, follows, tell_over
from escalade.templates.contexts.view import NothingToSayError, View
from escalade.templates.contexts.wording import wording
from escalade.templates.values.paper import MastheadRow, Paper, Paragraph, Section
from escalade.workflow.motions import RecordConsensus, RecordNoConsensus, SetAside
from escalade.workflow.records.audience import may_read
from escalade.workflow.subjects.evidence import confirmations_of
from escalade.workflow.subjects.topic import DECISIONS
from escalade.workflow.values.dates import When
from escalade.workflow.values.message import Message, Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from escalade.templates.languages.tongue import Tongue
    from escalade.templates.values.fact import SaidSentence
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
    title = evidence.topic_title(view, topic)
    return Paper(
        kind="notice",
        tongue=tongue,
        title=view.say("notice.title", title=title),
        masthead=(*rows(view), date_row(view, record.reference)),
        sections=_sections(view, topic, record),
        wordings=_wordings(view, topic, record),
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


def rows(view: View, *, introduced: bool = True) -> tuple[MastheadRow, ...]:
    """Above a paper on one topic: whose it is, as the paper calls it."""
    return (MastheadRow("session", view.say("notice.body", **introduce(view), introduced=introduced)),)


def date_row(view: View, record: str) -> MastheadRow:
    """Above a paper that tells how things stand: the day as at which it does."""
    day = view.date(view.day, record) or view.say("common.date_unknown")
    return MastheadRow("date", day, view.say("notice.as_at"))


def _sections(view: View, topic: Topic, record: Record) -> tuple[Section, ...]:
    """Make the sections: the decision, its evidence, what came before, and what follows."""
    shown = topic.show_to(topic.reader or READERS)
    decided = _find_cancelled(topic, record)
    late = position.find_late(view, shown, record)
    told = {one.reference for one in (record, *((decided,) if decided else ()), *(one for one, _ in late))}
    following = follows(view, topic, record)
    background, since = tell_background(view, shown, record, told)
    return (
        Section(
            "decision", view.say("notice.decided"), (*_told(view, topic, record), *_heard(view, topic, record, since))
        ),
        Section("evidence", view.say("notice.evidence"), tuple(_evidence(view, topic, record))),
        *((Section("background", view.say("notice.background"), tuple(background)),) if background else ()),
        *((Section("follows", view.say("notice.follows"), following),) if following else ()),
    )


def _told(view: View, topic: Topic, record: Record) -> Iterator[Paragraph]:
    """Tell a decision: how, in which words, on what conditions."""
    readers = topic.reader or READERS
    yield Paragraph(decision.tell_act(view, record), remarks=evidence.remarks(view, record))
    yield from map(Paragraph, decision.circumstances(view, record))
    yield from map(Paragraph, position.tell_late(view, topic.show_to(readers), record))
    if consensus := _find_consensus(view, record, readers):
        yield Paragraph(decision.tell_act(view, consensus), remarks=evidence.remarks(view, consensus))
    yield from map(Paragraph, _in_words(view, record, is_left=_is_left(view, topic, record)))
    if record.act == "cancel":
        yield from _cancelled(view, topic, _find_cancelled(topic, record))
    yield from tell_conditions(view, topic, record)


def _heard(view: View, topic: Topic, record: Record, since: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """Tell what else is on record of a topic that was decided on, what was heard *since*, its consultation."""
    readers = topic.reader or READERS
    yield from map(Paragraph, position.objections(view, topic, readers, record))
    yield from since
    yield from position.statements(view, (topic,), readers)
    if topic.launched and topic.state in {"launched", "closed"}:
        yield from map(Paragraph, tell_consultation(view, topic))
    yield from tell_over(view, topic)


def _find_consensus(view: View, record: Record, readers: str) -> Record | None:
    """The consensus on other topics with which a topic was set aside, and whose words it bears."""
    with_it = view.standing.find_act(record) if isinstance(record.motion, SetAside) else ()
    is_it = (one for one in with_it if isinstance(one.motion, RecordConsensus) and may_read(readers, one.audience))
    return next((one for one in is_it if not one.annulled_by), None)


def _is_left(view: View, topic: Topic, record: Record) -> bool:
    """Whether the words of an outcome are on a referral from which a topic was left out."""
    is_referral = isinstance(record.motion, RecordNoConsensus) and record.motion.refer
    return is_referral and find_known_referral_without(view, topic, topic.reader or READERS) is not None


def _in_words(view: View, record: Record, *, is_left: bool = False) -> Iterator[SaidSentence]:
    """The votes on a decision and its words, as far as they are on record; those of a referral of other topics not."""
    if votes := decision.facts(view, record)["votes"]:
        yield view.say("decision.votes", votes=votes, declined=record.act == "decline")
    for field in (*(() if is_left else ("words",)), "guidance", "tried", "authority", "notice"):
        if words := decision.quote_decision(view, record, field=field):
            yield words


def _cancelled(view: View, topic: Topic, decided: Record | None) -> Iterator[Paragraph]:
    """What was cancelled: the days set for it, and who had decided it, by which proof, votes, words and conditions."""
    if online := phases(view, topic)[0]:
        yield Paragraph(view.say("decision.cancelled_period", online=online))
    yield from map(Paragraph, tell_hearing(view, topic, tells_none=False))
    if decided:
        told, proof = decision.tell_act(view, decided, alone=True), evidence.pointer(view, decided)
        yield Paragraph(view.say("call.proof", said=told, pointer=proof), remarks=evidence.remarks(view, decided))
        yield from map(Paragraph, _in_words(view, decided))
        yield from tell_conditions(view, topic, decided)


def _find_cancelled(topic: Topic, record: Record) -> Record | None:
    """The decision whose consultation was cancelled, which the notice of that tells whole."""
    return topic.last(*DECIDES) if record.act == "cancel" else None


def _evidence(view: View, topic: Topic, record: Record) -> Iterator[Paragraph]:
    """Which record and which document prove it, how final they are, and what proved it before."""
    made = confirmations_of(record, topic)
    corrections = [view.record(name) for name in record.corrected_by]
    lacking = evidence.unproven(view, record)
    has_another = record.act in DECISIONS and topic.last("record consideration")  # the outcome of the consultation
    said = view.say(
        "notice.proof",
        superior=superior(view) if has_another else None,
        proof=view.plain(record.reference, record.reference, *record.corrected_by),
        pointer=evidence.pointer(view, record),
        bare=not lacking and not made,
        unproven=next(iter(lacking), None) if corrections else None,
        confirmed=decision.day_of(view, made[-1]) if made else None,
        corrected=bool(corrections),
        days=list({str(day): day for one in corrections if (day := decision.day_of(view, one))}.values()),
    )
    yield Paragraph(said, remarks=() if corrections else lacking)
    for one in made[:-1]:
        if one.evidence.document and one.evidence.document != record.evidence.document:
            document = view.symbol(one.evidence.document, one.reference)
            yield Paragraph(view.say("notice.earlier", document=document, confirmed=decision.day_of(view, one)))


def _wordings(view: View, topic: Topic, record: Record) -> tuple[TopicText, ...]:
    """The text on which the decision was taken."""
    known = [(at, text) for at, text in topic.versions if at.ordinal <= record.ordinal]
    if not known or not (record.act in WITH_TEXT or (record.act == "defer" and record.before == "referred")):
        return ()
    at, text = known[-1]
    shown = wording(view, text, at)
    return (replace(shown, name=view.say("notice.text")),)
