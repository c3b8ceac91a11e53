"""The facts that a sentence says, found in its words, in six languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from escalade.templates.checks.citation import SYMBOL, citations_in, symbols_in
from escalade.templates.checks.days import dates_in, without_dates
from escalade.templates.checks.document import plain
from escalade.templates.checks.naming import persons_in, states_in
from escalade.templates.checks.reading.lexicon import any_of, words
from escalade.templates.languages.pack import AVAILABLE

_FIGURES = re.compile(r"\d+(?:[.,/:]\d+)*")
_THOUSANDS = re.compile(r"(?<=\d)[ .,](?=\d{3}(?!\d))")
"""What parts a figure into groups of three, in any language."""
QUOTED = re.compile(r"“([^”]+)”|«\s*([^»]+?)\s*»|\"([^\"]+)\"|„([^“”]+)[“”]|《([^》]+)》|「([^」]+)」")
SENTENCE = re.compile(
    r"(?<=[.?!\u061f])(?<!\s[A-Z]\.)\s+(?=[^\s»”])(?![^()]*\))|(?<=[.?!\u061f]\s[»”])\s+|(?<=[.?!\u061f][»”])\s+"
    r"|(?<=[\u3002])(?=[^\s”」》])|(?<=[\u3002?!][”」])(?=\S)"
)
"""Where a sentence ends: not behind an initial, nor within brackets or before the quotation ends."""
ORDERED = frozenset({"figure", "date"})
"""The facts that another order makes others: 21 votes to 7."""


class Said(NamedTuple):
    """A fact that a sentence says."""

    kind: str
    """date, symbol, citation, figure, state, person, quotation, outcome or request."""
    key: str
    """The same in every language and wording."""
    shown: str
    """As a finding shows it."""


@lru_cache(maxsize=4096)  # both sides ask, and a version of many is as it was in the last check
def said_in(text: str, language: str, lead: str = "") -> tuple[Said, ...]:
    """Every fact that a sentence says, in order.

    Args:
        text: the sentence.
        language: what it is written in.
        lead: for an entry of a list, what opens the list.
    """
    text = plain(text)
    return (*counted_in(text), *_named(text, language), *_decided(text), *asks_in(text, plain(lead)))


@lru_cache(maxsize=4096)  # as above
def counted_in(text: str) -> tuple[Said, ...]:
    """Days, documents, decisions, and the figures that are none of them."""
    cited = citations_in(text)
    known = [figure for one in cited for figure in (one.number, one.year)]
    figures = []
    for figure in _FIGURES.findall(_THOUSANDS.sub("", SYMBOL.sub(" ", without_dates(text)))):
        if figure in known:
            known.remove(figure)
        else:
            figures.append(Said("figure", figure.replace(",", "."), figure))
    return (
        *(Said("date", day, day) for day in dates_in(text)),
        *(Said("symbol", str(one), str(one)) for one in symbols_in(text)),
        *(Said("citation", f"{one.kind} {one.number} {one.year}", str(one)) for one in cited),
        *figures,
    )


def _named(text: str, language: str) -> Iterator[Said]:
    """States, persons, and what is quoted."""
    states = states_in(text, language) if language in AVAILABLE else {}
    yield from (Said("state", str(code), shown) for code, shown in states.items())
    yield from (Said("person", str(key), shown) for key, shown in persons_in(text).items())
    for match in QUOTED.finditer(text):
        words = next(group for group in match.groups() if group)
        yield Said("quotation", "".join(re.findall(r"\w", words.casefold())), f"“{words}”")


def _decided(text: str) -> Iterator[Said]:
    yield from (Said("outcome", kind, match[0]) for kind, one in _outcomes().items() if (match := one.search(text)))


def asks_in(text: str, lead: str) -> Iterator[Said]:
    """Requests, each kind once: behind an invitation, or in its list."""
    listed = lead.endswith(":") and _invites().search(SENTENCE.split(lead)[-1])
    invited = (match and one[match.end() :] for one in SENTENCE.split(text) for match in [_invites().search(one)])
    asking = [text] if listed else [*filter(None, invited)]
    for kind, one in _asks().items():
        if match := next(filter(None, map(one.search, asking)), None):
            yield Said("request", kind, match[0])


def count_negations(text: str) -> int:
    """How often a sentence says no."""
    return len(_negations().findall(_affirmations().sub(" ", plain(text))))


@cache
def _negations() -> re.Pattern[str]:
    return re.compile(f"{any_of('outcome', 'negation')}|{any_of('outcome', 'absence')}", re.IGNORECASE)


@cache
def _affirmations() -> re.Pattern[str]:
    return re.compile(any_of("outcome", "affirmation"), re.IGNORECASE)


@cache
def _outcomes() -> dict[str, re.Pattern[str]]:
    return _by_kind("decided")


@cache
def _invites() -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-zÀ-ÿА-яё\u0621-\u064a]){any_of('invitation', 'words')}", re.IGNORECASE)


@cache
def _asks() -> dict[str, re.Pattern[str]]:
    return _by_kind("ask")


def _by_kind(group: str) -> dict[str, re.Pattern[str]]:
    return {kind: re.compile(rf"(?<![A-Za-zÀ-ÿА-яё]){any_of(group, kind)}", re.IGNORECASE) for kind in words()[group]}
