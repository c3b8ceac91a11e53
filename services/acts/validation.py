"""Validate what is typed and nobody means, though the table lets it pass.

What is on record is not asked: it stays as it was taken.
"""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress

import msgspec

from escalade.models.reader import Reader
from escalade.services.acts.holiday_calendar import refuse_unknown_calendar
from escalade.workflow.motions import Approve, Correct, Motion, Votes
from escalade.workflow.procedure import SECRETARIAT
from escalade.workflow.records.history import apply_correction
from escalade.workflow.records.record import Record
from escalade.workflow.rules.trial import cite
from escalade.workflow.subjects.evidence import find_reported_paragraph
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.values.dates import DateError, when
from escalade.workflow.values.errors import Message, Option, RequestError, RulesBrokenError
from escalade.workflow.values.remedy import REQUEST, Cause, Held, Remedy

OF_THE_REPORT = "paragraph_is_that_of_the_report"
"""What the refusal is called of a paragraph that an approved report gives; no row asks it."""


class LaterDayError(RequestError):
    """What an act tells of would have happened after it."""

    def __init__(self, field: str, day: str, other: str) -> None:
        self.field, self.day, self.other = field, day, other
        super().__init__(
            "{option} gives {day}, and the act that tells of it is of {other}. Give the day on which it happened, "
                "and an act (--on) of that day or a later one.",
                option=Option(f"--{field}"), day=day, other=other
        )  # fmt: skip


class LostVoteError(RequestError):
    """More voted against what was approved than for it."""

    def __init__(self, votes: Votes) -> None:
        self.votes, self.field = votes, "votes"
        super().__init__(
            "{option} says that {votes_for} voted for it and {against} against it, and what is so voted on is not "
                "approved. The counts are given as for, against, abstaining; a topic that lost its vote is declined "
                "(decline); where votes have weights, give the sums of these.",
                option=Option("--votes"), votes_for=votes.votes_for, against=votes.against
        )  # fmt: skip


def refuse_unmeant(motion: Motion, reader: Reader) -> None:
    """Refuse what is typed and nobody means.

    A correction is asked about what it leaves of the record in the fields that it gives.
    """
    refuse_unknown_calendar(getattr(motion, "holiday_calendar", ""))
    if not isinstance(motion, Correct):
        _refuse_slip(motion, motion.__struct_fields__, reader)
    elif len(motion.records) == 1 and (motion.fields or motion.evidence.paragraph):
        record = reader.standing().record(motion.records[0])
        with suppress(msgspec.ValidationError):  # the correction is refused for it
            _refuse_slip(apply_correction(record, motion).motion, motion.fields.keys(), reader)
        _refuse_unprinted_paragraph(motion, record, reader.standing())


def _refuse_slip(told: Motion, given: Collection[str], reader: Reader) -> None:
    """Refuse a day or counts that are given, where what is told with them cannot be."""
    field, on = told.happened, told.on or reader.standing().today.isoformat()
    day = getattr(told, field) if field and not {"on", field}.isdisjoint(given) else ""
    with suppress(DateError):  # what is no date is refused elsewhere
        if day and not when(day).may_precede(when(on)):
            raise LaterDayError(field, day, on)
    if isinstance(told, Approve) and "votes" in given and told.counts and told.counts.against > told.counts.votes_for:
        raise LostVoteError(told.counts)


def _refuse_unprinted_paragraph(motion: Correct, record: Record, standing: Standing) -> None:
    """Refuse to correct a paragraph that an approved report gives: what is printed is what its approval says."""
    own = motion.evidence.paragraph
    meeting = None if motion.evidence.place or not own else standing.gathering(record.evidence.place)
    given = find_reported_paragraph(record, standing) if meeting else None
    if meeting is None or meeting.approval is None or given in {None, own}:
        return
    approval = meeting.approval[0]
    said = Message(
        "{approval} gives § {paragraph} for {record}, which is printed whatever that record says. "
        "Correct it there.",
        approval=cite(approval), paragraph=given, record=record.reference,
    )  # fmt: skip
    remedy = Remedy(kind="act", act="correct", office=approval.office or SECRETARIAT, subject=meeting.reference)
    entry = Held(f"paragraphs={record.reference}={own}", REQUEST)
    remedy = remedy.taking({"records": Held(approval.reference, approval.reference), "fields": entry})
    cause = Cause(rule=OF_THE_REPORT, subject=record.subject, sentence=said, remedy=remedy)
    raise RulesBrokenError(motion.act_name(), [cause])
