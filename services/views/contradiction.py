"""What a record contradicts, what contradicts, replaces or ended it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.workflow.subjects.position import Question

if TYPE_CHECKING:
    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.standing import Standing


def list_contradictions(record: Record, standing: Standing) -> tuple[list[str], list[str]]:
    """List the records that one contradicts, and those that contradict it."""
    topic = standing.topic(record.subject)
    if topic is None or not topic.told_late:
        return [], []
    from escalade.workflow.rules.trial.contradiction import find_contradictions  # only where one may be

    found = find_contradictions(topic, standing)
    name = record.reference
    return (
        list(dict.fromkeys(one.record.reference for one in found if one.late.reference == name)),
        list(dict.fromkeys(one.late.reference for one in found if one.record.reference == name)),
    )


def list_replacing(record: Record, standing: Standing) -> list[str]:
    """List the later positions of the same holders that took the place of one."""
    subject = standing.subjects.get(record.subject) if record.act == "take position" else None
    return list(subject.replaced_by(record)) if isinstance(subject, Question) else []


def list_liftings(record: Record, standing: Standing) -> dict[str, str]:
    """List the records by which an objection ended, each with how it did."""
    topic = standing.topic(record.subject) if record.act == "take position" else None
    return topic.liftings_of(record) if topic else {}
