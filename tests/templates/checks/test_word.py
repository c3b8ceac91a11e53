"""Word files as people make them: styles, lists, tables, boxes, changes."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from escalade.templates.checks.reading.block import Block
from escalade.templates.checks.reading.file import document_in, ending_of
from escalade.templates.checks.reading.package import NoWordFileError
from escalade.templates.checks.reading.word import (
    Level,
    Numbering,
    blocks_of,
    format_number,
    in_form,
)
from escalade.workflow.values.errors import PaperError, RequestError

from .conftest import saved, word


def blocks(document: Any) -> list[Block]:
    """The blocks of a Word file that say something."""
    return [block for block in blocks_of(saved(document), "test.docx") if block.text]


def test_headings_are_told_by_style_by_parent_and_by_outline() -> None:
    document = docx.Document()
    document.add_heading("Paper", 0)
    document.add_heading("Part", 2)
    child = document.styles.add_style("Ours", 1)
    child.base_style = document.styles["Heading 1"]
    document.add_paragraph("Child", style="Ours")
    outlined = document.add_paragraph("Outlined")
    outlined.paragraph_format.element.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="2"/>'))
    document.add_paragraph("Text")
    assert [(block.text, block.level) for block in blocks(document)] == [
        ("Paper", 1),
        ("Part", 2),
        ("Child", 1),
        ("Outlined", 3),
        ("Text", 0),
    ]


def test_headers_come_first_and_tables_in_their_place() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "H31/5-F"
    document.add_paragraph("Before")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "Summary"
    table.cell(0, 1).text = "It is short."
    document.add_paragraph("After")
    assert [block.text for block in blocks(document)] == ["H31/5-F", "Before", "Summary", "It is short.", "After"]


def test_a_text_box_is_read_once_and_changes_as_if_accepted() -> None:
    document = docx.Document()
    w, mc = nsdecls("w"), 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = "<w:txbxContent><w:p><w:r><w:t>Boxed</w:t></w:r></w:p></w:txbxContent>"
    document.element.body.insert(
        0,
        parse_xml(
            f"<w:p {w} {mc}><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t></w:r>"
            f"<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
            f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
            "<w:del><w:r><w:delText>gone</w:delText><w:t>gone</w:t></w:r></w:del>"
            "<w:ins><w:r><w:t> new</w:t></w:r></w:ins></w:p>"
        ),
    )
    assert [block.text for block in blocks(document)] == ["a\tb-c new", "Boxed"]


def test_numbers_that_word_counts_are_read() -> None:
    document = docx.Document()
    for style in ("List Number", "List Number", "List Bullet"):
        document.add_paragraph("entry", style=style)
    assert [block.label for block in blocks(document)] == ["1", "2", "•"]


NUMBERING = """
<w:abstractNum {w} w:abstractNumId="77">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
 <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>
</w:abstractNum>"""


@pytest.fixture
def numbered() -> Callable[[list[tuple[str, int]]], bytes]:
    """A Word file whose sections and paragraphs Word numbers."""

    def made(lines: list[tuple[str, int]]) -> bytes:
        document = docx.Document()
        root = document.part.numbering_part.element
        root.insert(0, parse_xml(NUMBERING.format(w=nsdecls("w"))))
        root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
        for text, depth in lines:
            paragraph = document.add_paragraph(text)
            if depth >= 0:
                properties = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="77"/></w:numPr>'
                paragraph.paragraph_format.element.get_or_add_pPr().append(parse_xml(properties))
        return saved(document)

    return made


def test_a_document_that_word_numbers_is_recognised(numbered: Callable[[list[tuple[str, int]]], bytes]) -> None:
    lines = [
        ("Summary", -1), ("Short.", -1), ("Introduction", 0), ("First.", 1), ("Second:", 1), ("one", 2), ("two", 2),
        ("Conclusion", 0), ("Last.", 1),
    ]  # fmt: skip
    document = document_in(numbered(lines), "numbered.docx")
    assert [(section.label, section.kind, section.paragraphs) for section in document.sections] == [
        ("1", "introduction", ("1.1", "1.2")),
        ("2", "conclusion", ("2.1",)),
    ]
    assert [(passage.place, passage.lead) for passage in document.body if passage.lead] == [
        ("paragraph 1.2, item 1", "Second:"),
        ("paragraph 1.2, item 2", "Second:"),
    ]


def test_a_file_without_lists_has_no_numbers() -> None:
    file = BytesIO()
    with ZipFile(BytesIO(word(["text"]))) as whole, ZipFile(file, "w") as packed:
        for name in whole.namelist():
            packed.writestr(name, re.sub(rb"<Relationship [^>]*numbering[^>]*/>", b"", whole.read(name)))
    assert [block.label for block in blocks_of(file.getvalue(), "bare.docx") if block.text] == [""]


def test_numbers_are_written_in_their_form() -> None:
    forms = {"lowerLetter": (2, 27, 0), "lowerRoman": (14, 1999, 5000), "decimal": (3,)}
    written = [in_form(number, form) for form, numbers in forms.items() for number in numbers]
    assert written == ["b", "a", "0", "xiv", "mcmxcix", "5000", "3"]
    assert format_number({1: Level("decimal", "%1.%2.")}, {1: 2}, 1) == "1.2"


def test_an_annex_heading_may_carry_its_title() -> None:
    lines = [
        "1\tIntroduction",
        "1.1\tText.",
        "Annex 1: Lamps",
        "Answer:",
        "1)\tWhat is lit?",
        "2)\tBy whom?",
        "Annex 2",
        "Horns",
    ]
    document = document_in(word(lines), "annexes.docx")
    assert [(annex.name, annex.number, annex.passages[0].text) for annex in document.annexes] == [
        ("Annex 1", "1", "Lamps"),
        ("Annex 2", "2", "Horns"),
    ]
    assert [len(annex.passages) for annex in document.annexes] == [4, 1]


def test_annexes_announced_in_the_masthead_are_no_annexes() -> None:
    document = document_in(word(["Annexes: 2", "1\tIntroduction", "1.1\tText."]), "letter.docx")
    assert (document.annexes, [passage.text for passage in document.masthead]) == ((), ["Annexes: 2"])


def test_dates_at_the_beginning_of_a_line_are_no_numbers() -> None:
    document = document_in(word(["31 March 2031", "Summary", "x"]), "dated.docx")
    assert [passage.text for passage in document.masthead] == ["31 March 2031"]


# What cannot be read


def test_what_is_no_word_file_is_refused() -> None:
    lacking, damaged = BytesIO(), BytesIO()
    with ZipFile(lacking, "w") as packed:
        packed.writestr("hello.txt", "hello")
    with ZipFile(BytesIO(word(["text"]))) as whole, ZipFile(damaged, "w") as packed:
        for name in whole.namelist():
            packed.writestr(name, b"<broken" if name == "word/document.xml" else whole.read(name))
    reasons = {
        **dict.fromkeys((b"", b"not a package", b"PK\x03\x04 cut short"), "it is no Word document"),
        lacking.getvalue(): "it lacks [Content_Types].xml",
        damaged.getvalue(): "its part word/document.xml is no XML",
    }
    for content, why in reasons.items():
        with pytest.raises(NoWordFileError, match=re.escape(f"bad.docx cannot be used as a Word file: {why}")):
            document_in(content, "bad.docx")


def test_a_file_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("escalade.templates.checks.reading.word.LARGEST", 1000)
    with pytest.raises(NoWordFileError, match="its parts have more than 0 MB"):
        document_in(word(["text"]), "huge.docx")


def test_without_the_library_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    content = word(["text"])
    monkeypatch.setitem(sys.modules, "lxml", None)
    monkeypatch.delitem(sys.modules, "escalade.templates.checks.reading.word")
    with pytest.raises(PaperError, match=r"install 'escalade\[docx\]'"):
        document_in(content, "note.docx")


def test_a_file_of_another_form_is_refused() -> None:
    with pytest.raises(RequestError, match=r"note\.odt cannot be checked: papers are read from files that end in"):
        document_in(b"", "note.odt")
    assert (ending_of("NOTE.DOCX"), ending_of("note")) == (".docx", "")


# A Word file of ours, edited by hand


# Files of other forms that are none


def test_what_is_no_pdf_and_no_paper_in_xml_is_refused() -> None:
    for content in (b"", b"nothing", b"%PDF-1.7\n1 0 obj << >> endobj"):
        with pytest.raises(RequestError, match=r"a\.pdf cannot be read as a PDF"):
            document_in(content, "a.pdf")
    problems = {
        b"": "it is no XML, or is damaged",
        b"<a/>": "it has no paragraphs",
        b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>": "it declares entities",
    }
    for content, problem in problems.items():
        with pytest.raises(RequestError, match=problem):
            document_in(content, "a.xml")


def test_text_that_was_taken_from_a_pdf_is_put_together() -> None:
    text = (
        "Made-up Council 2017\nDocument C17/51-E\n31 March 2017\n1\n\nIntroduction\n\n1.1\n\nThe Group was established "
        "as a separate group under a\nresolution of the Council, and meets.\n\n1\n\f"
        "Document C17/51-E\n\n1.2\n\nIt reports.\n"
    )
    document = document_in(text.encode(), "note.txt")
    assert [(one.place, one.text) for one in document.masthead][:1] == [("header", "Document C17/51-E")]
    assert [one.text for one in document.body] == [
        "The Group was established as a separate group under a resolution of the Council, and meets.",
        "It reports.",
    ]


def test_lists_of_one_kind_count_on_but_for_one_that_begins_anew() -> None:
    """As Word counts them where LibreOffice gave the first entry of a list a number of its own."""
    levels = {0: Level("lowerLetter", "%1)")}
    numbering = Numbering({"1": ("7", levels), "2": ("7", levels)}, {"1": {0: 1}})
    told = [
        numbering.label(
            parse_xml(f'<w:p {nsdecls("w")}><w:pPr><w:numPr><w:numId w:val="{number}"/></w:numPr></w:pPr></w:p>')
        )
        for number in (2, 1, 2, 2)
    ]
    assert told == ["a)", "a)", "b)", "c)"]
