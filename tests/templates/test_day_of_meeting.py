# ruff: noqa: RUF001 - Russian, Chinese and Arabic have letters and signs of their own
"""When an act happened at a meeting, where of its day only the latest is known."""

from __future__ import annotations

import re

import pytest

from tests.templates.paragraphs import paragraphs

from .conftest import Register

HELD = {
    "ar": "اتفق الفريق، في اجتماعه الأول المعقود من 3 إلى 5 مارس 2031، بتوافق الآراء على موضوع",
    "en": "At its first meeting, held from 3 to 5 March 2031, the Group agreed by consensus on the topic",
    "es": "En su primera reunión, celebrada del 3 al 5 de marzo de 2031, el Grupo convino por consenso en el tema",
    "fr": "À sa première réunion, tenue du 3 au 5 mars 2031, le Groupe a arrêté par consensus le thème",
    "ru": "На своем первом собрании, проходившем с 3 по 5 марта 2031 года, Группа на основе консенсуса согласовала",
    "zh": "在2031年3月3日至5日举行的第一次会议上，本组经协商一致商定了议题",
}


@pytest.mark.parametrize("language", HELD)
def test_the_days_of_the_meeting_are_told_where_the_day_of_the_act_is_bounded(
    lanterns: Register, language: str
) -> None:
    lanterns.act("record consensus", "2031/wick", by="Made-up Chair", on="..2031-03-05", evidence={"meeting": "1"})
    told = "\n".join(paragraphs(lanterns, "notice", "2031/wick", language))
    assert HELD[language] in re.sub("[\u2066-\u2069]", "", told).replace("\u00a0", " ")


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
