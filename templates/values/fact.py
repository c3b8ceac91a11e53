"""Values that a paper may print: facts with records, texts, words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple, Self

from escalade.workflow.values.errors import Message, PaperError
from escalade.workflow.values.reference import record_parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


_ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""What XML and PDF cannot hold: the few that are not allowed, as the compiler
of expressions takes ten times as long over the many that are."""


def plain(text: str) -> str:
    """A text as it can be printed; what cannot shows as a mark for it."""
    return _ILLEGAL.sub("\ufffd", text.replace("\t", " ").replace("\r", "")).strip("\n")


BOLD, NOT_BOLD, ITALIC, NOT_ITALIC = "\ufdd3", "\ufdd4", "\ufdd5", "\ufdd6"
"""Where looks begin and end. Unicode keeps these for a program's own use, and
they are taken out of every text before they are put in."""
ALL = f"{BOLD}-{NOT_ITALIC}"
"""All of them, for a class of characters."""
_MARKS = re.compile(f"([{ALL}])")


class Emphasis(NamedTuple):
    """A stretch of a text that is bold, italic or both."""

    first: int
    end: int
    bold: bool = False
    italic: bool = False


def mark_emphasis(printed: Printable) -> str:
    """A text that can be printed, with marks where its looks change."""
    text, parts, at = printed.text, list[str](), 0
    for first, end, bold, italic in printed.emphasis:
        opening = f"{BOLD if bold else ''}{ITALIC if italic else ''}"
        closing = f"{NOT_ITALIC if italic else ''}{NOT_BOLD if bold else ''}"
        parts += [plain(text[at:first]), opening, plain(text[first:end]), closing]
        at = end
    return "".join((*parts, plain(text[at:])))


WEB_ADDRESS = re.compile(r"\bhttps?://[^\s<>\"“”«»\u2018\u2019\u2066-\u2069\ufdd0-\ufdef]*[\w/]")
"""An address that a reader can follow."""
MAIL_ADDRESS = re.compile(
    r"(?<![A-Za-z0-9._%+/@-])[A-Za-z0-9_%+][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}"
    r"(?<!-)(?![\w@-])"
)
"""An address that a reader can write to."""
ADDRESS = re.compile(f"({WEB_ADDRESS.pattern}|{MAIL_ADDRESS.pattern})")


def find_target(address: str) -> str:
    """Where a link on an address leads."""
    return address if "://" in address else f"mailto:{address}"


REFER, REFERRED = "\ufdd7", "\ufdd8"
"""Where a reference to an annex begins and ends; the number of the annex ends it."""
REFERENCE = re.compile(f"{REFER}([^{REFER}{REFERRED}]*?)([0-9]+){REFERRED}")
_TO_NUMBER = re.compile(r"([^0-9]*)([0-9]+)")


def mark_references(printed: Printable, text: str) -> str:
    """A text that can be printed, with marks around its references to annexes.

    Of several in one phrase the first has its words, the others their numbers.
    """
    for words in printed.refers:
        text = text.replace(words, _TO_NUMBER.sub(_refer, words), 1)
    return text


def _refer(found: re.Match[str]) -> str:
    words, number = found[1], found[2]
    return f"{words}{REFER}{number}{REFERRED}" if found.start() else f"{REFER}{words}{number}{REFERRED}"


def in_tags(text: str, tags: Mapping[str, str]) -> str:
    """A text with its marks as the tags of a form."""
    return _MARKS.sub(lambda found: tags[found[1]], text)


def stretches(text: str) -> Iterator[tuple[str, bool, bool]]:
    """Stretches of a marked text: what they say, if bold, if italic."""
    bold = italic = False
    for part in _MARKS.split(text):
        if part in {BOLD, NOT_BOLD}:
            bold = part == BOLD
        elif part in {ITALIC, NOT_ITALIC}:
            italic = part == ITALIC
        elif part:
            yield part, bold, italic


Kind = Literal["text", "name", "date", "number", "symbol", "citation", "noun"]


class UnprovenError(PaperError):
    """A paper would print something that rests on no record."""

    def __init__(self, value: object, where: str = "") -> None:
        self.value, self.place = value, where
        super().__init__(
            Message(
                "“{value}” in “{place}” rests on no record and is not printed; give it as a fact with its record.",
                value=value,
                place=where,
            )
            if where
            else Message(
                "“{value}” rests on no record and is not printed; give it as a fact with its record.", value=value
            )
        )


@dataclass(frozen=True, slots=True)
class TracedFact:
    """A fact, the records it came from, and its text in the paper's language.

    `value` is the same in every language: a date, a number, a text in all its
    languages. `noun` is the name that an acronym stands for, where grammar
    asks for it; `gender`, `article` and `cases` are given where the word does
    not show them; `called` what a body calls the documents of a series,
    {} standing for the symbol; `other` is the language of a text that is not
    translated; `kind` what versions in two languages are compared by.
    """

    value: object
    records: tuple[str, ...]
    text: str
    noun: str = ""
    other: str | None = None
    kind: Kind = "text"
    gender: str = ""
    article: str | None = None
    cases: Mapping[str, str] | None = None
    called: str = ""
    emphasis: ClassVar[tuple[Emphasis, ...]] = ()
    """The texts of records have no looks."""
    refers: ClassVar[tuple[str, ...]] = ()
    """They name no annex of a paper either."""

    def __post_init__(self) -> None:
        """Refuse a fact without a record.

        Raises:
            UnprovenError: no record is named.
        """
        if not self.records:
            raise UnprovenError(self.value)
        for record in self.records:
            _look_at(record)

    @property
    def record(self) -> str:
        """The record it rests on first of all."""
        return self.records[0]

    @property
    def others(self) -> tuple[str, ...]:
        """The languages of what is not translated in it."""
        return (self.other,) if self.other else ()

    @property
    def is_untranslated(self) -> bool:
        """Whether it is a text in another language.

        Names and nouns are none: they stand there as they are called.
        """
        return self.other is not None and self.kind not in {"name", "noun"}

    def reword(self, text: str) -> Self:
        """The same fact in other words: with its article, in a case."""
        return replace(self, text=text)

    def __str__(self) -> str:
        return self.text


@lru_cache(maxsize=4096)
def _look_at(record: str) -> None:
    """Refuse what is not the reference of a record; each is looked at once."""
    record_parts(record)


@dataclass(frozen=True, slots=True)
class SaidSentence:
    """A sentence or phrase of the language pack, with the facts it holds.

    `key` is the same in every language, so that versions can be compared
    segment by segment.
    """

    key: str
    text: str
    facts: tuple[TracedFact, ...] = ()
    noun: str = ""
    emphasis: tuple[Emphasis, ...] = ()
    """What is bold or italic in a text of the secretariat, in order."""
    refers: tuple[str, ...] = ()
    """The words in it that name annexes of the paper by number."""
    gender: ClassVar[str] = ""
    article: ClassVar[str | None] = None
    cases: ClassVar[Mapping[str, str] | None] = None
    """None of these is given: its words show them."""

    @property
    def records(self) -> tuple[str, ...]:
        """The records it rests on, each once, in the order of its facts."""
        if not self.facts:
            return ()
        return tuple(dict.fromkeys(chain.from_iterable([fact.records for fact in self.facts])))

    @property
    def others(self) -> tuple[str, ...]:
        """The languages of what is not translated in it."""
        return tuple(dict.fromkeys(fact.other for fact in self.facts if fact.other))

    def reword(self, text: str) -> Self:
        """The same, in other words."""
        return replace(self, text=text, emphasis=())

    def __str__(self) -> str:
        return self.text


Printable = TracedFact | SaidSentence


def facts_in(printed: Iterable[Printable]) -> tuple[TracedFact, ...]:
    """All facts of what is printed, in order."""
    found: list[TracedFact] = []
    for one in printed:
        found.extend((one,) if isinstance(one, TracedFact) else one.facts)
    return tuple(found)


_REFERRING = frozenset({"note.annex", "note.annexes"})
"""The phrases that name annexes by number."""


def references_in(printed: Iterable[Printable]) -> tuple[str, ...]:
    """The words in what is printed that name annexes of the paper."""
    found: list[str] = []
    for one in printed:
        itself = isinstance(one, SaidSentence) and one.key in _REFERRING
        found.extend((one.text,) if itself else one.refers)
    return tuple(found)
