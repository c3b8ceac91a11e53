"""Remarks on what an act leaves as it was: issued papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.workflow.rules.trial.rule import NOTHING, Change, RuleProblem, remark
from escalade.workflow.subjects.issued_paper import (
    find_invitations_behind,
    find_notes_behind,
    find_notices_behind,
    invitation_of,
    newest_invitations,
    tell_until_referral,
)
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.message import Message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.standing import Standing


@remark("change")
def what_was_said_elsewhere_stays(change: Change) -> Iterator[RuleProblem]:
    """Say which papers go on saying what an act changes."""
    before, after, standing = change.before, change.after, change.standing
    if not isinstance(before, Topic) or not isinstance(after, Topic):
        return
    found: list[Message] = []
    if "launch" in after.by_act and before.launched and after.launched:
        found += _of_issued_papers(before, after, standing)
    if before.launched and not after.launched:
        found += _of_invitations_to_none(before, before.launched[0], standing)
    if before.state == after.state == "referred":
        found += _of_issued_notes(before, after, standing)
    if change.record.act in {"correct", "annul"}:
        found += _of_issued_notices(before, after, standing)
    yield from (RuleProblem(one, NOTHING) for one in found)


def _of_issued_papers(before: Topic, after: Topic, standing: Standing) -> Iterator[Message]:
    """Name the newest papers that invite to a consultation, where its days or text are others since."""
    if invitation_of(before) == invitation_of(after):
        return
    is_off = after.state == "cancelled"
    found = newest_invitations(after, standing) if is_off else find_invitations_behind(after, standing)
    for symbol in dict.fromkeys(paper.name for _, paper in found):
        if is_off:  # there is no call to write any more
            yield Message(
                    "{symbol} was issued before, and invites to what is cancelled: let those to whom it was sent know, "
                    "by the notice on {topic} (issue).",
                    symbol=symbol, topic=after.reference,
                )  # fmt: skip
            continue
        yield _still_says(symbol, after)


def _of_invitations_to_none(topic: Topic, launch: Record, standing: Standing) -> Iterator[Message]:
    """Name the newest papers that invite to a consultation whose launch is annulled."""
    found = (paper for issued, paper in newest_invitations(topic, standing) if issued.at >= launch.at)
    for symbol in dict.fromkeys(paper.name for paper in found):
        yield Message(
                "{symbol} was issued before, and invites to {topic}, which this act says was not launched: let those "
                "to whom it was sent know.",
                symbol=symbol, topic=topic.reference,
            )  # fmt: skip


def _of_issued_notes(before: Topic, after: Topic, standing: Standing) -> Iterator[Message]:
    """Name the newest notes of a referral, where what had led to it is told otherwise since."""
    if tell_until_referral(before) != tell_until_referral(after):
        for symbol in dict.fromkeys(paper.name for _, paper in find_notes_behind(after, standing)):
            yield _still_says(symbol, after)


def _of_issued_notices(before: Topic, after: Topic, standing: Standing) -> Iterator[Message]:
    """Name the newest notice on a topic, where what it tells is told otherwise by this act."""
    known = {paper.name for _, paper in find_notices_behind(before, standing)}
    for symbol in dict.fromkeys(paper.name for _, paper in find_notices_behind(after, standing)):
        if symbol not in known:
            yield _still_says(symbol, after)


def _still_says(symbol: str, topic: Topic) -> Message:
    return Message(
            "{symbol} was issued before, and still says what {topic} was: issue a revision or a corrigendum of it "
            "(issue --mark).",
            symbol=symbol, topic=topic.reference,
        )  # fmt: skip
