"""Papers as PDF: tagged, in their language, sealed, and with no empty box."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from escalade.templates.formats.typeset import pdf
from escalade.templates.formats.typeset.pdf import MissingGlyphError, SettingError, set_pdf
from escalade.templates.values.paper import Seal
from tests.templates.render import loosen

from .conftest import Register
from .hostile import TEXTS, fact, paper_of

SEAL = Seal(31, "ab" * 32)
PAPERS = [("note", "2017"), ("notice", "2017/ott"), ("call", "2017/ott"), ("report", "meeting/9"), ("state", "2017")]
LEFT_TO_RIGHT = ("en", "es", "fr", "ru", "zh")


def plainly(text: str) -> str:
    """A text without spaces, and without what only orders it."""
    return re.sub("[\\s\u2066-\u2069]", "", text)


def text_of(data: bytes) -> str:
    """What stands on the pages, without what stands on top and below."""
    pages = [page.extract_text().splitlines() for page in PdfReader(BytesIO(data)).pages]
    lines = [line for number, page in enumerate(pages) for line in page[1 if number else 0 : -1]]
    return plainly("".join(lines))


@pytest.mark.parametrize("language", LEFT_TO_RIGHT)
@pytest.mark.parametrize(("kind", "reference"), PAPERS)
def test_every_text_of_a_paper_stands_on_its_pages(
    round_of_2017: Register, kind: str, reference: str, language: str
) -> None:
    paper = round_of_2017.paper(kind, reference, language)
    data = set_pdf(paper, SEAL)
    shown = text_of(data)
    assert [one.text for one in paper.printables() if plainly(one.text) not in shown] == []
    assert set_pdf(paper, SEAL) == data


@pytest.mark.parametrize(("kind", "reference", "language"), [("note", "2017", "ar"), ("call", "2017/ott", "zh")])
def test_an_acronym_does_not_part_at_its_hyphen(
    round_of_2017: Register, kind: str, reference: str, language: str
) -> None:
    pages = PdfReader(BytesIO(set_pdf(round_of_2017.paper(kind, reference, language), SEAL))).pages
    lines = [line.strip("\u2066-\u2069 ") for page in pages for line in page.extract_text().splitlines()]
    assert any("CWG-Internet" in line for line in lines)
    assert [line for line in lines if line.endswith(("CWG-", "CWG"))] == []


def test_the_words_of_an_arabic_paper_can_be_searched(round_of_2017: Register) -> None:
    paper = round_of_2017.paper("note", "2017", "ar")
    shown = " ".join(page.extract_text() for page in PdfReader(BytesIO(set_pdf(paper, SEAL))).pages)
    words = {word for one in paper.printables() for word in re.findall("[\u0621-\u065f]{3,}", one.text)}
    assert len([word for word in words if word in shown]) >= 0.9 * len(words)  # the others bear signs above


def fonts_of(reader: PdfReader) -> list[Any]:
    """Every font that the pages use."""
    pages: list[Any] = list(reader.pages)
    return [font.get_object() for page in pages for font in page["/Resources"]["/Font"].values()]


def names_of_fonts(reader: PdfReader) -> set[str]:
    """Their names."""
    return {str(font["/BaseFont"]) for font in fonts_of(reader)}


@pytest.mark.parametrize("language", ["en", "fr", "ar", "zh"])
def test_a_pdf_is_tagged_and_says_its_title_language_subject_and_seal(round_of_2017: Register, language: str) -> None:
    paper = round_of_2017.paper("note", "2017", language)
    reader = PdfReader(BytesIO(set_pdf(paper, SEAL)))
    root: Any = reader.root_object
    own: Any = reader.metadata
    assert str(root["/Lang"]).partition("-")[0] == language
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712  # a PDF's own boolean
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712  # a PDF's own boolean
    assert "/StructTreeRoot" in root
    assert plainly(paper.title.text) in plainly(own.title or "")
    assert own.keywords == f"escalade-seal:{SEAL}"
    assert own.subject
    assert b"pdfuaid" in root["/Metadata"].get_data()
    assert own.creation_date.date().isoformat() == "2017-03-31"


def test_a_pdf_without_seal_or_day_says_neither(round_of_2017: Register) -> None:
    own = PdfReader(BytesIO(set_pdf(round_of_2017.paper("notice", "2017/ott"), None))).metadata
    assert own is not None
    assert (own.keywords, own.creation_date) == (None, None)


def test_fonts_are_in_the_file(round_of_2017: Register) -> None:
    reader = PdfReader(BytesIO(set_pdf(round_of_2017.paper("note", "2017"), SEAL)))
    for font in fonts_of(reader):
        (inner,) = font["/DescendantFonts"]
        descriptor = inner.get_object()["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"}.intersection(descriptor)


def test_each_annex_begins_a_page_and_the_symbol_stands_on_all_but_the_first(round_of_2017: Register) -> None:
    first, *others = [
        page.extract_text().splitlines()
        for page in PdfReader(BytesIO(set_pdf(round_of_2017.paper("note", "2017"), SEAL))).pages
    ]
    assert first[0] == "ITU"
    assert first[1].startswith("Council 2017")
    assert {page[0] for page in others} == {"Document C17/51-E"}
    assert [loosen(page[1]) for page in others if page[1].startswith("Annex")] == ["Annex 1", "Annex 2"]
    assert [page[-1] for page in (first, *others)] == [str(number) for number in range(1, len(others) + 2)]


@pytest.mark.parametrize("name", [name for name in TEXTS if name not in {"digits", "right to left", "marks", "long"}])
def test_a_hostile_text_stays_a_text(name: str) -> None:
    text = re.sub("[\x00\x07\x1b\x85\ufffe]", "\ufffd", TEXTS[name])
    data = set_pdf(paper_of(text), SEAL)
    assert text_of(data).count(plainly(text)) >= 20


def test_ten_thousand_words_are_set_and_shortened_on_top() -> None:
    data = set_pdf(replace(paper_of("x"), title=fact(TEXTS["long"]), masthead=()), SEAL)
    assert text_of(data).count("word") >= 9999
    assert PdfReader(BytesIO(data)).pages[1].extract_text().splitlines()[0].rstrip().endswith("…")


def test_a_name_that_runs_right_to_left_is_shown_in_a_paper_that_does_not() -> None:
    reader = PdfReader(BytesIO(set_pdf(paper_of(TEXTS["right to left"]), SEAL)))
    assert "Amiri" in " ".join(names_of_fonts(reader))


def test_a_character_that_no_font_has_is_named_after_all_were_asked() -> None:
    with pytest.raises(MissingGlyphError, match="U\\+F1234, a character without a name"):
        set_pdf(paper_of("private \U000f1234"), None)


def test_what_typst_refuses_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_layout", lambda: b"#panic()")
    with pytest.raises(SettingError, match="panicked"):
        set_pdf(paper_of("x"), None)
    monkeypatch.setattr(pdf, "_layout", lambda: b'#set document(title: "x")\n#text(font: "No Such Font")[x]')
    with pytest.raises(SettingError, match="unknown font family"):
        set_pdf(paper_of("x"), None)
