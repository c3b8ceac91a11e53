"""Text of the secretariat, inserted from a Word file into a section."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import docx
import pypdf
import pytest

from escalade.templates.checks.checking import findings_of
from escalade.templates.checks.reading.file import document_in
from escalade.templates.formats.file import file_of, trace
from escalade.templates.formats.word.prose import ForeignError, paragraphs_in
from escalade.templates.languages.pack import AVAILABLE
from escalade.templates.values.fact import SaidSentence
from escalade.templates.values.paper import SECRETARIAT, Item, Paragraph, TableLine, insert_text

from .checks.conftest import saved
from .conftest import Register
from .hidden_matter import hiding


def said(text: str) -> SaidSentence:
    """A text of the secretariat."""
    return SaidSentence(SECRETARIAT, text)


def year() -> bytes:
    """A Word file with a heading, paragraphs, a list and a table."""
    document = docx.Document()
    document.add_heading("A made-up year", 1)
    document.add_paragraph("The Group held made-up workshops:")
    for text in ("one on wicks", "one on glass"):
        document.add_paragraph(text, style="List Bullet")
    document.add_paragraph("2.9\tThey were attended as follows.")
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ("Workshop", "Present", "Wicks", "12"), strict=True):  # noqa: SLF001  # the one way to all cells
        cell.text = text
    document.add_paragraph("No more is to be said.")
    return saved(document)


def test_a_colon_announces_a_numbered_list_and_other_numbers_are_those_of_paragraphs() -> None:
    document = docx.Document()
    for line in ("1. First.", "2. Of two kinds:", "1. wicks", "2. glass", "a) as an item", "3. Third.", "4. Fourth."):
        document.add_paragraph(line)
    found = paragraphs_in(saved(document), "numbers.docx")
    assert [(str(one.said), [str(item.said) for item in one.items]) for one in found] == [
        ("First.", []),
        ("Of two kinds:", ["wicks", "glass", "as an item"]),
        ("Third.", []),
        ("Fourth.", []),
    ]


YEAR = (
    Paragraph(
        said("The Group held made-up workshops:"),
        (Item(said("one on wicks")), Item(said("one on glass"))),
        heading=said("A made-up year"),
    ),
    Paragraph(
        said("They were attended as follows."),
        lines=(TableLine((said("Workshop"), said("Present"))), TableLine((said("Wicks"), said("12")))),
    ),
    Paragraph(said("No more is to be said.")),
)


def test_headings_paragraphs_lists_and_tables_are_read() -> None:
    assert paragraphs_in(year(), "year.docx") == YEAR


def test_what_has_no_paragraph_before_it_stands_by_itself() -> None:
    document = docx.Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "first"
    document.add_table(1, 1).cell(0, 0).text = "second"
    document.add_paragraph("an item", style="List Bullet")
    document.add_heading("One", 1)
    document.add_heading("Two", 2)
    assert paragraphs_in(saved(document), "bare.docx") == (
        Paragraph(said(""), lines=(TableLine((said("first"), said(""))),)),
        Paragraph(said(""), (Item(said("an item")),), lines=(TableLine((said("second"),)),)),
        Paragraph(said("One – Two"), heading=None),
    )


@pytest.fixture
def emphasised() -> tuple[Paragraph, ...]:
    """A paragraph, a list and a table with bold and italics, by run and by style."""
    document = docx.Document()
    first = document.add_paragraph("12.\tSee ")
    first.add_run("bold words ").bold = True
    first.add_run("and ")
    first.add_run("slanted", style="Emphasis")
    both = first.add_run("both")
    both.bold = both.italic = True
    first.add_run(", wo")
    first.add_run("rd", style="Strong").italic = True
    first.add_run("s:")
    plain = first.add_run(" not", style="Strong")
    plain.bold = False
    document.add_paragraph("", style="List Bullet").add_run("an item").bold = True
    cell = document.add_table(1, 1).cell(0, 0).paragraphs[0]
    cell.add_run("  a ").italic = True
    cell.add_run(" cell")
    return paragraphs_in(saved(document), "looks.docx")


def test_bold_and_italics_are_read_where_they_stand(emphasised: tuple[Paragraph, ...]) -> None:
    (found,) = emphasised
    texts = [found.said, found.items[0].said, found.lines[0].cells[0]]
    assert [[(one.text[first:end], bold, italic) for first, end, bold, italic in one.emphasis] for one in texts] == [
        [("bold words", True, False), ("slanted", False, True), ("both", True, True), ("rd", True, True)],
        [("an item", True, False)],
        [("a", False, True)],
    ]
    assert [one.text for one in texts] == ["See bold words and slantedboth, words: not", "an item", "a cell"]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_form_shows_bold_and_italics(
    referred: Register, emphasised: tuple[Paragraph, ...], language: str
) -> None:
    paper = insert_text(referred.paper("note", "2031", language), "activities", emphasised)
    html, markdown = (file_of(paper, form).decode() for form in ("html", "md"))
    shown = "See <strong>bold words</strong> and <em>slanted</em><strong><em>both</em></strong>, "
    assert f"{shown}wo<strong><em>rd</em></strong>s: not" in html
    assert "See **bold words** and <em>slanted</em><strong><em>both</em></strong>, wo" in markdown
    assert "- \u2066**an item**\u2069" in markdown if language == "ar" else "- **an item**" in markdown
    word = docx.Document(BytesIO(file_of(paper, "docx")))
    line = next(one for one in word.paragraphs if "bold words" in one.text)
    looks = [(run.text.strip("\u200e \t"), bool(run.bold), bool(run.italic)) for run in line.runs]
    assert [one for one in looks if one[0] and (one[1] or one[2])] == [
        ("bold words", True, False), ("slanted", False, True), ("both", True, True), ("rd", True, True),
    ]  # fmt: skip
    assert plainly(line.text).endswith("See bold words and slantedboth, words: not")


def plainly(text: str) -> str:
    """A text without what only orders it."""
    return re.sub("[\u200e\u200f]", "", text)


def test_the_pdf_sets_bold_and_italics_in_fonts_of_their_own(
    referred: Register, emphasised: tuple[Paragraph, ...]
) -> None:
    fonts: dict[str, str] = {}

    def seen(text: str, *more: Any) -> None:
        fonts[text.strip()] = str(more[2]["/BaseFont"]) if more[2] else ""

    paper = insert_text(referred.paper("note", "2031"), "activities", emphasised)
    for page in pypdf.PdfReader(BytesIO(file_of(paper, "pdf"))).pages:
        page.extract_text(visitor_text=seen)
    told = {text.strip("\u2067\u2069"): font for text, font in fonts.items()}
    shown = [told[words] for words in ("bold words", "slanted", "both", "Conclusion")]
    faces = [font.split("-")[1] for font in shown]  # bold is a variation: it has a subset of its own, and no name
    assert (faces, len(set(shown[:3]))) == (["Regular", "Italic", "Italic", "Regular"], 3)
    assert shown[0] == shown[3]


def test_marks_of_our_own_in_a_file_are_no_emphasis(referred: Register) -> None:
    document = docx.Document()
    document.add_paragraph("\ufdd3loud\ufdd4 ").add_run("\ufdd5slanted").italic = True
    paper = insert_text(referred.paper("note", "2031"), "activities", paragraphs_in(saved(document), "x.docx"))
    assert "\ufffdloud\ufffd <em>\ufffdslanted</em>" in file_of(paper, "html").decode()
    text = "\n".join(one.text for one in docx.Document(BytesIO(file_of(paper, "docx"))).paragraphs)
    assert "\ufffdloud\ufffd \ufffdslanted" in text


@pytest.mark.parametrize("language", AVAILABLE)
def test_every_form_shows_the_text_and_its_structure(referred: Register, language: str) -> None:
    paper = insert_text(referred.paper("note", "2031", language), "activities", YEAR)
    assert "error" not in {one.severity for one in findings_of({language: paper})}
    html, markdown = (file_of(paper, form).decode() for form in ("html", "md"))
    assert re.search("<h3>(?:<bdi[^>]*>)?A made-up year", html)
    assert re.search('<th scope="col">[^<]*(?:<bdi[^>]*>)?Workshop', html)
    assert html.count("<td>") == 2
    assert html.count('data-text-of="secretariat"') == 3
    assert re.search(r"\| \W*Workshop\W* \| \W*Present\W* \|\n\| --- \| --- \|\n\| \W*Wicks\W* \| 12 \|\n", markdown)
    word = docx.Document(BytesIO(file_of(paper, "docx")))
    table = next(one for one in word.tables if "Workshop" in one.cell(0, 0).text)
    assert [[cell.text.strip("\u200e") for cell in row.cells] for row in table.rows] == [
        ["Workshop", "Present"],
        ["Wicks", "12"],
    ]
    assert len(document_in(file_of(paper, "docx"), "note.docx").sections) == 3


def test_the_trace_marks_it_as_text_of_the_secretariat(referred: Register) -> None:
    told = trace(insert_text(referred.paper("note", "2031"), "activities", YEAR))
    mine = [one for one in told if one["kind"] == "text of the secretariat"]
    assert [one["text"] for one in mine] == [
        "The Group held made-up workshops:", "one on wicks", "one on glass", "They were attended as follows.",
        "Workshop", "Present", "Wicks", "12", "No more is to be said.",
    ]  # fmt: skip
    assert {one["record"] for one in mine} == {""}


def within(element: str, space: str = "") -> Callable[[dict[str, bytes]], None]:
    """Put an element into the text of a Word file."""

    def change(parts: dict[str, bytes]) -> None:
        text = parts["word/document.xml"].decode()
        parts["word/document.xml"] = (
            text.replace("<w:p>", f"<w:p>{element}", 1).replace("<w:document ", f"<w:document {space}", 1).encode()
        )

    return change


MATH = 'xmlns:m2="http://schemas.openxmlformats.org/officeDocument/2006/math" '
HOSTILE = {
    "an image or drawing": within("<w:r><w:drawing/></w:r>"),
    "a footnote": within("<w:r><w:footnoteReference/></w:r>"),
    "a formula": within("<m2:oMath/>", MATH),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_what_cannot_be_inserted_is_refused_and_named(what: str) -> None:
    with pytest.raises(ForeignError, match=re.escape(f"year.docx cannot be inserted: it holds {what}. Headings")):
        paragraphs_in(hiding(year(), HOSTILE[what]), "year.docx")


def test_a_table_within_a_table_and_an_empty_file_are_refused() -> None:
    document = docx.Document()
    document.add_table(1, 1).cell(0, 0).add_table(1, 1)
    with pytest.raises(ForeignError, match="a table within a table"):
        paragraphs_in(saved(document), "nested.docx")
    with pytest.raises(ForeignError, match="no text"):
        paragraphs_in(saved(docx.Document()), "empty.docx")
