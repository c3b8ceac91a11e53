"""What follows a decision: its conditions are met, one by one."""

from __future__ import annotations

from typing import Annotated

from escalade.workflow.motions.base import Motion, Words, about


class Fulfil(Motion, frozen=True, tag="fulfil"):
    """Write down that a condition attached to a decision was met, and how."""

    condition: Annotated[int | None, about("The number of the condition, as the decision lists them.")] = None
    words: Annotated[Words | None, about("How it was met.")] = None
    argument = "topic"
