"""The letterhead of a house template: in Word as it is, in the PDF its picture, lines and margins."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest
from docx.shared import Mm
from pypdf import PdfReader

from escalade.templates.checks.reading.opening import prove_open
from escalade.templates.checks.reading.package import MAIN, zip_parts
from escalade.templates.checks.reading.word import parts_of
from escalade.templates.formats.file import file_of
from escalade.templates.formats.word.draw import own_source
from escalade.templates.formats.word.letterhead import Head, Letterhead, Source, read_letterhead

if TYPE_CHECKING:
    from .conftest import Register

WIDE, HIGH = 60, 40


def picture() -> bytes:
    """A made-up logo: one colour, as PNG."""
    rows = b"".join(b"\0" + bytes((20, 80, 160)) * WIDE for _ in range(HIGH))
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", WIDE, HIGH, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Our template with a made-up letterhead on its first page, and margins of its own."""
    document = docx.Document(BytesIO(own_source().data))
    section = document.sections[0]
    section.left_margin, section.right_margin, section.top_margin = Mm(30), Mm(20), Mm(35)
    section.different_first_page_header_footer = True
    line = section.first_page_header.paragraphs[0]
    line.text = "Made-up House"
    line.add_run().add_picture(BytesIO(picture()), width=Mm(18))
    document.save(str(tmp_path / "house.docx"))
    return tmp_path / "house.docx"


def test_a_pdf_bears_the_letterhead_of_the_house_template(round_of_2017: Register, house: Path) -> None:
    for language in ("fr", "ar"):
        paper = round_of_2017.paper("note", "2017", language)
        first, second, *_ = PdfReader(BytesIO(file_of(paper, "pdf", None, house))).pages
        plain = PdfReader(BytesIO(file_of(paper, "pdf"))).pages[0]
        assert ("Made-up House" in first.extract_text(), "Made-up House" in second.extract_text()) == (True, False)
        assert (len(first.images), len(second.images), len(plain.images)) == (1, 0, 0)


def test_word_and_pdf_have_the_letterhead_on_the_same_pages(
    round_of_2017: Register, house: Path, tmp_path: Path
) -> None:
    document = docx.Document(str(house))
    for apart in (True, False):
        section = document.sections[0]
        section.different_first_page_header_footer = apart
        section.header.paragraphs[0].text = "House of later pages"
        document.save(str(tmp_path / "later.docx"))
        data = file_of(round_of_2017.paper("note", "2017"), "pdf", None, tmp_path / "later.docx")
        shown = [page.extract_text() for page in PdfReader(BytesIO(data)).pages]
        first = "Made-up House" if apart else "House of later pages"
        assert first in shown[0]
        assert ["House of later pages" in text for text in shown] == [not apart, *(True for _ in shown[1:])]


def test_what_stands_on_top_of_later_pages_takes_its_room_from_the_text(
    round_of_2017: Register, house: Path, tmp_path: Path
) -> None:
    document = docx.Document(str(house))
    document.sections[0].different_first_page_header_footer = False
    document.sections[0].header.paragraphs[0].add_run().add_picture(BytesIO(picture()), width=Mm(90))
    document.save(str(tmp_path / "high.docx"))
    pages = PdfReader(BytesIO(file_of(round_of_2017.paper("note", "2017"), "pdf", None, tmp_path / "high.docx"))).pages
    assert {len(page.images) for page in pages} == {1}
    found = read_letterhead(Source("high.docx", (tmp_path / "high.docx").read_bytes()))
    assert found.first == found.later


def test_a_letterhead_has_the_picture_the_lines_and_the_margins_of_the_template(house: Path) -> None:
    found = read_letterhead(Source("house.docx", house.read_bytes()))
    assert (found.first.picture, found.first.lines, found.later) == (picture(), ("Made-up House",), Head())
    assert [round(one / 72 * 25.4) for one in (*found.first.size, *found.margins.values())] == [18, 12, 35, 20, 25, 30]


def test_our_own_template_has_neither_picture_nor_lines() -> None:
    found = read_letterhead(own_source())
    assert (found.first, found.later, set(found.margins)) == (Head(), Head(), {"top", "right", "bottom", "left"})


def test_a_template_without_sections_has_no_letterhead() -> None:
    parts = parts_of(own_source().data, "bare.docx")
    body = parts[MAIN].decode()
    bare = body[: body.index("<w:sectPr")] + body[body.index("</w:sectPr>") + len("</w:sectPr>") :]
    bare_file = prove_open(zip_parts({**parts, MAIN: bare.encode()}), "bare.docx", clean=True)
    assert read_letterhead(Source("bare.docx", bare_file.data)) == Letterhead()


def test_a_template_of_a_language_beside_the_others_is_that_of_the_language(
    round_of_2017: Register, house: Path
) -> None:
    document = docx.Document(str(house))
    document.sections[0].first_page_header.paragraphs[0].text = "Maison inventée"
    document.save(str(house.with_suffix(".fr.docx")))
    cleaned = prove_open(house.with_suffix(".fr.docx").read_bytes(), "house.fr.docx", clean=True)
    house.with_suffix(".fr.docx").write_bytes(cleaned.data)
    for language, name in (("fr", "Maison inventée"), ("en", "Made-up House")):
        data = file_of(round_of_2017.paper("note", "2017", language), "pdf", None, house)
        assert name in PdfReader(BytesIO(data)).pages[0].extract_text()
