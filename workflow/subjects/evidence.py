"""The evidence of a record: provisional, or final."""

from __future__ import annotations

import msgspec

from escalade.workflow.motions import NOT_AT_HAND, Confirm, CouncilDecision, Defer, Evidence
from escalade.workflow.motions.topic import Introduce
from escalade.workflow.records.history import in_order_of_days
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.meeting import Gathering
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.subjects.subject import Subject
from escalade.workflow.values.dates import when

CARRYING_OUT = frozenset({"escalate", "launch", "close"})
"""The acts that take a decision further, and decide nothing themselves."""
MERGER = frozenset({"merge", "receive merger"})
"""What a merger is called on the topics that it brings together."""


def is_provisional(record: Record, standing: Standing) -> bool:
    """Whether the paper that proves a record is still to come, or not final."""
    held = standing.gathering(record.evidence.place) if awaits_report(record) else None
    return lacks_final_paper(record) or (held is not None and held.approval is None)


def lacks_final_paper(record: Record) -> bool:
    """Whether a record is provisional whatever became of a report."""
    evidence = record.evidence
    return evidence.provisional or bool(evidence.meeting and not evidence.place and evidence.document is None)


def awaits_report(record: Record) -> bool:
    """Whether a report is to bear a record out, where nothing else does."""
    evidence = record.evidence
    return evidence.place is not None and bool(evidence.meeting or evidence.document is None)


def waits_still(record: Record, standing: Standing) -> bool:
    """Whether a record waits to be endorsed and no report paragraph stands in."""
    meeting = standing.gathering(record.evidence.place) if record.waits and record.evidence.meeting else None
    if meeting is None or meeting.approval is None:
        return record.waits
    return not (record.evidence.paragraph or any(map(meeting.paragraph_of, record.touched)))


def when_and_where(record: Record) -> tuple[str, str | None, int | None]:
    """The day, the meeting or session, and the sitting of a record."""
    return record.on, record.evidence.place, record.evidence.sitting


def find_apart(record: Record, standing: Standing) -> tuple[str, ...]:
    """Find the records of an act that a correction gave another day or place."""
    others = map(standing.record, standing.list_alike(record))
    return tuple([one.reference for one in others if when_and_where(one) != when_and_where(record)])


def waits_for_the_chair(subject: Subject, standing: Standing) -> bool:
    """Whether a record waits for the chair, and no report bears it out."""
    return any(waits_still(record, standing) for record in subject.waiting)


def grounds_of(subject: Subject) -> tuple[Record, ...]:
    """The decision that a subject's state rests on, and what carried it out."""
    last = subject.last_move or subject.told[-1]
    if last.act not in CARRYING_OUT:
        return (last,)
    moves = [record for record in subject.live if record.moved]
    decided = max((place for place, record in enumerate(moves) if record.act not in CARRYING_OUT), default=0)
    return tuple(moves[decided:])


def list_unproven(topic: Subject) -> list[Record]:
    """List what happened to a topic at sessions and no final document proves.

    They tell the decisions on which it stands, and the last, be it that the matter was noted or put off.
    """
    made = [record for record in topic.live if isinstance(record.motion, CouncilDecision | Defer | Introduce)]
    told = {record.reference: record for record in (*grounds_of(topic), *made[-1:]) if record.evidence.session}
    return [one for one in told.values() if one.office and (lacks_final_paper(one) or awaits_report(one))]


def find_reporting_meeting(grounds: tuple[Record, ...]) -> str | None:
    """Where the report is from that makes these final: first the decision's."""
    return next((record.evidence.place for record in grounds if awaits_report(record)), None)


def stands_on_provisional(subject: Subject, standing: Standing) -> bool:
    """Whether a subject stands on a decision that is not proved finally."""
    grounds = grounds_of(subject)
    meeting = standing.gathering(find_reporting_meeting(grounds))
    return any(map(lacks_final_paper, grounds)) or (meeting is not None and meeting.approval is None)


class Presider(msgspec.Struct, frozen=True):
    """A person who presided at a meeting or session."""

    name: str
    acting: bool
    """Whether a vice-chair of the group acted for the chair."""


def presider_of(record: Record, standing: Standing) -> Presider | None:
    """Find who presided where a record was made, if that is on record."""
    gathering, day = standing.gathering(record.evidence.place), when(record.on)
    name = gathering.presider_at(record.evidence.sitting) if gathering else None
    if not name:
        return None
    acting = record.evidence.meeting is not None and not standing.body.holds(name, "chair", day)
    return Presider(name, acting and standing.body.holds(name, "vice-chair", day))


def acts_for_the_chair(record: Record, standing: Standing) -> bool:
    """Whether a vice-chair did an act of the chair."""
    who = record.entered_for or record.officer
    return record.office == "chair" and who != NOT_AT_HAND and not standing.body.holds(who, "chair", when(record.on))


def confirmations_of(record: Record, subject: Subject) -> list[Record]:
    """List the confirmations of a record by day; the last one counts."""
    found = (one for one in subject.told if isinstance(one.motion, Confirm) and record.reference in one.motion.records)
    return in_order_of_days(one for one in found if not one.annulled_by)


def paragraph_of(record: Record, meeting: Gathering, standing: Standing) -> str | None:
    """Find an act's paragraph in an approved report, one for all its topics."""
    if not meeting.approval or not meeting.approval[1].paragraphs:
        return None
    named = [(name, paragraph) for name in record.touched if (paragraph := meeting.paragraph_of(name))]
    acts = MERGER if record.act in MERGER else {record.act}
    given = {paragraph for name, paragraph in named if standing.record(name).act in acts}
    return meeting.paragraph_of(record.reference) or (given.pop() if len(given) == 1 else None)


def evidence_of(record: Record, standing: Standing) -> Evidence:
    """The evidence of a record: its latest document or its report paragraph."""
    own = _own_evidence(record, standing)
    meeting = standing.gathering(own.place)
    paragraph = find_reported_paragraph(record, standing)
    if meeting is None or meeting.approval is None or paragraph is None:
        return own
    approval = meeting.approval[0]
    is_of_another = own.paragraph not in {None, paragraph}
    document = approval.evidence.document or (None if is_of_another else own.document)
    return msgspec.structs.replace(own, paragraph=paragraph, document=document, provisional=False)


def find_reported_paragraph(record: Record, standing: Standing) -> str | None:
    """Find a record's paragraph in a report, if no later document confirms it."""
    meeting = standing.gathering(record.evidence.place)
    if meeting is None or meeting.approval is None or _is_confirmed_after(record, meeting.approval[0], standing):
        return None
    return paragraph_of(record, meeting, standing)


def _is_confirmed_after(record: Record, approval: Record, standing: Standing) -> bool:
    last = standing.record(record.confirmed_by) if record.confirmed_by else None
    if last is None or not last.evidence.document or in_order_of_days([approval, last])[0] is last:
        return False
    own, reported = last.evidence, approval.evidence.document
    return bool(own.paragraph) or (reported is not None and not is_one_document(last.evidence.document, reported))


def _own_evidence(record: Record, standing: Standing) -> Evidence:
    """The evidence of a record without a paragraph that was said of an earlier document alone."""
    evidence = record.evidence
    if not evidence.paragraph or not evidence.document or not (record.confirmed_by or record.corrected_by):
        return evidence
    subject = standing.subject(record.subject)
    first = [one for one in subject.records if one.ordinal == record.ordinal]
    corrections = [standing.record(name) for name in record.corrected_by]
    document, spoken_of = None, set()
    for one in (*first, *sorted((*corrections, *confirmations_of(record, subject)), key=lambda one: one.ordinal)):
        document = one.evidence.document or document
        if one.evidence.paragraph == evidence.paragraph:
            spoken_of.add(document)
    is_known = any(one is None or is_one_document(one, evidence.document) for one in spoken_of)
    return evidence if is_known else msgspec.structs.replace(evidence, paragraph=None)


def is_one_document(one: str, other: str) -> bool:
    """Whether two symbols name one document, in whichever language."""
    from escalade.workflow.values.symbols import Symbol, SymbolError  # noqa: PLC0415  # only where there are two

    try:
        return Symbol.parse(one).in_language(None) == Symbol.parse(other).in_language(None)
    except SymbolError:
        return one == other


def is_shown_provisional(record: Record, standing: Standing) -> bool:
    """Whether a record is provisional, and no approved report names it."""
    return is_provisional(msgspec.structs.replace(record, evidence=evidence_of(record, standing)), standing)
