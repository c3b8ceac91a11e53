"""Remarks on an act of the chair at a meeting where another is on record as presiding."""

from __future__ import annotations

from collections.abc import Iterator

from escalade.workflow.motions import NOT_AT_HAND, Endorse
from escalade.workflow.procedure import CHAIR, VICE_CHAIR
from escalade.workflow.records.record import Record
from escalade.workflow.rules.trial.rule import Change, RuleProblem, cite, remark
from escalade.workflow.subjects.evidence import presider_of
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.values.dates import when
from escalade.workflow.values.message import Message
from escalade.workflow.values.step import OF_RECORDS


def find_other_presider(record: Record, standing: Standing) -> str | None:
    """Find who is on record as presiding where another acted as the chair, and could have acted so themselves."""
    who = record.entered_for or record.officer
    if record.office != CHAIR or not record.evidence.meeting or record.act in OF_RECORDS or who == NOT_AT_HAND:
        return None
    presider = presider_of(record, standing)
    if presider is None or presider.name == who:
        return None
    held = standing.body.offices_of(presider.name, when(record.on))
    return (
        None if {CHAIR, VICE_CHAIR}.isdisjoint(held) or _presides_at_a_sitting(who, record, standing) else presider.name
    )


def _presides_at_a_sitting(who: str, record: Record, standing: Standing) -> bool:
    """Whether somebody is on record as presiding at one of the sittings, and the record names none."""
    meeting = standing.gathering(record.evidence.place)
    sittings = meeting.convened.sittings_presided_by if meeting and record.evidence.sitting is None else {}
    return who in sittings.values()


def say_who_presided(record: Record, presider: str) -> Message:
    """Say who presided and who acted as the chair, and how the one or the other is put right."""
    return Message(
        "{presider} is on record as presiding at {meeting}, and {record} is an act of {chair} as chair: where "
        "{presider} did it, annul it and record it anew; where {chair} presided, enter that (convene --presided-by).",
        presider=presider, meeting=record.evidence.place or "", record=cite(record),
        chair=record.entered_for or record.officer,
    )  # fmt: skip


@remark("change")
def chair_of_the_act_presided(change: Change) -> Iterator[RuleProblem]:
    """Say once of an act of the chair, or of one that is endorsed, that another is on record as presiding."""
    record, standing = change.record, change.standing
    mine = [standing.record(name) for name in record.motion.records] if isinstance(record.motion, Endorse) else [record]
    for one in mine:
        presider = find_other_presider(one, standing) if one.reference in one.touched[:1] else None
        if presider:
            yield RuleProblem(say_who_presided(one, presider))
