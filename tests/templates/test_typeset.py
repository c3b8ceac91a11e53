"""Papers as PDF: tagged, in their language, sealed, and with no empty box."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from escalade.templates.formats.typeset import press
from escalade.templates.formats.typeset.font import MissingFontError, Reach, fonts, reaches
from escalade.templates.formats.typeset.press import MissingGlyphError, SettingError, pressed
from escalade.templates.paper import Paper, Seal

from .conftest import Register
from .hostile import TEXTS, fact, paper_of

SEAL = Seal(31, "ab" * 32)
PAPERS = [("note", "2017"), ("notice", "2017/ott"), ("call", "2017/ott"), ("report", "meeting/9"), ("state", "2017")]
EMBEDDED = ("en", "es", "fr", "ru")
NEEDS = {"ar": Reach.NOTO, "zh": Reach.NOTO_CJK}
WHOLE = {Reach.ARABIC: Reach.NOTO, Reach.CHINESE: Reach.NOTO_CJK}
"""By the fonts of a script, all those of their folder."""
PACKAGES = {"ar": "fonts-noto-core", "zh": "fonts-noto-cjk"}


def plainly(text: str) -> str:
    """A text without spaces, and without what only orders it."""
    return re.sub("[\\s\u2066-\u2069]", "", text)


def text_of(data: bytes) -> str:
    """What stands on the pages, without what stands on top and below."""
    pages = [page.extract_text().splitlines() for page in PdfReader(BytesIO(data)).pages]
    lines = [line for number, page in enumerate(pages) for line in page[1 if number else 0 : -1]]
    return plainly("".join(lines))


def in_fonts_of(register: Register, language: str) -> Paper:
    """The note in a language, where this machine has the fonts."""
    reach = NEEDS.get(language)
    if reach and not reach.is_there:
        pytest.skip(f"the fonts are missing: apt-get install {PACKAGES[language]}")
    return register.paper("note", "2017", language)


@pytest.mark.parametrize("language", EMBEDDED)
@pytest.mark.parametrize(("kind", "reference"), PAPERS)
def test_every_text_of_a_paper_stands_on_its_pages(
    round_of_2017: Register, kind: str, reference: str, language: str
) -> None:
    paper = round_of_2017.paper(kind, reference, language)
    data = pressed(paper, SEAL)
    shown = text_of(data)
    assert [one.text for one in paper.printed() if plainly(one.text) not in shown] == []
    assert pressed(paper, SEAL) == data


@pytest.mark.parametrize("language", ["ar", "zh"])
def test_a_note_in_a_script_of_its_own_is_set_with_its_fonts(round_of_2017: Register, language: str) -> None:
    data = pressed(in_fonts_of(round_of_2017, language), SEAL)
    assert data == pressed(in_fonts_of(round_of_2017, language), SEAL)
    fonts = " ".join(names_of_fonts(PdfReader(BytesIO(data))))
    assert {"ar": "NotoNaskhArabic", "zh": "NotoSerifCJK"}[language] in fonts


def fonts_of(reader: PdfReader) -> list[Any]:
    """Every font that the pages use."""
    pages: list[Any] = list(reader.pages)
    return [font.get_object() for page in pages for font in page["/Resources"]["/Font"].values()]


def names_of_fonts(reader: PdfReader) -> set[str]:
    """Their names."""
    return {str(font["/BaseFont"]) for font in fonts_of(reader)}


@pytest.mark.parametrize("language", ["en", "fr", "ar", "zh"])
def test_a_pdf_is_tagged_and_says_its_title_language_subject_and_seal(round_of_2017: Register, language: str) -> None:
    paper = in_fonts_of(round_of_2017, language)
    reader = PdfReader(BytesIO(pressed(paper, SEAL)))
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
    own = PdfReader(BytesIO(pressed(round_of_2017.paper("notice", "2017/ott"), None))).metadata
    assert own is not None
    assert (own.keywords, own.creation_date) == (None, None)


def test_fonts_are_in_the_file(round_of_2017: Register) -> None:
    reader = PdfReader(BytesIO(pressed(round_of_2017.paper("note", "2017"), SEAL)))
    for font in fonts_of(reader):
        (inner,) = font["/DescendantFonts"]
        descriptor = inner.get_object()["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"}.intersection(descriptor)


def test_each_annex_begins_a_page_and_the_symbol_stands_on_all_but_the_first(round_of_2017: Register) -> None:
    first, *others = [
        page.extract_text().splitlines()
        for page in PdfReader(BytesIO(pressed(round_of_2017.paper("note", "2017"), SEAL))).pages
    ]
    assert first[0] == "Council 2017"
    assert {page[0] for page in others} == {"Document C17/51-E"}
    assert [page[1] for page in others if page[1].startswith("Annex")] == ["Annex 1", "Annex 2"]
    assert [page[-1] for page in (first, *others)] == [str(number) for number in range(1, len(others) + 2)]


@pytest.mark.parametrize("name", [name for name in TEXTS if name not in {"digits", "right to left", "marks", "long"}])
def test_a_hostile_text_stays_a_text(name: str) -> None:
    text = re.sub("[\x00\x07\x1b\x85\ufffe]", "\ufffd", TEXTS[name])
    data = pressed(paper_of(text), SEAL)
    assert text_of(data).count(plainly(text)) >= 20


def test_ten_thousand_words_are_set_and_shortened_on_top() -> None:
    data = pressed(replace(paper_of("x"), title=fact(TEXTS["long"]), masthead=()), SEAL)
    assert text_of(data).count("word") >= 9999
    assert PdfReader(BytesIO(data)).pages[1].extract_text().splitlines()[0].rstrip().endswith("…")


def test_a_name_that_runs_right_to_left_is_shown_in_a_paper_that_does_not(round_of_2017: Register) -> None:
    in_fonts_of(round_of_2017, "ar")
    reader = PdfReader(BytesIO(pressed(paper_of(TEXTS["right to left"]), SEAL)))
    assert "NotoNaskhArabic" in " ".join(names_of_fonts(reader))


@pytest.mark.parametrize(
    ("text", "script", "package"),
    [
        ("A smile 😀.", "emoji", "fonts-noto-color-emoji"),
        ("理事会", "Cjk", "fonts-noto-cjk"),
        ("ไทย", "Thai", "fonts-noto-core"),
    ],
)
def test_a_character_without_a_font_is_named_with_what_to_install(
    monkeypatch: pytest.MonkeyPatch, text: str, script: str, package: str
) -> None:
    monkeypatch.setattr(press, "reaches", lambda _: (Reach.EMBEDDED,))  # a machine without further fonts
    with pytest.raises(MissingGlyphError) as refused:
        pressed(paper_of(text), None)
    problem = refused.value
    assert (problem.script, problem.package) == (script, package)
    assert problem.character in text
    assert f"U+{ord(problem.character):04X}" in str(problem)
    assert f"apt-get install {package}" in str(problem)


@pytest.mark.parametrize(("language", "package"), PACKAGES.items())
def test_a_paper_in_a_script_without_a_font_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, language: str, package: str
) -> None:
    monkeypatch.setattr(press, "reaches", lambda _: (Reach.EMBEDDED,))  # a machine without further fonts
    with pytest.raises(MissingFontError, match=f"apt-get install {package}"):
        pressed(paper_of("x", language), None)


def test_a_character_that_no_font_has_is_named_after_all_were_asked() -> None:
    with pytest.raises(MissingGlyphError, match="U\\+F1234, a character without a name"):
        pressed(paper_of("private \U000f1234"), None)


def test_what_typst_refuses_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(press, "_layout", lambda: b"#panic()")
    with pytest.raises(SettingError, match="panicked"):
        pressed(paper_of("x"), None)
    monkeypatch.setattr(press, "_layout", lambda: b'#set document(title: "x")\n#text(font: "No Such Font")[x]')
    with pytest.raises(SettingError, match="unknown font family"):
        pressed(paper_of("x"), None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Été, Ñandú, Привет, Ωmega — “so” …", (Reach.EMBEDDED,)),
        ("مرحبا", (Reach.ARABIC, Reach.NOTO)),
        ("ไทย", (Reach.NOTO,)),
        ("会议 C17/51-C", (Reach.CHINESE, Reach.NOTO_CJK)),
        ("会议 مرحبا", (Reach.NOTO_CJK,)),
        ("한국", (Reach.NOTO_CJK,)),
    ],
)
def test_fonts_are_read_only_as_far_as_a_text_needs(text: str, expected: tuple[Reach, ...]) -> None:
    assert reaches(text) == (*(reach for reach in expected if reach.is_there), Reach.SYSTEM)


@pytest.mark.parametrize("reach", [Reach.ARABIC, Reach.CHINESE])
def test_a_script_has_its_own_fonts_alone_and_all_of_them_where_no_links_can_be_made(
    monkeypatch: pytest.MonkeyPatch, reach: Reach
) -> None:
    if not reach.is_there:
        pytest.skip("the fonts are not installed")
    few, all_of_them = (set(fonts.__wrapped__(one).families()) for one in (reach, WHOLE[reach]))
    assert few < all_of_them

    def refused(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(Path, "symlink_to", refused)
    assert set(fonts.__wrapped__(reach).families()) == all_of_them


@pytest.mark.parametrize(("language", "near"), [("ar", Reach.ARABIC), ("zh", Reach.CHINESE)])
def test_a_paper_in_its_scripts_own_fonts_has_the_bytes_of_one_with_all(
    round_of_2017: Register, monkeypatch: pytest.MonkeyPatch, language: str, near: Reach
) -> None:
    paper = in_fonts_of(round_of_2017, language)
    few = pressed(paper, SEAL)
    monkeypatch.setattr(press, "reaches", lambda _: (WHOLE[near], Reach.SYSTEM))
    assert pressed(paper, SEAL) == few
