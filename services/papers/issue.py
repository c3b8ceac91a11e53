"""What stands in the way of an issue, and the issue itself."""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING, NamedTuple

from escalade.workflow.values.errors import EscaladeError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from escalade.models.register import Register
    from escalade.services.papers.draft import Order
    from escalade.templates.checks.finding import PaperFinding
    from escalade.workflow.acts import Outcome
    from escalade.workflow.motions import Motion
    from escalade.workflow.records.record import Record


class UnfitForIssueError(EscaladeError):
    """The check found what stands in the way of an issue."""

    exit_code = 4

    def __init__(self, findings: Sequence[PaperFinding]) -> None:
        """Name each finding, and how a warning is accepted."""
        self.findings = tuple(findings)
        lines = "".join(f"\n- {one.severity}, {one.check} ({one.paper}, {one.place}): {one.what}" for one in findings)
        warnings = sorted({one.check for one in findings if one.severity == "warning"})
        accept = (
            f"\nAccept warnings with {' '.join(f'--accept {quote(name)}' for name in warnings)}." if warnings else ""
        )
        super().__init__(f"The paper is not issued; the check found:{lines}{accept}")


def refuse_unfit(findings: Iterable[PaperFinding], accepted: Sequence[str]) -> None:
    """Refuse errors, and warnings that nobody accepted.

    Raises:
        UnfitForIssueError: names each finding, and how to accept a warning.
    """
    standing = [one for one in findings if one.severity == "error" or not {"all", one.check}.intersection(accepted)]
    if standing:
        raise UnfitForIssueError(standing)


class CheckedOrder(NamedTuple):
    """An order that passed the check: all that is left is to record it."""

    motions: dict[str, Motion]
    """One for each file, by the file's name."""
    files: dict[str, bytes]
    again: tuple[Record, ...] = ()
    """The records of an order that was carried out already: nothing is left to do."""


def prepare_issue(order: Order, accepted: Sequence[str]) -> CheckedOrder:
    """Check what is ordered, and fix its bytes; nothing is read after it.

    Raises:
        UnfitForIssueError: the check found what nobody accepted.
        EscaladeError: there is nothing to write, or it cannot be written.
    """
    from escalade.services.papers.repeat import find_repeated

    if again := find_repeated(order):
        return CheckedOrder({name: record.motion for name, record in again.items()}, order.kept, tuple(again.values()))
    findings = order.findings()
    refuse_unfit(findings, accepted)
    return CheckedOrder(order.motions(tuple(sorted({finding.check for finding in findings}))), order.kept)


def record_issue(
    found: CheckedOrder, register: Register, *, dry_run: bool, seen: tuple[str, ...] = ()
) -> list[Outcome]:
    """Record every file of an order and keep it: all of them, or none.

    What was recorded already is not recorded again.

    Raises:
        EscaladeError: the procedure refuses it.
    """
    motions, files, again = found
    if again:
        from escalade.workflow.acts import Outcome

        return [Outcome((), (record,), ()) for record in again]
    if dry_run or len(motions) == 1:
        return [register.act(one, dry_run=dry_run, seen=seen, papers=files.items()) for one in motions.values()]
    outcomes: list[Outcome] = []
    register.load(motions.values(), lambda _, outcome: outcomes.append(outcome), files.items())
    return outcomes
