"""What a part says, whole: paragraphs in order, tables as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from escalade.templates.formats.tracked.block import CELL, PARAGRAPH, ROW, TABLE
from escalade.templates.formats.tracked.paragraph import ComparedParagraph
from escalade.templates.formats.tracked.stroke import W, text_of
from escalade.templates.formats.word.source import MAIN, parts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_HOLDERS = {f"{W}{name}" for name in ("body", "sdt", "sdtContent", "customXml")}
_MARKS = {f"{W}ins": "came", f"{W}del": "went"}
Told = tuple[object, ...]
"""Nested: a paragraph's key, or the rows of a table, each with its cells."""


def read_text(holder: etree._Element, *, with_looks: bool) -> Told:
    """What a body, header or cell says."""
    found: list[object] = []
    for child in holder:
        if child.tag == PARAGRAPH:
            passage = ComparedParagraph(child, with_looks)
            found.append(passage.key if with_looks else passage.reading.text)
        elif child.tag == TABLE:
            rows = (row.iterchildren(CELL) for row in child.iterchildren(ROW))
            found.append(tuple(tuple(read_text(cell, with_looks=with_looks) for cell in row) for row in rows))
        elif child.tag in _HOLDERS:
            found += read_text(child, with_looks=with_looks)
    return tuple(found)


def changes(data: bytes) -> Iterator[Iterator[tuple[str, str]]]:
    """The paragraphs that changed: their words, and what became of them.

    Raises:
        NoWordFileError: it is no Word document.
    """
    root = etree.fromstring(parts_of(data, "the tracked file")[MAIN])
    for paragraph in root.iter(PARAGRAPH):
        if next(paragraph.iter(*_MARKS), None) is not None:
            yield _pieces(paragraph)


def _pieces(paragraph: etree._Element) -> Iterator[tuple[str, str]]:
    for child in paragraph:
        what = _MARKS.get(child.tag, "stayed")
        text = "".join(text_of(one) or "" for run in child.iter(f"{W}r") for one in run)
        if text:
            yield text, what


def lines(holder: etree._Element) -> list[str]:
    """The text of each paragraph, in order."""
    return [ComparedParagraph(one, with_looks=False).reading.text for one in holder.iter(PARAGRAPH)]
