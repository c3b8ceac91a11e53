"""A file as a document: its ending says how it is read.

Here: pages, Markdown, Akoma Ntoso, and PDFs that hold text; Word files have a module of their own.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Iterator
from html.parser import HTMLParser
from io import BytesIO
from typing import Any
from unicodedata import east_asian_width

from escalade.templates.checks.citation import dates_in, symbols_in
from escalade.templates.checks.document import Document, plain
from escalade.templates.checks.reading.block import ENDS, Block, any_of, kind_of
from escalade.templates.checks.reading.recognition import recognise
from escalade.templates.values.extra import needing
from escalade.workflow.values.errors import Message, RequestError, Series

_BLOCKS = {"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "title"}
_SILENT = {"style", "script", "title"}
_ESCAPED = re.compile(r"\\([\\`*_\[\]<>|~&$\-+=:#.)])")
_MARKED = re.compile(r"(?<!\\)\*{1,3}|\\$")
MOST_OPEN = 100
"""How many tags or remarks may lack their end: for each, all that follows is looked through."""
_LINE = re.compile(r"(?P<heading>#{1,6}) +|(?P<quoted>>) ?|(?P<item>- +)")


def tell_unreadable(name: str, problem: str) -> RequestError:
    """Say why a page or text cannot be read in little time."""
    return RequestError("unreadable-page", "{name} cannot be checked: {problem}.", name=name, problem=problem)


class HtmlPage(HTMLParser):
    """A reader of a page, block by block."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[Block] = []
        self._text: list[str] = []
        self._open: str = ""
        self._lists: list[int] = []
        self._draft = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block, a list, a label or the notice of a draft."""
        classes = (dict(attrs).get("class") or "").split()
        if tag == "div" and (self._draft or "draft" in classes):
            self._draft += 1
        if tag in {"ol", "ul"}:
            self._lists.append(0 if tag == "ol" else -1)
        if tag in _BLOCKS or tag in _SILENT:
            self._open, self._text = tag, []
        if tag == "br":
            self._text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """End what was begun."""
        if tag == "div" and self._draft:
            self._draft -= 1
        if tag in {"ol", "ul"} and self._lists:
            self._lists.pop()
        if tag == self._open:
            if tag not in _SILENT:
                self._take(tag, "".join(self._text))
            self._open, self._text = "", []

    def handle_data(self, data: str) -> None:
        """Take text that stands in a block."""
        if self._open:
            self._text.append(data)

    def _take(self, tag: str, text: str) -> None:
        level = int(tag[1]) if tag[0] == "h" and tag[1:].isdigit() else 0
        label = ""
        if tag == "li" and self._lists:
            numbered = self._lists[-1] >= 0
            self._lists[-1] += 1 if numbered else 0
            label = str(self._lists[-1]) if numbered else "•"
        self.blocks.append(Block(text, level, label, is_draft=bool(self._draft)))


def blocks_of_word(content: bytes, name: str) -> list[Block]:
    """The blocks of a Word file, what its headers say first."""
    with needing("docx"):
        from escalade.templates.checks.reading.word import blocks_of  # noqa: PLC0415  # an extra
    return blocks_of(content, name)


def blocks_of_page(content: bytes, name: str) -> Iterator[Block]:
    """The blocks of a page.

    Raises:
        RequestError: too much of its markup has no end.
    """
    page, text = HtmlPage(), content.decode("utf-8", "replace")
    if count_open(text) > MOST_OPEN:
        raise tell_unreadable(name, Message("its markup has no end"))
    page.feed(text)
    page.close()
    yield from page.blocks


def count_open(text: str) -> int:
    """Count the tags, values, remarks and sections that lack their end."""
    heads = [piece.partition(">") for piece in text.split("<")[1:]]
    remarks = sum("-->" not in piece for piece in text.split("<!--")[1:])
    return remarks + text.count("<![") + sum(not end or head.count('"') % 2 == 1 for head, end, _ in heads)


def without_remarks(text: str) -> str:
    """A text without its remarks; one that has no end is text."""
    first, *pieces = text.split("<!--")
    ended = max((place for place, piece in enumerate(pieces) if "-->" in piece), default=-1)
    kept, inside = [first], False
    for place, piece in enumerate(pieces):
        inside = inside or place <= ended
        _, mark, after = piece.partition("-->") if inside else ("", "", f"<!--{piece}")
        inside = inside and not mark
        kept.append("" if inside else after)
    return "".join(kept)


def blocks_of_markdown(content: bytes, _name: str) -> Iterator[Block]:
    """The blocks of a paper in Markdown, as our layout writes it."""
    for line in without_remarks(content.decode("utf-8", "replace")).splitlines():
        match = _LINE.match(line.strip())
        text = line.strip()[match.end() :] if match else line.strip()
        bare = _ESCAPED.sub(r"\1", _MARKED.sub("", text))
        level = len(match["heading"]) if match and match["heading"] else 0
        label = "•" if match and match["item"] else ""
        yield Block(bare, level, label, is_draft=bool(match and match["quoted"]))


_HEADINGS = {"section": 2, "attachment": 2, "doc": 1}
_NUMBERED = {"section", "paragraph", "item"}


def blocks_of_xml(content: bytes, name: str) -> list[Block]:
    """The blocks of a paper in Akoma Ntoso, its published symbol first.

    Raises:
        RequestError: it is no XML, or says nothing.
    """
    with needing("xml"):
        from lxml import etree  # noqa: PLC0415  # an extra
    blocks, problem = list[Block](), Message("it has no paragraphs")
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        problem = Message("it declares entities, which no paper does")
    else:
        try:
            blocks += _blocks_in(etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True)))
        except etree.XMLSyntaxError:
            problem = Message("it is no XML, or is damaged")
    if not blocks:
        sentence = "{name} cannot be read as Akoma Ntoso: {problem}."
        raise RequestError("unreadable-xml", sentence, name=name, problem=problem)
    return blocks


def _blocks_in(root: Any) -> Iterator[Block]:
    """The published symbol, then every paragraph and heading, in order."""
    number = next((one.get("number") for one in root.iter("{*}publication") if one.get("number")), "")
    if number:
        yield Block(number, is_header=True)
    for element in root.iter("{*}p", "{*}heading"):
        name, above = _name(element), element.getparent()
        text, kind = "".join(element.itertext()), element.get("class") or ""
        owner = _name(above)
        label = _label(above) if owner in _NUMBERED and (name == "heading") is (owner == "section") else ""
        if owner == "content" and above.find("{*}p") is element:
            label = _label(above.getparent())
        level = (
            _HEADINGS.get(owner, 0)
            if name == "heading"
            else int(kind == "heading" or "docTitle" in map(_name, element))
        )
        yield Block(text, level or int(name == "heading") * 3, label, is_draft=kind == "draft")


def _label(owner: Any) -> str:
    """The number of a section, paragraph or entry; a bullet where an entry has none."""
    number = owner.find("{*}num")
    if number is not None:
        return "".join(number.itertext()).strip().rstrip(".")
    return "•" if _name(owner) == "item" else ""


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


_NUMBER = re.compile(r"\s*\W?\s*\d{1,4}(?:\s*/\s*\d{1,4})?\s*\W?\s*")
_BEGINS = re.compile(r"\d{1,2}(?:\.\d{1,2})+\s|\d{1,2}(?:\.|\s)\s|\(?\w\)\s|[•–]\s")
"""How a line begins that begins something."""
_LABEL = re.compile(r"\s*(?:\d{1,2}(?:\.\d{1,2})*|\(?\w\)|[•–])\s*")
"""A number or letter on a line of its own."""
_HEADED = re.compile(r"(\d{1,2})\s+([^\W\d].{0,98}[^\s.:;,?!\u3002\uff0c\uff1a\uff1b])")
_APART = re.compile(r"(?<=[\u4e00-\u9fff]) (?=\w)|(?<=\w) (?=[\u4e00-\u9fff])")
"""The room that is left beside Chinese letters, which some read as a space."""
LONGEST_HEADER = 120
"""How many letters the line on top of a page has, at most."""
FULL = 0.8
"""From which part of the longest line on a line goes on in the next."""


logging.getLogger("pypdf").addHandler(logging.NullHandler())  # what is amiss is one sentence of ours, not its lines
AMISS = (ValueError, LookupError, TypeError, AttributeError, RuntimeError, OSError, ArithmeticError)
"""What pypdf raises where a file is amiss."""


def blocks_of_pdf(content: bytes, name: str) -> list[Block]:
    """The blocks of a PDF that holds text.

    Raises:
        RequestError: it is no PDF, or is damaged or locked.
    """
    with needing("pdf"):
        from pypdf import PdfReader  # noqa: PLC0415  # an extra, and slow to load
        from pypdf.errors import PyPdfError  # noqa: PLC0415  # as above
    try:
        pages = [page.extract_text() for page in PdfReader(BytesIO(content)).pages]
    except (PyPdfError, *AMISS) as problem:
        sentence = "{name} cannot be read as a PDF: it is damaged, locked or something else."
        raise RequestError("unreadable-pdf", sentence, name=name) from problem
    return list(_blocks(pages))


def blocks_of_text(content: bytes, _name: str) -> list[Block]:
    """The blocks of a text taken from a PDF, its pages parted by form feeds."""
    return list(_blocks(content.decode("utf-8", "replace").split("\f")))


def _blocks(pages: list[str]) -> Iterator[Block]:
    """The headers of pages, then their lines, put together to paragraphs."""
    lines: list[str] = []
    headers: dict[str, None] = {}
    for number, page in enumerate(pages):
        own = [line.lstrip() for line in page.splitlines() if line.strip()]
        if own and _NUMBER.fullmatch(own[-1]) and re.findall(r"\d+", own[-1])[0] == str(number + 1):
            own.pop()
        if number and own and len(own[0]) < LONGEST_HEADER and symbols_in(plain(own[0])):
            headers[own.pop(0).strip()] = None
        lines += own
    yield from (Block(text, is_header=True) for text in headers)
    for text in _paragraphs(lines):
        match = None if dates_in(plain(text)) else _HEADED.fullmatch(text)
        yield Block(match[2], 2, match[1]) if match else Block(_APART.sub("", text))


def _paragraphs(lines: list[str]) -> Iterator[str]:
    """Lines as paragraphs: a line that was broken ends in a space or hyphen, or is full.

    A space stands there where the program that made the file breaks lines at
    spaces; in Chinese, and in text that was taken from a file, it does not.
    """
    spaced = any(line.endswith(" ") for line in lines)
    full = FULL * max(map(_width, lines), default=0)
    text, last = "", ""
    for line in lines:
        goes_on = text.endswith((" ", "-")) if spaced else _width(last) >= full and not _begins(line, last)
        if text and (goes_on or _LABEL.fullmatch(text)):
            text = f"{text}{line}" if spaced and goes_on else f"{text}{'' if goes_on else ' '} {line}"
        else:
            if text:
                yield text
            text = line
        last = line
    if text:
        yield text


def _begins(line: str, last: str) -> bool:
    """Whether a line begins something: an entry, a part of the box, an annex."""
    annex = rf"{any_of('titles', 'annex')}\s*\d*"
    ended = last.rstrip().endswith((*ENDS, ")", "\uff09", "\u201d"))
    return bool(
        _BEGINS.match(line) or (ended and _HEADED.match(line)) or kind_of(line, "box") or re.fullmatch(annex, line)
    )


def _width(line: str) -> int:
    """How wide a line is set; a Chinese letter takes the room of two."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in line)


READERS: dict[str, Callable[[bytes, str], Iterable[Block]]] = {
    ".docx": blocks_of_word,
    ".html": blocks_of_page,
    ".md": blocks_of_markdown,
    ".pdf": blocks_of_pdf,
    ".txt": blocks_of_text,
    ".xml": blocks_of_xml,
}
"""By ending, what reads a file."""


TYPESET = frozenset({".pdf", ".txt"})
"""The endings of what is read as it was set: Arabic has lost the order of its words there."""
MOST_BLOCKS, MOST_TEXT = 100_000, 2_000_000
"""How many paragraphs and characters are checked: some thousand pages."""


def document_in(content: bytes, name: str) -> Document:
    """The document that a file holds.

    Raises:
        RequestError: its ending is not one that is read, or it holds more than can be checked.
    """
    reader = READERS.get(ending_of(name))
    if reader is None:
        sentence = "{name} cannot be checked: papers are read from files that end in {forms}."
        raise RequestError("unreadable-form", sentence, name=name, forms=Series(READERS))
    blocks = list(reader(content, name))
    if len(blocks) > MOST_BLOCKS or sum(len(block.text) for block in blocks) > MOST_TEXT:
        raise tell_unreadable(name, Message("it holds more text than any paper"))
    document = recognise(blocks, name)
    if ending_of(name) in TYPESET and document.language == "ar":
        return Document(name, "ar", blocks=tuple(block.text for block in blocks), is_unordered=True)
    return document


def ending_of(name: str) -> str:
    """The ending of a file's name, in small letters."""
    return "." + name.rpartition(".")[2].lower() if "." in name else ""
