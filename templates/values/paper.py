"""A paper before it takes a form: what it says, not how it looks.

Every form lays the same tree out.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Self

from escalade.templates.values.fact import SaidSentence, TracedFact
from escalade.workflow.records.record import Record
from escalade.workflow.values.errors import PaperError, RequestError, Word
from escalade.workflow.values.symbols import Symbol, SymbolError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from escalade.templates.languages.tongue import Tongue
    from escalade.templates.values.fact import Printable


@dataclass(frozen=True, slots=True)
class MarkedChange:
    """A heading or a passage; the key of each word is stayed, went or came."""

    words: tuple[SaidSentence, ...]
    label: SaidSentence | None = None
    """Its number, as it is now."""
    is_heading: bool = False


LONGEST_RUNNING_TITLE = 92
"""How many characters fit on top of a page."""
SECRETARIAT = "secretariat"
"""The key of a sentence that rests on no record: it is the secretariat's."""
_ROOT = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Seal:
    """The record that a paper was drawn from: its size and its root hash."""

    size: int
    root: str

    def __post_init__(self) -> None:
        """Refuse what is no seal.

        Raises:
            PaperError: the size is negative, or the root no SHA-256.
        """
        if self.size < 0 or not _ROOT.fullmatch(self.root):
            sentence = "A paper's seal is a size and 64 hexadecimal digits; {size} and “{root}” are not."
            raise PaperError("no-seal", sentence, size=self.size, root=self.root[:80])

    def __str__(self) -> str:
        return f"{self.size}:{self.root}"


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list, with its label: a letter or a dash."""

    said: Printable
    label: SaidSentence | None = None


@dataclass(frozen=True, slots=True)
class TableLine:
    """A line of a table; the first one says what stands in the columns."""

    cells: tuple[Printable, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; its list and its table follow."""

    said: Printable
    items: tuple[Item, ...] = ()
    heading: SaidSentence | None = None
    """A sub-heading that opens with this paragraph."""
    label: Printable | None = None
    """Its number."""
    lines: tuple[TableLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the body, or of the box on top."""

    key: str
    title: Printable | None
    """Its heading; the text of a letter has none."""
    paragraphs: tuple[Paragraph, ...]
    label: SaidSentence | None = None
    """Its number."""

    def printables(self) -> Iterator[Printable]:
        """Everything it prints, in reading order."""
        yield from (self.title,) if self.title else ()
        yield from printables_in(self.paragraphs)

    def with_number(self, number: int) -> Self:
        """The section with its number, and its paragraphs under it."""
        paragraphs = (
            replace(one, label=SaidSentence("number", f"{number}.{place}"))
            for place, one in enumerate(self.paragraphs, start=1)
        )
        return replace(self, label=SaidSentence("number", str(number)), paragraphs=tuple(paragraphs))


@dataclass(frozen=True, slots=True)
class TopicText:
    """The text of a topic: title, invitation, questions."""

    title: Printable
    remarks: tuple[SaidSentence, ...] = ()
    invitation: TracedFact | None = None
    questions: tuple[TracedFact, ...] = ()
    numbered: bool = True
    name: SaidSentence | None = None
    """What it is called in this paper: Annex 1."""

    @property
    def is_long(self) -> bool:
        """Whether it takes a page of its own: one question does not."""
        return len(self.questions) > 1

    def printables(self) -> Iterator[Printable]:
        """Everything it prints, in reading order."""
        yield from (one for one in (self.name, self.title, *self.remarks, self.invitation, *self.questions) if one)


@dataclass(frozen=True, slots=True)
class MastheadRow:
    """A line of the masthead: what it is, and what it says."""

    key: str
    value: Printable
    label: SaidSentence | None = None

    @property
    def name(self) -> SaidSentence:
        """The key as a word, for the layout."""
        return SaidSentence("row", self.key)


@dataclass(frozen=True, slots=True)
class Origin:
    """Whose paper it is, what it is about, and the acts it rests on."""

    name: str
    """The body, in the language of the paper."""
    code: str
    """Its acronym, or else its name; the same in every language."""
    about: str
    acts: tuple[Record, ...] = ()
    persons: frozenset[tuple[str, str]] = frozenset()
    """The persons who hold or held an office, each with the record that says so."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper in one language."""

    kind: str
    tongue: Tongue
    title: Printable
    subtitle: Printable | None = None
    draft: tuple[SaidSentence, ...] = ()
    """Why it is a draft, where it is one."""
    version: tuple[SaidSentence, ...] = ()
    """Why this language version is a draft, where texts are not translated."""
    masthead: tuple[MastheadRow, ...] = ()
    remarks: tuple[SaidSentence, ...] = ()
    letter: tuple[MastheadRow, ...] = ()
    """The lines that open a letter: to whom, whom to ask, its subject."""
    box: tuple[Section, ...] = ()
    sections: tuple[Section, ...] = ()
    signature: tuple[Printable, ...] = ()
    wordings: tuple[TopicText, ...] = ()
    origin: Origin | None = None
    untold: tuple[str, ...] = field(default=(), compare=False)
    """The records that contradict what it says and that its readers may not read: it does not hint at them."""

    @property
    def banner(self) -> tuple[SaidSentence, ...]:
        """The notice on top of everything: that it is a draft, and why."""
        return (*self.draft, *self.version)

    @property
    def running_title(self) -> SaidSentence:
        """The line on top of every page but the first: the symbol, else the title."""
        row = next((row for row in self.masthead if row.key in {"symbol", "draft-symbol"}), None)
        shown = (row.label, row.value) if row else (self.title,)
        if row and isinstance(row.value, TracedFact) and "\n" in row.value.text:
            with suppress(SymbolError):
                symbol = Symbol.parse(str(row.value.value)).in_language(self.tongue.language)
                shown = (SaidSentence("symbol", str(symbol)),)
        text = self.tongue.pack.gap.join(one.text.replace("\n", " ") for one in shown if one)
        return SaidSentence("running", self.tongue.shorten(text, LONGEST_RUNNING_TITLE))

    def printables(self) -> Iterator[Printable]:
        """Everything the paper prints, once, in reading order."""
        yield from self.banner
        yield from (row.value for row in self.masthead)
        yield from (one for one in (self.title, self.subtitle, *self.remarks) if one)
        yield from (row.value for row in self.letter)
        for part in self.box:
            yield from printables_in(part.paragraphs)
        for section in self.sections:
            yield from section.printables()
        yield from self.signature
        for wording in self.wordings:
            yield from wording.printables()


def printables_in(paragraphs: Iterable[Paragraph]) -> Iterator[Printable]:
    """Everything that paragraphs print, in reading order."""
    for paragraph in paragraphs:
        yield from (one for one in (paragraph.heading, paragraph.label, paragraph.said) if one)
        yield from (item.said for item in paragraph.items)
        for line in paragraph.lines:
            yield from line.cells


def insert_text(paper: Paper, section: str, paragraphs: tuple[Paragraph, ...]) -> Paper:
    """A paper with paragraphs at the end of a section, numbered on.

    Raises:
        RequestError: there is no such section.
    """
    if section not in {one.key for one in paper.sections}:
        raise RequestError(
            "no-section",
            "The {kind} has no section “{name}” to insert a text in; it has {keys}.",
            kind=Word(paper.kind),
            name=section,
            keys=", ".join(one.key for one in paper.sections),
        )
    sections = (_with(one, paragraphs) if one.key == section else one for one in paper.sections)
    return replace(paper, sections=tuple(sections))


def _with(section: Section, paragraphs: tuple[Paragraph, ...]) -> Section:
    """A section with further paragraphs; they go on with its numbers."""
    last = next((one.label for one in reversed(section.paragraphs) if one.label), None)
    count = len(section.paragraphs)
    if section.label:
        first = section.label.text
        numbers: Iterator[Printable] = (
            SaidSentence("number", f"{first}.{count + place}") for place, _ in enumerate(paragraphs, 1)
        )
    elif last is not None:
        numbers = (SaidSentence("number", str(count + place)) for place, _ in enumerate(paragraphs, 1))
    else:
        return replace(section, paragraphs=(*section.paragraphs, *paragraphs))
    more = (replace(one, label=number) for one, number in zip(paragraphs, numbers, strict=False))
    return replace(section, paragraphs=(*section.paragraphs, *more))
