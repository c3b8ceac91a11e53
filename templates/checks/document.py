"""A document as the checks see it, whatever it was read from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

import msgspec
from msgspec.structs import replace

from escalade.templates.values.fact import Printable, SaidSentence, TracedFact
from escalade.templates.values.paper import Paper, Paragraph, Section, TopicText
from escalade.workflow.values.errors import Message, Word

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
    """A part of the box or a section; of no kind where its title is its own."""

    kind: str
    passages: tuple[DocumentPassage, ...]
    label: str = ""
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
    sections: tuple[DocumentPart, ...] = ()
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
    def citing(self) -> tuple[DocumentPassage, ...]:
        """Everything whose citations the references are to list."""
        return (*self.part("summary"), *self.part("action"), *self.body, *self.annex_passages)

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


_NUMBER = re.compile(r"\d+")


def document_of(paper: Paper, name: str = "") -> Document:
    """A paper of ours as the checks see it."""
    language = paper.tongue.language
    box = tuple(DocumentPart(part.key, tuple(_passages(part.paragraphs, _place_of(part.key)))) for part in paper.box)
    return Document(
        name=name or language,
        language=language,
        kind=paper.kind,
        is_ours=True,
        draft=tuple(passage(one, Word("draft")) for one in paper.draft),
        masthead=tuple(_above(one, place) for one, place in _head(paper)),
        box=box,
        sections=tuple(_section(section) for section in paper.sections),
        signature=tuple(
            passage(one, Message("signature, line {line}", line=line))
            for line, one in enumerate(paper.signature, start=1)
        ),
        annexes=tuple(_annex(one, number) for number, one in enumerate(paper.wordings, start=1)),
        labels=tuple(passage(one, place) for one, place in _labels(paper) if one),
    )


def _labels(paper: Paper) -> Iterator[tuple[Printable | None, str]]:
    """Everything printed that says nothing of its own, and where: titles, and what stands before a line."""
    yield from ((row.label, Message("masthead, {row}", row=Word(row.key))) for row in paper.masthead)
    yield from ((row.label, Message("letter, {row}", row=Word(row.key))) for row in paper.letter)
    groups = [(part, _place_of(part.key)) for part in paper.box]
    groups += ((one, Message("section {label}", label=one.label or one.key)) for one in paper.sections)
    yield from ((group.title, place) for group, place in groups)
    for one, place in ((one, place) for group, place in groups for one in group.paragraphs):
        yield one.heading, Message("paragraph {number}", number=one.label) if one.label else place
        yield one.label if one.label and not str(one.label)[0].isdecimal() else None, place
    yield from ((one.name, Message("annex {number}", number=at)) for at, one in enumerate(paper.wordings, start=1))


def _head(paper: Paper) -> Iterator[tuple[Printable, str]]:
    """Everything above the box, and where."""
    yield from ((one, Message("draft notice")) for one in paper.version)
    yield from ((row.value, Message("masthead, {row}", row=Word(row.key))) for row in paper.masthead)
    yield from ((one, Word(place)) for one, place in ((paper.title, "title"), (paper.subtitle, "subtitle")) if one)
    yield from ((one, Message("remark {number}", number=number)) for number, one in enumerate(paper.remarks, start=1))
    yield from ((row.value, Message("letter, {row}", row=Word(row.key))) for row in paper.letter)


def _above(value: Printable, place: str) -> DocumentPassage:
    """Something above the box; the symbol of a revision in one piece, beside the words that say it."""
    if isinstance(value, TracedFact) and value.kind == "symbol" and "\n" in value.text:
        whole = passage(value.reword(str(value.value)), place)
        return replace(whole, printed=plain(value.text))
    return passage(value, place)


def _place_of(part: str) -> str:
    return BOX_PLACES.get(part) or Message("box, {part}", part=Word(part))


def passage(said: Printable, place: str, *, lead: str = "") -> DocumentPassage:
    """Something printed, and where."""
    key, facts = ("", (said,)) if isinstance(said, TracedFact) else (said.key, said.facts)
    return DocumentPassage(plain(said.text), place, key=key, lead=lead, facts=facts)


def _passages(paragraphs: Iterable[Paragraph], place: str) -> Iterator[DocumentPassage]:
    """Paragraphs with their lists; numbered ones by number."""
    for position, paragraph in enumerate(paragraphs, start=1):
        further = Message("{place}, {number}", place=place, number=position) if position > 1 else place
        own = Message("paragraph {number}", number=_number_of(paragraph.label)) if paragraph.label else further
        yield passage(paragraph.said, own)
        for number, item in enumerate(paragraph.items, start=1):
            at = item_place(own, number)
            yield passage(item.said, at, lead=plain(paragraph.said.text))
        for number, line in enumerate(paragraph.lines, start=1):
            at = Message("{place}, line {line}", place=own, line=number)
            yield from (passage(cell, at) for cell in line.cells)


def _number_of(label: Printable) -> str:
    """The number of a paragraph, alike in every language: Arabic writes a placeholder with a letter of its own."""
    if isinstance(label, SaidSentence) and label.key == "report.number":
        return f"X.{label.facts[0].text}"
    return str(label)


def _section(section: Section) -> DocumentPart:
    label = str(section.label or "")
    passages = tuple(_passages(section.paragraphs, Message("section {label}", label=label or section.key)))
    numbers = tuple(str(paragraph.label) for paragraph in section.paragraphs if paragraph.label)
    return DocumentPart(section.key, passages, label, numbers)


def _annex(wording: TopicText, position: int) -> Annex:
    """The text of a topic, in an annex where it is named as one."""
    place = Message("annex {number}", number=position) if wording.name else Message("text {number}", number=position)
    said = [(wording.title, Message("{place}, title", place=place))]
    said += ((one, Message("{place}, remark", place=place)) for one in wording.remarks)
    said += [(wording.invitation, Message("{place}, invitation", place=place))] if wording.invitation else []
    said += (
        (one, Message("{place}, question {number}", place=place, number=number))
        for number, one in enumerate(wording.questions, start=1)
    )
    name = plain(str(wording.name or ""))
    number = _NUMBER.search(name)
    return Annex(name, number.group() if number else "", tuple(passage(one, at) for one, at in said), place)
