"""Candidates for the inbox: for whom a subject's own records may wait.

The law of this module: it may name too much, and never too little. Whether something
is awaited indeed hangs on other subjects and on the day; that is asked of each.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from escalade.workflow.motions import CouncilDecision
from escalade.workflow.procedure import CHAIR, PROCEDURE, SAME, SECRETARIAT
from escalade.workflow.subjects.evidence import list_unproven
from escalade.workflow.subjects.meeting import Round
from escalade.workflow.subjects.stand import FOLLOWED, conditions_met
from escalade.workflow.subjects.subject import Subject
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.reference import round_of
from escalade.workflow.values.step import Step

ENTERED_FOR = "for "
"""What stands before the name of whom an act was entered for, where that waits to be endorsed."""


def find_candidates(subject: Subject) -> set[tuple[str, str]]:
    """Find for whom something may wait, and under which subject it is shown.

    That is an office, or `for NAME`, for whom an act was entered.
    """
    name = subject.reference
    found = {(office, name) for step in awaited_steps(subject) for office in step.offices}
    found |= {(f"{ENTERED_FOR}{record.entered_for}", name) for record in subject.waiting}
    if isinstance(subject, Round) and subject.papers:
        found.add((SECRETARIAT, name))
    return found.union(_of_topic(subject)) if isinstance(subject, Topic) else found


def awaited_steps(subject: Subject) -> Iterator[Step]:
    """The steps that an office's inbox asks for.

    A hearing is asked for while planned, a consideration anew where something came since, others once.
    """
    yield from (step for step in _awaited_from(subject.kind, subject.state) if _is_asked(step, subject))


@lru_cache(maxsize=64)
def _awaited_from(kind: str, state: str | None) -> tuple[Step, ...]:
    return tuple(step for step in PROCEDURE.steps_from(kind, state) if step.awaited)


def _is_asked(step: Step, subject: Subject) -> bool:
    if isinstance(subject, Topic) and step.act == "record consideration":
        return subject.considered is None
    if isinstance(subject, Topic) and step.act == "record hearing":
        return subject.hearing.next_day is not None
    return not (step.to == SAME and subject.last(step.act))


def _of_topic(topic: Topic) -> Iterator[tuple[str, str]]:
    """What a topic waits for besides its next step: papers, conditions, what contradicts it."""
    name, of = topic.reference, round_of(topic.reference)
    yield from ((record.office or "", record.evidence.place or "") for record in list_unproven(topic))
    if topic.late_records or topic.state == "unresolved":  # the chair may take it up where a referral left it
        yield CHAIR, name
    decided = topic.last("approve", "record consensus") if topic.state in FOLLOWED else None
    conditions = decided.motion.conditions if decided and isinstance(decided.motion, CouncilDecision) else ()
    if topic.late_records or not conditions_met(topic).keys() >= set(range(1, len(conditions) + 1)):
        yield SECRETARIAT, name
    is_told_of = topic.state == "launched" and decided and getattr(decided.motion, "in_languages", None)
    if topic.state in {"referred", "cancelled"} or is_told_of:  # the papers of its round may be behind
        yield SECRETARIAT, of
