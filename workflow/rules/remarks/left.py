"""Remarks on what an act leaves as it was: issued papers, and texts in other languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from escalade.workflow.motions import Correct, Issue, Launch, Motion, Redact, Revise
from escalade.workflow.records.record import Record
from escalade.workflow.records.texts import HeldText, texts_of
from escalade.workflow.rules.trial.rule import Change, RuleProblem, cite, remark
from escalade.workflow.subjects.amendment import NAMES, amendment
from escalade.workflow.subjects.issued_paper import (
    find_invitations_behind,
    find_notes_behind,
    find_notices_behind,
    invitation_of,
    newest_invitations,
    newest_notes,
    tell_until_referral,
)
from escalade.workflow.subjects.meeting import Gathering
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.subjects.subject import Subject
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.message import Message, Series
from escalade.workflow.values.reference import kind_of


@remark("change")
def what_was_said_elsewhere_stays(change: Change) -> Iterator[RuleProblem]:
    """Say which papers go on saying what an act changes."""
    before, after, standing = change.before, change.after, change.standing
    if not isinstance(before, Topic) or not isinstance(after, Topic):
        return
    yield from map(RuleProblem, _inviting_to_nothing(before, after, standing))
    behind: list[tuple[Record, Issue]] = []
    is_on = before.launched and after.launched and after.state != "cancelled"
    if is_on and invitation_of(before) != invitation_of(after):
        behind += find_invitations_behind(after, standing)
    is_referred = before.state == after.state == "referred" and newest_notes(after, standing)
    if is_referred and tell_until_referral(before) != tell_until_referral(after):
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


def _inviting_to_nothing(before: Topic, after: Topic, standing: Standing) -> Iterator[Message]:
    """Name the newest papers that invite to what is cancelled, or that was not launched."""
    is_off = after.launched and after.state == "cancelled" and invitation_of(before) != invitation_of(after)
    found = newest_invitations(after, standing) if before.launched and (is_off or not after.launched) else []
    since = before.launched[0].at if before.launched and not after.launched else ""
    for symbol in dict.fromkeys(paper.name for issued, paper in found if issued.at >= since):
        said = Message(
            "{symbol} was issued before, and invites to {topic}, which this act says was not launched: let those to "
            "whom it was sent know.",
            symbol=symbol, topic=after.reference,
        )  # fmt: skip
        if is_off:  # there is no call to write any more
            said = Message(
                "{symbol} was issued before, and invites to what is cancelled: let those to whom it was sent know, by "
                "the notice on {topic} (issue).",
                symbol=symbol, topic=after.reference,
            )  # fmt: skip
        yield said


@remark("change")
def papers_may_print_it(change: Change) -> Iterator[RuleProblem]:
    """Say where the words that an act erases may stand still."""
    names = cast("Redact", change.record.motion).records
    first = min((record.at for name in names if (record := change.after.record(name))), default="")
    rounds = [name for name in change.standing.subjects if kind_of(name) == "round"]
    issued = (pair for name in rounds for pair in change.standing.round(name).papers)
    papers = [f"{record.reference} ({motion.symbol})" for record, motion in issued
              if record.at > first and not record.redacted_by]  # fmt: skip
    if papers:
        said = Message(
            "Papers issued since may print it: {papers}. Where one does, issue a revision without the words, and "
            "erase its file too (redact). What was published, copied or backed up since keeps what it holds.",
            papers=Series(papers),
        )
        yield RuleProblem(said)


def _by_part(texts: Mapping[str, HeldText]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for path, held in texts.items():
        found.setdefault(path.rstrip("0123456789"), set()).update(held.texts)
    return found


def _names(tags: Iterable[str]) -> Series:
    return Series(NAMES.get(tag, tag) for tag in sorted(tags))


@remark("change")
def amended_in_every_language(change: Change) -> Iterator[RuleProblem]:
    """Say that a text was amended in some of its languages only."""
    found = amendment(change.record, change.after) if isinstance(change.after, Topic) else None
    if found and found.is_partial:
        yield RuleProblem(found.sentence)


@remark("change")
def text_follows_in_every_language(change: Change) -> Iterator[RuleProblem]:
    """Say that a text is not changed in all its languages, is gone in one, or was decided and is corrected."""
    record, before, after = change.record, change.before, change.after
    pair = _texts_of_both(record, before, after)
    if pair is None or pair[0] == pair[1]:
        return
    old, new = map(texts_of, pair)
    changed, same = set[str](), set[str]()
    for path in old.keys() & new.keys():
        was, now = old[path].texts, new[path].texts
        other = {tag for tag in was if tag in now and was[tag] != now[tag]}
        changed |= other
        same |= {tag for tag in was if other and was[tag] == now.get(tag)}
    had, has = _by_part(old), _by_part(new)
    if changed and same - changed:
        facts = {"changed": _names(changed), "left": _names(same - changed)}
        yield RuleProblem(Message("It is changed in {changed} only; the text in {left} stands as it was.", **facts))
    if lost := {tag for part in had.keys() & has.keys() for tag in had[part] - has[part]}:
        said = Message(
            "What stood there in {lost} is not carried over: give it anew, or translate it.", lost=_names(lost)
        )
        yield RuleProblem(said)
    if isinstance(record.motion, Correct) and isinstance(before, Topic) and isinstance(after, Topic):
        taken = before.last("launch", "approve", "record consensus")
        if taken and before.version != after.version:
            yield RuleProblem(Message("The text of {record} is corrected with it.", record=cite(taken)))


def _texts_of_both(record: Record, before: Subject, after: Subject) -> tuple[Motion, Motion] | None:
    """What was said before an act that words something, and after it."""
    if isinstance(record.motion, Correct):
        name = record.motion.records[0]
        return cast("Record", before.record(name)).motion, cast("Record", after.record(name)).motion
    if isinstance(record.motion, Revise | Launch):
        versions = [cast("Topic", topic).own_version for topic in (before, after)]
        return Revise(version=versions[0]), Revise(version=versions[1])
    if isinstance(before, Gathering) and isinstance(after, Gathering) and before.records:
        return before.convened, after.convened
    return None
