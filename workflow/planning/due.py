"""The days by which acts that are still to be done are due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.workflow.planning.basis import RoundCourse
from escalade.workflow.planning.consultation import consultation
from escalade.workflow.planning.deadline import Clock
from escalade.workflow.planning.referral import referral
from escalade.workflow.values.reference import round_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from escalade.workflow.planning.day_count import Days
    from escalade.workflow.planning.line import PlanLine
    from escalade.workflow.subjects.standing import Standing

ALIKE = {
    "record no consensus": ("open debate", "record consensus", "record no consensus"),
    "approve": ("approve", "decline", "refer back"),
}
"""Acts any of which does what a line of a plan asks for."""

OF_A_ROUND = frozenset({*ALIKE["record no consensus"], *ALIKE["approve"], "escalate", "issue"})
"""Acts whose day is that of the round."""

OF_A_TOPIC = frozenset({"launch", "record hearing", "close", "record consideration"})
"""Acts whose day is that of a topic's own consultation."""

WAITING = frozenset({"due", "late", "open"})

Lines = dict[str, "PlanLine"]


class Dues:
    """The lines of plans that are not done yet, drawn when asked for."""

    def __init__(self, standing: Standing, holidays: Days = frozenset()) -> None:
        """Draw them from a standing, as of its day."""
        self._standing = standing
        self._clock = Clock(standing.body, standing.today, holidays)
        self._rounds: dict[str, tuple[PlanLine, ...]] = {}

    def of(self, subject: str, acts: Iterable[str]) -> list[PlanLine]:
        """The lines of some acts on a topic or round."""
        found = (self._line(subject, act) for act in acts)
        return [line for line in found if line is not None]

    def day(self, subject: str, acts: Iterable[str]) -> date | None:
        """The first day by which one of some acts is due."""
        return first_day(self.of(subject, acts))

    def _line(self, subject: str, act: str) -> PlanLine | None:
        name = round_of(subject)
        course = RoundCourse(name, self._standing, self._clock)
        if act in OF_A_TOPIC:
            topic = self._standing.topic(subject)
            return waiting(consultation(course, topic)).get(act) if topic else None
        if act not in OF_A_ROUND:
            return None
        if name not in self._rounds:
            self._rounds[name] = tuple(referral(course))
        lines = self._rounds[name]
        own = waiting(line for line in lines if line.subject == subject)
        return own.get(act) or waiting(line for line in lines if line.subject == name).get(act)


def waiting(lines: Iterable[PlanLine]) -> Lines:
    """By act, the first line that is not done yet."""
    found: Lines = {}
    for line in lines:
        if line.act and line.stands in WAITING and line.stage != "note in one language":
            for act in ALIKE.get(line.act, (line.act,)):
                found.setdefault(act, line)
    return found


def first_day(lines: Iterable[PlanLine]) -> date | None:
    """The first day after which one of some lines is late."""
    return min((day for line in lines if (day := line.last_day)), default=None)
