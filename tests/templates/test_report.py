# ruff: noqa: RUF001 - Russian, Chinese and Arabic have letters and signs of their own
"""The report of a meeting."""

from __future__ import annotations

import re
from typing import Any

import pytest

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


@pytest.mark.parametrize(
    ("language", "banner"),
    [
        ("en", "Subject to the endorsement of the Chairperson."),
        ("fr", "Sous réserve de l’aval de la Présidente."),
        ("es", "A reserva de la conformidad de la Presidencia."),
        ("ru", "При условии последующего подтверждения со стороны Председателя."),
        ("zh", "须经主席认可。"),
        ("ar", "رهناً بإقرار الرئيس."),
    ],
)
def test_what_waits_to_be_endorsed_is_presented_subject_to_that(lanterns: Register, language: str, banner: str) -> None:
    lanterns.act("set aside", "2031/glass", **DESK, **FIRST, entered_for="Made-up Chair", words={"en": "It is late."})
    assert all(banner in lanterns.text(kind, "1", language) for kind in ("report", "follow-up"))
    lanterns.act("endorse", **CHAIR, on="2031-03-05", records=["2031/glass#3"])
    assert not any(banner in lanterns.text(kind, "1", language) for kind in ("report", "follow-up"))
