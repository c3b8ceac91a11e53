"""What a part says, whole: paragraphs in order, tables as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.templates.formats.tracked.block import CELL, PARAGRAPH, ROW, TABLE
from escalade.templates.formats.tracked.paragraph import Passage
from escalade.templates.formats.tracked.stroke import W

if TYPE_CHECKING:
    from lxml import etree

_HOLDERS = {f"{W}{name}" for name in ("body", "sdt", "sdtContent", "customXml")}
Told = tuple[object, ...]
"""Nested: a paragraph's key, or the rows of a table, each with its cells."""


def told(holder: etree._Element, *, with_looks: bool) -> Told:
    """What a body, header or cell says."""
    found: list[object] = []
    for child in holder:
        if child.tag == PARAGRAPH:
            passage = Passage(child, with_looks)
            found.append(passage.key if with_looks else passage.reading.text)
        elif child.tag == TABLE:
            rows = (row.iterchildren(CELL) for row in child.iterchildren(ROW))
            found.append(tuple(tuple(told(cell, with_looks=with_looks) for cell in row) for row in rows))
        elif child.tag in _HOLDERS:
            found += told(child, with_looks=with_looks)
    return tuple(found)


def lines(holder: etree._Element) -> list[str]:
    """The text of each paragraph, in order."""
    return [Passage(one, with_looks=False).reading.text for one in holder.iter(PARAGRAPH)]
