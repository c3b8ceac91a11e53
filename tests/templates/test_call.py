# ruff: noqa: RUF001 - Chinese is written with signs of its own
"""The call for a consultation."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from escalade.templates.languages.pack import AVAILABLE
from escalade.templates.languages.tongue import tongue
from escalade.templates.papers.build import IssuedPaper, build
from escalade.templates.papers.facts.view import View
from escalade.templates.values.fact import SaidSentence
from tests.templates.paragraphs import paragraphs
from tests.templates.render import loosen

from .conftest import Register


def test_a_call_says_on_whose_decision_and_who_may_answer_until_when_and_how(round_of_2017: Register) -> None:
    assert paragraphs(round_of_2017, "call", "2017/gender") == [
        (
            "At its eighth plenary meeting, on 24 May 2017, the Council approved the topic “Bridging "
            "the digital gender divide” (see document C17/130(Rev.1))."
        ),
        "The consultation is addressed to all stakeholders.",
        "Responses should be submitted by 23 December 2017.",
        "[To be completed by the Secretariat: how and where to send responses.]",
        "A physical consultation meeting will be held on 22 January 2018.",
        "The outcome of consultations is published on the website of the Group.",
    ]


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


BLANK = {
    "en": (
        "[To be completed by the Secretariat: how and where to send responses.]",
        "DRAFT. This invitation has not been",
    ),
    "fr": (
        "[À compléter par le Secrétariat : modalités d’envoi des réponses.]",
        "PROJET. La présente invitation n’a pas",
    ),
    "es": (
        "[Forma y lugar de presentación de las respuestas: pendiente de completar por la Secretaría.]",
        "PROYECTO. La presente invitación no ha sido publicada.",
    ),
    "ru": (
        "[Порядок и адрес представления ответов: Секретариату надлежит указать.]",
        "ПРОЕКТ. Настоящее приглашение не опубликовано.",
    ),
    "zh": ("[提交答复的方式和地址：请秘书处注明。]", "草案。本文件尚未发布。"),
    "ar": (
        "[كيفية إرسال الردود والجهة التي تُرسل إليها: يُرجى من الأمانة بيانهما.]",
        "مشروع. لم تُنشر هذه الدعوة.",
    ),
}
"""The blank of a call that does not say how to answer, and its banner."""


@pytest.mark.parametrize("language", AVAILABLE)
def test_a_call_with_a_blank_in_brackets_on_a_line_of_its_own_is_a_draft_until_it_is_issued(
    round_of_2017: Register, language: str
) -> None:
    standing, day, (blank, banner) = round_of_2017.standing, date(2017, 12, 1), BLANK[language]
    paper = build("call", "2017/gender", standing, tongue(language), day=day)
    assert blank in [loosen(str(one.said)) for one in paper.sections[0].paragraphs]
    assert [loosen(str(one)).startswith(banner) for one in paper.draft] == [True]
    issued = IssuedPaper("C17/999", "2017/gender#1", "2017-12-01")
    assert build("call", "2017/gender", standing, tongue(language), day=day, issued=issued).draft == ()


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
