"""Whether an acronym is spelt one way."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import partial
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from escalade.templates.checks.finding import CheckRemark
from escalade.workflow.values.message import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from escalade.templates.checks.document import Document, DocumentPassage
    from escalade.templates.checks.finding import Case

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
        places = _places(document)
        meant = _expansions(document)
        suffixed = [one for one in places if one.suffix]
        same = _pairs(places, partial(_introductions, meant))
        for one, other in dict.fromkeys((*_pairs(suffixed, _swaps), *_pairs(suffixed, _gaps), *same)):
            yield _remark(document, places, one, other)


def _pairs(acronyms: Iterable[Acronym], keys: Callable[[str], Iterable[str]]) -> Iterator[tuple[Acronym, Acronym]]:
    """Acronyms with the same suffix and a key in common."""
    alike: dict[tuple[str, str], list[Acronym]] = defaultdict(list)
    for acronym in acronyms:
        for key in keys(acronym.letters):
            alike[acronym.suffix, key].append(acronym)
    yield from dict.fromkeys(pair for group in alike.values() for pair in combinations(group, 2))


def _introductions(meant: Mapping[str, str], letters: str) -> Iterator[str]:
    """Give the key of acronyms that stand for the same words."""
    if letters in meant:
        yield meant[letters]


def _swaps(letters: str) -> Iterator[str]:
    """Give the keys of acronyms that have two letters changed about."""
    for place in range(len(letters) - 1) if len(letters) >= SHORTEST else ():
        yield f"{letters[:place]}<{''.join(sorted(letters[place : place + 2]))}>{letters[place + 2 :]}"


def _gaps(letters: str) -> Iterator[str]:
    """Give the keys of acronyms that have one letter another."""
    for place in range(len(letters)) if len(letters) >= SHORTEST else ():
        yield f"{letters[:place]}_{letters[place + 1 :]}"


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
