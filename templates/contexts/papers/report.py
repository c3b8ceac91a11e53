"""The report: draft paragraphs for what a meeting of the group decided."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from escalade.templates.contexts import decision, evidence
from escalade.templates.contexts.group import full_name, group
from escalade.templates.contexts.papers.notice import view_of
from escalade.templates.contexts.sections import position
from escalade.templates.contexts.sections.account import dates_of
from escalade.templates.contexts.view import NothingToSayError
from escalade.templates.values.fact import SaidSentence
from escalade.templates.values.paper import Item, MastheadRow, Paper, Paragraph, Section
from escalade.workflow.motions import LiftObjection, RecordNoConsensus, RecordStatement, TakePosition
from escalade.workflow.records.history import in_order_of_days
from escalade.workflow.values.message import Message
from escalade.workflow.values.reference import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from escalade.templates.contexts.snapshot import MeetingFacts
    from escalade.templates.contexts.view import View
    from escalade.templates.languages.tongue import Tongue
    from escalade.templates.values.fact import Printable
    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.standing import Standing

TOLD = frozenset({
    "open debate", "defer", "record consensus", "record no consensus", "set aside", "merge", "reopen debate",
    "record statement", "record consideration", "take position", "lift objection",
})  # fmt: skip
"""Acts on a topic that a meeting's report tells."""
OUTCOME = "record consideration"
"""The act that is no part of the choice of a topic."""


def report(reference: str, standing: Standing, tongue: Tongue) -> Paper:
    """Draft paragraphs of a meeting's report.

    Raises:
        NothingToSayError: the meeting was not convened, or nothing is recorded of it.
    """
    place = reference if "/" in reference else f"meeting/{reference}"
    view = view_of(standing, tongue)
    meeting = view.meeting(place)
    if meeting is None or meeting.kind != "meeting":
        raise NothingToSayError(kind="report", of=reference, problem=Message("no meeting of that number was convened."))
    paragraphs = tuple(_paragraphs(view, meeting))
    if not paragraphs:
        raise NothingToSayError(
            kind="report", of=reference, problem=Message("no act on a topic is recorded at that meeting.")
        )
    name = evidence.meeting_name(view, meeting, digits=True)
    return Paper(
        kind="report",
        tongue=tongue,
        title=view.say("report.title", meeting=name, group=group(view)),
        draft=() if meeting.approval else (view.say("report.draft"),),
        remarks=tuple(_remarks(view, meeting, paragraphs)),
        masthead=_rows(view, meeting),
        sections=tuple(_sections(view, paragraphs)),
    )


def _remarks(view: View, meeting: MeetingFacts, told: Sequence[tuple[Record, Paragraph]]) -> Iterator[SaidSentence]:
    """Who presided, and that numbers of paragraphs are still to come."""
    yield from (one for one in decision.circumstances(view, told[0][0]) if one.key == "decision.presided")
    if meeting.approval and any(_has_placeholder(paragraph) for _, paragraph in told):
        yield view.say("report.placeholders")


def _sections(view: View, told: Sequence[tuple[Record, Paragraph]]) -> Iterator[Section]:
    """The choice of a topic and the outcome of consultations, each under its heading."""
    chosen = tuple(paragraph for record, paragraph in told if not _is_outcome(record))
    considered = tuple(paragraph for record, paragraph in told if _is_outcome(record))
    if chosen:
        yield Section("decisions", view.say("report.decisions"), chosen)
    if considered:
        yield Section("outcomes", view.say("agenda.outcomes"), considered)


def act_paragraphs(records: Sequence[Record], standing: Standing, tongue: Tongue) -> tuple[Paragraph, ...]:
    """The draft paragraphs on one act, recorded or about to be.

    Args:
        records: the records of the act; each kind of step is told once.
        standing: the register with these records in it.
        tongue: the language to write in.
    """
    view = view_of(standing, tongue)
    first = {record.act: record for record in reversed(records) if record.act in TOLD}
    return tuple(_paragraph(view, record, None) for record in reversed(first.values()))


def _has_placeholder(paragraph: Paragraph) -> bool:
    return isinstance(paragraph.label, SaidSentence)


def _rows(view: View, meeting: MeetingFacts) -> tuple[MastheadRow, ...]:
    place = view.text(meeting.place, meeting.source)
    return (
        MastheadRow("session", full_name(view)),
        MastheadRow("place", view.say("note.place_and_dates", place=place, dates=dates_of(view, meeting))),
    )


def _paragraphs(view: View, meeting: MeetingFacts) -> Iterator[tuple[Record, Paragraph]]:
    """One paragraph for each act of the meeting on a topic, numbered as it is printed."""
    for number, record in enumerate(sorted(_acts(view, meeting), key=_is_outcome), start=1):
        given, approval = evidence.paragraph_in(view, meeting, record), meeting.approval
        if given and approval:
            label: Printable = view.plain(given, approval)
        else:
            label = view.say("report.number", number=view.number(number, record.reference))
        yield record, _paragraph(view, record, label, _told_with(view, meeting, record))


def _is_outcome(record: Record) -> bool:
    return record.act == OUTCOME


def _acts(view: View, meeting: MeetingFacts) -> list[Record]:
    """The first record of each act of the meeting, by day, then in the order recorded."""
    found: dict[tuple[str, ...], Record] = {}
    for record in view.standing.list_recorded_at(meeting.reference):
        is_fact = not record.annulled_by and kind_of(record.subject) == "topic"
        if is_fact and record.act in TOLD and _is_told(record):
            found.setdefault((record.act, *_told_with(view, meeting, record)), record)
    recorded = sorted(
        found.values(),
        key=lambda one: (one.at, _numbers(evidence.paragraph_in(view, meeting, one)), one.touched.index(one.reference)),
    )
    return in_order_of_days(recorded)


def _numbers(paragraph: str | None) -> list[int]:
    """The numbers in that of a paragraph, by which those of one act stand in order."""
    return [int(number) for number in re.findall(r"\d+", paragraph or "")]


def _told_with(view: View, meeting: MeetingFacts, record: Record) -> tuple[str, ...]:
    """The records of an act that one paragraph tells: all, unless the approved report gives each its own."""
    own = evidence.paragraph_in(view, meeting, record)
    return tuple(name for name in record.touched if evidence.paragraph_in(view, meeting, view.record(name)) == own)


def _is_told(record: Record) -> bool:
    """Whether a report tells it to the members: of positions, an objection or a reservation."""
    motion = record.motion
    is_support = isinstance(motion, TakePosition) and motion.stance not in {"object", "reserve"}
    return not is_support and position.READERS[record.audience] <= position.READERS["members"]


def _paragraph(view: View, record: Record, label: Printable | None, among: Iterable[str] | None = None) -> Paragraph:
    """One act in the formula of its kind, on the topics of the records among which it is told."""
    motion = record.motion
    waits = [one for one in evidence.remarks(view, record) if one.key == "common.waits"]
    if isinstance(motion, RecordStatement):
        statement = position.statement(view, record, motion, draft=True)
        said = view.say("report.record_statement", statement=statement, **decision.facts(view, record, among))
        is_lacking = "text" not in motion.erased and not view.text(motion.text, record.reference)
        lacking = (Item(view.say("report.statement_text", proof=statement)),) if is_lacking else ()
        return Paragraph(said, lacking, remarks=tuple(waits), label=label)
    facts = decision.facts(view, record, among)
    if isinstance(motion, TakePosition):
        facts |= {"holder": position.holder(view, record, motion), "reserved": motion.stance == "reserve"}
    if isinstance(motion, LiftObjection):
        facts |= {"holders": position.lifted(view, record), "how": motion.how}
    items = []
    if isinstance(motion, RecordNoConsensus):
        items = [view.say("report.tried", tried=view.text(motion.tried, record.reference))]
        items += [view.say("report.referred", **facts)] if motion.refer else []
    shared = [one.act for one in (view.record(name) for name in record.touched[:1]) if one.act != record.act]
    key = "outcome_words" if _is_outcome(record) else ""
    words = None if shared else decision.quote_decision(view, record, key=key, draft=True)
    items += [words] if words else []
    said = view.say(f"report.{decision.key_of(record.act)}", **facts)
    return Paragraph(said, tuple(Item(one) for one in items), remarks=tuple(waits), label=label)
