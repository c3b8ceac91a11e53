"""Whether an acronym is spelt one way."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from escalade.templates.checks.document import Document, DocumentPassage
from escalade.templates.checks.finding import Case, CheckRemark
from escalade.workflow.values.message import Message

_CAPITAL = r"[A-ZÀ-ÖØ-Þ\u0410-\u042f\u0401]"
_SMALL = r"[a-zß-öø-ÿ\u0430-\u044f\u0451]"
_ACRONYM = re.compile(
    rf"(?<![\d-])(?<!{_CAPITAL})(?<!{_SMALL})({_CAPITAL}{{2,8}})(?:-({_CAPITAL}?{_SMALL}{{2,}}))?(?!-?{_SMALL})"
)
_BRACKETED = re.compile(rf"\(({_CAPITAL}{{2,8}})(?:-\w+)?[),]")
SHORTEST = 3
"""Shorter ones may differ by a letter and both be right."""
LAST_WORDS = 4
"""How many words before an acronym are compared as its expansion."""
FARTHEST = 120
"""How far back they are looked for."""


class Acronym(NamedTuple):
    """An acronym, and what a hyphen adds to it."""

    letters: str
    suffix: str = ""

    def __str__(self) -> str:
        return f"{self.letters}-{self.suffix}" if self.suffix else self.letters


def acronyms_agree(case: Case) -> Iterator[CheckRemark]:
    """An acronym is spelt one way throughout."""
    for document in case:
        places, meant = _places(document), _expansions(document)
        alike: dict[tuple[str, str], list[Acronym]] = defaultdict(list)
        for acronym in places:
            for key in _keys(acronym, meant):
                alike[key].append(acronym)
        pairs = dict.fromkeys(pair for group in alike.values() for pair in combinations(group, 2))
        yield from (_remark(document, places, one, other) for one, other in pairs)


def _keys(acronym: Acronym, meant: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What two spellings of one have in common: what it stands for, all but two letters changed about, or but one."""
    letters, suffix = acronym
    if letters in meant:
        yield suffix, meant[letters]
    for place in range(len(letters)) if suffix and len(letters) >= SHORTEST else ():
        before, two = letters[:place], "".join(sorted(letters[place : place + 2]))
        yield suffix, f"{before}<{two}>{letters[place + 2 :]}"
        yield suffix, f"{before}_{letters[place + 1 :]}"


def _remark(
    document: Document, places: dict[Acronym, list[DocumentPassage]], one: Acronym, other: Acronym
) -> CheckRemark:
    """The rarer spelling, where it stands first, against the usual one."""
    usual, rare = sorted((one, other), key=lambda acronym: -len(places[acronym]))
    count = len(places[usual])
    what = (
        Message("“{rare}” is written here, and “{usual}” in {count} places.", rare=rare, usual=usual, count=count)
        if count > 1
        else Message("“{rare}” is written here, and “{usual}” elsewhere.", rare=rare, usual=usual)
    )
    return CheckRemark.at(document, places[rare][0], what)


def _places(document: Document) -> dict[Acronym, list[DocumentPassage]]:
    """Every acronym, and the passages in which it stands."""
    found: dict[Acronym, list[DocumentPassage]] = defaultdict(list)
    for passage in document.passages:
        for match in _ACRONYM.finditer(passage.text):
            found[Acronym(match[1], match[2] or "")].append(passage)
    return found


def _expansions(document: Document) -> dict[str, str]:
    """The words that each acronym is introduced by."""
    found = {}
    for passage in document.passages:
        for match in _BRACKETED.finditer(passage.text):
            before = passage.text[max(0, match.start() - FARTHEST) : match.start()].casefold().split()
            if len(before) > LAST_WORDS:
                found[match[1]] = " ".join(before[-LAST_WORDS:])
    return found
