"""Obligations of a decision, followed until a record meets each."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Literal

import msgspec

from escalade.workflow.motions import Approve, CouncilDecision, Fulfil, RecordConsensus
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.meeting import Gathering
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.dates import when

DECIDED = ("approve", "record consensus")
"""The acts whose decision obliges to something."""
FOLLOWED = frozenset({"agreed", "approved", "launched", "closed"})


class Obligation(msgspec.Struct, frozen=True):
    """One thing that a decision obliges to."""

    subject: str
    kind: Literal["launch", "language", "condition", "report"]
    act: str
    """The act whose record meets it."""
    record: str
    """The record of the decision."""
    due: str | None = None
    language: str | None = None
    number: int | None = None
    """The number of a condition, from 1 on."""
    met_by: str | None = None


def obligations(topic: Topic, standing: Standing) -> tuple[Obligation, ...]:
    """List the obligations of the decision on a topic, met or not, in order."""
    record = topic.last(*DECIDED) if topic.state in FOLLOWED else None
    return tuple(_all(topic, record, standing)) if record else ()


def open_obligations(topic: Topic, standing: Standing) -> tuple[Obligation, ...]:
    """List the obligations still to be met; after a closing, no call."""
    found = (one for one in obligations(topic, standing) if one.met_by is None)
    return tuple(one for one in found if topic.state != "closed" or one.kind in {"condition", "report"})


def conditions_met(topic: Topic) -> dict[int | None, str]:
    """The conditions that were met, each with the record that met it."""
    return {one.motion.condition: one.reference for one in topic.live if isinstance(one.motion, Fulfil)}


def is_to_consider(topic: Topic, meeting: Gathering) -> bool:
    """Whether the outcome of a topic is on the agenda of a meeting.

    It is on that of each that may end once it was closed and over, until one has considered it.
    """
    closed, considered = topic.last("close"), topic.considered
    if topic.state != "closed" or closed is None:
        return False
    days = (closed.on, topic.launched[1].closes if topic.launched else None)
    is_ahead = all(when(day).may_precede(meeting.closes) for day in days if day)
    return is_ahead and (considered is None or considered.evidence.place == meeting.reference)


def _all(topic: Topic, record: Record, standing: Standing) -> Iterator[Obligation]:
    motion, owes = record.motion, partial(Obligation, subject=topic.reference, record=record.reference)
    given = motion if isinstance(motion, Approve | RecordConsensus) else RecordConsensus()
    launch, considered, met = topic.last("launch"), topic.considered, conditions_met(topic)
    yield owes(kind="launch", act="launch", due=given.open_by, met_by=launch.reference if launch else None)
    calls = {
        paper.language: issued.reference
        for issued, paper in standing.round(topic.reference).papers
        if (paper.kind, paper.subject) == ("call", topic.reference)
    }
    for language in given.in_languages:
        yield owes(kind="language", act="issue", language=language, met_by=calls.get(language))
    conditions = motion.conditions if isinstance(motion, CouncilDecision) else ()
    for number in range(1, len(conditions) + 1):
        yield owes(kind="condition", act="fulfil", number=number, met_by=met.get(number))
    if given.report_by:
        by = considered.reference if considered else None
        yield owes(kind="report", act="record consideration", due=given.report_by, met_by=by)
