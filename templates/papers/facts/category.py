"""Name the categories of those who answered."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from escalade.templates.languages.pack import AVAILABLE, pack_of
from escalade.templates.papers.facts.view import View
from escalade.templates.values.fact import TracedFact

_SCRIPTS = {
    "ru": re.compile("[\u0400-\u04ff]"),
    "ar": re.compile("[\u0600-\u06ff]"),
    "zh": re.compile("[\u3400-\u9fff]"),
}
"""The letters by which the language of a name is seen."""


def name_category(view: View, name: str, *records: str) -> TracedFact:
    """Name a category as the language does, else as it was typed.

    One that was typed with a small letter keeps it.
    """
    if view.constitution.names.get(name):
        return view.name(name, *records)
    written = next((language for language, letters in _SCRIPTS.items() if letters.search(name)), None)
    key, own = _known().get(name.casefold()), view.tongue.pack.words["category"]
    if written == view.tongue.language or (key and name.casefold() == own[key].casefold()):
        return view.name(name, *records)
    if key:
        word = own[key]
        return view.name(name, *records).reword(word[0].lower() + word[1:] if name[0].islower() else word)
    found = view.member(name, *records)
    return replace(found, other=written) if written else found


@cache
def _known() -> dict[str, str]:
    every = (pack_of(language).words["category"] for language in AVAILABLE)
    return {word.casefold(): key for words in every for key, word in words.items()}
