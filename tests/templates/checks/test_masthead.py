"""Masthead, header and language: they agree, or the difference is found."""

from __future__ import annotations

import docx
import pytest

from escalade.templates.checks.checking import findings_in
from escalade.templates.checks.reading.file import document_in

from .conftest import Told, saved, told

PAGE = """<p>Made-up Council 2017</p><p>Made-up Town, 15 to 25 May 2017</p><p>Document {symbol}</p>
<p>31 March 2017</p><h2>1 Introduction</h2><p>1.1 {text}</p>"""


def found(severity: str, symbol: str = "C17/51-E", text: str = "The Group met in the town on 6 February 2017.") -> Told:
    """What is found in a small page."""
    document = document_in(PAGE.format(symbol=symbol, text=text).encode(), "page.html")
    return [one for one in told(findings_in([document]), severity) if one[0].endswith("-agree")]


def test_a_letter_of_another_language_is_found() -> None:
    said = "C17/51-F stands in a text in “en”, whose letter is E."
    assert found("error") == found("error", "C17/51") == []
    assert found("error", "C17/51-F") == [("letters-agree", "masthead", said)]
    assert found("error", text="The Group met; see document C17/50-F of the Council.") == []


@pytest.mark.parametrize(("symbol", "count"), [("C17/51-E", 0), ("C17/15-E", 1), ("no symbol", 0)])
def test_another_symbol_in_the_header_is_found(symbol: str, count: int) -> None:
    file = docx.Document()
    file.sections[0].header.paragraphs[0].text = f"Document {symbol}"
    for line in ("Made-up Council 2017", "Document C17/51-E", "31 March 2017"):
        file.add_paragraph(line)
    document = document_in(saved(file), "page.docx")
    said = [("symbols-agree", "header", "The header bears C17/15-E, and the masthead C17/51.")]
    assert told(findings_in([document])) == said[:count]


def test_a_symbol_in_the_header_alone_is_no_contradiction() -> None:
    file = docx.Document()
    file.sections[0].header.paragraphs[0].text = "Document C17/51-E"
    file.add_paragraph("Made-up Council 2017")
    assert told(findings_in([document_in(saved(file), "page.docx")])) == []
