"""The days by which acts that are still to be done are due."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from escalade.workflow.planning.basis import Basis
from escalade.workflow.planning.consultation import consultation
from escalade.workflow.planning.referral import Referral, referrals
from escalade.workflow.values.reference import round_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from escalade.workflow.planning.deadline import Days
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


class Dues:
    """The lines of plans that are not done yet, drawn when asked for."""

    def __init__(self, standing: Standing, holidays: Days = frozenset()) -> None:
        """Draw them from a standing, as of its day."""
        self._basis = Basis(standing, standing.today, holidays)
        self._rounds: dict[str, list[tuple[Referral, list[PlanLine]]]] = {}

    def of(self, subject: str, acts: Iterable[str]) -> list[PlanLine]:
        """The first line of each of some acts on a topic or round, not done yet."""
        found = (self._line(subject, act) for act in acts)
        return [line for line in found if line is not None]

    def day(self, subject: str, acts: Iterable[str]) -> date | None:
        """The first day by which one of some acts is due."""
        return first_day(self.of(subject, acts))

    def _line(self, subject: str, act: str) -> PlanLine | None:
        name = round_of(subject)
        if act in OF_A_TOPIC:
            topic = self._basis.standing.topic(subject)
            lines = list(consultation(self._basis, topic)) if topic else []
        elif act in OF_A_ROUND:
            if name not in self._rounds:
                self._rounds[name] = [(one, list(one.lines())) for one in referrals(name, self._basis)]
            of_it = [lines for one, lines in self._rounds[name] if subject in {name, *one.names}]
            lines = list(chain(*(of_it if subject == name else of_it[-1:])))
        else:
            return None
        waiting = (line for line in lines if line.stands in WAITING and line.stage != "note in one language")
        mine = (line for line in waiting if subject in {name, *(line.topics or (subject,))})
        return next((line for line in mine if line.act and act in ALIKE.get(line.act, (line.act,))), None)


def first_day(lines: Iterable[PlanLine]) -> date | None:
    """The first day after which one of some lines is late."""
    return min((day for line in lines if (day := line.last_day)), default=None)
