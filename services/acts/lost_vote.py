"""A vote whose counts say that it was lost, typed as one that was carried."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from escalade.workflow.motions import Approve, Correct
from escalade.workflow.motions.council import Votes
from escalade.workflow.values.errors import RequestError
from escalade.workflow.values.message import Message, Option

if TYPE_CHECKING:
    from escalade.models.reader import Reader
    from escalade.workflow.motions import Motion


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


def refuse_lost_vote(motion: Motion, reader: Reader) -> None:
    """Refuse an approval by a vote that was lost.

    What is on record is not asked: it stays as it was taken.

    Raises:
        LostVoteError: more voted against it than for it.
    """
    votes = _corrected(motion, reader) if isinstance(motion, Correct) else getattr(motion, "votes", None)
    if votes and isinstance(motion, Approve | Correct) and votes.against > votes.votes_for:
        raise LostVoteError(votes)


def _corrected(motion: Correct, reader: Reader) -> Votes | None:
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
