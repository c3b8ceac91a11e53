"""Where a text points within its document: paragraphs and annexes."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from escalade.templates.checks.reading.lexicon import any_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_BEHIND = 40
"""How far to look for what the thing pointed to is part of."""
_BEFORE = 14
"""The same where that stands first, as in Chinese."""


class Pointer(NamedTuple):
    """One number pointed to, and the words that do so."""

    number: str
    words: str


@cache
def _pattern(what: str) -> re.Pattern[str]:
    """A word, a number, and further numbers of a list."""
    group = {"paragraph": "reference", "annex": "titles"}[what]
    number = {"paragraph": r"\d+(?:\.\d+)+", "annex": r"(?:\d+(?![.\d])|[IVX]+\b|[A-Z]\b)"}[what]
    link = rf"\s*(?:[,、-]|\s(?:{any_of('reference', 'and')})|和)\s*"
    word = rf"(?<![A-Za-zÀ-ÿ\u0410-\u044f\u0451\u0621-\u064a])[وفبلك]{{0,2}}(?i:{any_of(group, what)})"
    return re.compile(rf"{word}\s*(?P<numbers>{number}(?:{link}{number})*)")


@cache
def _elsewhere() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands behind or before a number that another document has."""
    elsewhere = any_of("reference", "elsewhere")
    particle = rf"\(?{any_of('reference', 'particles')}\s+|l'|[\u0430-\u044f\u0451]+\s+"
    behind = rf"^\s*(?:{particle})*(?:[^\s.;:]+\s+){{0,3}}?(?:l'|d')?(?i:{elsewhere})(?!\w)"
    before = rf"{elsewhere}(?:中?的?|\(?)$"
    return re.compile(behind), re.compile(before)


def paragraphs_in(text: str) -> Iterator[Pointer]:
    """The paragraphs of this document that a text points to."""
    yield from _pointers("paragraph", text, re.compile(r"\d+(?:\.\d+)+"))


def annexes_in(text: str) -> Iterator[Pointer]:
    """The numbered annexes of this document that a text points to."""
    yield from _pointers("annex", text, re.compile(r"\d+|\b[IVX]+\b|\b[A-Z]\b"))


def _pointers(what: str, text: str, numbers: re.Pattern[str]) -> Iterator[Pointer]:
    for match in _pattern(what).finditer(text):
        if not _is_elsewhere(text, match):
            listed = numbers.findall(match["numbers"])
            word = match.group().removesuffix(match["numbers"])
            yield from (Pointer(one, f"{word}{one}") for one in listed)


def _is_elsewhere(text: str, match: re.Match[str]) -> bool:
    """Whether another document is meant, such as the report of a meeting."""
    behind, before = _elsewhere()
    ahead = text[max(0, match.start() - _BEFORE) : match.start()]
    after = behind.search(text[match.end() : match.end() + _BEHIND])
    context = after.group() if after else ahead if before.search(ahead) else ""
    return bool(context) and not re.search(rf"(?<!\w){any_of('reference', 'present')}(?!\w)|本", context)
