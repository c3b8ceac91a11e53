"""Precedents: how long each stage of a round took, and how topics ended."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import msgspec

from escalade.workflow.values.dates import when
from escalade.workflow.values.reference import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.standing import Standing
    from escalade.workflow.subjects.topic import Topic
    from escalade.workflow.values.dates import When

STAGES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "proposal to debate": (("propose",), ("open debate",)),
    "debate to conclusion": (("open debate", "reopen debate"), ("record consensus", "record no consensus")),
    "conclusion to referral": (("record no consensus",), ("escalate",)),
    "referral to decision": (("escalate", "take up", "introduce"), ("approve", "decline", "lapse", "refer back")),
    "decision to launch": (("approve", "record consensus"), ("launch",)),
    "launch to closing": (("launch",), ("close",)),
    "closing to consideration": (("close",), ("record consideration",)),
}
"""Each stage by the acts that begin it and those that end it."""

WAYS = {
    "agreed": "record consensus", "referred": "escalate", "referred back": "refer back", "declined": "decline",
    "launched": "launch",
}  # fmt: skip


class Stage(msgspec.Struct, frozen=True):
    """One stage of one topic: how long it took, and the records it rests on."""

    topic: str
    stage: str
    first: str
    last: str
    days: int | None
    """None where one of the two days is not known exactly."""
    least: int = 0
    """How many days it took at least, by what is known of the two."""
    most: int | None = None
    """How many at most; None where nothing says so."""


class Precedent(msgspec.Struct, frozen=True):
    """The course of one round."""

    round: str
    topics: int
    ways: dict[str, int]
    """How many topics were agreed, referred, amended, declined, launched."""
    stages: tuple[Stage, ...]


def precedents(standing: Standing, after: str = "") -> Iterator[Precedent]:
    """Every round in the register: facts of the past, and no forecast.

    Args:
        standing: the register.
        after: the round behind which they are told, in the order of their names.
    """
    rounds = sorted(name for name in standing.subjects if name > after and kind_of(name) == "round")
    return (precedent(name, standing) for name in rounds if standing.round(name).state == "open")


def precedent(name: str, standing: Standing) -> Precedent:
    """Tell the course of one round, as far as it has come."""
    topics = [topic for topic in standing.topics_of(name) if topic.state != "annulled"]
    ways = Counter(way for topic in topics for way, act in WAYS.items() if topic.last(act))
    ways["amended"] = sum(bool(topic.approval and topic.approval[1].amended) for topic in topics)
    order = ("agreed", "referred", "referred back", "amended", "declined", "launched")
    stages = tuple(stage for topic in topics for stage in _stages(topic))
    return Precedent(name, len(topics), {way: ways[way] for way in order}, stages)


def _stages(topic: Topic) -> Iterator[Stage]:
    for stage, (begins, ends) in STAGES.items():
        begun: Record | None = None
        for record in topic.live:
            if record.act in begins:
                begun = begun or record
            elif record.act in ends and begun is not None:
                days, least, most = between(when(begun.on), when(record.on))
                yield Stage(topic.reference, stage, begun.reference, record.reference, days, least, most)
                begun = None


def between(first: When, last: When) -> tuple[int | None, int, int | None]:
    """Count the days between two dates: exactly, at least and at most.

    >>> between(when("2017-05-24"), when("2017-10"))
    (None, 130, 160)
    """
    least = max((last.first - first.last).days, 0) if last.first and first.last else 0
    most = (last.last - first.first).days if last.last and first.first else None
    return (least if first.day and last.day else None), least, most
