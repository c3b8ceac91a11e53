"""States are called as at the United Nations, in the language of the paper, whatever language they were named in."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest

from escalade.templates.formats.file import file_of
from escalade.templates.languages.noun import call_state, find_states
from escalade.templates.languages.pack import AVAILABLE
from escalade.templates.languages.tongue import tongue
from escalade.templates.papers.facts.view import View
from escalade.workflow.values.dates import when

from .conftest import Register

SYRIA = {
    "ar": "الجمهورية العربية السورية", "en": "Syrian Arab Republic", "es": "República Árabe Siria",
    "fr": "République arabe syrienne", "ru": "Сирийская Арабская Республика", "zh": "阿拉伯叙利亚共和国",
}  # fmt: skip


@pytest.mark.parametrize("language", AVAILABLE)
def test_a_state_is_called_in_the_language_of_the_paper_and_needs_no_mark(
    round_of_2017: Register, language: str
) -> None:
    view = View(round_of_2017.standing, tongue(language), when("2017-06-01"))
    for named, typed in SYRIA.items():
        assert str(view.member(typed, "body#1")).replace("\u2019", "'") == SYRIA[language], named
        assert view.member(typed, "body#1").others == ()


@pytest.mark.parametrize(
    ("typed", "language", "called"),
    [
        ("Vietnam", "fr", "Viet Nam"), ("Turkey", "es", "Türkiye"), ("Russia", "ru", "Российская Федерация"),
        ("Côte d'Ivoire", "zh", "科特迪瓦"), ("Easterland", "fr", None), ("Vietnam", "en", None),
        ("Egypt", "ar", "مصر"),
    ],
)  # fmt: skip
def test_what_is_no_state_and_what_was_typed_in_the_language_stays(
    typed: str, language: str, called: str | None
) -> None:
    assert call_state(typed, language) == called


def test_every_language_calls_the_same_states() -> None:
    codes = {language: set(find_states(language).values()) for language in AVAILABLE}
    assert [language for language in AVAILABLE if codes[language] != codes["en"]] == []
    assert len(codes["en"]) > 193


def test_a_text_in_another_language_stands_on_grey(round_in_two_languages: Register) -> None:
    paper = replace(round_in_two_languages.paper("note", "2017", "ru"), draft=())
    body = ZipFile(BytesIO(file_of(paper, "docx"))).read("word/document.xml").decode()
    tinted = re.findall(r'<w:shd [^>]*w:fill="E3E3E3"/>(?:(?!</w:rPr>).)*<w:lang w:val="fr-FR"/>', body)
    assert len(tinted) == body.count('<w:lang w:val="fr-FR"/>') > 9
    page = file_of(paper, "html").decode()
    assert "main span[lang] { background: #e3e3e3; }" in page
    assert page.count('<span lang="fr">') > 9
