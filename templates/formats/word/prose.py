"""A Word file that people edited: its texts, its prose and its seal.

Of what is put into a paper, headings, paragraphs, lists and tables are kept, and what is bold or italic in
them; what else the file may hold is refused, not dropped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import Any, NamedTuple

from lxml import etree

from escalade.templates.checks.document import document_of
from escalade.templates.checks.document import plain as set_plain
from escalade.templates.checks.reading.block import Block
from escalade.templates.checks.reading.package import CORE, CUSTOM, MAIN, MC, W, zip_parts
from escalade.templates.checks.reading.word import Looks, WordFile, parts_of, read_document, text_of, visible_pieces
from escalade.templates.formats.word.property import SEAL, add_properties, with_author, with_properties
from escalade.templates.values.fact import Emphasis, SaidSentence, plain
from escalade.templates.values.paper import SECRETARIAT, Item, Paper, Paragraph, Seal, TableLine
from escalade.workflow.values.errors import Message, RequestError


def texts_in(data: bytes, name: str) -> list[str]:
    """The text of each paragraph of a Word file, as a reader sees it."""
    body = etree.fromstring(parts_of(data, name)[MAIN])
    return [text for one in body.iter(f"{W}p") if (text := set_plain(text_of(one)))]


def places_in(paper: Paper, data: bytes | None, name: str) -> Iterator[tuple[str, str]]:
    """Each paragraph of an edited file, or of what people put into a paper."""
    if data is None:
        passages = document_of(paper).passages
        yield from ((one.place, one.text) for one in passages if one.key == SECRETARIAT)
    else:
        yield from (
            (Message("paragraph {number} of the file", number=number), text)
            for number, text in enumerate(texts_in(data, name), start=1)
        )


def seal_file(data: bytes, seal: Seal, name: str, author: str) -> bytes:
    """The same Word file with the seal of its record, and an author."""
    parts = with_properties(parts_of(data, name))
    parts[CORE] = with_author(parts.get(CORE), author)
    return zip_parts({**parts, CUSTOM: add_properties(parts[CUSTOM], {SEAL: str(seal)})})


_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
PICTURE = Message("an image or drawing")
_ELEMENTS = {
    f"{W}drawing": PICTURE,
    f"{W}pict": PICTURE,
    f"{MC}AlternateContent": PICTURE,
    f"{W}footnoteReference": Message("a footnote"),
    f"{W}endnoteReference": Message("an endnote"),
    f"{_MATH}oMath": Message("a formula"),
}
"""What would be lost, by element."""


class ForeignError(RequestError):
    """A Word file holds what cannot be inserted into a paper."""

    def __init__(self, name: str, what: str) -> None:
        self.name, self.what = name, what
        super().__init__(
            Message(
                "{name} cannot be inserted: it holds {what}. Headings, paragraphs, lists and tables can be "
                "inserted, with what is bold or italic in them. For anything else, write the paper as .docx, put "
                "it in by hand, and issue that file.",
                name=name,
                what=what,
            )
        )


def _refuse_foreign(data: bytes, name: str) -> None:
    """Refuse a Word file that shows more than text, lists and tables.

    Raises:
        ForeignError: names the first thing that cannot be inserted.
    """
    root = etree.fromstring(parts_of(data, name)[MAIN])
    for element in root.iter(*_ELEMENTS):
        raise ForeignError(name, _ELEMENTS[str(element.tag)])
    for table in root.iter(f"{W}tbl"):
        if next(table.iterancestors(f"{W}tbl"), None) is not None:
            raise ForeignError(name, Message("a table within a table"))


class Sign(NamedTuple):
    """One character, and how it looks."""

    text: str
    bold: bool = False
    italic: bool = False


def parse_said(paragraph: Any, looks: Looks, behind: str) -> SaidSentence:
    """The text of a paragraph behind its label, with its looks."""
    signs = list(_signs(paragraph, looks))
    while signs and signs[-1].text.isspace():
        signs.pop()
    return _said(signs[len(signs) - len(behind) :] if behind else ())


def cell_in(cell: Any, looks: Looks) -> SaidSentence:
    """The text of a cell with its looks, on one line."""
    return _said(_smooth(sign for one in cell.iter(f"{W}p") for sign in (*_signs(one, looks), Sign(" "))))


def _signs(paragraph: Any, looks: Looks) -> Iterator[Sign]:
    """The characters of a paragraph as they stand with all changes accepted."""
    for element, text in visible_pieces(paragraph):
        run = next(element.iterancestors(f"{W}r"), None)
        shown = (looks.has(run, "b"), looks.has(run, "i")) if run is not None else (False, False)
        yield from (Sign(sign, *shown) for sign in text)


def _smooth(signs: Iterable[Sign]) -> list[Sign]:
    """Characters with single spaces between words, and none around them."""
    found: list[Sign] = []
    for sign in signs:
        if not sign.text.isspace():
            found.append(sign)
        elif found and found[-1].text != " ":
            found.append(sign._replace(text=" "))
    return found[:-1] if found and found[-1].text == " " else found


def _said(signs: Iterable[Sign]) -> SaidSentence:
    """A text of the secretariat, its looks without the space around them."""
    text, emphasis = "", list[Emphasis]()
    for (bold, italic), group in groupby(signs, key=lambda sign: sign[1:]):
        stretch = "\n".join(
            map(plain, "".join(sign.text for sign in group).split("\n"))
        )  # line breaks at its ends are kept
        inner = stretch.strip()
        if inner and (bold or italic):
            first = len(text) + len(stretch) - len(stretch.lstrip())
            emphasis.append(Emphasis(first, first + len(inner), bold, italic))
        text += stretch
    return SaidSentence(SECRETARIAT, text, emphasis=tuple(emphasis))


COLONS = (":", "\uff1a")
"""What announces a list, in any script."""
DASHES = frozenset("•-–—*")


def paragraphs_in(data: bytes, name: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a Word file, with their headings, lists and tables.

    Raises:
        ForeignError: it holds what cannot be inserted, or no text.
    """
    _refuse_foreign(data, name)
    reading = _ProseReading()
    for part in read_document(data, name, _parts):
        reading.take(part)
    found = reading.finish()
    if not found:
        raise ForeignError(name, Message("no text"))
    return found


class _Prose(NamedTuple):
    """A block, and its text with its looks."""

    block: Block
    said: SaidSentence


def _parts(document: WordFile) -> Iterator[_Prose | tuple[TableLine, ...]]:
    """The blocks and tables of a Word file, in order."""
    for element in body_in(document.body):
        if element.tag == f"{W}tbl":
            yield _lines(element, document.looks)
        elif text_of(element).strip():
            block = document.block(element)
            block = replace(block, text=block.text.strip()).split_label()
            yield _Prose(block, parse_said(element, document.looks, behind=block.text))


def body_in(body: Any) -> Iterator[Any]:
    """Paragraphs and tables, those in content controls included."""
    for element in body:
        if element.tag in {f"{W}p", f"{W}tbl"}:
            yield element
        elif element.tag == f"{W}sdt":
            content = element.find(f"{W}sdtContent")
            yield from body_in(content) if content is not None else ()


def _lines(table: Any, looks: Looks) -> tuple[TableLine, ...]:
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

    def finish(self) -> tuple[Paragraph, ...]:
        """Give what was read; a heading with nothing under it is a paragraph."""
        if self._headings:
            text = " – ".join(self._headings)
            self._headings.clear()
            self._add(SaidSentence(SECRETARIAT, text))
        return tuple(self._found)
