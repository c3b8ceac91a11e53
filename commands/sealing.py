"""What stands in the way of an issue, and the issue itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.commands.setting import current
from escalade.workflow.errors import EscaladeError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escalade.commands.order import Order
    from escalade.templates.check.finding import Finding
    from escalade.workflow.act import Outcome


class UnfitForIssueError(EscaladeError):
    """The check found what stands in the way of an issue."""

    exit_code = 4

    def __init__(self, findings: Sequence[Finding]) -> None:
        """Name each finding, and how a warning is accepted."""
        self.findings = tuple(findings)
        lines = "".join(f"\n- {one.severity}, {one.check} ({one.paper}, {one.place}): {one.what}" for one in findings)
        warnings = sorted({one.check for one in findings if one.severity == "warning"})
        accept = f"\nAccept warnings with {' '.join(f'--accept {name}' for name in warnings)}." if warnings else ""
        super().__init__(f"The paper is not issued; the check found:{lines}{accept}")


def issued(order: Order, accepted: tuple[str, ...], *, dry_run: bool) -> list[Outcome]:
    """Record every file of an order and keep it: all of them, or none.

    Raises:
        EscaladeError: the procedure refuses it.
    """
    motions = order.motions(accepted)
    outcomes: list[Outcome] = []
    with current().writing() as register:
        if dry_run:
            return [register.act(motion, dry_run=True) for motion in motions.values()]
        register.load(motions.values(), lambda _, outcome: outcomes.append(outcome), order.kept)
    return outcomes
