"""The plan of a round, and the days by which acts are due."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import chain

from escalade.workflow.planning.basis import NOTHING_SUPPOSED, Basis, Days, PlanLine, WhatIf, days_of, judge_line
from escalade.workflow.planning.consultation import consultation
from escalade.workflow.planning.referral import Referral, referrals
from escalade.workflow.procedure import CHAIR
from escalade.workflow.subjects.silence import silence_of
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.values.dates import when
from escalade.workflow.values.reference import round_of

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


def plan(
    reference: str, standing: Standing, *, supposed: WhatIf = NOTHING_SUPPOSED, holidays: Days = frozenset()
) -> tuple[PlanLine, ...]:
    """List what is to be done about a round, by when, and how it stands."""
    basis = Basis(standing, standing.today, holidays, supposed)
    lines = [line for referral in referrals(reference, basis) for line in referral.lines()]
    for topic in standing.topics_of(reference):
        silence = silence_of(topic, standing) if topic.state == "debated" else None
        if silence and not silence.broken_by:  # a broken one is awaited by nobody
            over = when(silence.day.isoformat()) if silence.day < basis.today else None
            lines.append(judge_line(PlanLine(
                stage="silence", subject=topic.reference, what="The silence ends", office=CHAIR, due=silence.day,
                done=over, record=silence.record.reference,
            ), basis.today))  # fmt: skip
        lifted = topic.last_lifting if topic.state == "referred" else None
        if lifted:
            lines.append(judge_line(PlanLine(
                stage="reopening", subject=topic.reference, record=lifted.reference, office=CHAIR, act="reopen debate",
                what="Nobody objects any more, and the debate may be reopened",
                **days_of(basis.next("meeting", basis.today)),
            ), basis.today))  # fmt: skip
        lines += consultation(basis, topic)
    return tuple(lines)


class Dues:
    """The lines of plans that are not done yet, drawn when asked for."""

    def __init__(self, standing: Standing, holidays: Days = frozenset()) -> None:
        self._basis = Basis(standing, standing.today, holidays)
        self._rounds: dict[str, list[tuple[Referral, list[PlanLine]]]] = {}

    def of(self, subject: str, acts: Iterable[str]) -> list[PlanLine]:
        """The first line of each of some acts on a topic or round, not done yet."""
        return [line for act in acts if (line := self._line(subject, act))]

    def day(self, subject: str, acts: Iterable[str]) -> date | None:
        """The first day by which one of some acts is due."""
        return earliest_deadline(self.of(subject, acts))

    def _line(self, subject: str, act: str) -> PlanLine | None:
        name, lines = round_of(subject), iter(list[PlanLine]())
        if act in OF_A_TOPIC and (topic := self._basis.standing.topic(subject)):
            lines = consultation(self._basis, topic)
        elif act in OF_A_ROUND:
            if name not in self._rounds:
                self._rounds[name] = [(one, list(one.lines())) for one in referrals(name, self._basis)]
            of_it = [some for one, some in self._rounds[name]
                     if subject in {name, *(topic.reference for topic in one.topics)}]  # fmt: skip
            lines = chain(*(of_it if subject == name else of_it[-1:]))
        waiting = (line for line in lines if line.stands in WAITING and line.stage != "note in one language")
        mine = (line for line in waiting if subject in {name, *(line.topics or (subject,))})
        return next((line for line in mine if line.act and act in ALIKE.get(line.act, (line.act,))), None)


def earliest_deadline(lines: Iterable[PlanLine]) -> date | None:
    """The first day after which one of some lines is late."""
    return min((day for line in lines if (day := line.last_day)), default=None)
