"""What a plan says of the acts that are still to be done: by when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.workflow.deadline.plan import plan

if TYPE_CHECKING:
    from collections.abc import Iterable

    from escalade.workflow.deadline.line import Line
    from escalade.workflow.deadline.span import Days
    from escalade.workflow.standing import Standing

ALIKE = {
    "record no consensus": ("open debate", "record consensus", "record no consensus"),
    "approve": ("approve", "decline", "refer back"),
}
"""Acts any of which does what a line of a plan asks for."""

WAITING = frozenset({"due", "late", "open"})


def acts_due(rounds: Iterable[str], standing: Standing, holidays: Days = frozenset()) -> dict[tuple[str, str], Line]:
    """By subject and act, the line of a plan that is not done yet."""
    found: dict[tuple[str, str], Line] = {}
    for reference in rounds:
        for line in plan(reference, standing, holidays=holidays):
            if line.act and line.stands in WAITING and line.stage != "note in one language":
                for act in ALIKE.get(line.act, (line.act,)):
                    found.setdefault((line.subject, act), line)
    return found
