"""The state of a round: one page, in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.templates.contexts import decision, evidence
from escalade.templates.contexts.group import full_name, introduce, superior
from escalade.templates.contexts.papers.note import round_title
from escalade.templates.contexts.papers.notice import READERS, date_row, view_of
from escalade.templates.contexts.sections.activity import is_over, tell_consultation
from escalade.templates.contexts.sections.background import tell_referral
from escalade.templates.contexts.sections.conditions import tell_conditions
from escalade.templates.contexts.sections.next_steps import find_deferral, follows, tell_over
from escalade.templates.contexts.sections.position import UNSETTLED, objections, statements, tell_late
from escalade.templates.contexts.view import NothingToSayError
from escalade.templates.values.paper import MastheadRow, Paper, Paragraph, Section
from escalade.workflow.records.audience import may_read
from escalade.workflow.subjects.topic import is_in_order
from escalade.workflow.values.message import Message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.templates.contexts.view import View
    from escalade.templates.languages.tongue import Tongue
    from escalade.templates.values.fact import SaidSentence
    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.standing import Standing
    from escalade.workflow.subjects.topic import Topic


def state(reference: str, standing: Standing, tongue: Tongue) -> Paper:
    """Where a round stands: each topic, who decided, what follows.

    Raises:
        NothingToSayError: there is no such round.
    """
    round_ = standing.round(reference)
    if round_.state != "open":
        raise NothingToSayError(kind="state", of=reference, problem=Message("no round of that name was opened."))
    view = view_of(standing, tongue)
    topics = _ordered([topic for topic in standing.topics_of(reference) if topic.state != "annulled"])
    opening = round_.told[0].reference
    about, subtitle = _about(view, opening, topics), round_title(view, reference)
    return Paper(
        kind="state",
        tongue=tongue,
        title=view.say("state.title", round=view.plain(reference, opening), titled=subtitle is not None),
        subtitle=subtitle,
        masthead=_rows(view, reference, topics),
        sections=(
            Section("round", view.say("state.about"), (Paragraph(about), *_sequences(view, topics))),
            *(_topic(view, topic) for topic in topics),
        ),
    )


def _ordered(topics: list[Topic]) -> list[Topic]:
    """Topics in the order in which they are taken, else were put forward."""
    places = {
        name.rpartition("#")[0]: place
        for topic in topics
        if topic.approval and is_in_order(topic.approval[0])
        for place, name in enumerate(topic.approval[0].touched)
    }
    sorted_ones = iter(
        sorted((one for one in topics if one.reference in places), key=lambda one: places[one.reference])
    )
    return [next(sorted_ones) if topic.reference in places else topic for topic in topics]


def _sequences(view: View, topics: list[Topic]) -> Iterator[Paragraph]:
    """Which topics were approved together, and in which order they are taken if in one, once."""
    acts = {(record.at, record.act): record for topic in topics if (record := topic.last(*decision.OUTCOMES))}
    for record in acts.values():
        if record.act == "approve" and record.audience == READERS:
            given = decision.facts(view, record)
            if not given["one"]:
                told = {name: given[name] for name in ("titles", "over", "broken", "proof")}
                yield Paragraph(view.say("decision.order" if is_in_order(record) else "decision.together", **told))


def _about(view: View, opening: str, topics: list[Topic]) -> SaidSentence:
    """Introduce the round: its purpose, and how many topics it has."""
    return view.say(
        "state.round",
        **introduce(view),
        over=bool(topics) and all(topic.state not in UNSETTLED for topic in topics),
        superior=superior(view),
        count=view.count(len(topics), opening, *(topic.told[0].reference for topic in topics)),
        empty=not topics,
        one=len(topics) == 1,
    )


def _rows(view: View, reference: str, topics: list[Topic]) -> tuple[MastheadRow, ...]:
    """Whose round it is, and which record is the newest told."""
    subjects = [view.round(reference), *topics]
    newest = max(
        (record for subject in subjects for record in subject.told), key=lambda record: (record.at, record.ordinal)
    )
    return (
        MastheadRow("session", full_name(view)),
        date_row(view, newest.reference),
    )


def _topic(view: View, topic: Topic) -> Section:
    """One topic: where it stands, who decided it, what follows."""
    paragraphs = [
        Paragraph(
            view.say(
                "state.stands",
                state=_told_state(view, topic),
                of_topic=topic.state not in decision.OPENED and find_deferral(view, topic) is None,
                unresolved=topic.state == "unresolved",
                proof=view.plain(topic.reference, topic.told[0].reference),
            )
        )
    ]
    record, readers = topic.last(*decision.OUTCOMES), topic.reader or READERS
    record = record if record and may_read(readers, record.audience) else None
    if record:
        paragraphs += _outcome(view, topic.show_to(readers), record)
    paragraphs += map(Paragraph, objections(view, topic, readers, record))
    paragraphs += statements(view, (topic,), readers)
    if topic.launched and topic.state in {"launched", "closed"}:
        paragraphs += map(Paragraph, tell_consultation(view, topic))
    return Section(
        topic.reference,
        evidence.topic_title(view, topic),
        (*paragraphs, *tell_over(view, topic, readers), *follows(view, topic, record)),
    )


def _outcome(view: View, topic: Topic, record: Record) -> Iterator[Paragraph]:
    """The latest outcome of a topic, between what led to it and what was heard of it since."""
    before, since = tell_referral(view, topic, record)
    yield from before
    said = decision.tell_act(view, record, alone=True)
    yield Paragraph(said, remarks=evidence.remarks(view, record))
    yield from map(Paragraph, decision.circumstances(view, record))
    yield from map(Paragraph, tell_late(view, topic, record))
    if guidance := decision.quote_decision(view, record, field="guidance"):
        yield Paragraph(guidance)
    yield from tell_conditions(view, topic, record)
    yield from since


def _told_state(view: View, topic: Topic) -> SaidSentence:
    """Where a topic stands; before which body, and of what was opened on it in the body's noun."""
    state = topic.state or "proposed"
    if deferral := find_deferral(view, topic):
        return view.say("state.deferred", destination=decision.facts(view, deferral)["destination"])
    if state == "referred":
        return view.say("state.referred", superior=superior(view))
    if state in decision.OPENED:
        return view.say(f"state.{state}", over=is_over(view, topic))
    return view.say("state.agreed") if state == "agreed" else view.word("state", state)
