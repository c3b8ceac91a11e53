# ruff: noqa: RUF001 - Chinese has marks of its own
"""Papers as PDF: tagged, in their language, sealed, and with no empty box."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from escalade.templates.formats.typeset import pdf
from escalade.templates.formats.typeset.pdf import MissingGlyphError
from escalade.templates.languages.pack import AVAILABLE
from escalade.templates.values.fact import SaidSentence
from escalade.templates.values.paper import Item, Paper, Paragraph, Seal, Section
from escalade.workflow.values.errors import PaperError
from tests.programs import PDFTOTEXT, need
from tests.templates.render import loosen, set_pdf

from .conftest import Register
from .hostile import TEXTS, paper_of

SEAL = Seal(31, "ab" * 32)
PAPERS = [("note", "2017"), ("notice", "2017/ott"), ("call", "2017/ott"), ("report", "meeting/9")]
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


@pytest.mark.parametrize("language", AVAILABLE)
@pytest.mark.needs(PDFTOTEXT)
def test_no_symbol_acronym_or_word_for_hereinafter_parts_at_the_end_of_a_line(language: str, tmp_path: Path) -> None:
    symbols: tuple[str, ...] = (
        "C17/DL/7",
        "C17/DT/4(Rev.1)",
        "MCL-Data/DL/12",
        "C17/51-F",
        "LA26/90(Corr.1)-S",
        "CWG-Internet",
    )
    symbols += ("ci-après",) if language == "fr" else ("C17/9",)
    letter = {"ru": "ж", "zh": "灯", "ar": "ف"}.get(language, "x")
    words = " ".join(f"{letter * (place % 7 + 1)} {symbols[place % 7]}" for place in range(100))
    file = tmp_path / "paper.pdf"
    file.write_bytes(set_pdf(paper_of(words, language), SEAL))
    shown = subprocess.run([need(PDFTOTEXT), "-raw", file, "-"], capture_output=True, text=True, check=True).stdout
    lines = [re.sub("[\u200b-\u200f\u202a-\u202e\u2066-\u2069]", "", line).strip() for line in shown.splitlines()]
    for symbol in symbols:
        assert "".join(lines).count(symbol) == sum(line.count(symbol) for line in lines) > 0, symbol


@pytest.mark.needs(PDFTOTEXT)
def test_an_acronym_stands_apart_from_the_chinese_before_it_where_that_is_bold_too(tmp_path: Path) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(set_pdf(paper_of("文件CWG-Internet", "zh"), SEAL))
    shown = subprocess.run([need(PDFTOTEXT), "-layout", file, "-"], capture_output=True, text=True, check=True).stdout
    assert "文件 CWG-Internet" in shown
    assert "文件CWG-Internet" not in shown


VOWELS = "[\u064b-\u0652\u0670]"
"""What is written above and below Arabic letters."""


def words_of(text: str, language: str) -> set[str]:
    """The words of a text as one searches them: Chinese by four characters, Arabic where no vowels are written.

    What raises its vowels by position, as every font does, parts a word for some readers.
    """
    if language == "zh":
        return set(re.findall("[\u3400-\u9fff]{2,4}", text))
    words = re.findall(f"(?:[^\\W\\d_]|{VOWELS}){{2,}}", text)
    return {word for word in words if not re.search(VOWELS, word)}


@pytest.mark.parametrize("language", AVAILABLE)
@pytest.mark.parametrize(("kind", "reference"), [("note", "2017"), ("circular", "2017"), ("report", "meeting/9")])
@pytest.mark.needs(PDFTOTEXT)
def test_every_word_is_found_by_two_readers(
    round_of_2017: Register, kind: str, reference: str, language: str, tmp_path: Path
) -> None:
    """The one that knows nothing of stretches with a text of their own reads no Arabic, whose vowels make such."""
    paper, file = round_of_2017.paper(kind, reference, language), tmp_path / "paper.pdf"
    file.write_bytes(set_pdf(paper, SEAL))
    words = {word for one in paper.printables() for word in words_of(one.text, language)}
    by_poppler = subprocess.run([need(PDFTOTEXT), file, "-"], capture_output=True, text=True, check=True).stdout
    by_pypdf = " ".join(page.extract_text() for page in PdfReader(file).pages)
    for shown in (by_poppler, by_pypdf) if language != "ar" else (by_poppler,):
        text = plainly(shown) if language == "zh" else re.sub("[\u200b-\u200f\u202a-\u202e\u2066-\u2069]", "", shown)
        assert sorted(word for word in words if word not in text) == []


@pytest.mark.parametrize(("kind", "reference"), PAPERS)
@pytest.mark.needs(PDFTOTEXT)
def test_every_vowel_of_an_arabic_paper_is_on_its_pages(
    round_of_2017: Register, kind: str, reference: str, tmp_path: Path
) -> None:
    paper, file = round_of_2017.paper(kind, reference, "ar"), tmp_path / "paper.pdf"
    file.write_bytes(set_pdf(paper, SEAL))
    shown = subprocess.run([need(PDFTOTEXT), file, "-"], capture_output=True, text=True, check=True).stdout
    written = Counter(mark for one in paper.printables() for mark in re.findall(VOWELS, one.text))
    assert written
    assert written <= Counter(re.findall(VOWELS, shown))


APART = 0.3
"""How wide lam and alif stand beside each other where they do not join, for their height: wider where they do."""
BOTH = ["الإلكتروني", "المستهلكين", "مجالات", "مختلف", "المجلس", "الصحيحة", "كلام", "الأول"]
"""Words in which letters join in the way that Amiri draws lam and alif, or in another, or in both."""


@pytest.mark.parametrize("word", BOTH)
@pytest.mark.needs(PDFTOTEXT)
def test_an_arabic_word_is_found_however_its_letters_join_and_lam_and_alif_do(word: str, tmp_path: Path) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(set_pdf(paper_of(f"لا {word} لا", "ar"), SEAL))
    by_poppler, boxes = (
        subprocess.run([need(PDFTOTEXT), *how, file, "-"], capture_output=True, text=True, check=True).stdout
        for how in ((), ("-bbox",))
    )
    by_pypdf = " ".join(page.extract_text() for page in PdfReader(file).pages)
    assert [word in re.sub("[\u200b-\u200f]", "", shown) for shown in (by_poppler, by_pypdf)] == [True, True]
    found = re.findall(r'xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(\w+)<', boxes)
    sizes = [(*map(float, place), letters) for *place, letters in found]
    pairs = [(right - left) / (below - above) for left, above, right, below, letters in sizes if letters == "لا"[::-1]]
    assert min(pairs) > APART


def test_a_short_paper_is_a_page_and_one_question_takes_none_of_its_own(round_of_2017: Register) -> None:
    def pages(paper: Paper) -> int:
        return len(PdfReader(BytesIO(set_pdf(paper, SEAL))).pages)

    assert [pages(round_of_2017.paper(kind, "2017/ott", "en")) for kind in ("call", "notice")] == [1, 1]
    note = round_of_2017.paper("note", "2017")
    single = tuple(replace(one, questions=one.questions[:1]) for one in note.wordings)
    assert pages(replace(note, wordings=single)) < pages(note)


@pytest.mark.parametrize("language", AVAILABLE)
def test_an_annex_is_linked_from_where_it_is_named(round_of_2017: Register, language: str) -> None:
    reader = PdfReader(BytesIO(set_pdf(round_of_2017.paper("note", "2017", language), SEAL)))
    pages: list[Any] = list(reader.pages)
    links = [one.get_object() for page in pages for one in page.get("/Annots", ())]
    assert len(links) >= 6
    assert {link["/Subtype"] for link in links} == {"/Link"}
    assert all("/Dest" in link or link["/A"]["/S"] == "/GoTo" for link in links)


def test_an_address_of_the_web_or_of_mail_is_linked() -> None:
    said = "See https://example.org/?q=a;b&c=1, and <https://x>, or write to desk@example.org."
    reader = PdfReader(BytesIO(set_pdf(paper_of(said), SEAL)))
    pages: list[Any] = list(reader.pages)
    links = {one.get_object()["/A"]["/URI"] for page in pages for one in page.get("/Annots", ())}
    assert links == {"https://example.org/?q=a;b&c=1", "https://x", "mailto:desk@example.org"}


@pytest.mark.parametrize("lines", range(36, 44))
def test_no_entry_of_a_list_stands_alone_on_a_page(round_of_2017: Register, lines: int) -> None:
    def said(text: str) -> SaidSentence:
        return SaidSentence("x", text)

    def pages(count: int) -> list[list[str]]:
        entries = tuple(Item(said(f"entry-{n}"), said(f"{n})")) for n in range(count))
        body = (*(Paragraph(said("A line.")) for _ in range(lines - 8)), Paragraph(said("Lead:"), entries))
        paper = replace(bare, sections=(Section("x", said("Made up"), body),))
        shown = [page.extract_text() for page in PdfReader(BytesIO(set_pdf(paper, None))).pages]
        return [re.findall("entry-[0-9]+|Lead", text) for text in shown]

    bare = replace(round_of_2017.paper("note", "2017"), box=(), wordings=())
    (together,) = (found for found in pages(3) if found)
    assert len(together) == 4
    assert all(len(found) > 1 for found in pages(12) if found)


@pytest.mark.parametrize("lines", range(24, 31))
def test_no_signature_stands_alone_on_a_page(round_of_2017: Register, lines: int) -> None:
    said = tuple(Paragraph(SaidSentence("x", f"line-{n}")) for n in range(lines))
    bare = replace(round_of_2017.paper("note", "2017"), box=(), wordings=())
    paper = replace(bare, sections=(Section("x", SaidSentence("x", "Made up"), said),))
    pages = [page.extract_text() for page in PdfReader(BytesIO(set_pdf(paper, None))).pages]
    (signed,) = (text for text in pages if "Chairman: " in text)
    assert {f"line-{lines - 2}", f"line-{lines - 1}"} <= set(signed.split())


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
    bare: Any = PdfReader(BytesIO(set_pdf(round_of_2017.paper("call", "2017/ott", language), None))).metadata
    assert (bare.keywords, bare.creation_date) == (None, None)


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


def test_a_character_that_no_font_has_is_named_after_all_were_asked() -> None:
    with pytest.raises(MissingGlyphError, match="U\\+F1234, a character without a name"):
        set_pdf(paper_of("private \U000f1234"), None)


def test_what_typst_refuses_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    layout = tmp_path / "paper.typ"
    with monkeypatch.context() as patched:
        patched.setattr(pdf, "FOLDER", tmp_path)
        pdf.make_compiler.cache_clear()
        layout.write_text("#panic()", "utf-8")
        with pytest.raises(PaperError, match="panicked"):
            set_pdf(paper_of("x"), None)
        layout.write_text('#set document(title: "x")\n#text(font: "No Such Font")[x]', "utf-8")
        with pytest.raises(PaperError, match="unknown font family"):
            set_pdf(paper_of("x"), None)
    pdf.make_compiler.cache_clear()


def test_a_layout_makes_no_expression_wherever_it_sets_something() -> None:
    texts = [path.read_text("utf-8") for path in sorted(pdf.FOLDER.glob("*.typ"))]
    drawn = "".join(text.partition("#let style(body)")[0] for text in texts)  # behind it: rules, read once
    made = [line for line in drawn.splitlines() if re.search(r"\bregex(?:-if)?\(", line)]
    assert len(made) >= 5
    assert [line for line in made if not re.match(r"#let (?:[\w-]+ =|written\(|regex-if\()", line)] == []


@pytest.mark.parametrize("language", [tag for tag in AVAILABLE if tag != "ar"])  # whose marks a reader mirrors
@pytest.mark.parametrize(("kind", "reference"), [("note", "2017"), ("circular", "2017")])
def test_no_line_ends_in_an_opening_bracket_or_mark(
    round_of_2017: Register, kind: str, reference: str, language: str
) -> None:
    pages = PdfReader(BytesIO(set_pdf(round_of_2017.paper(kind, reference, language), SEAL))).pages
    lines = [line.rstrip() for page in pages for line in page.extract_text().splitlines()]
    assert len(lines) > 20
    assert [line for line in lines if line.endswith(("(", "\uff08", "“", "«"))] == []


def test_words_of_another_language_in_chinese_have_marks_as_wide_as_their_letters(lanterns: Register) -> None:
    at: dict[str, Any] = {"by": "Made-up Chair", "on": "2031-03-04", "evidence": {"meeting": "1"}}
    lanterns.act("record no consensus", "2031/wick", tried={"en": "Talks on our ‘own’ words."}, **at)
    shown = dict[str, set[str]]()

    def look(text: str, _matrix: Any, _place: Any, font: Any, _size: Any) -> None:
        for letter in text if font else "":
            shown.setdefault(letter, set()).add(str(font["/BaseFont"]).partition("+")[2])

    for page in PdfReader(BytesIO(set_pdf(lanterns.paper("report", "meeting/1", "zh"), SEAL))).pages:
        page.extract_text(visitor_text=look)
    assert shown["‘"] | shown["’"] <= shown["w"]
    assert not shown["“"] <= shown["w"]
