"""How a note tells of a consultation and of its physical meeting."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import Register

HELD: dict[str, Any] = {
    "by": "Made-up Desk",
    "on": "2031-02-21",
    "count": 1,
    "title": {"en": "Oil"},
    "responses": "not at hand",
    "summary": "not at hand",
}
WITHIN = {
    "en": ("with a physical", "followed by a physical"),
    "fr": ("assortie, le", "suivie, le"),
    "es": ("acompañada, el", "seguida, el"),
    "ru": ("в ходе которой", "за которой"),
    "zh": ("其间于", "随后于"),
    "ar": ("وانعقد خلالها", "تلاها"),
}
"""How the meeting is told of that was held while one could answer, and of one behind it."""


@pytest.mark.parametrize("language", WITHIN)
@pytest.mark.parametrize(("day", "place"), [("2031-02-05", 0), ("2031-02-06", 1)])
def test_a_meeting_follows_an_online_phase_only_where_it_did(
    lanterns: Register, language: str, day: str, place: int
) -> None:
    lanterns.act("record consultation", **HELD, online_from="2031-01-10", online_to="2031-02-05", physical=day)
    assert WITHIN[language][place] in lanterns.text("note", "2031", language)
