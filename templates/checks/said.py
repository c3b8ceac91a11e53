"""The facts that a sentence says, found in its words, in six languages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from escalade.templates.checks.citation import SYMBOL, citations_in, dates_in, symbols_in, without_dates
from escalade.templates.checks.document import plain
from escalade.templates.checks.reading.block import any_of, pattern, words
from escalade.templates.languages.noun import find_states
from escalade.templates.languages.pack import AVAILABLE

AMBIGUOUS = frozenset({"DM", "GG", "IM", "JE", "ML", "MU", "OM", "QA", "TG"})
"""Those whose name is a common word or a first name in one of the languages."""
SHORTEST = 4
"""A word of fewer letters has no cases, such as an acronym."""
_RUSSIAN = re.compile("[\u0410-\u044f\u0451]+")
_QUOTED = re.compile("[“«]([^“”«»]+)[”»]")
_STEM = re.compile("(?:[аяоеиыуюь]|[иыао]й|[аяио][яея])$")
_BEFORE = {"ar": "(?<![\u0620-\u064a])(?:[وف]?[بكل]?(?:ال)?|[وف]?لل)", "zh": ""}
_AFTER = {"ar": "(?![\u0620-\u064a])", "zh": "(?!\u5bb6)"}
"""In Chinese, what follows is not the second half of the word for a State, as in “developing countries”."""
_LATIN_NAME = r"((?:[A-Z\u00c0-\u00de][a-zA-Z\u00c0-\u024f.'’-]*\s+){0,3}[A-Z\u00c0-\u00de][a-zA-Z\u00c0-\u024f'’-]+)"


@cache
def _states(language: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """Match every name of a State in a language; the codes, group by group."""
    known = {plain(name): code for name, code in find_states(language).items() if code not in AMBIGUOUS}
    names = sorted(known, key=len, reverse=True)
    groups = "|".join(f"({_spelt(name, language)})" for name in names)
    before, after = _BEFORE.get(language, r"(?<!\w)"), _AFTER.get(language, r"(?!\w)")
    return re.compile(f"{before}(?:{groups}){after}"), tuple(known[name] for name in names)


def _spelt(name: str, language: str) -> str:
    """A name as it may be written: in Arabic without its article, in Russian in any case."""
    if language == "ar":
        return re.escape(name.removeprefix("ال"))
    case = any_of("state", "case")
    return _RUSSIAN.sub(
        lambda word: f"{_STEM.sub('', word[0])}{case}?" if len(word[0]) >= SHORTEST else word[0], re.escape(name)
    )


@lru_cache(maxsize=2048)  # a version of many is as it was in the last check
def states_in(text: str, language: str) -> Mapping[object, str]:
    """The States and territories that a text names, by code."""
    pattern, codes = _states(language)
    found = pattern.finditer(plain(text))
    return {codes[match.lastindex - 1]: f"“{match[match.lastindex]}”" for match in found if match.lastindex}


@lru_cache(maxsize=2048)  # a version of many is as it was in the last check
def persons_in(text: str) -> Mapping[object, str]:
    """The persons whom a text names in Latin letters."""
    found = (next(name for name in match.groups() if name) for match in _persons().finditer(plain(text)))
    folded = ((unicodedata.normalize("NFKD", name).casefold(), name) for name in found)
    return {"".join(filter(str.isalpha, letters)): f"“{name}”" for letters, name in folded}


@cache
def _persons() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of('titles', 'address')}\s+{_LATIN_NAME}|{_LATIN_NAME}\s?(?:先生|女士)")


_FIGURES = re.compile(r"\d+(?:[.,/:]\d+)*")
_THOUSANDS = re.compile(r"(?<=\d)[ .,](?=\d{3}(?!\d))")
"""What parts a figure into groups of three, in any language."""
QUOTED = re.compile(r"“([^”]+)”|«\s*([^»]+?)\s*»|\"([^\"]+)\"|„([^“”]+)[“”]|《([^》]+)》|「([^」]+)」")
SENTENCE = re.compile(
    r"(?<=[.?!\u061f])(?<!\s[A-Z]\.)\s+(?=[^\s»”])(?![^()]*\))|(?<=[.?!\u061f]\s[»”])\s+|(?<=[.?!\u061f][»”])\s+"
    r"|(?<=[\u3002])(?=[^\s”」》])|(?<=[\u3002?!][”」])(?=\S)"
)
"""Where a sentence ends: not behind an initial, nor within brackets or before the quotation ends."""
_APART = r"(?<![A-Za-zÀ-ÿА-яё])"
"""What no letter stands before."""
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
    for kind in words()["decided"]:
        if match := pattern("decided", kind, _APART).search(text):
            yield Said("outcome", kind, match[0])


def asks_in(text: str, lead: str) -> Iterator[Said]:
    """Requests, each kind once: behind an invitation, or in its list."""
    invites = pattern("invitation", "words", r"(?<![A-Za-zÀ-ÿА-яё\u0621-\u064a])")
    listed = lead.endswith(":") and invites.search(SENTENCE.split(lead)[-1])
    invited = (match and one[match.end() :] for one in SENTENCE.split(text) for match in [invites.search(one)])
    asking = [text] if listed else [*filter(None, invited)]
    for kind in words()["ask"]:
        if match := next(filter(None, map(pattern("ask", kind, _APART).search, asking)), None):
            yield Said("request", kind, match[0])


def count_negations(text: str) -> int:
    """How often a sentence says no."""
    said = pattern("outcome", "affirmation").sub(" ", plain(text))
    return len(pattern("outcome", "negation", behind=f"|{any_of('outcome', 'absence')}").findall(said))
