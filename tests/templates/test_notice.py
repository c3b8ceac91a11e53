# ruff: noqa: RUF001 - Russian, Chinese and French have letters and signs of their own
"""Notice, call and report of the shipped round."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from escalade.templates.languages.pack import AVAILABLE
from escalade.templates.languages.tongue import tongue
from escalade.templates.papers.build import IssuedPaper, build
from escalade.templates.papers.facts.view import NothingToSayError
from escalade.templates.values.paper import MastheadRow, Paper
from tests.templates.paragraphs import paragraphs
from tests.templates.render import loosen

from .conftest import Acts, Decide, Register


def test_a_notice_tells_who_decided_when_where_in_which_order_and_on_what(round_of_2017: Register) -> None:
    assert paragraphs(round_of_2017, "notice", "2017/ott") == [
        (
            "At its eighth plenary meeting, on 24 May 2017, the Council approved the topic "
            "“Public policy considerations for OTTs”, as amended. The topics approved "
            "were put to consultation successively, in the following order: “Public policy considerations for OTTs”, "
            "then “Bridging the digital gender divide” (see document C17/130(Rev.1))."
        ),
        "The text is annexed.",
    ]


def test_a_notice_shows_the_text_on_which_the_decision_was_taken(round_of_2017: Register) -> None:
    (text,) = round_of_2017.paper("notice", "2017/ott").wordings
    assert [str(remark) for remark in text.remarks] == [
        "English text: unofficial text, reconstructed.",
    ]
    assert str(text.questions[1]) == "What are the policy and regulatory issues associated with OTT services?"
    assert text.numbered


NATURE = {
    "ar": "النص العربي: نص غير رسمي أُعيد بناؤه.", "en": "English text: unofficial text, reconstructed.",
    "es": "Versión en español: texto no oficial, reconstruido.",
    "fr": "Version française : texte non officiel, reconstitué.",
    "ru": "Версия на русском языке: неофициальный восстановленный текст.", "zh": "中文文本：非正式文本，系复原而成。",
}  # fmt: skip


@pytest.mark.parametrize("language", NATURE)
def test_a_reconstructed_text_is_said_to_be_unofficial(round_of_2017: Register, language: str) -> None:
    (text,) = round_of_2017.paper("notice", "2017/ott", language).wordings
    assert [loosen(str(remark)) for remark in text.remarks] == [NATURE[language]]


def test_a_body_decides_at_its_own_sitting_whose_session_the_day_tells(
    round_of_2017: Register, referred: Register, decide: Callable[[Register], Decide]
) -> None:
    decide(referred)("decline", "2031/glass", words="not at hand")
    own, other = round_of_2017.text("notice", "2017/ott", "fr"), referred.text("notice", "2031/glass", "fr")
    assert "À sa huitième séance plénière, le 24 mai 2017, le Conseil a approuvé" in own
    assert "À sa première séance, le 2 juin 2031, l’Assemblée imaginaire a décidé" in other


def test_a_topic_is_referred_to_the_session_that_bears_the_name_of_its_body(acts_of_2017: Acts) -> None:
    register = Register()
    register.play(acts_of_2017, until="receive")
    told = register.text("notice", "2017/ott", "fr")
    assert re.search("a été soumis au Conseil 2017 ", told)


def test_a_document_is_cited_as_each_language_writes_it(round_of_2017: Register) -> None:
    assert "C17/130(Rév.1)" in round_of_2017.text("notice", "2017/ott", "fr")
    assert "C17/130(Rev.1)" in round_of_2017.text("notice", "2017/ott", "en")


@pytest.mark.parametrize(
    ("kind", "reference", "sentence"),
    [
        ("note", "1999", "There is no note to write for 1999: none of its topics is proposed, debated or unresolved"),
        ("notice", "2017", "There is no notice to write for 2017: it is not a topic of this register"),
        ("notice", "2017/none", "There is no notice to write for 2017/none: it is not a topic of this register"),
        ("call", "2017/none", "There is no call to write for 2017/none: it is not a topic of this register"),
        ("report", "meeting/77", "There is no report to write for meeting/77: no meeting of that number was convened."),
        ("report", "session/Council 2017", "There is no report to write for session/Council 2017: no meeting"),
        ("report", "meeting/8", "There is no report to write for meeting/8: no act on a topic is recorded"),
    ],
)
def test_a_paper_with_nothing_to_say_says_why(
    round_of_2017: Register, kind: str, reference: str, sentence: str
) -> None:
    with pytest.raises(NothingToSayError, match=re.escape(sentence)):
        round_of_2017.text(kind, reference)


@pytest.mark.parametrize(("kind", "problem"), [("notice", "nothing was decided"), ("call", "was not launched")])
def test_what_has_not_happened_yet_is_not_told(acts_of_2017: Acts, kind: str, problem: str) -> None:
    register = Register()
    register.play(acts_of_2017, until="record no consensus")
    with pytest.raises(NothingToSayError, match=problem):
        register.text(kind, "2017/ott")


def test_an_empty_register_has_no_papers() -> None:
    with pytest.raises(NothingToSayError, match="none of its topics"):
        Register().text("note", "2017")


def row_of_day(paper: Paper) -> MastheadRow:
    """The line of a masthead that bears a day."""
    (found,) = [one for one in paper.masthead if one.key == "date"]
    return found


@pytest.mark.parametrize("language", AVAILABLE)
def test_a_notice_bears_the_day_as_at_which_it_tells_what_follows(round_of_2017: Register, language: str) -> None:
    speaking, standing = tongue(language), round_of_2017.standing
    dated = row_of_day(build("notice", "2017/ott", standing, speaking))
    assert str(dated.label) == str(speaking.say("notice.as_at"))
    issued = build("notice", "2017/ott", standing, speaking, issued=IssuedPaper("CL-1", "2017#1", "2017-06-01"))
    assert row_of_day(issued).label is None
