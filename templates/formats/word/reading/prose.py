"""Text of the secretariat, read from a Word file as paragraphs of a paper.

Headings, paragraphs, lists and tables are kept, and what is bold or italic in
them; what else the file may hold is refused, not dropped.
"""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from escalade.templates.checks.reading.block import Block
from escalade.templates.checks.reading.numbering import Numbering, W
from escalade.templates.checks.reading.word import AMISS, level_of, text_of
from escalade.templates.formats.file import needing
from escalade.templates.formats.word.reading.emphasis import Looks, cell_in, said_in
from escalade.templates.formats.word.reading.forbidden import ForeignError, proven
from escalade.templates.formats.word.source import NoWordFileError
from escalade.templates.values.fact import SaidSentence
from escalade.templates.values.paper import SECRETARIAT, Item, Paragraph, TableLine

if TYPE_CHECKING:
    from collections.abc import Iterator

COLONS = (":", "\uff1a")
"""What announces a list, in any script."""
DASHES = frozenset("•-–—*")


def paragraphs_in(data: bytes, name: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a Word file, with their headings, lists and tables.

    Raises:
        NoWordFileError: it is no Word file, or one that nobody should open.
        ForeignError: it holds what cannot be inserted, or no text.
        MissingExtraError: what reads Word files is not installed.
    """
    proven(data, name)
    with needing("docx"):
        from docx import Document
    reading = _ProseReading()
    try:
        parts = list(_parts(Document(BytesIO(data))))
    except AMISS as problem:
        raise NoWordFileError(name, "one of its parts is missing or damaged") from problem
    for part in parts:
        reading.take(part)
    found = reading.done()
    if not found:
        raise ForeignError(name, "no text")
    return found


class _Prose(NamedTuple):
    """A block, and its text with its looks."""

    block: Block
    said: SaidSentence


def _parts(document: Any) -> Iterator[_Prose | tuple[TableLine, ...]]:
    """The blocks and tables of an open document, in order."""
    numbering = Numbering.of(document)
    styles = {style.style_id: style for style in document.styles}
    looks = Looks.of(document)
    for element in _children(document.element.body):
        if element.tag == f"{W}tbl":
            yield _lines(element, looks)
        elif text_of(element).strip():
            named = element.find(f"{W}pPr/{W}pStyle")
            style = styles.get(named.get(f"{W}val")) if named is not None else None
            label = numbering.label(element, style)
            block = Block(text_of(element).strip(), level_of(element, style), label).labelled()
            yield _Prose(block, said_in(element, looks, behind=block.text))


def _children(body: Any) -> Iterator[Any]:
    """Paragraphs and tables, those in content controls included."""
    for element in body:
        if element.tag in {f"{W}p", f"{W}tbl"}:
            yield element
        elif element.tag == f"{W}sdt":
            content = element.find(f"{W}sdtContent")
            yield from _children(content) if content is not None else ()


def _lines(table: Any, looks: Looks) -> tuple[TableLine, ...]:
    """The lines of a table, equally long, a cell's paragraphs as one text."""
    rows = [[cell_in(cell, looks) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]
    longest = max(map(len, rows), default=0)
    return tuple(TableLine((*row, *[SaidSentence(SECRETARIAT, "")] * (longest - len(row)))) for row in rows)


class _ProseReading:
    """Paragraphs as they come together from blocks and tables."""

    def __init__(self) -> None:
        self._found: list[Paragraph] = []
        self._headings: list[str] = []

    def take(self, part: _Prose | tuple[TableLine, ...]) -> None:
        """Add a block or a table to what it belongs to."""
        if not isinstance(part, _Prose):
            self._last(lines=part)
            return
        block, said = part
        if block.level:
            self._headings.append(block.text)
        elif block.label and self._found and not self._headings and self._is_item(block):
            label = None if block.label in DASHES else SaidSentence("letter", block.label)
            self._last(item=Item(said, label))
        else:
            self._add(said)

    def _is_item(self, block: Block) -> bool:
        """Whether a block is of the list that the last paragraph opens.

        Numbered paragraphs are numbered anew, unless a colon announces them.
        """
        last = self._found[-1]
        if not block.label.isdecimal() or not last.items:
            return not block.is_number or ("." not in block.label and last.said.text.endswith(COLONS))
        label = last.items[-1].label
        return label is not None and label.text.isdecimal()

    def _add(self, said: SaidSentence) -> None:
        heading = SaidSentence(SECRETARIAT, " – ".join(self._headings)) if self._headings else None
        self._headings.clear()
        self._found.append(Paragraph(said, heading=heading))

    def _last(self, item: Item | None = None, lines: tuple[TableLine, ...] = ()) -> None:
        """Add an entry or a table to the last paragraph."""
        if not self._found or self._headings or (lines and self._found[-1].lines):
            self._add(SaidSentence(SECRETARIAT, ""))
        last = self._found[-1]
        items = (*last.items, item) if item else last.items
        self._found[-1] = replace(last, items=items, lines=lines or last.lines)

    def done(self) -> tuple[Paragraph, ...]:
        """What was read; a heading with nothing under it is a paragraph."""
        if self._headings:
            text = " – ".join(self._headings)
            self._headings.clear()
            self._add(SaidSentence(SECRETARIAT, text))
        return tuple(self._found)
