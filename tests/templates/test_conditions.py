"""Topics of one letter that were approved on different conditions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .conftest import Decide, Register

DESK: dict[str, Any] = {"by": "Made-up Desk"}


def test_topics_that_were_approved_on_different_conditions_are_told_apart(
    referred: Register, decide: Callable[[Register], Decide]
) -> None:
    decide(referred)("approve", "2031/wick", conditions=[{"en": "Clean them."}], words={"en": "Yes, if clean."})
    glass = {"title": {"en": "Glass of lanterns"}, "questions": [{"en": "Whose glass?"}]}
    decide(referred)("approve", "2031/glass", words={"en": "Yes."}, amended={"2031/glass": glass})
    for name in ("2031/wick", "2031/glass"):
        referred.act("launch", name, on="2031-06-04", opens="2031-06-04", closes="2031-08-01", **DESK)
    told = referred.text("circular", "2031")
    said = ("“Docht der Laternen” (see", "following condition: “Clean them.”", "“Glass of lanterns”, as amended (see")
    assert sorted(said, key=told.index) == list(said)
