"""What a file reads once every tracked change is accepted, or rejected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.templates.formats.tracked.block import PARAGRAPH, ROW, TABLE
from escalade.templates.formats.tracked.stroke import W, copy_element

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree

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


def is_tracked(root: etree._Element) -> bool:
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
