"""A Word file that people edited, as blocks that a PDF can be set from.

What the file says is carried whole, with the measures that its styles give;
what cannot be set is refused by its name, and never dropped.
"""

from __future__ import annotations

import re
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING, Any

from docx import Document
from lxml import etree

from escalade.templates.checks.reading.word import AMISS, Numbering, level_of
from escalade.templates.formats.layout.style_sheet import PAGE
from escalade.templates.formats.word.language import W
from escalade.templates.formats.word.letterhead import find_pictures, find_targets, find_text_parts
from escalade.templates.formats.word.property import CORE
from escalade.templates.formats.word.reading.measure import (
    SIDES,
    TWIPS,
    Rules,
    Styles,
    is_on,
    margins_of,
    measure,
    rules_of,
    size_of,
    value_of,
)
from escalade.templates.formats.word.reading.prose import PICTURE, body_in, foreign_elements, foreign_in
from escalade.templates.formats.word.reading.stretch import Stretch, StretchReader
from escalade.templates.formats.word.source import MAIN, NoWordFileError, parts_of
from escalade.workflow.values.errors import RequestError
from escalade.workflow.values.message import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Block = dict[str, Any]
SETTINGS = "word/settings.xml"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_NUMBER = re.compile(r"\d+(?:\.\d+)*")
"""What the number of a paragraph looks like, where that of an entry of a list has a stop or a bracket."""
_BARE: Stretch = {
    "italic": False, "colour": None, "under": False, "strike": False, "caps": False, "script": None,
    "lang": None, "to": None, "web": None, "page": None,
}  # fmt: skip
_EVERY = (*SIDES, "insideH", "insideV")
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_SUBJECT = "{http://purl.org/dc/elements/1.1/}subject"
_LOST = {
    f"{W}sym": Message("a sign of a font of its own"),
    f"{W}ptab": Message("a tab in the middle of a line"),
    f"{W}ruby": Message("signs above others"),
    f"{W}framePr": Message("a text frame"),
    f"{W}vMerge": Message("cells joined across lines of a table"),
    f"{W}highlight": Message("highlighted text"),
}
"""What a PDF of ours cannot show, by element."""


class UnsettableError(RequestError):
    """A Word file holds what a PDF of it would not show."""

    def __init__(self, name: str, what: str) -> None:
        """Name the file, and what it holds."""
        self.name, self.what = name, what
        super().__init__(
            Message(
                "{name} cannot be set as a PDF: it holds {what}, which would be lost. Take it out, or accept or reject "
                "what is tracked, and try again; or issue the Word file alone (--form docx).",
                name=name,
                what=what,
            )
        )


def read_flow(data: bytes, name: str, direction: str) -> dict[str, Any]:
    """Read a Word file as blocks, with its page, header and footer.

    Raises:
        NoWordFileError: it is no Word file, or one that nobody should open.
        UnsettableError: names the first thing that cannot be set.
    """
    parts = parts_of(data, name)
    for what in (*foreign_in(parts), *_lost_in(parts)):
        raise UnsettableError(name, what)
    try:
        reader = _FlowReader(parts, Document(BytesIO(data)), direction)
        return {**reader.read(), **_properties(parts)}
    except AMISS as problem:
        raise NoWordFileError(name, Message("one of its parts is missing or damaged")) from problem
    except _UnreadError as problem:
        raise UnsettableError(name, problem.what) from problem


class _UnreadError(Exception):
    """Something that cannot be set was met on the way."""

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(what)


def _lost_in(parts: Mapping[str, bytes]) -> Iterator[str]:
    """Find what foreign matter is not, and a PDF would lose all the same."""
    root = etree.fromstring(parts[MAIN])
    for element in root.iter(*_LOST):
        yield _LOST[str(element.tag)]
    if len(list(root.iter(f"{W}sectPr"))) > 1:
        yield Message("parts with pages of their own")
    if any(int(one.get(f"{W}num", "1")) > 1 for one in root.iter(f"{W}cols")):
        yield Message("text in columns")
    if is_on([etree.fromstring(parts.get(SETTINGS, b"<none/>"))], "evenAndOddHeaders"):
        yield Message("other headers on even pages")
    yield from _lost_around(parts, root)


def _lost_around(parts: Mapping[str, bytes], root: etree._Element) -> Iterator[str]:
    """Find what headers and footers would lose: all but text and one picture on top."""
    names = {kind: {*find_text_parts(parts, root, kind).values()} for kind in ("header", "footer")}
    around = {kind: [etree.fromstring(parts[name]) for name in names[kind]] for kind in names}
    for one in (*around["header"], *around["footer"]):
        yield from (told for told in foreign_elements(one) if told != PICTURE)
        yield from (_LOST[str(element.tag)] for element in one.iter(*_LOST))
        if next(one.iter(f"{W}pict", f"{_MC}AlternateContent"), None) is not None:
            yield PICTURE
    drawn = {kind: sum(1 for one in around[kind] for _ in one.iter(f"{W}drawing")) for kind in around}
    shown = sum(1 for name in names["header"] for _ in find_pictures(parts, name))
    if drawn["footer"] or drawn["header"] != shown:
        yield PICTURE
    elif shown > 1:
        yield Message("several pictures in its headers")


def _properties(parts: Mapping[str, bytes]) -> dict[str, str]:
    """The title and the subject of the file, as its properties say them."""
    root = etree.fromstring(parts.get(CORE, b"<none/>"))
    found = {"title": root.findtext(_TITLE), "subtitle": root.findtext(_SUBJECT)}
    return {name: text or "" for name, text in found.items()}


class _FlowReader:
    """A reader of one open Word file."""

    def __init__(self, parts: Mapping[str, bytes], document: Any, direction: str) -> None:
        self._parts, self._document, self._direction = parts, document, direction
        self._styles, self._numbering = Styles(parts), Numbering.of(document)
        self._named = {style.style_id: style for style in document.styles}

    def read(self) -> dict[str, Any]:
        """The whole file."""
        body = etree.fromstring(self._parts[MAIN])
        section = next(body.iter(f"{W}sectPr"), etree.Element("none"))
        referred = {one.group(1) for one in re.finditer(r"(?:REF |w:anchor=\")(\w+)", etree.tostring(body).decode())}
        return {
            "blocks": self._blocks(body_in(self._document.element.body), MAIN, referred),
            "page": _page(section),
            **{kind: self._around(section, body, kind) for kind in ("header", "footer")},
        }

    def _around(self, section: Any, body: Any, kind: str) -> dict[str, Any]:
        """What stands on top of or below the first page, and the others."""
        names = find_text_parts(self._parts, body, kind)
        if not is_on([section], "titlePg"):
            names = {**names, "first": names.get("default", "")}
        read = {
            which: self._blocks(etree.fromstring(self._parts[names[which]]), names[which], frozenset())
            for which in ("first", "default")
            if names.get(which)
        }
        return {which: read[which] if any(map(_says, read.get(which, ()))) else [] for which in ("first", "default")}

    def _blocks(self, elements: Iterable[Any], part: str, referred: Iterable[str]) -> list[Block]:
        """The blocks of a part, those of a list together."""
        reader = StretchReader(self._styles, find_targets(self._parts, part), self._direction)
        return self._read(elements, reader, frozenset(referred))

    def _read(self, elements: Iterable[Any], reader: StretchReader, referred: frozenset[str]) -> list[Block]:
        found: list[Block] = []
        for element in elements:
            one = (self._table if element.tag == f"{W}tbl" else self._paragraph)(element, reader, referred)
            if found and "look" in found[-1] and "look" in one:
                _close_up(found[-1], one)
            found.append(one)
        return list(_in_lists(found))

    def _paragraph(self, element: Any, reader: StretchReader, referred: frozenset[str]) -> Block:
        """A paragraph with its number, and the space around it."""
        sources, named = self._styles.of_paragraph(element), element.find(f"{W}pPr/{W}pStyle")
        style = self._named.get(named.get(f"{W}val")) if named is not None else None
        mark = self._styles.of_run(etree.Element(f"{W}r"), element)
        look, said = measure(sources, size_of(mark)), reader.read(element)
        label, said = _hung(said, hangs=look["hanging"] > 0)
        number = self._numbering.print_label(element, style)
        marks = (one.get(f"{W}name") for one in element.iter(f"{W}bookmarkStart"))
        return {
            "kind": "paragraph",
            "style": "" if style is None else style.style_id,
            "is_title": style is not None and (style.name or "").lower() == "title",
            "close": is_on(sources, "contextualSpacing"),
            "look": look,
            "level": level_of(element, style),
            "label": label or _number(number, look["size"], is_bold=is_on(mark, "b")),
            "is_item": bool(number) and not _NUMBER.fullmatch(number),
            "said": said,
            "keep": is_on(sources, "keepNext"),
            "whole": is_on(sources, "keepLines"),
            "breaks": _breaks(element, is_before=is_on(sources, "pageBreakBefore")),
            "names": [one for one in marks if one in referred],
            "border": rules_of(sources, "pBdr", SIDES),
            "has_picture": next(element.iter(f"{W}drawing"), None) is not None,
        }

    def _table(self, table: Any, reader: StretchReader, referred: frozenset[str]) -> Block:
        """A table with its rules, cell by cell."""
        sources = self._styles.of_table(table)
        rules, margins = rules_of(sources, "tblBorders", _EVERY), margins_of(sources)
        rows = table.findall(f"{W}tr")
        grid = [float(one.get(f"{W}w", "0")) / TWIPS for one in table.iterfind(f"{W}tblGrid/{W}gridCol")]
        lines = []
        for place, row in enumerate(rows):
            looks = [one for one in [row.find(f"{W}trPr")] if one is not None]
            cells = row.findall(f"{W}tc")
            edges = {"top": not place, "bottom": place == len(rows) - 1}
            told = [
                self._cell(cell, {**edges, "left": not at, "right": at == len(cells) - 1}, rules, reader, referred)
                for at, cell in enumerate(cells)
            ]
            lines.append({"cells": told, "heads": is_on(looks, "tblHeader"), "whole": is_on(looks, "cantSplit")})
        return {
            "kind": "table",
            "columns": grid,
            "rows": lines,
            "margins": margins,
            "below": rules.get("bottom", (0,))[0],
        }

    def _cell(
        self, cell: Any, edges: Mapping[str, bool], rules: Rules, reader: StretchReader, referred: frozenset[str]
    ) -> Block:
        """A cell with the rules around it."""
        looks = [one for one in [cell.find(f"{W}tcPr")] if one is not None]
        inside = {"top": "insideH", "bottom": "insideH", "left": "insideV", "right": "insideV"}
        drawn = {side: rules.get(side if edges[side] else inside[side]) for side in SIDES}
        fill = value_of(looks, "shd", "fill")
        return {
            "rules": {side: rule for side, rule in {**drawn, **rules_of(looks, "tcBorders", SIDES)}.items() if rule},
            "fill": None if fill in {None, "auto"} else fill,
            "span": int(value_of(looks, "gridSpan") or 1),
            "blocks": self._read(body_in(cell), reader, referred),
        }


def _number(number: str, size: float, *, is_bold: bool) -> list[Stretch]:
    """The number or bullet of a paragraph as stretches."""
    return [{**_BARE, "text": number, "bold": is_bold, "size": size}] if number else []


def _hung(said: list[Stretch], *, hangs: bool) -> tuple[list[Stretch], list[Stretch]]:
    """What stands before the one tab of a hanging paragraph, and behind it."""
    tabs = sum(one["text"].count("\t") for one in said)
    if not tabs:
        return [], said
    if tabs > 1 or not hangs:
        raise _UnreadError(_LOST[f"{W}ptab"])
    place = next(at for at, one in enumerate(said) if "\t" in one["text"])
    before, _, behind = said[place]["text"].partition("\t")
    first, rest = {**said[place], "text": before}, {**said[place], "text": behind}
    return [one for one in (*said[:place], first) if one["text"]], [
        one for one in (rest, *said[place + 1 :]) if one["text"]
    ]


def _breaks(paragraph: Any, *, is_before: bool) -> list[str]:
    """Where a paragraph breaks the page: before it, behind it."""
    found, signs = ["before"] if is_before else [], list(paragraph.iter(f"{W}t", f"{W}br"))
    for place, one in enumerate(signs):
        if one.tag == f"{W}br" and one.get(f"{W}type") in {"page", "column"}:
            said = [
                any(other.tag == f"{W}t" and other.text for other in part) for part in (signs[:place], signs[place:])
            ]
            if all(said) or one.get(f"{W}type") == "column":
                raise _UnreadError(Message("a page break in the middle of a paragraph"))
            found.append("behind" if said[0] else "before")
    return found


def _says(block: Block) -> bool:
    """Whether anything stands in a block; programs write empty headers."""
    return block["kind"] != "paragraph" or bool(block["said"] or block["label"] or block["has_picture"])


def _close_up(above: Block, below: Block) -> None:
    """Set the space between two paragraphs: the larger, or none in a kind."""
    is_close = above["style"] == below["style"] and above["close"] and below["close"]
    below["look"]["before"] = 0 if is_close else max(above["look"]["after"], below["look"]["before"])


def _in_lists(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks, the entries of a list that follow one another as one."""

    def kind(block: Block) -> object:
        """Tell items of one list by style and indents; other blocks stand alone."""
        look = block.get("look", {})
        return (block["style"], look["indent"], look["hanging"]) if block.get("is_item") else id(block)

    for _, group in groupby(blocks, kind):
        entries = list(group)
        yield {"kind": "list", "entries": entries} if entries[0].get("is_item") else entries[0]


def _page(section: Any) -> Block:
    """The measures of a page: A4 with our margins where the file has none."""
    size, margin = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    ours = {"width": PAGE["width"], "height": PAGE["height"], **dict.fromkeys(SIDES, PAGE["margin"])}
    ours |= dict.fromkeys(("header", "footer"), PAGE["running"])
    given = {"width": (size, "w"), "height": (size, "h")} | {
        side: (margin, side) for side in (*SIDES, "header", "footer")
    }
    return {
        name: abs(float(one.get(f"{W}{key}", ""))) / TWIPS if one is not None and one.get(f"{W}{key}") else ours[name]
        for name, (one, key) in given.items()
    }
