"""A letter bears the day as of which it is drawn, or on which it is issued; without one it is a draft."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from escalade.templates.languages.pack import AVAILABLE
from escalade.templates.languages.tongue import tongue
from escalade.templates.papers.build import IssuedPaper, build
from escalade.templates.values.paper import Paper
from escalade.workflow.subjects.as_of import standing_as_of
from tests.templates.render import loosen

from .conftest import Register

DRAFT = {"en": "DRAFT.", "fr": "PROJET.", "es": "PROYECTO.", "ru": "ПРОЕКТ.", "zh": "草案。", "ar": "مشروع."}
DAY = {
    "en": "1 June 2017", "fr": "1er juin 2017", "es": "1 de junio de 2017", "ru": "1 июня 2017 года",
    "zh": "2017年6月1日", "ar": "1 يونيو 2017",
}  # fmt: skip

BLANK = {"en": "[date]", "fr": "[date]", "es": "[fecha]", "ru": "[дата]", "zh": "[日期]", "ar": "[التاريخ]"}


def dates_of(paper: Paper) -> list[str]:
    """What stands in the masthead for the day of a letter."""
    return [loosen(str(row.value)) for row in paper.masthead if row.key == "date"]


@pytest.mark.parametrize("language", AVAILABLE)
def test_a_letter_is_dated_where_it_is_drawn_as_of_a_day_or_issued(round_of_2017: Register, language: str) -> None:
    speaking, then = tongue(language), standing_as_of(round_of_2017.standing, date(2017, 6, 1))
    fresh = msgspec.structs.replace(then, day=None, now="2017-06-01T09:00:00Z")
    undated = build("circular", "2017/ott", fresh, speaking)
    dated = build("circular", "2017/ott", round_of_2017.standing, speaking, day=date(2017, 6, 1))
    issued = build("circular", "2017/ott", then, speaking, issued=IssuedPaper("CL-1", "2017#1", "2017-06-01"))
    undated_issue = build("circular", "2017/ott", fresh, speaking, issued=IssuedPaper("CL-1", "2017#1"))
    assert [dates_of(one) for one in (undated, dated, issued, undated_issue)] == [
        [BLANK[language]], [DAY[language]], [DAY[language]], [],
    ]  # fmt: skip
    assert [
        str(one.draft[0]).startswith(DRAFT[language]) if one.draft else None for one in (undated, dated, issued)
    ] == [
        True,
        True,
        None,
    ]
