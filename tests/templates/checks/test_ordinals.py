"""What one language writes as twentieth, and another as 20th, is one number."""

from __future__ import annotations

from itertools import product

import pytest

from escalade.templates.checks.document import Document, DocumentPassage
from escalade.templates.checks.finding import Case
from escalade.templates.checks.parity import compare_facts, facts_are_the_same, ordinals_in_figures, ordinals_in_words
from escalade.templates.languages.pack import AVAILABLE
from escalade.templates.languages.tongue import tongue

BY_HAND = {
    20: ["Twentieth meeting", "vingtièmes", "vigésimo período", "на двадцатой сессии", "الدورة العشرون", "第二十次"],
    21: [
        "the twenty-first", "la vingt et unième", "la vigésima primera", "vigesimoprimera", "двадцать первого собрания",
        "الدورة الحادية والعشرون", "第二十一次会议",
    ],
    11: ["eleventh", "onzième", "undécimo", "décimo primer", "одиннадцатой", "الحادية عشرة", "第十一"],
    18: ["eighteenth", "dix-huitième", "decimoctavo", "décima octava", "восемнадцатом", "الثامنة عشرة", "第十八"],
    33: ["thirty-third", "trente-troisième", "trigésima tercera", "тридцать третьей", "الثالثة والثلاثين", "第三十三"],
    71: ["seventy-first", "soixante et onzième", "septuagésima primera", "семьдесят первое", "الحادي والسبعين"],
    97: ["ninety-seventh", "quatre-vingt-dix-septième", "nonagésima séptima", "девяносто седьмое", "第九十七"],
}  # fmt: skip
FIGURES = [
    "the 20th meeting", "la 20e réunion", "la 20ème", "la 20.ª reunión", "la 20ª", "第20次会议", "الاجتماع 20",
    "20-е собрание", "20-го собрания",  # noqa: RUF001  # Russian endings
]  # fmt: skip
EVERY = tuple(str(number) for number in range(10, 100))


def found(**texts: str) -> list[str]:
    """What the check says of a paragraph, by its text in each language."""
    documents = {
        tag: Document(tag, tag, masthead=(DocumentPassage(text, "paragraph 3.1"),)) for tag, text in texts.items()
    }
    return [str(remark.what) for remark in facts_are_the_same(Case(documents))]


def test_an_ordinal_in_words_is_the_one_number_that_it_says() -> None:
    said = {(number, text): ordinals_in_words(text, EVERY) for number, texts in BY_HAND.items() for text in texts}
    assert [case for case, read in said.items() if read != {str(case[0])}] == []


@pytest.mark.parametrize("language", AVAILABLE)
def test_every_ordinal_that_papers_write_is_read_as_its_number(language: str) -> None:
    said_in = tongue(language)
    said = {number: said_in.ordinal(number) for number in range(10, 100)}
    read = {number: ordinals_in_words(text, EVERY) | ordinals_in_figures(text) for number, text in said.items()}
    assert read == {number: {str(number)} for number in said}


def test_an_ordinal_in_figures_is_one_in_words_and_a_plain_number_is_none() -> None:
    for text in FIGURES:
        assert ordinals_in_figures(text) == {"20"}, text
        assert found(en="the twentieth meeting", xx=text) == [], text
        assert compare_facts(["the twentieth meeting"], [text], "xx") == "", text
    for text in ("20 Members", "C20/20", "20.5 %", "20 et la 20e réunion", "20-летие", "20 000"):
        assert ordinals_in_figures(text) == frozenset(), text


def test_papers_of_one_meeting_agree_in_every_language() -> None:
    for number, digits in product([10, 12, 20, 24, 31, 80], [True, False]):
        assert found(**{tag: tongue(tag).ordinal(number, digits=digits) for tag in AVAILABLE}) == [], number


@pytest.mark.parametrize(
    ("english", "french", "said"),
    [
        ("the twentieth meeting", "la 21e réunion", "It says 21, which “en” does not."),
        ("the twenty-first meeting", "la 20e réunion", "It says 20, which “en” does not."),
        ("the twentieth meeting", "la 20e réunion et 20 Membres", "It says 20, which “en” does not."),
        ("the meeting", "la 20e réunion", "It says 20, which “en” does not."),
    ],
)
def test_another_number_is_still_found(english: str, french: str, said: str) -> None:
    assert found(en=english, fr=french) == [said]


def test_an_ordinal_beyond_those_in_words_is_compared_in_figures() -> None:
    assert found(en="the 102nd meeting", fr="la 102e réunion", es="la 102.ª reunión") == []
    assert found(en="the 102nd meeting", fr="la 101e réunion") == ["It says 101 where “en” says 102."]
