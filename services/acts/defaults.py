"""Defaults of an act that the register already knows."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from escalade.workflow.subjects.meeting import meetings_since
from escalade.workflow.values.dates import when
from escalade.workflow.values.reference import kind_of
from escalade.workflow.values.step import OF_RECORDS

if TYPE_CHECKING:
    from collections.abc import Collection

    from escalade.workflow.subjects.standing import Standing
    from escalade.workflow.subjects.topic import Topic
    from escalade.workflow.values.dates import When


def find_defaults(reference: str, asked: Collection[str], standing: Standing) -> dict[str, str]:
    """The fields that can be only one thing, such as a meeting and its day.

    Args:
        reference: the topic that it is about; nothing is known of other subjects.
        asked: the fields without which the act is refused.
        standing: the register as it is.
    """
    topic = standing.topic(reference)
    if topic is None:
        return {}
    if "meeting" in asked:
        return _meeting(topic, standing)
    return _sitting(topic, standing) if "session" in asked else {}


def find_placeless(reference: str, standing: Standing) -> list[str]:
    """Find the records made at a meeting that no paragraph bears out yet."""
    told = (one for one in standing.list_happenings(reference) if kind_of(one.subject) == "topic")
    lacking = (one for one in told if not one.annulled_by and not one.evidence.paragraph)
    return [one.reference for one in lacking if one.act not in OF_RECORDS]


def _meeting(topic: Topic, standing: Standing) -> dict[str, str]:
    """The one meeting at which it can have happened, and its day if it has but one."""
    found = list(islice(meetings_since(topic, standing), 2))
    if len(found) != 1:
        return {}
    one_day = found[0].opens == found[0].closes
    return {"meeting": found[0].label, **(_day(found[0].closes) if one_day else {})}


def _sitting(topic: Topic, standing: Standing) -> dict[str, str]:
    """The session for which it waits, if it may decide yet; its sitting and the day, if it has only one."""
    session = standing.gathering(f"session/{topic.awaited_session}") if topic.escalations else None
    if session is None:
        return {}
    moved = when(topic.last_move.on if topic.last_move else "unknown")
    sittings = [
        (number, when(day)) for number, day in session.convened.sittings.items() if moved.may_precede(when(day))
    ]
    if len(sittings) == 1:
        return {"session": session.label, "sitting": sittings[0][0], **_day(sittings[0][1])}
    return {"session": session.label} if sittings or _today(standing).may_precede(session.closes) else {}


def _day(day: When) -> dict[str, str]:
    """The day to give, where it is known."""
    return {"on": day.day.isoformat()} if day.day else {}


def _today(standing: Standing) -> When:
    return when(standing.today.isoformat())
