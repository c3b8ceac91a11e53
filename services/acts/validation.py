"""Validate what is typed and nobody means, though the table lets it pass.

What is on record is not asked: it stays as it was taken.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

import msgspec

from escalade.workflow.motions import MOTIONS, Approve, Correct
from escalade.workflow.motions.council import Votes
from escalade.workflow.procedure import SECRETARIAT
from escalade.workflow.rules.trial.rule import cite
from escalade.workflow.subjects.evidence import find_reported_paragraph
from escalade.workflow.values.dates import DateError, when
from escalade.workflow.values.errors import RequestError, RulesBrokenError
from escalade.workflow.values.message import Message, Option
from escalade.workflow.values.remedy import REQUEST, Cause, Held, Remedy

if TYPE_CHECKING:
    from escalade.models.reader import Reader
    from escalade.workflow.motions import Motion

HAPPENED = frozenset({shape.happened for shape in MOTIONS.values()} - {""})
"""Fields that give the day on which something happened, where the act that tells of it is of another."""

OF_THE_REPORT = "paragraph_is_that_of_the_report"
"""What the refusal is called of a paragraph that an approved report gives; no row asks it."""


class LaterDayError(RequestError):
    """What an act tells of would have happened after it."""

    def __init__(self, field: str, day: str, other: str) -> None:
        """Name the option and its day, and the day of the act."""
        self.field, self.day, self.other = field, day, other
        super().__init__(
            Message(
                "{option} gives {day}, and the act that tells of it is of {other}. Give the day on which it happened, "
                "and an act (--on) of that day or a later one.",
                option=Option(f"--{field}"), day=day, other=other,
            )
        )  # fmt: skip


class LostVoteError(RequestError):
    """More voted against what was approved than for it."""

    def __init__(self, votes: Votes) -> None:
        """Name the counts, and what each of the possible slips asks for."""
        self.votes, self.field = votes, "votes"
        super().__init__(
            Message(
                "{option} says that {votes_for} voted for it and {against} against it, and what is so voted on is not "
                "approved. The counts are given as FOR,AGAINST,ABSTAINING; a topic that lost its vote is declined "
                "(decline); where votes have weights, give the sums of these.",
                option=Option("--votes"), votes_for=votes.votes_for, against=votes.against,
            )
        )  # fmt: skip


def refuse_later_day(motion: Motion, reader: Reader) -> None:
    """Refuse what would have happened after the act that tells of it.

    Raises:
        LaterDayError: it would have.
    """
    happened = _correct_days(motion, reader) if isinstance(motion, Correct) else (motion.happened, *_days(motion))
    field, day, on = happened
    if field and day and not _may_precede(day, on or reader.standing().today.isoformat()):
        raise LaterDayError(field, day, on or reader.standing().today.isoformat())


def _days(motion: Motion) -> tuple[str, str]:
    """The day on which something happened, where another is given than that of the act; and that of the act."""
    return getattr(motion, motion.happened or "on", None) or "", motion.on


def _correct_days(motion: Correct, reader: Reader) -> tuple[str, str, str]:
    """The days as a correction leaves them, with the field; nothing where it touches neither."""
    if len(motion.records) != 1 or not {"on", *HAPPENED} & motion.fields.keys():
        return "", "", ""
    corrected = reader.standing().record(motion.records[0]).motion
    day, on = _days(corrected)
    field = corrected.happened
    return field, str(motion.fields.get(field) or day), str(motion.fields.get("on") or on)


def _may_precede(day: str, other: str) -> bool:
    """Whether a day may precede another; what is no date is refused elsewhere."""
    with suppress(DateError):
        return when(day).may_precede(when(other))
    return True


def refuse_unprinted_paragraph(motion: Motion, reader: Reader) -> None:
    """Refuse to correct a paragraph that an approved report gives.

    Raises:
        RulesBrokenError: what is printed is what the approval of the report says, which is to be corrected.
    """
    if not isinstance(motion, Correct) or not motion.evidence.paragraph or len(motion.records) != 1:
        return
    standing = reader.standing()
    record, own = standing.record(motion.records[0]), motion.evidence.paragraph
    meeting = None if motion.evidence.place else standing.gathering(record.evidence.place)
    given = find_reported_paragraph(record, standing)
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


def refuse_lost_vote(motion: Motion, reader: Reader) -> None:
    """Refuse an approval by a vote that was lost.

    Raises:
        LostVoteError: more voted against it than for it.
    """
    votes = _correct_votes(motion, reader) if isinstance(motion, Correct) else getattr(motion, "counts", None)
    if votes and isinstance(motion, Approve | Correct) and votes.against > votes.votes_for:
        raise LostVoteError(votes)


def _correct_votes(motion: Correct, reader: Reader) -> Votes | None:
    """The counts that a correction gives an approval; none where it gives none."""
    given: Any = motion.fields.get("votes")
    if not isinstance(given, dict) or len(motion.records) != 1:
        return None
    if not isinstance(reader.standing().record(motion.records[0]).motion, Approve):
        return None
    try:
        return msgspec.convert(given, Votes)
    except msgspec.ValidationError:  # the correction is refused for it
        return None
