"""Whether a record's evidence is final: it comes in its own time."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from escalade.workflow.motions import Confirm
from escalade.workflow.records.history import in_order_of_days
from escalade.workflow.values.dates import when

if TYPE_CHECKING:
    from escalade.workflow.motions import Evidence
    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.standing import Standing
    from escalade.workflow.subjects.subject import Subject


def is_provisional(record: Record, standing: Standing) -> bool:
    """Whether the paper that proves a record is still to come, or not final.

    What happened at a meeting of the group is final once its report is
    approved; a decision of the superior body once a document that is not
    provisional proves it.
    """
    evidence = record.evidence
    if evidence.provisional:
        return True
    if evidence.place and evidence.meeting:
        meeting = standing.gathering(evidence.place)
        return meeting is not None and meeting.approval is None
    return bool(evidence.session or evidence.meeting) and evidence.document is None


class Presider(NamedTuple):
    """Who presided at the meeting or session where something happened."""

    name: str
    acting: bool
    """Whether a vice-chair of the group acted for the chair."""


def presider_of(record: Record, standing: Standing) -> Presider | None:
    """Who presided where a record was made, if that is on record."""
    gathering, body, day = standing.gathering(record.evidence.place), standing.body, when(record.on)
    name = gathering.presided_by if gathering else None
    acting = record.evidence.meeting is not None and not body.holds(name or "", "chair", day)
    return Presider(name, acting and body.holds(name, "vice-chair", day)) if name else None


def acts_for_the_chair(record: Record, standing: Standing) -> bool:
    """Whether a vice-chair did an act of the chair."""
    who = record.entered_for or record.officer
    return record.office == "chair" and not standing.body.holds(who, "chair", when(record.on))


def confirmations_of(record: Record, subject: Subject) -> list[Record]:
    """What confirms a record, in the order of days; the last one counts."""
    found = (one for one in subject.told if isinstance(one.motion, Confirm) and record.reference in one.motion.records)
    return in_order_of_days(one for one in found if not one.annulled_by)


def evidence_of(record: Record, standing: Standing) -> Evidence:
    """The evidence of a record, with the paragraph its approved report gives."""
    meeting = standing.gathering(record.evidence.place)
    paragraph = meeting.paragraph_of(record.reference) if meeting else None
    return msgspec.structs.replace(record.evidence, paragraph=paragraph) if paragraph else record.evidence
