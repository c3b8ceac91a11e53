"""Remarks on what an act leaves as it was: issued papers."""

from __future__ import annotations

from collections.abc import Iterator

from escalade.workflow.motions import Issue
from escalade.workflow.records.record import Record
from escalade.workflow.rules.trial.rule import Change, RuleProblem, remark
from escalade.workflow.subjects.invitation import find_invitations_behind, invitation_of, newest_invitations
from escalade.workflow.subjects.issued_note import find_notes_behind, find_notices_behind, tell_until_referral
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.message import Message


@remark("change")
def what_was_said_elsewhere_stays(change: Change) -> Iterator[RuleProblem]:
    """Say which papers go on saying what an act changes."""
    before, after, standing = change.before, change.after, change.standing
    if not isinstance(before, Topic) or not isinstance(after, Topic):
        return
    behind: list[tuple[Record, Issue]] = []
    is_other = bool(before.launched and after.launched) and invitation_of(before) != invitation_of(after)
    if is_other and after.state == "cancelled":  # there is no call to write any more
        for symbol in dict.fromkeys(paper.name for _, paper in newest_invitations(after, standing)):
            said = Message(
                "{symbol} was issued before, and invites to what is cancelled: let those to whom it was sent know, "
                "by the notice on {topic} (issue).",
                symbol=symbol, topic=after.reference,
            )  # fmt: skip
            yield RuleProblem(said)
    elif is_other:
        behind += find_invitations_behind(after, standing)
    elif before.launched and not after.launched:
        found = newest_invitations(after, standing)
        for symbol in dict.fromkeys(paper.name for issued, paper in found if issued.at >= before.launched[0].at):
            said = Message(
                "{symbol} was issued before, and invites to {topic}, which this act says was not launched: let those "
                "to whom it was sent know.",
                symbol=symbol, topic=after.reference,
            )  # fmt: skip
            yield RuleProblem(said)
    if before.state == after.state == "referred" and tell_until_referral(before) != tell_until_referral(after):
        behind += find_notes_behind(after, standing)
    if change.record.act in {"correct", "annul"}:
        known = {paper.name for _, paper in find_notices_behind(before, standing)}
        behind += (one for one in find_notices_behind(after, standing) if one[1].name not in known)
    for symbol in dict.fromkeys(paper.name for _, paper in behind):
        said = Message(
            "{symbol} was issued before, and still says what {topic} was: issue a revision or a corrigendum of it "
            "(issue --mark).",
            symbol=symbol, topic=after.reference,
        )  # fmt: skip
        yield RuleProblem(said)
