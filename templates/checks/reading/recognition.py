"""Recognise the parts of a file: masthead, box, sections, annexes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from escalade.templates.checks.document import (
    BOX_PLACES,
    Annex,
    Document,
    DocumentPart,
    DocumentPassage,
    item_place,
)
from escalade.templates.checks.reading.block import Block, any_of, kind_of, language_of, pattern, tidy
from escalade.workflow.values.errors import Message, Word

HEADER = "header"
"""Where the line on top of every page stands."""


@cache
def _annex_heading() -> re.Pattern[str]:
    """An annex heading: the word, its number if any, its title if any."""
    return re.compile(
        rf"(?i:{any_of('titles', 'annex')})\s*(?P<number>\d+|[IVX]+|[A-Z])?(?:\s*[:–—-]\s*(?P<title>\S.*))?"
    )


def is_annex(block: Block) -> bool:
    """Whether a block is the heading of an annex."""
    return not block.label and _annex_heading().fullmatch(block.text) is not None


def annexes_of(blocks: Sequence[Block]) -> tuple[Annex, ...]:
    """The annexes that blocks make up; the first is an annex heading."""
    starts = [place for place, block in enumerate(blocks) if is_annex(block)]
    parts = enumerate(pairwise((*starts, len(blocks))), start=1)
    return tuple(_annex(blocks[start], blocks[start + 1 : end], number) for number, (start, end) in parts)


def _annex(heading: Block, blocks: Sequence[Block], position: int) -> Annex:
    match = _annex_heading().fullmatch(heading.text)
    number, title = (match["number"] or "", match["title"] or "") if match else ("", "")
    texts = [Block(title, level=1), *blocks] if title else blocks
    titles = [0] if title else _text_titles(texts)
    place = Message("annex {number}", number=position)
    passages: list[DocumentPassage] = []
    for at, (start, end) in enumerate(pairwise((*titles, len(texts))), start=1):
        own = Message("{place}, text {number}", place=place, number=at) if len(titles) > 1 else place
        passages += _topic_text(texts[start:end], own)
    return Annex(heading.text.removesuffix(title).rstrip(" :–—-"), number, tuple(passages), place)


def _text_titles(blocks: Sequence[Block]) -> list[int]:
    """Where the texts of an annex begin: at headings, else at lines with no end."""
    headed = [place for place, block in enumerate(blocks) if block.level and not block.label]
    looks = [place for place, block in enumerate(blocks) if block.is_title and not block.label]
    found = headed or looks
    return [place for place in found if place + 1 < len(blocks) or len(found) == 1]


def _topic_text(blocks: Sequence[Block], place: str) -> Iterator[DocumentPassage]:
    """A text of a topic, its title first: what is labelled in it are its questions."""
    yield blocks[0].passage(Message("{place}, title", place=place))
    questions = 0
    for block in blocks[1:]:
        questions += 1 if block.label else 0
        asked = Message("{place}, question {number}", place=place, number=questions)
        yield block.passage(asked if block.label else Message("{place}, invitation", place=place))


@dataclass
class _Part:
    """A part of the box or a section, as far as it was read."""

    kind: str
    label: str = ""
    passages: list[DocumentPassage] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)

    def part(self) -> DocumentPart:
        """The whole of it."""
        return DocumentPart(self.kind, tuple(self.passages), self.label, tuple(self.numbers))


@dataclass
class _PageReading:
    """The state of a reading: what was read so far, and where it stands."""

    kind: str = ""
    draft: list[DocumentPassage] = field(default_factory=list)
    masthead: list[DocumentPassage] = field(default_factory=list)
    box: list[_Part] = field(default_factory=list)
    sections: list[_Part] = field(default_factory=list)
    signature: list[DocumentPassage] = field(default_factory=list)
    place: str = Word("masthead")
    lead: str = ""
    items: int = 0

    def take(self, block: Block) -> None:
        """Put a block where it belongs."""
        if block.is_header:
            self.masthead.append(block.passage(Word(HEADER)))
            return
        kind = "" if self.sections or self.kind else kind_of(block.text, "paper")
        if kind:
            self.kind = kind
            self.masthead.append(block.passage(Word("masthead")))
        elif self._is_draft(block):
            self.draft.append(block.passage(Word("draft")))
        elif self.signature or (
            self.sections
            and not block.label
            and pattern("titles", "chair", behind="[^:]{0,60}:", is_cased=True).match(block.text)
        ):
            self.signature.append(block.passage(Message("signature, line {line}", line=len(self.signature) + 1)))
        elif self._opens_part(block) or self._opens_section(block):
            return
        elif self.sections:
            self._take_in_body(block)
        elif self.box:
            self._append(self.box[-1].passages, block)
        else:
            self.masthead.append(block.passage(Word("masthead")))

    def _is_draft(self, block: Block) -> bool:
        says_so = block.is_draft or (
            not self.sections
            and pattern("titles", "draft", behind=r"(?!\w)", is_cased=True).match(block.text) is not None
        )
        return says_so and not pattern("titles", "version", is_cased=True).match(block.text)

    def _opens_part(self, block: Block) -> bool:
        """Begin a part of the box, if the block is the title of one."""
        kind = "" if self.sections or block.label else kind_of(block.text, "box")
        if kind:
            self.box.append(_Part(kind))
            self._go_to(BOX_PLACES[kind])
        return bool(kind)

    def _opens_section(self, block: Block) -> bool:
        """Begin a section: the next number with a title, or a known title."""
        known = kind_of(block.text, "section") if block.is_title else ""
        numbered = block.label == str(len(self.sections) + 1) and block.is_title
        opens = numbered if block.label else bool(known) and bool(block.level)
        if opens:
            place = Message("section {label}", label=block.label or known)
            self.sections.append(_Part(known, block.label))
            self._go_to(place)
        return opens

    def _take_in_body(self, block: Block) -> None:
        section = self.sections[-1]
        if block.level and not block.label:
            return
        if block.is_number and "." in block.label:
            section.numbers.append(block.label)
            self._go_to(Message("paragraph {number}", number=block.label))
            section.passages.append(block.passage(self.place))
            self.lead = block.text
        else:
            self._append(section.passages, block)

    def _append(self, passages: list[DocumentPassage], block: Block) -> None:
        """Add an entry of a list, or further text."""
        if block.label:
            self.items += 1
            passages.append(block.passage(item_place(self.place, self.items), lead=self.lead))
        else:
            passages.append(block.passage(self.place))
            self.lead, self.items = block.text, 0

    def _go_to(self, place: str) -> None:
        self.place, self.lead, self.items = place, "", 0


def _body_ends(blocks: Sequence[Block]) -> int:
    """Where the annexes begin: the masthead may announce some."""
    begun = next((place for place, block in enumerate(blocks) if block.label == "1" and block.is_title), 0)
    return next((place for place, block in enumerate(blocks) if place >= begun and is_annex(block)), len(blocks))


def recognise(blocks: Iterable[Block], name: str) -> Document:
    """The document that blocks of a file make up."""
    every = list(tidy(blocks))
    first = _body_ends(every)
    reading = _PageReading()
    for block in every[:first]:
        reading.take(block)
    return Document(
        name=name,
        language=language_of(" ".join(block.text for block in every)),
        kind=reading.kind,
        draft=tuple(reading.draft),
        masthead=tuple(reading.masthead),
        box=tuple(one.part() for one in reading.box),
        sections=tuple(one.part() for one in reading.sections),
        signature=tuple(reading.signature),
        annexes=annexes_of(every[first:]),
        blocks=tuple(block.text for block in every if not block.is_header),
    )
