"""Warnings of a decision of the superior body before the day to which it had deferred the matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.workflow.motions import CouncilDecision, Defer
from escalade.workflow.records.history import is_move
from escalade.workflow.rules.trial.rule import NOTHING, cite
from escalade.workflow.values.dates import when
from escalade.workflow.values.message import Message
from escalade.workflow.values.remedy import Cause

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.standing import Standing
    from escalade.workflow.subjects.subject import Subject
    from escalade.workflow.values.dates import When

DEFERRED = "matter_was_deferred_to_that_day"
"""What the warning is called where a decision is earlier than the last deferral had it; no row asks it."""


def warn_of_deferral(record: Record, after: Subject, standing: Standing) -> Iterator[Cause]:
    """Warn of a decision before the sitting or session to which the matter was deferred, whichever is entered last."""
    if not isinstance(record.motion, Defer | CouncilDecision):
        return
    for deferral, motion, decision in _decided_since(after):
        due = _due(deferral, motion, standing)
        is_about = record.reference in {deferral.reference, decision.reference}
        if is_about and due and not due.may_precede(when(decision.on)):
            facts = {"deferral": cite(deferral), "topic": after.reference, "record": cite(decision), "day": decision.on}
            sentence = (
                Message(
                    "{deferral} deferred {topic} to {session}, which opens on {due}, and {record} is of {day}. Where "
                    "a day is wrong, correct it (correct); papers tell both.",
                    session=motion.to_session, due=due.text, **facts,
                )
                if motion.to_session
                else Message(
                    "{deferral} deferred {topic} to sitting {number}, on {due}, and {record} is of {day}. Where a day "
                    "is wrong, correct it (correct); papers tell both.",
                    number=motion.to_sitting, due=due.text, **facts,
                )
            )  # fmt: skip
            yield Cause(rule=DEFERRED, subject=after.reference, sentence=sentence, remedy=NOTHING, severity="warning")


def _decided_since(subject: Subject) -> Iterator[tuple[Record, Defer, Record]]:
    """Each decision of the superior body, with the last deferral by it before."""
    deferred: tuple[Record, Defer] | None = None
    for one in subject.live:
        if isinstance(one.motion, Defer) and one.evidence.session:
            deferred = one, one.motion
        elif deferred and isinstance(one.motion, CouncilDecision):
            yield *deferred, one
        if is_move(one):
            deferred = None


def _due(deferral: Record, motion: Defer, standing: Standing) -> When | None:
    """The day of the sitting, or the first of the session, to which a matter was deferred, as it is on record."""
    if motion.to_session:
        session = standing.gathering(f"session/{motion.to_session}")
        return session.opens if session else None
    session = standing.gathering(deferral.evidence.place)
    return session.sitting(motion.to_sitting) if session and motion.to_sitting else None
