"""The whole plan of a round, counted from its session and its meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.workflow.planning.basis import RoundCourse
from escalade.workflow.planning.consultation import consultation
from escalade.workflow.planning.deadline import Clock
from escalade.workflow.planning.referral import referral
from escalade.workflow.planning.what_if import NOTHING_SUPPOSED, WhatIf

if TYPE_CHECKING:
    from escalade.workflow.planning.day_count import Days
    from escalade.workflow.planning.line import PlanLine
    from escalade.workflow.subjects.standing import Standing


def plan(
    reference: str,
    standing: Standing,
    *,
    supposed: WhatIf = NOTHING_SUPPOSED,
    holidays: Days = frozenset(),
) -> tuple[PlanLine, ...]:
    """What is to be done about a round, by when, and how it stands.

    Args:
        reference: the round.
        standing: the register, as of the day asked about.
        supposed: what is asked about instead of what is on record.
        holidays: days on which the seat does not work.

    Raises:
        UnknownReferenceError: a session is supposed that was never convened.
    """
    course = RoundCourse(reference, standing, Clock(standing.body, standing.today, holidays), supposed)
    lines = [*referral(course), *(line for topic in course.topics for line in consultation(course, topic))]
    return tuple(lines)
