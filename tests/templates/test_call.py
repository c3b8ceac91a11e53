"""The call for a consultation."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from escalade.templates.languages.pack import AVAILABLE
from escalade.templates.languages.tongue import tongue
from escalade.templates.papers.build import build
from escalade.templates.papers.facts.view import View
from escalade.templates.values.fact import SaidSentence
from tests.templates.paragraphs import paragraphs
from tests.templates.render import loosen

from .conftest import Register


@pytest.mark.parametrize("language", AVAILABLE)
def test_a_letter_says_all_that_the_page_says(round_of_2017: Register, language: str) -> None:
    page, letter = (paragraphs(round_of_2017, kind, "2017/gender", language) for kind in ("call", "circular"))
    assert [one.partition(" ")[2] for one in letter[2:-2]] == page


WAYS = {
    "en": ("By e-mail to", "Responses should be sent by e-mail to desk@example.org by 20 May 2031."),
    "fr": ("Par courriel à", "à adresser par courriel à desk@example.org, au plus tard le 20 mai 2031."),
    "es": ("Por correo a", "deberán enviarse por correo a desk@example.org, a más tardar el 20 de mayo de 2031."),
    "ru": ("По адресу", "Ответы следует направлять по адресу desk@example.org не позднее 20 мая 2031 года."),
    "zh": ("通过电子邮件", "请最迟于2031年5月20日通过电子邮件desk@example.org提交答复。"),
    "ar": ("إلى", "تُرسل الردود إلى desk@example.org في موعد أقصاه 20 مايو 2031."),
}  # fmt: skip
"""How one answers, as it was typed, and the sentence that it goes on."""


@pytest.mark.parametrize("language", AVAILABLE)
def test_how_to_answer_goes_on_the_sentence_on_responses(lanterns: Register, language: str) -> None:
    at: dict[str, Any] = {"by": "Made-up Chair", "on": "2031-03-04", "evidence": {"meeting": "1"}}
    lanterns.act("record consensus", "2031/wick", words="not at hand", **at)
    typed, told = WAYS[language]
    gap = "" if language == "zh" else " "
    answer_to = {language: f"{typed}{gap}desk@example.org."}
    days = {"on": "2031-03-10", "opens": "2031-03-10", "closes": "2031-05-20"}
    lanterns.act("launch", "2031/wick", by="Made-up Desk", answer_to=answer_to, **days)
    paper = build("call", "2031/wick", lanterns.standing, tongue(language), day=date(2031, 3, 12))
    said = [loosen(str(one.said)).translate({0x2066: None, 0x2069: None}) for one in paper.sections[0].paragraphs]
    assert any(one.endswith(told) for one in said), said


@pytest.mark.parametrize("language", AVAILABLE)
def test_a_blank_for_those_to_whom_a_call_goes_stands_in_brackets(
    round_of_2017: Register, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = View.charter_text
    monkeypatch.setattr(View, "charter_text", lambda view, name: None if name == "participants" else given(view, name))
    paper = build("call", "2017/gender", round_of_2017.standing, tongue(language), day=date(2017, 12, 1))
    said = (one.said for one in paper.sections[0].paragraphs)
    (blank,) = (str(one) for one in said if isinstance(one, SaidSentence) and one.key == "call.who_unknown")
    assert (blank[0], blank[-1]) == ("[", "]")
