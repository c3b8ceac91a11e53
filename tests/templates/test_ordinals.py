"""The ending of a French ordinal is raised where a form can, and read as it is written."""

from __future__ import annotations

import re
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from escalade.templates.checks.reading.file import blocks_of_page
from escalade.templates.checks.reading.word import blocks_of
from escalade.templates.formats.layout import lay_out
from escalade.templates.formats.word.draw import draw_word
from escalade.templates.languages.typography import ORDINALS
from tests.programs import PDFTOTEXT, need
from tests.templates.render import set_pdf

from .hostile import paper_of
from .test_draw import W, body

FRENCH = "la 9e réunion, du 1er au 3 mai, la 1re, les 2es"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (FRENCH, ["9e", "1er", "1re", "2es"]),
        ("C17/51e, 5.4e, CWG-3e, 9e-bis, 9eme, 12efg", []),
        ("(9e)", ["9e"]),
        ("1er-4 juin 2031", ["1er"]),
    ],
)
def test_an_ordinal_is_told_from_what_only_looks_like_one(text: str, found: list[str]) -> None:
    assert [one[0] for one in ORDINALS["fr"].finditer(text)] == found
    assert set(ORDINALS) == {"fr"}


def test_word_raises_the_ending_and_reads_it_as_it_is_written() -> None:
    data = draw_word(paper_of(FRENCH, "fr"), None)
    runs = [
        one for one in body(data).iter(f"{W}r") if one.find(f"{W}rPr/{W}vertAlign[@{W}val='superscript']") is not None
    ]
    assert {"".join(one.itertext()) for one in runs} == {"e", "er", "re", "es"}
    assert any(FRENCH in one.text for one in blocks_of(data, "x.docx"))
    english = body(draw_word(paper_of(FRENCH, "en"), None))
    assert english.find(f".//{W}vertAlign") is None


def test_an_address_is_no_ordinal_in_word() -> None:
    root = body(draw_word(paper_of("voir https://example.org/?a=9e la 9e", "fr"), None))
    fields = [one for one in root.iter(f"{W}fldSimple") if "HYPERLINK" in one.get(f"{W}instr", "")]
    assert {"".join(one.itertext()) for one in fields} == {"https://example.org/?a=9e"}
    assert all(one.find(f".//{W}vertAlign") is None for one in fields)


def test_a_page_raises_the_ending_and_markdown_does_not() -> None:
    page = lay_out(paper_of(FRENCH, "fr"), form="html", seal=None)
    assert "la 9<sup>e</sup> réunion, du 1<sup>er</sup> au 3 mai, la 1<sup>re</sup>, les 2<sup>es</sup>" in page
    assert any(FRENCH in one.text for one in blocks_of_page(page.encode(), "x.html"))
    assert "<sup>" not in lay_out(paper_of(FRENCH, "fr"), form="md", seal=None)
    assert "<sup>" not in lay_out(paper_of(FRENCH, "en"), form="html", seal=None)
    assert "<sup" not in page.partition("</title>")[0]


@pytest.mark.needs(PDFTOTEXT)
def test_a_pdf_raises_the_ending_and_two_readers_find_the_word(tmp_path: Path) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(set_pdf(paper_of(FRENCH, "fr"), None))
    small: set[str] = set()

    def seen(text: str, _outer: list[float], own: list[float], _font: object, size: float) -> None:
        if text.strip() in {"e", "er", "re", "es"} and size * own[3] < 8:  # body text has ten points
            small.add(text.strip())

    pages = PdfReader(BytesIO(file.read_bytes())).pages
    by_pypdf = " ".join(page.extract_text(visitor_text=seen) for page in pages)
    by_poppler = subprocess.run([need(PDFTOTEXT), file, "-"], capture_output=True, text=True, check=True).stdout
    for shown in (by_pypdf, by_poppler):
        assert "9e réunion" in re.sub(r"\s+", " ", shown)
    assert small == {"e", "er", "re", "es"}
