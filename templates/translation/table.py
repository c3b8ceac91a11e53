"""A Word file that came back, read row by row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from escalade.templates.formats.word.property import CUSTOM, text_properties
from escalade.templates.formats.word.source import MAIN, NoWordFileError, parts_of
from escalade.templates.translation.segment import SHOWN
from escalade.templates.translation.sheet import NoTranslationError, ReturnedSegment, Sheet, slip_in
from escalade.templates.translation.word import SLIP

if TYPE_CHECKING:
    from collections.abc import Iterator

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_KEY = re.compile(rf"(.*?)\s*\b([0-9a-f]{{{SHOWN}}})", re.DOTALL)
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "\u2011"}
COLUMNS = 3


def parse_word(data: bytes, name: str) -> Sheet:
    """What a Word file of ours holds.

    Raises:
        NoTranslationError: it is no Word file, or none of ours.
    """
    try:
        parts = parts_of(data, name)
    except NoWordFileError as problem:
        raise NoTranslationError(name, problem.why) from problem
    kept = text_properties(parts[CUSTOM]) if CUSTOM in parts else {}
    slip = slip_in("".join(kept[one] for one in sorted(kept) if one.startswith(f"{SLIP}-")), name)
    return Sheet(slip, tuple(_rows(etree.fromstring(parts[MAIN]))))


def _rows(body: etree._Element) -> Iterator[ReturnedSegment]:
    """The rows of segments; a row without a key belongs to the one before it."""
    last: ReturnedSegment | None = None
    for row in body.iter(f"{_W}tr"):
        cells = [_text(cell) for cell in row.findall(f"{_W}tc")]
        found = _KEY.fullmatch(cells[0]) if cells else None
        if row.find(f"{_W}trPr/{_W}tblHeader") is not None and found is None:
            continue
        if found is None:
            if last is not None and "".join(cells).strip():
                yield ReturnedSegment(
                    last.key, last.digest, "", "\n".join(filter(None, cells[1:])), "It was divided into several rows."
                )
            continue
        fault = "" if len(cells) == COLUMNS else f"Its row has {len(cells)} cells, and {COLUMNS} were sent."
        texts = [*cells[1:], "", ""]
        last = ReturnedSegment(" ".join(found[1].split()), found[2], texts[0], texts[1], fault)
        yield last


def _text(cell: etree._Element) -> str:
    """The text of a cell as a reader sees it, deletions left out."""
    paragraphs = ("".join(_signs(one)) for one in cell.iter(f"{_W}p"))
    return "\n".join(paragraphs).strip()


def _signs(paragraph: etree._Element) -> Iterator[str]:
    for node in paragraph.iter():
        if node.tag == f"{_W}t":
            yield node.text or ""
        elif node.tag in _SIGNS and node.getparent().tag == f"{_W}r":
            yield _SIGNS[node.tag]
