"""The text of a PDF as blocks: lines put together, headers apart."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from io import BytesIO
from unicodedata import east_asian_width

from escalade.templates.checks.citation import symbols_in
from escalade.templates.checks.days import dates_in
from escalade.templates.checks.document import plain
from escalade.templates.checks.reading.block import ENDS, Block
from escalade.templates.checks.reading.lexicon import any_of, kind_of
from escalade.templates.values.extra import needing
from escalade.workflow.values.errors import RequestError

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
AMISS = (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError, ArithmeticError)
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
