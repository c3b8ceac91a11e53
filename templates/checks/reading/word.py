"""A Word file as blocks: headings, numbers, tables, text boxes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

from escalade.templates.checks.reading.block import Block
from escalade.templates.checks.reading.looks import Looks, value_of
from escalade.templates.checks.reading.package import MAIN, MC, NoWordFileError, W
from escalade.templates.languages.typography import WORD_JOINER
from escalade.templates.values.extra import needing
from escalade.workflow.values.errors import Message

_PLACE = re.compile(r"%(\d)")
_ABJAD: tuple[str, ...] = ("أ", "ب", "ج", "د", "هـ", *"وزحطيكلمنسعفصقرشتثخذضظغ")
_ROMAN_ENDS = 4000
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how it counts, and how it is written."""

    form: str
    text: str
    start: int = 1


@dataclass
class Numbering:
    """The lists of a file, and how far each was counted."""

    lists: Mapping[str, tuple[str, Mapping[int, Level]]]
    """By the number of a list: what it counts with, and its levels."""
    restarts: Mapping[str, Mapping[int, int]] = field(default_factory=dict)
    """By the number of a list, the levels that it begins anew where it comes first, and at what."""
    counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    met: set[str] = field(default_factory=set)
    """The lists that begin anew and did."""

    @classmethod
    def of(cls, root: Any) -> Numbering:
        """Those of the part for lists."""
        abstract = {one.get(f"{W}abstractNumId"): _levels(one) for one in root.findall(f"{W}abstractNum")}
        lists, restarts = {}, {}
        for one in root.findall(f"{W}num"):
            number, kind = one.get(f"{W}numId"), value_of(one, "abstractNumId") or ""
            lists[number] = kind, abstract.get(kind, {})
            restarts[number] = {
                int(level.get(f"{W}ilvl", "0")): int(start.get(f"{W}val", "1"))
                for level in one.findall(f"{W}lvlOverride")
                for start in level.findall(f"{W}startOverride")
            }
        return cls(lists, restarts)

    def label(self, paragraph: Any, styles: Iterable[Any] = ()) -> str:
        """The number of the next paragraph; empty where it has none."""
        number, depth = _list_of((paragraph, *styles))
        if number not in self.lists:
            return ""
        counted, levels = self.lists[number]
        if depth not in levels:
            return ""
        counts = self.counts[counted]
        if number not in self.met:  # lists of one kind count on, but for one that begins anew
            self.met.add(number)
            counts |= {level: start - 1 for level, start in self.restarts.get(number, {}).items()}
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        return format_number(levels, counts, depth)


def _levels(abstract: Any) -> dict[int, Level]:
    """The levels of a list, by their depth."""
    found = {}
    for one in abstract.findall(f"{W}lvl"):
        given = {element.tag.removeprefix(W): element.get(f"{W}val") for element in one.iterchildren("*")}
        form, text, start = given.get("numFmt") or "decimal", given.get("lvlText") or "", given.get("start") or "1"
        found[int(one.get(f"{W}ilvl"))] = Level(form, text, int(start))
    return found


def _list_of(holders: Iterable[Any]) -> tuple[str, int]:
    """The list and level that the first of some holders names."""
    for one in holders:
        if (properties := one.find(f"{W}pPr/{W}numPr")) is not None:
            return value_of(properties, "numId") or "", int(value_of(properties, "ilvl") or 0)
    return "", 0


def format_number(levels: Mapping[int, Level], counts: Mapping[int, int], depth: int) -> str:
    """A number as it is cited, without its stop; a dot for any bullet."""
    level = levels[depth]
    if level.form in {"bullet", "none"}:
        return "•" if level.form == "bullet" else ""

    def format_level(match: re.Match[str]) -> str:
        """Print the number of one level."""
        at = int(match[1]) - 1
        form = levels[at].form if at in levels else "decimal"
        return in_form(counts.get(at, levels[at].start if at in levels else 1), form)

    return _PLACE.sub(format_level, level.text).strip().rstrip(".")


def in_form(number: int, form: str) -> str:
    """A number as a letter, a Roman numeral or figures."""
    if form in {"lowerLetter", "upperLetter"} and number >= 1:
        letter = chr(ord("a") + (number - 1) % 26)
        return letter.upper() if form == "upperLetter" else letter
    if form == "arabicAbjad" and 1 <= number <= len(_ABJAD):
        return _ABJAD[number - 1]
    if form in {"lowerRoman", "upperRoman"} and number < _ROMAN_ENDS:
        roman, rest = "", number
        for value, sign in _ROMAN:
            roman += sign * (rest // value)
            rest %= value
        return roman.upper() if form == "upperRoman" else roman
    return str(number)


BODY = 9
"""The outline level of what is no heading."""
_HEADING = re.compile(r"(?:heading|titre|título|überschrift|заголовок|标题) ?(\d)", re.IGNORECASE)
_PRINTED = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}


class WordFile(NamedTuple):
    """A Word file that is read: text, headers, styles and lists."""

    body: Any
    headers: list[Any]
    looks: Looks
    numbering: Numbering

    def block(self, paragraph: Any) -> Block:
        """The next paragraph as a block."""
        styles = self.looks.of_paragraph(paragraph)
        return Block(text_of(paragraph), level_of(paragraph, styles), self.numbering.label(paragraph, styles))


def blocks_of(content: bytes, name: str) -> list[Block]:
    """The blocks of a Word file, what its headers say first."""
    return read_document(content, name, _blocks)


_T = TypeVar("_T")


def read_document(content: bytes, name: str, read: Callable[[WordFile], Iterable[_T]]) -> list[_T]:
    """Read a Word file.

    Raises:
        NoWordFileError: one of its parts is not what it should be.
    """
    with needing("docx"):
        from lxml import etree  # noqa: PLC0415  # an extra

        from escalade.templates.checks.reading.parts import headers_of, parts_of, tree_of  # noqa: PLC0415  # as above
    parts = parts_of(content, name)
    root = etree.fromstring(parts[MAIN])
    names = [headers_of(parts, one).get(which) for one in root.iter(f"{W}sectPr") for which in ("first", "default")]
    headers = [etree.fromstring(parts[one]) for one in names if one]
    try:
        numbering = Numbering.of(tree_of(parts, "numbering"))
        (body,) = root.findall(f"{W}body")
        return list(read(WordFile(body, headers, Looks.of(tree_of(parts, "styles")), numbering)))
    except (LookupError, TypeError, ValueError) as problem:
        raise NoWordFileError(name, Message("one of its parts is missing or damaged")) from problem


def _blocks(document: WordFile) -> Iterator[Block]:
    """The blocks of a Word file, each paragraph once and in order."""
    headed = dict.fromkeys(text_of(paragraph) for one in document.headers for paragraph in one.iter(f"{W}p"))
    yield from (Block(text, is_header=True) for text in headed)
    for paragraph in document.body.iter(f"{W}p"):
        if next(paragraph.iterancestors(f"{MC}Fallback"), None) is None:  # a copy of a text box for old programs
            yield document.block(paragraph)


def text_of(paragraph: Any) -> str:
    """The text of a paragraph as it stands with all changes accepted."""
    return "".join(text for _, text in visible_pieces(paragraph))


def visible_pieces(paragraph: Any) -> Iterator[tuple[Any, str]]:
    """The pieces of a paragraph that a reader sees, with what each says."""
    for element in paragraph.iter(f"{W}t", *_PRINTED):
        if _is_of(element, paragraph):
            yield element, _PRINTED.get(element.tag) or (element.text or "").replace(WORD_JOINER, "")


def _is_of(element: Any, paragraph: Any) -> bool:
    is_own = next(element.iterancestors(f"{W}p")) is paragraph
    return is_own and next(element.iterancestors(f"{W}del"), None) is None


def level_of(paragraph: Any, styles: Iterable[Any]) -> int:
    """The level of a heading, by outline or style; 0 for text."""
    for one in (paragraph, *styles):
        called = value_of(one, "name") or ""
        if match := _HEADING.fullmatch(called):
            return int(match[1])
        if called.lower() in {"title", "titre", "título"}:
            return 1
        if outline := value_of(one, f"pPr/{W}outlineLvl"):
            return int(outline) + 1 if int(outline) < BODY else 0
    return 0
