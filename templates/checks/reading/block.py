"""Blocks that every file consists of, and the words that tell them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Self

from escalade.templates.checks.document import FULL_WIDTH, DocumentPassage, plain, visible
from escalade.templates.languages.pack import read_file

_GAP = r"(?:\s+|(?=[\u4e00-\u9fff]))"
"""What stands behind a label; Chinese text follows it closely."""
_LABEL = re.compile(
    rf"(?P<number>\d+(?:\.\d+)+(?=[.)]?{_GAP})|\d+(?=[.)]\s|\t))[.)]?{_GAP}(?=\S)"
    rf"|(?P<item>\(?(?:[a-z\u0430-\u044f\u0623-\u064a]|[ivx]{{1,4}}|\d{{1,2}})\){_GAP}|[•●▪–—*-]\s+)(?=\S)"
)
_HEADED = re.compile(r"(?P<number>\d+(?:\.\d+)*)[.)]?\s+(?=\S)(?P<item>)")
_IDLE = re.compile(r"[\s_\-*=—–.]*")
_BOOKMARK = re.compile(r"\[bookmark:[^\]]*\]")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a file, before anyone knows what it is."""

    text: str
    level: int = 0
    """The level of a heading; 0 for text."""
    label: str = ""
    """Its number, letter or bullet; a letter behind a bullet is the label."""
    is_draft: bool = False
    """Whether it stands where a paper says that it is a draft."""
    is_header: bool = False
    """Whether it stands on top of every page, or in the data of the file."""

    @property
    def is_number(self) -> bool:
        """Whether it is numbered as a section or paragraph is."""
        return bool(re.fullmatch(r"\d+(?:\.\d+)*", self.label))

    @property
    def is_title(self) -> bool:
        """Whether it looks like a title: a heading, or a line with no end."""
        return bool(self.level) or (len(self.text) < LONGEST_TITLE and not self.text.endswith(ENDS))

    def passage(self, place: str, lead: str = "") -> DocumentPassage:
        """The block where it stands in a document."""
        return DocumentPassage(self.text, place, lead=lead)

    def split_label(self) -> Self:
        """The block with the label that its text begins with."""
        pattern = _HEADED if self.level else _LABEL
        match = pattern.match(self.text)
        if match is None or self.label not in {"", BULLET}:
            return self
        return replace(self, text=self.text[match.end() :], label=match["number"] or match["item"].strip())


BULLET = "•"
LONGEST_TITLE = 200
ENDS = tuple(".:;,?!。")


def tidy(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks in plain characters, their labels apart; no blanks."""
    for block in blocks:
        text = visible(_BOOKMARK.sub("", block.text)).translate(FULL_WIDTH).strip()
        if not _IDLE.fullmatch(text):
            found = replace(block, text=text).split_label()
            yield replace(found, text=plain(found.text))


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
