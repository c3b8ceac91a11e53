"""Whether a record's evidence is final: it comes in its own time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from escalade.workflow.motions import Confirm
from escalade.workflow.records.history import in_order_of_days

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
    if evidence.meeting:
        meeting = standing.gathering(evidence.place)
        return meeting is not None and meeting.approval is None
    return evidence.session is not None and evidence.document is None


def confirmations_of(record: Record, subject: Subject) -> list[Record]:
    """What confirms a record, in the order of days; the last one counts."""
    found = (one for one in subject.told if isinstance(one.motion, Confirm) and record.reference in one.motion.records)
    return in_order_of_days(one for one in found if not one.annulled_by)


def evidence_of(record: Record, standing: Standing) -> Evidence:
    """The evidence of a record, with the paragraph its approved report gives."""
    meeting = standing.gathering(record.evidence.place)
    paragraph = meeting.paragraph_of(record.reference) if meeting else None
    return msgspec.structs.replace(record.evidence, paragraph=paragraph) if paragraph else record.evidence
