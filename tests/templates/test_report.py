"""The report of a meeting."""

from __future__ import annotations

import re
from typing import Any

from tests.templates.paragraphs import paragraphs

from .conftest import Register

DESK, CHAIR = {"by": "Made-up Desk"}, {"by": "Made-up Chair"}
FIRST: dict[str, Any] = {"on": "2031-03-04", "evidence": {"meeting": "1"}}
UNTOLD: dict[str, Any] = {"tried": "not at hand", "words": "not at hand", "refer": True}


def test_a_report_asks_the_secretariat_for_what_is_lacking(lanterns: Register) -> None:
    lanterns.act("record statement", "2031/glass", **DESK, **FIRST, holders=("Y",), text="not at hand")
    lanterns.act("record no consensus", "2031/glass", **CHAIR, **FIRST, **UNTOLD)
    asked = re.findall("To be completed by the secretariat: (.*?)\\.", " ".join(paragraphs(lanterns, "report", "1")))
    assert asked == [
        "the text of the statement",
        "what was tried in order to reach consensus",
        "the wording of that decision",
    ]
