"""Everything that the rules of a row say of one trial."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.workflow.rules.given import named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.workflow.remedy import Cause
    from escalade.workflow.rules.base import Trial


def causes_against(trial: Trial) -> Iterator[Cause]:
    """Every rule of the row that is broken, and every warning."""
    for name in trial.step.rules:
        yield from named(name).causes(trial)
