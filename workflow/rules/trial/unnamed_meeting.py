"""Warnings of a withdrawal on a day of a meeting that it does not name, whose report is silent on it then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.workflow.rules.trial.rule import NOTHING, cite
from escalade.workflow.subjects.meeting import closing_from
from escalade.workflow.values.dates import when
from escalade.workflow.values.message import Message
from escalade.workflow.values.remedy import Cause

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.standing import Standing

UNNAMED = "meeting_of_that_day_is_named"
"""What the warning is called where an act of a day of a meeting names none; no row asks it."""


def warn_of_unnamed_meeting(record: Record, standing: Standing) -> Iterator[Cause]:
    """Warn of a withdrawal on a day of a meeting that it does not name."""
    is_silent = record.act == "withdraw" and record.before != "referred" and not record.evidence.place
    if not is_silent or (day := when(record.on).day) is None:
        return
    meeting = next(closing_from("meeting", day, standing), None)
    if meeting and meeting.opens.first and meeting.opens.first <= day:
        sentence = Message(
            "{day} is a day of {meeting}, and the report of that meeting is silent on {record}, which does not name "
            "it: where {topic} was withdrawn there, give --meeting {label}, now or by a correction (correct).",
            day=day, meeting=meeting.reference, record=cite(record), topic=record.subject, label=meeting.label,
        )  # fmt: skip
        yield Cause(rule=UNNAMED, subject=record.subject, sentence=sentence, remedy=NOTHING, severity="warning")
