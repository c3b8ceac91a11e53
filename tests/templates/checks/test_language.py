"""Texts in another language, or in another text's place, are found."""

from __future__ import annotations

import pytest

from escalade.templates.checks.checking import findings_in
from escalade.templates.checks.reading.file import document_in

from .conftest import Told, told

PAGES = {
    "ru": ("1 Введение", "Группа провела девятое заседание в городе.", "Она приняла к сведению доклад секретариата."),
    "zh": ("1 引言", "本组举行了第九次会议, 并审议了秘书处的报告。", "本组注意到秘书处的报告, 并感谢主席的工作。"),
    "ar": ("1 مقدمة", "عقد الفريق اجتماعه التاسع في المدينة.", "وأحاط الفريق علما بتقرير الأمانة."),
    "fr": (
        "1 Introduction",
        "Le Groupe a tenu sa neuvième réunion dans la ville.",
        "Il a pris note du rapport.",
    ),
    "es": (
        "1 Introducción",
        "El Grupo celebró su novena reunión en la ciudad.",
        "El Grupo tomó nota del informe.",
    ),
}
ENGLISH = "The Group took note of the report of the secretariat and thanked the chair for it."


def page(language: str, *more: str) -> bytes:
    """A small page, with more paragraphs."""
    title, *texts = PAGES[language]
    numbered = (f"<p>1.{number} {text}</p>" for number, text in enumerate((*texts * 4, *more), start=1))
    return f"<h2>{title}</h2>{''.join(numbered)}".encode()


def found(*files: tuple[str, bytes]) -> Told:
    """The errors of language in files."""
    documents = [document_in(content, name) for name, content in files]
    return [one for one in told(findings_in(documents)) if one[0].startswith("texts-")]


@pytest.mark.parametrize("language", PAGES)
def test_english_in_a_text_of_another_language_is_found(language: str) -> None:
    assert found(("page.html", page(language))) == []
    checks = [(check, place) for check, place, _ in found(("page.html", page(language, ENGLISH)))]
    assert checks == [("texts-are-in-their-language", "paragraph 1.9")]


@pytest.mark.parametrize(
    "text",
    [
        "Majed M. Al-Mazyed (CWG-Internet), www.example.org/the/way/to",
        "OTT, ICT, SME",
        "“Lampadophorus” C17/51(Rev.1)",
    ],
)
@pytest.mark.parametrize("language", PAGES)
def test_names_addresses_and_symbols_are_no_english(language: str, text: str) -> None:
    assert found(("page.html", page(language, f"{PAGES[language][1]} {text}"))) == []


def test_another_language_than_english_is_found_too() -> None:
    assert found(("page.html", page("fr", PAGES["es"][2] + " El informe de los Estados y la lista del año."))) != []
    assert found(("page.html", page("es", "Le Groupe a pris note du rapport et des listes."))) != []


def test_a_text_marked_as_not_translated_is_let_pass() -> None:
    marked = f"{ENGLISH} (non traduit)"
    assert found(("page.html", page("fr", marked))) == []


def test_a_text_that_is_the_same_in_two_languages_is_found() -> None:
    same = "Lampadophorus ignis maximus in turri antiqua lucet semper"
    said = f"“{same}” stands in “page.fr.html” as well."
    files = (("page.fr.html", page("fr", same)), ("page.es.html", page("es", same)))
    assert ("texts-are-translated-apart", "paragraph 1.9", said) in found(*files)


def test_a_paragraph_that_stands_in_the_place_of_another_is_found() -> None:
    text = "Le Groupe a décidé de soumettre la question au Conseil, afin qu'il l'examine et se prononce à ce sujet."
    twice = found(("page.html", page("fr", text, text)))
    assert [(check, place) for check, place, _ in twice] == [("texts-stand-once", "paragraph 1.10")]
    assert found(("page.html", page("fr", "Voir le document C17/130.", "Voir le document C17/130."))) == []


def test_a_question_asked_twice_is_found() -> None:
    content = page("fr") + (
        b"<h2>Annexe 1</h2><h3>Titre de l'annexe</h3><p>Question :</p>"
        b"<ol><li>Que faire des lampes de la ville ?</li><li>Que faire des lampes de la ville ?</li></ol>"
    )
    assert [check for check, _, _ in found(("page.html", content))] == ["texts-stand-once"]
