"""The whole plan of a round, counted from its session and its meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.workflow.planning.basis import Basis
from escalade.workflow.planning.consultation import consultation
from escalade.workflow.planning.line import PlanLine, judge_line
from escalade.workflow.planning.referral import referrals
from escalade.workflow.planning.what_if import NOTHING_SUPPOSED, WhatIf
from escalade.workflow.procedure import CHAIR
from escalade.workflow.subjects.silence import silence_of
from escalade.workflow.values.dates import When

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.workflow.planning.deadline import Days
    from escalade.workflow.subjects.standing import Standing
    from escalade.workflow.subjects.topic import Topic


def plan(
    reference: str,
    standing: Standing,
    *,
    supposed: WhatIf = NOTHING_SUPPOSED,
    holidays: Days = frozenset(),
) -> tuple[PlanLine, ...]:
    """List what is to be done about a round, by when, and how it stands.

    Args:
        reference: the round.
        standing: the register, as of the day asked about.
        supposed: what is asked about instead of what is on record.
        holidays: days on which the seat does not work.

    Raises:
        UnknownReferenceError: a session is supposed that was never convened.
    """
    basis = Basis(standing, standing.today, holidays, supposed)
    lines = [line for referral in referrals(reference, basis) for line in referral.lines()]
    for topic in standing.topics_of(reference):
        lines += [judge_line(line, basis.today) for line in (*_silence(basis, topic), *_unopposed(basis, topic))]
        lines += consultation(basis, topic)
    return tuple(lines)


def _silence(basis: Basis, topic: Topic) -> Iterator[PlanLine]:
    """The end of a silence that runs or was kept; a broken one is awaited by nobody."""
    silence = silence_of(topic, basis.standing) if topic.state == "debated" else None
    if silence and not silence.broken_by:
        day, record = silence.day, silence.record.reference
        over = When(day.isoformat(), day, day) if day < basis.today else None
        yield PlanLine(
            stage="silence", subject=topic.reference, what="The silence ends", office=CHAIR, due=day, done=over,
            record=record,
        )  # fmt: skip


def _unopposed(basis: Basis, topic: Topic) -> Iterator[PlanLine]:
    """The debate that may be reopened, since nobody objects any more to what was referred."""
    lifted = topic.last_lifting if topic.state == "referred" else None
    if lifted:
        meeting = basis.next("meeting", basis.today)
        yield PlanLine(
            stage="reopening", subject=topic.reference, what="Nobody objects any more, and the debate may be reopened",
            office=CHAIR, act="reopen debate", due=meeting.opens.day if meeting else None,
            until=meeting.closes.day if meeting else None, record=lifted.reference,
        )  # fmt: skip
