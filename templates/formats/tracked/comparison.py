"""Compare paragraphs, tables, rows and cells of two Word files."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from lxml import etree

from escalade.templates.formats.tracked.diff import align, likeness
from escalade.templates.formats.tracked.paragraph import DELETED, INSERTED, ComparedParagraph
from escalade.templates.formats.tracked.runs import W, copy_element

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from escalade.templates.formats.tracked.diff import Pair
    from escalade.templates.formats.tracked.paragraph import Writer

PARAGRAPH, TABLE, ROW, CELL = (f"{W}{name}" for name in ("p", "tbl", "tr", "tc"))
_HOLDERS = {f"{W}{name}" for name in ("sdt", "sdtContent", "customXml")}
"""Elements around blocks, which the blocks do without."""


@dataclass(frozen=True)
class Grid:
    """A table, or a row of one, as it is compared."""

    element: etree._Element
    with_looks: bool

    @cached_property
    def passages(self) -> list[ComparedParagraph]:
        """Every paragraph in it."""
        return [ComparedParagraph(one, self.with_looks) for one in self.element.iter(PARAGRAPH)]

    @cached_property
    def cells(self) -> list[etree._Element]:
        """The cells, for a row."""
        return list(self.element.iterchildren(CELL))

    @cached_property
    def key(self) -> Hashable:
        """Tell the same table or row by this."""
        shape = tuple(sum(1 for _ in self.element.iter(tag)) for tag in (TABLE, ROW, CELL))
        return shape, tuple(one.key for one in self.passages)

    @cached_property
    def bag(self) -> Counter[str]:
        """Its words without order."""
        together = Counter[str]()
        for one in self.passages:
            together += one.bag
        return together


Block = ComparedParagraph | Grid


def nearness(old: Block, new: Block) -> float:
    """How alike two blocks are, by their words; below 0 for different kinds."""
    if type(old) is not type(new) or old.element.tag != new.element.tag:
        return -1.0
    if isinstance(old, Grid) and isinstance(new, Grid) and len(old.cells) != len(new.cells):
        return -1.0
    return likeness(old.bag, new.bag)


class Comparison:
    """Compares what two holders hold: bodies, headers, cells."""

    def __init__(self, writer: Writer, *, with_looks: bool) -> None:
        """Compare, and write with a writer."""
        self.writer, self.with_looks = writer, with_looks

    def compare(self, old: etree._Element, new: etree._Element) -> etree._Element:
        """A holder like the new one, with what changed since the old one."""
        before, after = (self._blocks(one) for one in (old, new))
        made = etree.Element(new.tag, new.attrib, new.nsmap)
        made.extend(copy_element(one) for one in new if one.tag == f"{W}tcPr")
        for is_text, group in groupby(_with_an_end(before, after), key=lambda pair: not _is_grid(pair)):
            pairs = list(group)
            if is_text:
                made.extend(self.writer.write([(_passage(one), _passage(other)) for one, other in pairs]))
            else:
                made.extend(self._table(*pair) for pair in pairs)
        made.extend(copy_element(one) for one in new if one.tag == f"{W}sectPr")
        return made

    def _blocks(self, holder: etree._Element) -> list[Block]:
        return list(self._found(holder))

    def _found(self, holder: etree._Element) -> Iterator[Block]:
        for child in holder:
            if child.tag == PARAGRAPH:
                yield ComparedParagraph(child, self.with_looks)
            elif child.tag == TABLE:
                yield Grid(child, self.with_looks)
            elif child.tag in _HOLDERS:
                yield from self._found(child)

    def _table(self, old: Block | None, new: Block | None) -> etree._Element:
        """A table with the rows that came and went; it is laid out as it is now."""
        before, after = (list(self._rows(one)) for one in (old, new))
        like = new or old
        made = etree.Element(TABLE)
        if like:
            made.extend(copy_element(one) for one in like.element if one.tag in {f"{W}tblPr", f"{W}tblGrid"})
        for one, other in align(before, after, lambda row: row.key, nearness):
            made.append(self._row(one, other))
        return made

    def _rows(self, table: Block | None) -> Iterator[Grid]:
        rows = table.element.iterchildren(ROW) if table else ()
        return (Grid(row, self.with_looks) for row in rows)

    def _row(self, old: Grid | None, new: Grid | None) -> etree._Element:
        """A row that came or went whole, or whose cells changed."""
        like = new or old
        made = etree.Element(ROW)
        if like:
            made.extend(copy_element(part) for part in like.element if part.tag in {f"{W}tblPrEx", f"{W}trPr"})
        if old and new:
            made.extend(self.compare(*pair) for pair in zip(old.cells, new.cells, strict=True))
            return made
        empty = etree.Element(CELL)
        for cell in like.cells if like else ():
            kept = self.compare(empty, cell) if new else self.compare(cell, empty)
            properties = cell.find(f"{W}tcPr")
            if not new and properties is not None:
                kept.insert(0, copy_element(properties))
            made.append(kept)
        _properties(made).append(self.writer.marker.mark(INSERTED if new else DELETED))
        return made


def _properties(row: etree._Element) -> etree._Element:
    """The properties of a row, made where there are none."""
    found = row.find(f"{W}trPr")
    if found is None:
        found = etree.Element(f"{W}trPr")
        row.insert(1 if row.find(f"{W}tblPrEx") is not None else 0, found)
    return found


def _is_grid(pair: Pair[Block]) -> bool:
    return any(isinstance(one, Grid) for one in pair)


def _passage(block: Block | None) -> ComparedParagraph | None:
    return block if isinstance(block, ComparedParagraph) else None


def _with_an_end(old: Sequence[Block], new: Sequence[Block]) -> list[Pair[Block]]:
    """Blocks side by side; the last of both where a table parts their ends."""
    pairs = align(old, new, lambda block: block.key, nearness)
    last = max(
        (at for at, (one, other) in enumerate(pairs) if one and other and not _is_grid((one, other))), default=-1
    )
    if not (old and new and any(_is_grid(pair) for pair in pairs[last + 1 :])):
        return pairs
    return [*align(old[:-1], new[:-1], lambda block: block.key, nearness), (old[-1], new[-1])]
