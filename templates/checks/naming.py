"""The States and persons that a text names, whatever its language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

from escalade.templates.checks.document import plain
from escalade.templates.checks.reading.lexicon import any_of
from escalade.templates.languages.states import find_states

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
    if language == "ar":
        return re.escape(name.removeprefix("ال"))
    return _RUSSIAN.sub(lambda word: _declined(word[0]), re.escape(name))


def _declined(word: str) -> str:
    return f"{_STEM.sub('', word)}{any_of('state', 'case')}?" if len(word) >= SHORTEST else word


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
    return {_folded(name): f"“{name}”" for name in found}


@cache
def _persons() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of('titles', 'address')}\s+{_LATIN_NAME}|{_LATIN_NAME}\s?(?:先生|女士)")


def _folded(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name).casefold()
    return "".join(letter for letter in letters if letter.isalpha())
