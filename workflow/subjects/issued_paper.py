"""What invitations, notes and notices told, and which are behind."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from escalade.workflow.motions import Issue
from escalade.workflow.records.audience import may_read
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.as_of import REWORDED, TRANSLATED, as_of
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.subjects.subject import pair_with_motion
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.dates import when
from escalade.workflow.values.symbols import bare_symbol

Issued = tuple[Record, Issue]
Told = dict[str, tuple[str, dict[str, Any]]]
INVITING = frozenset({"call", "circular"})
"""Papers that tell others until when they may answer, and where they may come."""


def invitation_of(topic: Topic) -> tuple[object, ...]:
    """What an invitation says: the days, the hearing, the text."""
    launch = topic.launched[1] if topic.launched else None
    days = (launch.opens, launch.closes, launch.physical, launch.place, launch.form) if launch else ()
    return (*days, topic.hearing.called_off is not None, topic.own_version)


def newest_invitations(topic: Topic, standing: Standing) -> list[Issued]:
    """The newest issued papers of each kind that invite to a consultation."""
    papers, of = standing.round(topic.reference).papers, {None, topic.reference}
    return list({one.kind: (by, one) for by, one in papers if one.kind in INVITING and one.subject in of}.values())


def find_invitations_behind(topic: Topic, standing: Standing) -> list[Issued]:
    """Find the newest invitations, where it stood otherwise at their issue."""
    now = invitation_of(topic)
    newest = newest_invitations(topic, standing)
    return [one for one in newest if invitation_of(topic_as_drawn(topic, one, standing)) != now]


def first_of(copy: Issued, standing: Standing) -> Issued:
    """The first copy of a paper, from whose seal every other is drawn."""
    _, paper = copy
    return pair_with_motion(standing.find_record(paper.copy_of), Issue) or copy if paper.copy_of else copy


def topic_as_drawn(topic: Topic, copy: Issued, standing: Standing) -> Topic:
    """A topic as a paper that was issued then could know it."""
    first, _ = first_of(copy, standing)
    known = tuple([record for record in topic.readable if record.at <= first.at])
    drawn = as_of(known, when(first.on).last or date.max, TRANSLATED, standing.body.time_zone)
    return type(topic)(topic.reference, drawn)


def tell_until_referral(topic: Topic) -> Told:
    """Tell what happened to a topic until its last referral, by record."""
    referral, own = topic.last("escalate"), {record.reference: record for record in topic.own}
    until = [one for one in topic.live if referral is None or not topic.is_before(referral, one)]
    return {one.reference: (one.on, own[one.reference].motion.to_payload()) for one in until}


def newest_notes(topic: Topic, standing: Standing) -> list[Issued]:
    """The newest notes on a topic before the superior body, by language."""
    referral = topic.last("escalate") if topic.state == "referred" else None
    symbol = bare_symbol(referral.evidence.document) if referral else None
    papers = standing.round(topic.reference).papers if symbol else ()
    notes = ((record, one) for record, one in papers if one.kind == "note" and one.symbol == symbol)
    return list({one.language: (record, one) for record, one in notes}.values())


def find_notes_behind(topic: Topic, standing: Standing) -> list[Issued]:
    """Find the newest notes that tell a topic otherwise than the record."""
    return [(record, one) for record, one in newest_notes(topic, standing) if _is_behind(topic, record, one, standing)]


def _is_behind(topic: Topic, issue: Record, note: Issue, standing: Standing) -> bool:
    # A note that was issued before its referral was recorded tells all but that.
    drawn = topic_as_drawn(topic, (issue, note), standing)
    then, now = tell_until_referral(drawn), tell_until_referral(topic)
    referral = topic.last("escalate")
    ahead = {referral.reference} if referral and not drawn.last("escalate") else set()
    readers = note.drawn_for or issue.audience
    open_ = {one.reference for one in topic.told if may_read(readers, one.audience)} - ahead
    return any(then.get(name) != now.get(name) for name in open_)


def find_undone_referrals(topics: Iterable[Topic], standing: Standing) -> dict[str | None, str]:
    """Find when referrals were annulled, by their documents."""
    undone: dict[str | None, str] = {}
    for topic in topics:
        for one in topic.told:
            if one.act == "escalate" and one.annulled_by:
                symbol, at = bare_symbol(one.evidence.document), standing.record(one.annulled_by).at
                undone[symbol] = max(at, undone.get(symbol, ""))
    return undone


def find_notes_undone(reference: str, standing: Standing) -> set[str]:
    """Find the notes whose referral was annulled and not made again."""
    topics = tuple(standing.topics_of(reference))
    made = {bare_symbol(one.evidence.document) for topic in topics for one, _ in topic.escalations}
    undone = {symbol: at for symbol, at in find_undone_referrals(topics, standing).items() if symbol not in made}
    notes = ((record, one) for record, one in standing.round(reference).papers if one.kind == "note")
    return {one.name for record, one in notes if record.at <= undone.get(one.symbol, "")}


UNTOLD = frozenset({"tried"})
"""Fields that a notice does not print."""


def find_notices_behind(topic: Topic, standing: Standing) -> list[Issued]:
    """Find the last notice on a topic, where the record tells it otherwise."""
    papers = standing.round(topic.reference).papers
    notices = [(record, one) for record, one in papers if (one.kind, one.subject) == ("notice", topic.reference)]
    newest = {one.language: (record, one) for record, one in notices if one.symbol == notices[-1][1].symbol}
    return [one for one in newest.values() if _is_told_otherwise(topic, one, standing)]


def _is_told_otherwise(topic: Topic, copy: Issued, standing: Standing) -> bool:
    first, _ = first_of(copy, standing)
    until = as_of(topic.readable, when(first.on).last or date.max, REWORDED, standing.body.time_zone)
    return _moves(topic_as_drawn(topic, copy, standing)) != _moves(type(topic)(topic.reference, until))


def _moves(topic: Topic) -> Told:
    own = {record.reference: record.motion.to_payload() for record in topic.own}
    moved = [one for one in topic.live if one.moved]
    told = {of: {name: said for name, said in payload.items() if name not in UNTOLD} for of, payload in own.items()}
    return {one.reference: (one.on, told[one.reference]) for one in moved}
