"""Accept or reject the tracked changes of a Word file, and read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from escalade.templates.checks.reading.package import MAIN
from escalade.templates.checks.reading.parts import parts_of
from escalade.templates.formats.tracked.comparison import CELL, PARAGRAPH, ROW, TABLE
from escalade.templates.formats.tracked.paragraph import ComparedParagraph
from escalade.templates.formats.tracked.runs import NO_BREAK_HYPHEN, W, copy_element, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_CAME, _WENT = ("ins", "moveTo"), ("del", "moveFrom")
_CHANGES = ("pPrChange", "rPrChange", "tblPrChange", "trPrChange", "tcPrChange", "sectPrChange", "tblGridChange")
_TEXTS = {f"{W}delText": f"{W}t", f"{W}delInstrText": f"{W}instrText"}
_KEPT = {f"{W}rPr", f"{W}sectPr"}
"""What a change of a paragraph's properties does not touch."""


def accept_changes(root: etree._Element) -> etree._Element:
    """A part with every change accepted."""
    return _decided(root, stay=_CAME, go=_WENT, restore=False)


def reject_changes(root: etree._Element) -> etree._Element:
    """A part with every change rejected."""
    return _decided(root, stay=_WENT, go=_CAME, restore=True)


def has_changes(root: etree._Element) -> bool:
    """Whether a part holds tracked changes."""
    return next(root.iter(*(f"{W}{name}" for name in (*_CAME, *_WENT, *_CHANGES))), None) is not None


def _decided(root: etree._Element, *, stay: Iterable[str], go: Iterable[str], restore: bool) -> etree._Element:
    made = copy_element(root)
    gone, kept = {f"{W}{name}" for name in go}, {f"{W}{name}" for name in stay}
    for row in [row for row in made.iter(ROW) if _marked(row.find(f"{W}trPr"), gone)]:
        row.getparent().remove(row)
    for table in [table for table in made.iter(TABLE) if table.find(ROW) is None]:
        table.getparent().remove(table)
    _settle_looks(made, restore=restore)
    ending = [one for one in made.iter(PARAGRAPH) if _marked(one.find(f"{W}pPr/{W}rPr"), gone)]
    for mark in list(made.iter(*gone, *kept)):
        _settle(mark, goes=mark.tag in gone)
    for paragraph in ending:
        _join(paragraph)
    for text in made.iter(*_TEXTS):
        text.tag = _TEXTS[text.tag]
    return made


def _marked(properties: etree._Element | None, tags: set[str]) -> bool:
    return properties is not None and any(one.tag in tags for one in properties)


def _settle_looks(made: etree._Element, *, restore: bool) -> None:
    """Take changes of properties away, or go back to what was before them."""
    for change in list(made.iter(*(f"{W}{name}" for name in _CHANGES))):
        owner = change.getparent()
        owner.remove(change)
        if restore and len(change):
            for one in [one for one in owner if one.tag not in _KEPT]:
                owner.remove(one)
            for place, one in enumerate(list(change[0])):
                owner.insert(place, one)


def _settle(mark: etree._Element, *, goes: bool) -> None:
    """Take a mark away, with what it holds or without."""
    owner = mark.getparent()
    if owner is None:
        return
    place = owner.index(mark)
    held = [] if goes else list(mark)
    owner.remove(mark)
    for offset, one in enumerate(held):
        owner.insert(place + offset, one)


def _join(paragraph: etree._Element) -> None:
    """Let a paragraph without an end run into the next one."""
    content = [one for one in paragraph if one.tag != f"{W}pPr"]
    following = paragraph.getnext()
    if following is not None and following.tag == PARAGRAPH:
        place = 1 if following.find(f"{W}pPr") is not None else 0
        for offset, one in enumerate(content):
            following.insert(place + offset, one)
    elif content:
        return
    if following is not None and following.tag != f"{W}sectPr":
        paragraph.getparent().remove(paragraph)


_HOLDERS = {f"{W}{name}" for name in ("body", "sdt", "sdtContent", "customXml")}
_MARKS = {f"{W}ins": "came", f"{W}del": "went"}
Told = tuple[object, ...]
"""Nested: a paragraph's key, or the rows of a table, each with its cells."""


def read_text(holder: etree._Element, *, with_looks: bool) -> Told:
    """Read the text of a body, header or cell."""
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
            yield text.replace(NO_BREAK_HYPHEN, "-"), what


def lines(holder: etree._Element) -> list[str]:
    """The text of each paragraph, in order."""
    return [ComparedParagraph(one, with_looks=False).reading.text for one in holder.iter(PARAGRAPH)]
