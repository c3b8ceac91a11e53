"""Invitations to a consultation: what they say, and which are outdated."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from escalade.workflow.subjects.as_of import TRANSLATED, as_of
from escalade.workflow.values.dates import when

if TYPE_CHECKING:
    from escalade.workflow.motions import Issue
    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.standing import Standing
    from escalade.workflow.subjects.topic import Topic

INVITING = frozenset({"call", "circular"})
"""Papers that tell others until when they may answer, and where they may come."""


def invitation_of(topic: Topic) -> tuple[object, ...]:
    """What an invitation says: the days, the hearing, the text."""
    launch = topic.launched[1] if topic.launched else None
    days = (launch.opens, launch.closes, launch.physical, launch.place, launch.form) if launch else ()
    return (*days, topic.hearing.called_off is not None, topic.own_version)


def newest_invitations(topic: Topic, standing: Standing) -> list[tuple[Record, Issue]]:
    """The newest issued papers of each kind that invite to a consultation."""
    papers = standing.round(topic.reference).papers
    newest = {
        one.kind: (record, one)
        for record, one in papers
        if one.kind in INVITING and one.subject in {None, topic.reference}
    }
    return list(newest.values())


def find_invitations_behind(topic: Topic, standing: Standing) -> list[tuple[Record, Issue]]:
    """Find the newest invitations, where it stood otherwise at their issue."""
    now = invitation_of(topic)
    return [
        (record, paper)
        for record, paper in newest_invitations(topic, standing)
        if invitation_of(topic_as_drawn(topic, record, standing)) != now
    ]


def topic_as_drawn(topic: Topic, issue: Record, standing: Standing) -> Topic:
    """A topic as a paper that was issued then could know it."""
    known = tuple([record for record in topic.readable if record.at <= issue.at])
    drawn = as_of(known, when(issue.on).last or date.max, TRANSLATED, standing.body.time_zone)
    return type(topic)(topic.reference, drawn)
