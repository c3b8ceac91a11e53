"""Blocks that every file consists of: text, labelled or in headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Self

from escalade.templates.checks.document import FULL_WIDTH, DocumentPassage, plain, visible

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
