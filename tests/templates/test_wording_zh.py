# ruff: noqa: RUF001 - Chinese has signs of its own
"""Chinese sentences that say exactly what was settled for them."""

from __future__ import annotations

from typing import Any

import pytest

from escalade.templates.languages.tongue import tongue
from escalade.templates.values.fact import TracedFact
from escalade.workflow.values.dates import when
from tests.templates.render import loosen


def fact(text: str) -> TracedFact:
    """A text that a made-up record holds."""
    return TracedFact(text, ("2031#1",), text)


DAY = TracedFact(when("2020-05-01"), ("2020#1",), "2020年5月1日", kind="date")

SAID: list[tuple[str, dict[str, Any], str]] = [
    ("consultation.online", {"online": DAY, "over": False, "past": False}, "网上磋商阶段定于2020年5月1日进行。"),
    (
        "consultation.online",
        {"online": DAY, "over": True, "past": False},
        "网上磋商阶段的时间为2020年5月1日，现已结束。",
    ),
    ("consultation.online", {"online": DAY, "over": False, "past": True}, "网上磋商阶段的时间为2020年5月1日。"),
    ("decision.silence", {"began": None, "until": DAY, "kept": True}, "至2020年5月1日止，届满时默许程序未被打破。"),
    (
        "decision.presided",
        {"name": fact("甲某"), "acting": True, "title": fact("副主席"), "chair": fact("主席")},
        "会议主持人：甲某，副主席，代行主席职务。",
    ),
]


@pytest.mark.parametrize(("key", "given", "said"), SAID)
def test_a_chinese_sentence_ends_as_settled(key: str, given: dict[str, Any], said: str) -> None:
    assert loosen(str(tongue("zh").say(key, **given))).endswith(said)
