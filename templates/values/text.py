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
