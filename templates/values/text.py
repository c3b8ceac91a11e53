"""A text as it can be printed, and what is bold or italic in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from escalade.templates.values.fact import Printable

_ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""What XML and PDF cannot hold: the few that are not allowed, as the compiler
of expressions takes ten times as long over the many that are."""


def plain(text: str) -> str:
    """A text as it can be printed; what cannot shows as a mark for it."""
    return _ILLEGAL.sub("\ufffd", text.replace("\t", " ").replace("\r", "")).strip("\n")


BOLD, NOT_BOLD, ITALIC, NOT_ITALIC = "\ufdd3", "\ufdd4", "\ufdd5", "\ufdd6"
"""Where looks begin and end. Unicode keeps these for a program's own use, and
they are taken out of every text before they are put in."""
ALL = f"{BOLD}-{NOT_ITALIC}"
"""All of them, for a class of characters."""
_MARKS = re.compile(f"([{ALL}])")


class Emphasis(NamedTuple):
    """A stretch of a text that is bold, italic or both."""

    first: int
    end: int
    bold: bool = False
    italic: bool = False


def mark_emphasis(printed: Printable) -> str:
    """A text that can be printed, with marks where its looks change."""
    text, parts, at = printed.text, list[str](), 0
    for first, end, bold, italic in printed.emphasis:
        opening = f"{BOLD if bold else ''}{ITALIC if italic else ''}"
        closing = f"{NOT_ITALIC if italic else ''}{NOT_BOLD if bold else ''}"
        parts += [plain(text[at:first]), opening, plain(text[first:end]), closing]
        at = end
    return "".join((*parts, plain(text[at:])))


WEB_ADDRESS = re.compile(r"\bhttps?://[^\s<>\"“”«»\u2018\u2019\u2066-\u2069\ufdd0-\ufdef]*[\w/]")
"""An address that a reader can follow."""
MAIL_ADDRESS = re.compile(
    r"(?<![A-Za-z0-9._%+/@-])[A-Za-z0-9_%+][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}"
    r"(?<!-)(?![\w@-])"
)
"""An address that a reader can write to."""
ADDRESS = re.compile(f"({WEB_ADDRESS.pattern}|{MAIL_ADDRESS.pattern})")


def find_target(address: str) -> str:
    """Where a link on an address leads."""
    return address if "://" in address else f"mailto:{address}"


REFER, REFERRED = "\ufdd7", "\ufdd8"
"""Where a reference to an annex begins and ends; the number of the annex ends it."""
REFERENCE = re.compile(f"{REFER}([^{REFER}{REFERRED}]*?)([0-9]+){REFERRED}")
_TO_NUMBER = re.compile(r"([^0-9]*)([0-9]+)")


def mark_references(printed: Printable, text: str) -> str:
    """A text that can be printed, with marks around its references to annexes.

    Of several in one phrase the first has its words, the others their numbers.
    """
    for words in printed.refers:
        text = text.replace(words, _TO_NUMBER.sub(_refer, words), 1)
    return text


def _refer(found: re.Match[str]) -> str:
    words, number = found[1], found[2]
    return f"{words}{REFER}{number}{REFERRED}" if found.start() else f"{REFER}{words}{number}{REFERRED}"


def in_tags(text: str, tags: Mapping[str, str]) -> str:
    """A text with its marks as the tags of a form."""
    return _MARKS.sub(lambda found: tags[found[1]], text)


def stretches(text: str) -> Iterator[tuple[str, bool, bool]]:
    """Stretches of a marked text: what they say, if bold, if italic."""
    bold = italic = False
    for part in _MARKS.split(text):
        if part in {BOLD, NOT_BOLD}:
            bold = part == BOLD
        elif part in {ITALIC, NOT_ITALIC}:
            italic = part == ITALIC
        elif part:
            yield part, bold, italic
