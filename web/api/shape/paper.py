"""What a check of papers found, and how rounds went."""

from __future__ import annotations

from escalade.web.api.shape.base import Shape, over
from escalade.web.api.shape.outlook import Remark
from escalade.workflow.planning.precedents import Precedent as Went
from escalade.workflow.planning.precedents import Stage as Took


class Checked(Shape):
    """What was checked, and what was found in it."""

    papers: list[str]
    errors: int
    warnings: int
    findings: list[Remark]


class Held(Shape):
    """What came of holding the body or the seal of a paper against the record."""

    of: str
    ok: bool
    sentence: str


Stage = over("Stage", Took)
"""How long one stage took for one topic."""

Precedent = over("Precedent", Went, stages=list[Stage])  # type: ignore[valid-type]  # made from the law’s own shape
"""How a round went."""
