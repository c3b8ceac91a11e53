"""The words by which documents are recognised, read once from a file."""

from __future__ import annotations

import re
import tomllib
from functools import cache

from escalade.templates.languages.pack import read_file

Words = dict[str, dict[str, list[str]]]
BOX = ("summary", "action", "references")
QUOTED = 0.1
"""Less of a script than this, by words, is quoted."""
SCRIPTS = {
    "zh": re.compile(r"[\u4e00-\u9fff]"),
    "ar": re.compile(r"[\u0620-\u064a]+"),
    "ru": re.compile(r"[\u0430-\u044f\u0451]+", re.IGNORECASE),
}
SECTIONS = ("introduction", "activities", "conclusion")


@cache
def words() -> Words:
    """Every word list, by group and kind."""
    return tomllib.loads(read_file("checks/words.toml"))


@cache
def any_of(group: str, kind: str) -> str:
    """One expression for all words of a kind, the longest first."""
    return "(?:" + "|".join(sorted(words()[group][kind], key=len, reverse=True)) + ")"


@cache
def pattern(group: str, kind: str, before: str = "", behind: str = "", *, is_cased: bool = False) -> re.Pattern[str]:
    """Match any word of a kind, with what stands before and behind it."""
    return re.compile(f"{before}{any_of(group, kind)}{behind}", re.NOFLAG if is_cased else re.IGNORECASE)


def kind_of(text: str, group: str) -> str:
    """Which kind of a group a title is; empty where it is none."""
    return next((kind for kind in words()[group] if pattern(group, kind, behind=r"\s*[:.]?").fullmatch(text)), "")


def language_of(text: str) -> str:
    """The language that a text is written in, quotations in others aside."""
    found = re.findall(r"[^\W\d_]+", text.lower())
    for language, script in SCRIPTS.items():
        if len(script.findall(text)) > len(found) * QUOTED:
            return language
    known = {language: set(some) for language, some in words()["function"].items()}
    counts = {language: sum(word in some for word in found) for language, some in known.items()}
    return max(counts, key=lambda language: counts[language]) if any(counts.values()) else ""
