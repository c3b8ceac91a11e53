# ruff: noqa: RUF001 - Russian, Chinese and Arabic have letters and signs of their own
"""When an act happened at a meeting, where of its day only the latest is known."""

from __future__ import annotations

import re

import pytest

from tests.templates.paragraphs import paragraphs

from .conftest import Register

HELD = {
    "ar": "وذلك خلال الاجتماع التاسع المعقود يومي 6 و7 فبراير 2017.",
    "en": "At its ninth meeting, held on 6 and 7 February 2017, the Group did not reach consensus",
    "es": "En la novena reunión, celebrada los días 6 y 7 de febrero de 2017, el Grupo no alcanzó un consenso",
    "fr": "À sa neuvième réunion, tenue les 6 et 7 février 2017, le Groupe n’est pas parvenu à un consensus",
    "ru": "На девятом собрании, проходившем 6–7 февраля 2017 года, Группа констатировала отсутствие консенсуса",
    "zh": "在2017年2月6日至7日举行的第九次会议上，本组未能就议题",
}


@pytest.mark.parametrize("language", HELD)
def test_the_days_of_the_meeting_are_told_where_the_day_of_the_act_is_bounded(
    round_of_2017: Register, language: str
) -> None:
    told = "\n".join(paragraphs(round_of_2017, "notice", "2017/ott", language))
    assert HELD[language] in re.sub("[\u2066-\u2069]", "", told).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("on", "told"),
    [
        ("..2031-03-04", "At its first meeting, no later than 4 March 2031, the Group"),
        ("..2031-03-05", "At its first meeting, held from 3 to 5 March 2031, the Group"),
        ("2031-03", "At its first meeting, in March 2031, the Group"),
        ("2031-03-04", "At its first meeting, on 4 March 2031, the Group"),
        ("unknown", "At its first meeting, the Group"),
    ],
)
def test_a_day_that_tells_more_than_those_of_the_meeting_is_told(lanterns: Register, on: str, told: str) -> None:
    lanterns.act("record consensus", "2031/wick", by="Made-up Chair", on=on, evidence={"meeting": "1"})
    assert any(one.startswith(told) for one in paragraphs(lanterns, "notice", "2031/wick"))
