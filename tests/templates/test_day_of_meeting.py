"""When an act happened at a meeting, where of its day only the latest is known."""

from __future__ import annotations

import pytest

from tests.templates.paragraphs import paragraphs

from .conftest import Register


@pytest.mark.parametrize(
    ("on", "told"),
    [
        ("..2031-03-04", "At its first meeting, the Group"),
        ("..2031-03-05", "At its first meeting, held from 3 to 5 March 2031, the Group"),
        ("2031-03", "At its first meeting, in March 2031, the Group"),
        ("2031-03-04", "At its first meeting, on 4 March 2031, the Group"),
        ("unknown", "At its first meeting, the Group"),
    ],
)
def test_a_day_that_tells_more_than_those_of_the_meeting_is_told(lanterns: Register, on: str, told: str) -> None:
    lanterns.act("record consensus", "2031/wick", by="Made-up Chair", on=on, evidence={"meeting": "1"})
    assert any(one.startswith(told) for one in paragraphs(lanterns, "notice", "2031/wick"))
