"""A document as the checks see it, whatever it was read from."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import msgspec

from escalade.templates.values.fact import TracedFact
from escalade.workflow.values.errors import Message

_LIKE = {
    ord(other): letter
    for letter, others in {
        "-": "\u2010\u2011\u2012",
        " ": "\u00a0\u202f\u2007\u2009\t\n",
        "'": "\u2018\u2019\u02bc",
        ",": "\u060c",
        ";": "\u061b",
        "?": "\u061f",
    }.items()
    for other in others
}
FULL_WIDTH = {0xFF01 + place: chr(0x21 + place) for place in range(94)} | {0x3000: " "}
"""The letters, figures and marks of official Chinese papers, and what they are elsewhere."""
_LIKE |= FULL_WIDTH
_LIKE |= {zero + digit: str(digit) for zero in (0x0660, 0x06F0) for digit in range(10)}
_LIKE |= dict.fromkeys(range(0x064B, 0x0653), "")  # the short vowels of Arabic, which few write
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200e\u200f\u202a\u202b\u202c\u2060\u2066\u2067\u2068\u2069\ufeff"))


def visible(text: str) -> str:
    """A text without the marks that steer its direction and breaks."""
    return text.translate(_UNSEEN)


@lru_cache(maxsize=4096)  # each check asks for it, and a version of many is as it was in the last one
def plain(text: str) -> str:
    """A text with one kind of space, hyphen, apostrophe, stop and digit."""
    return " ".join(unicodedata.normalize("NFC", visible(text)).translate(_LIKE).split())


def shorten(text: str, most: int = 60) -> str:
    """A text as a finding shows it: its beginning."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


BOX_PLACES = {
    "summary": Message("box, summary"),
    "action": Message("box, action"),
    "references": Message("box, references"),
}
"""The parts of the box, as findings place them."""


def item_place(place: str, number: int) -> Message:
    """Place an entry of a list, counted from one."""
    return Message("{place}, item {number}", place=place, number=number)


class DocumentPassage(msgspec.Struct, frozen=True):
    """A paragraph or an entry of a list, and where it stands."""

    text: str
    place: str
    """The same in every language: paragraph 3.2, item 1."""
    key: str = ""
    """The sentence it is, in a paper of ours."""
    lead: str = ""
    """For an entry of a list, the paragraph that opens it."""
    facts: tuple[TracedFact, ...] = ()
    printed: str = ""
    """In a paper of ours, how it is printed, where that is in other words."""

    @property
    def record(self) -> str:
        """The record that it rests on first of all, where that is known."""
        return self.facts[0].record if self.facts else ""


class DocumentPart(msgspec.Struct, frozen=True):
    """A part of the box: summary, action or references."""

    kind: str
    passages: tuple[DocumentPassage, ...]


class DocumentSection(msgspec.Struct, frozen=True):
    """A section of the body; of no kind where its title is its own."""

    kind: str
    label: str
    passages: tuple[DocumentPassage, ...]
    paragraphs: tuple[str, ...] = ()
    """The numbers of its paragraphs."""


class Annex(msgspec.Struct, frozen=True):
    """An annex with what it is called, and the texts of topics that it holds."""

    name: str
    """As it is printed: ANNEXE, Annex 1; empty for a text outside annexes."""
    number: str
    passages: tuple[DocumentPassage, ...]
    place: str


class Document(msgspec.Struct, frozen=True):
    """A whole document in one language."""

    name: str
    """What a finding calls it: a file, or the paper's language."""
    language: str
    kind: str = ""
    """The kind of paper, where that is known."""
    is_ours: bool = False
    """Whether it is a tree of ours, whose facts carry their records."""
    draft: tuple[DocumentPassage, ...] = ()
    masthead: tuple[DocumentPassage, ...] = ()
    box: tuple[DocumentPart, ...] = ()
    sections: tuple[DocumentSection, ...] = ()
    signature: tuple[DocumentPassage, ...] = ()
    annexes: tuple[Annex, ...] = ()
    blocks: tuple[str, ...] = ()
    """The text of a file as it was read, paragraph by paragraph."""
    is_unordered: bool = False
    """Whether its words were read in another order than they stand in."""
    labels: tuple[DocumentPassage, ...] = ()
    """Of a paper of ours, titles and names that stand beside what it says."""

    @property
    def box_passages(self) -> tuple[DocumentPassage, ...]:
        """Everything in the box."""
        return tuple(passage for part in self.box for passage in part.passages)

    @property
    def body(self) -> tuple[DocumentPassage, ...]:
        """Everything in the sections."""
        return tuple(passage for section in self.sections for passage in section.passages)

    @property
    def annex_passages(self) -> tuple[DocumentPassage, ...]:
        """Everything in the annexes."""
        return tuple(passage for annex in self.annexes for passage in annex.passages)

    @property
    def passages(self) -> tuple[DocumentPassage, ...]:
        """Everything, in reading order."""
        return (*self.draft, *self.masthead, *self.box_passages, *self.body, *self.signature, *self.annex_passages)

    def part(self, kind: str) -> tuple[DocumentPassage, ...]:
        """The passages of a part of the box."""
        return tuple(passage for part in self.box if part.kind == kind for passage in part.passages)

    def section(self, kind: str) -> tuple[DocumentPassage, ...]:
        """The passages of a section of the body."""
        return tuple(passage for section in self.sections if section.kind == kind for passage in section.passages)
