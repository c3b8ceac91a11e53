"""Warnings of counts of a vote that hardly go with what was decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.workflow.motions import Approve, Decline
from escalade.workflow.rules.trial.rule import NOTHING
from escalade.workflow.values.message import Message
from escalade.workflow.values.remedy import Cause

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.workflow.records.record import Record

COUNTS = "counts_go_with_the_decision"
"""What the warning is called where more voted for what was declined, or not for what was approved; no row asks it."""


def warn_of_counts(record: Record) -> Iterator[Cause]:
    """Warn of an approval that had no majority, and of a topic that was declined with one.

    More than a majority may be asked for, so that neither is refused.
    """
    motion = record.motion
    counts = motion.counts if isinstance(motion, Approve | Decline) else None
    if counts is None:
        return
    found = {"topic": record.subject, "votes_for": counts.votes_for, "against": counts.against}
    has_majority = counts.votes_for > counts.against
    if isinstance(motion, Decline) and has_majority:
        sentence = Message(
            "{topic} was declined, with {votes_for} in favour of approving it and {against} against. Where the counts "
            "were given the other way round, correct them (correct).",
            **found,
        )
    elif isinstance(motion, Approve) and not has_majority:
        sentence = Message(
            "{topic} was approved, with {votes_for} in favour of approving it and {against} against. Where the counts "
            "were given the other way round, correct them (correct).",
            **found,
        )
    else:
        return
    yield Cause(rule=COUNTS, subject=record.subject, sentence=sentence, remedy=NOTHING, severity="warning")
