"""Word files made block by block, and what they say by other means than ours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from escalade.templates.checks.reading.package import MAIN, zip_parts
from escalade.templates.checks.reading.word import parts_of
from escalade.templates.formats.tracked.document import track_changes
from escalade.templates.formats.word.draw import own_source

from ..conftest import Register as Register  # noqa: TID252, PLC0414 - it stands one folder up, and is passed on

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
AUTHOR, AT = "Made-up Desk", "2031-04-25T10:00:00.000000Z"
Text = str | tuple[str, str]
"""The text of a paragraph, alone or behind its style."""
Block = Text | list[list[list[Text]]]
"""A paragraph, or a table: rows of cells of paragraphs."""


def word(blocks: Iterable[Block]) -> bytes:
    """A Word file in our template, holding these blocks."""
    return with_body(*(_made(block) for block in blocks))


def with_body(*elements: etree._Element, **parts: bytes) -> bytes:
    """A Word file in our template with a body of one's own; `styles` are its styles."""
    held = parts_of(own_source().data, "ours")
    root = etree.fromstring(held[MAIN])
    body = root.find(f"{W}body")
    for one in body[:-1]:
        body.remove(one)
    for place, one in enumerate(elements):
        body.insert(place, one)
    named = {f"word/{name}.xml": data for name, data in parts.items()}
    header = held["word/header1.xml"].replace(b"{{ running }}", b"Document MA31/5")
    return zip_parts({**held, "word/header1.xml": header, MAIN: etree.tostring(root), **named})


def paragraph(*runs: str | etree._Element, style: str = "BodyText") -> etree._Element:
    """A paragraph of runs: texts, or elements as they are."""
    made = etree.Element(f"{W}p")
    etree.SubElement(etree.SubElement(made, f"{W}pPr"), f"{W}pStyle", {f"{W}val": style})
    made.extend(run(one) if isinstance(one, str) else one for one in runs)
    return made


def run(text: str, *looks: str) -> etree._Element:
    """A run with its looks: b, i, rtl."""
    made = etree.Element(f"{W}r")
    if looks:
        made.append(element("rPr", *(element(name) for name in looks)))
    for place, line in enumerate(text.split("\n")):
        if place:
            etree.SubElement(made, f"{W}br")
        for column, part in enumerate(line.split("\t")):
            if column:
                etree.SubElement(made, f"{W}tab")
            etree.SubElement(made, f"{W}t", {SPACE: "preserve"}).text = part
    return made


def element(name: str, *inside: etree._Element | str, **attributes: str) -> etree._Element:
    """An element of Word."""
    made = etree.Element(f"{W}{name}", {f"{W}{key}": value for key, value in attributes.items()})
    for one in inside:
        if isinstance(one, str):
            made.text = one
        else:
            made.append(one)
    return made


def table(rows: list[list[list[Text]]]) -> etree._Element:
    """A table of rows, cells and paragraphs."""
    made = element("tbl", element("tblPr"), element("tblGrid", *(element("gridCol", w="2000") for _ in rows[0])))
    for row in rows:
        cells = (element("tc", element("tcPr"), *(_made(one) for one in cell)) for cell in row)
        made.append(element("tr", *cells))
    return made


def _made(block: Block) -> etree._Element:
    if isinstance(block, list):
        return table(block)
    style, text = ("BodyText", block) if isinstance(block, str) else block
    return paragraph(text, style=style)


def part(data: bytes, name: str = MAIN) -> etree._Element:
    """A part of a Word file."""
    with ZipFile(BytesIO(data)) as file:
        return etree.fromstring(file.read(name))


def compared(old: Iterable[Block], new: Iterable[Block]) -> bytes:
    """A Word file with tracked changes from these blocks to those."""
    return track_changes(word(old), word(new), author=AUTHOR, at=AT)


def read(root: etree._Element, without: str = "") -> list[str]:
    """The paragraphs of a part once `ins` or `del` is gone; read anew, not by our own reader."""
    found, waiting = [], ""
    for one in root.iter(f"{W}p"):
        if any(row.find(f"{W}trPr/{W}{without}") is not None for row in one.iterancestors(f"{W}tr")):
            continue
        waiting += "".join(_signs(one, without))
        if one.find(f"{W}pPr/{W}rPr/{W}{without}") is None:
            found.append(waiting)
            waiting = ""
    return [line for line in (*found, waiting) if line.strip()]  # a blank line is the layout's


def _signs(holder: etree._Element, without: str) -> Iterator[str]:
    signs = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}noBreakHyphen": "\u2011"}
    for one in holder.iter(f"{W}t", f"{W}delText", *signs):
        if one.getparent().tag == f"{W}r" and next(one.iterancestors(f"{W}{without}"), None) is None:
            yield signs.get(one.tag, one.text or "")


def accept(data: bytes, name: str = MAIN) -> list[str]:
    """What a part reads when all changes are accepted."""
    return read(part(data, name), "del")


def reject(data: bytes, name: str = MAIN) -> list[str]:
    """What a part reads when all changes are rejected."""
    return read(part(data, name), "ins")


def plainly(blocks: Sequence[Block]) -> list[str]:
    """The paragraphs of blocks that say something, in order."""
    found: list[str] = []
    for block in blocks:
        if isinstance(block, list):
            found += (text for row in block for cell in row for text in plainly(cell))
        else:
            found.append(block if isinstance(block, str) else block[1])
    return [line for line in found if line.strip()]


def marks(data: bytes, name: str = MAIN) -> list[tuple[str, str]]:
    """The words that came and went, in order, as ins and del."""
    holders = part(data, name).iter(f"{W}ins", f"{W}del")
    found = [(str(one.tag).removeprefix(W), "".join(one.itertext())) for one in holders]
    return [(kind, text) for kind, text in found if text]
