"""Split texts into words as they are searched for.

What is found does not hang on how somebody types: capitals and marks above or
below letters do not count, apostrophes, hyphens and other signs part words, and
digits of other scripts are digits. Each Han character is a word, since Chinese
writes no spaces; the Arabic article is left off, since it is written with its noun.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

STRAIGHT = dict.fromkeys(map(ord, "\u2018\u2019\u02bc\uff07"), "'")
"""Apostrophes of print, as they are typed."""
HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
ARTICLE = "\u0627\u0644"
SHORTEST_NOUN = 3
"""How many letters stand behind an article at least; fewer are a word that begins so."""

# Compiled when texts are first split: what starts for one reading mostly folds names alone, and these take 3 ms.
WORD, CHUNK = f"[{HAN}]|[^\\W_{HAN}]+", f"[{HAN}]|[^\\s{HAN}]+"


def fold_text(text: str) -> str:
    """Fold a text to small letters without accents, its apostrophes straight.

    >>> fold_text("L\u2019Acc\u00e8s")
    "l'acces"
    """
    if text.isascii():
        return text.casefold()
    folded = unicodedata.normalize("NFKD", text.translate(STRAIGHT)).casefold()
    for one in () if folded.isascii() else set(folded):
        if unicodedata.combining(one):
            folded = folded.replace(one, "")
        elif one.isdecimal() and not one.isascii():
            folded = folded.replace(one, str(unicodedata.decimal(one)))
    return folded


def split_words(text: str) -> list[str]:
    """Split a text into its words, folded, in their order.

    >>> split_words("C17/51-E, l\u2019Annexe 2")
    ['c17', '51', 'e', 'l', 'annexe', '2']
    """
    folded = fold_text(text)
    words: list[str] = re.findall(WORD, folded)
    if ARTICLE not in folded:
        return words
    return [word.removeprefix(ARTICLE) if len(word) >= len(ARTICLE) + SHORTEST_NOUN else word for word in words]


class PlacedWord(NamedTuple):
    """A word, folded, and where in its text it is written."""

    word: str
    start: int
    end: int


def place_words(text: str) -> list[PlacedWord]:
    """Split a text into its words, each with the place of its chunk."""
    return [
        PlacedWord(word, chunk.start(), chunk.end())
        for chunk in re.finditer(CHUNK, text)
        for word in split_words(chunk[0])
    ]


def find_places(text: str, sought: list[str]) -> list[tuple[int, int]]:
    """Find folded words in sequence in a text; the last may be only begun."""
    words = place_words(text)
    *whole, begun = sought
    return [
        (words[at].start, words[at + len(whole)].end)
        for at in range(len(words) - len(whole))
        if words[at + len(whole)].word.startswith(begun)
        and all(words[at + place].word == word for place, word in enumerate(whole))
    ]
