# ruff: noqa: RUF001 - Chinese is written with signs of its own
"""The call for a consultation."""

from __future__ import annotations

from datetime import date

import pytest

from escalade.templates.languages.pack import AVAILABLE
from escalade.templates.languages.tongue import tongue
from escalade.templates.papers.build import IssuedPaper, build
from escalade.templates.papers.facts.view import View
from escalade.templates.values.fact import SaidSentence
from tests.templates.paragraphs import paragraphs
from tests.templates.render import loosen

from .conftest import Register


def test_a_call_says_who_may_answer_until_when_how_and_on_whose_decision(round_of_2017: Register) -> None:
    """While it is open; the way to answer is no longer told of one that is over."""
    paper = build("call", "2017/gender", round_of_2017.standing, tongue("en"), day=date(2017, 12, 1))
    assert [loosen(str(one.said)) for section in paper.sections for one in section.paragraphs][:5] == [
        "The consultation is addressed to all stakeholders.",
        "Period for online responses: October to 23 December 2017.",
        "[To be completed by the Secretariat: how and where to send responses.]",
        "The outcome of consultations is published on the website of the Group.",
        "Date set for the physical consultation meeting: 22 January 2018.",
    ]


def test_a_call_drawn_after_its_period_says_that_it_is_over(round_of_2017: Register) -> None:
    assert paragraphs(round_of_2017, "call", "2017/gender") == [
        "The consultation was addressed to all stakeholders.",
        "Period for online responses: October to 23 December 2017. This period has ended.",
        "The physical meeting was to be held on 22 January 2018.",
        "The outcome of consultations is published on the website of the Group.",
        (
            "At its eighth plenary meeting, on 24 May 2017, the Council approved the topic “Bridging "
            "the digital gender divide” (see document C17/130(Rev.1))."
        ),
    ]


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
    assert round_of_2017.paper("call", "2017/gender", language).draft == (), (
        "nothing is to be completed once it is over"
    )


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
