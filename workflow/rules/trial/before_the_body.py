"""Warnings of a round that is told of days before the body was constituted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.workflow.rules.trial.rule import NOTHING, cite
from escalade.workflow.values.dates import when
from escalade.workflow.values.message import Message
from escalade.workflow.values.reference import kind_of, round_of
from escalade.workflow.values.remedy import Cause

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.body import Body
    from escalade.workflow.subjects.standing import Standing
    from escalade.workflow.subjects.subject import Subject

BEFORE_THE_BODY = "body_was_constituted_before"
"""What the warning is called where a round is told of days before the body's; no row asks it."""


def say_before_the_body(record: Record, body: Body) -> Message | None:
    """Say that a record on a round or topic is of a day before the body was constituted, and how that is put right."""
    constituted = body.last("constitute")
    if constituted is None or kind_of(record.subject) not in {"round", "topic"}:
        return None
    if when(constituted.on).may_precede(when(record.on)):
        return None
    return Message(
        "{record} is of {day}, and {constitution} constitutes the body on {later} only: no paper can be of a day "
        "before. Where the body is older, correct that: “correct {name} --set on=DAY”.",
        record=cite(record), day=record.on, constitution=cite(constituted), later=constituted.on,
        name=constituted.reference,
    )  # fmt: skip


def warn_of_days_before_the_body(record: Record, before: Subject, standing: Standing) -> Iterator[Cause]:
    """Warn once where a round, or a topic of one that began later, comes to be before its body was constituted."""
    said = None if before.records else say_before_the_body(record, standing.body)
    opened = (
        standing.round(record.subject).last("open round")
        if said and record.subject != round_of(record.subject)
        else None
    )
    if said and not (opened and say_before_the_body(opened, standing.body)):
        yield Cause(rule=BEFORE_THE_BODY, subject=record.subject, sentence=said, remedy=NOTHING, severity="warning")
