"""The one reader of Word files: parts, looks, numbers, blocks."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

from lxml import etree

from escalade.templates.checks.reading.block import Block
from escalade.templates.checks.reading.package import (
    MAIN,
    MC,
    RELATIONS,
    TYPES,
    NoWordFileError,
    R,
    W,
    unpack,
)
from escalade.templates.languages.typography import WORD_JOINER
from escalade.workflow.values.errors import Message

LARGEST = 64 * 2**20
"""How many bytes the parts of a file may have together."""
WORD = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_PLAIN = re.compile(
    rb"<(?:(?!\?xml)|\?xml(?:[^>]{0,80}encoding=[\"'](?:utf-8|us-ascii)[\"']|(?![^>]{0,80}encoding)))", re.IGNORECASE
)
"""How a part begins whose bytes say what they seem to say."""


def parts_of(data: bytes, name: str) -> dict[str, bytes]:
    """The parts of a Word file, by name.

    Raises:
        NoWordFileError: it is no .docx, too large, or declares entities.
    """
    parts = unpack(data, name, LARGEST)
    lacking = [part for part in (TYPES, RELATIONS, MAIN) if part not in parts]
    if lacking or WORD not in parts[TYPES]:
        raise NoWordFileError(
            name, Message("it lacks {part}", part=lacking[0]) if lacking else Message("it is not of the kind .docx")
        )
    for part, text in parts.items():
        if part.endswith((".xml", ".rels")) and (fault := _fault(text)):
            raise NoWordFileError(name, Message("its part {part} {fault}", part=part, fault=fault))
    return parts


def _fault(text: bytes) -> str | None:
    """Why a part in XML is not to be read."""
    if _DECLARES.search(text) or not _PLAIN.match(text.removeprefix(b"\xef\xbb\xbf").lstrip()):
        return Message("declares entities or an unusual encoding")
    try:
        etree.fromstring(text)
    except etree.XMLSyntaxError:
        return Message("is no XML")
    return None


def as_bytes(root: etree._Element) -> bytes:
    """A part as it stands in the file."""
    data: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return data


class Relation(NamedTuple):
    """What a part needs: its kind, and the part or address that it leads to."""

    kind: str
    target: str
    element: etree._Element

    @property
    def key(self) -> str:
        """What the part refers to it by."""
        return str(self.element.get("Id", ""))

    @property
    def is_outside(self) -> bool:
        """Whether it leads out of the file."""
        return bool(self.element.get("TargetMode") == "External")


def relations_of(parts: Mapping[str, bytes], owner: str) -> Iterator[Relation]:
    """The relations of a part; of the whole file where no part is named."""
    for one in etree.fromstring(parts.get(name_relations(owner), b"<none/>")).iterchildren("*"):
        target, kind = one.get("Target", ""), one.get("Type", "").rpartition("/")[2]
        relation = Relation(kind, target, one)
        yield relation if relation.is_outside else relation._replace(target=_find_part(owner, target))


def name_relations(part: str) -> str:
    """The part that says what a part leads to."""
    folder, own = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{own}.rels")


def _find_part(owner: str, target: str) -> str:
    if target.startswith("/"):
        return posixpath.normpath(target.lstrip("/"))
    return posixpath.normpath(posixpath.join(posixpath.dirname(owner), target))


def tree_of(parts: Mapping[str, bytes], kind: str) -> etree._Element:
    """The part of a kind that the text leads to; an empty one if none."""
    target = next((one.target for one in relations_of(parts, MAIN) if one.kind == kind), "")
    return etree.fromstring(parts[target] if target in parts and target.endswith(".xml") else b"<none/>")


def headers_of(parts: Mapping[str, bytes], section: etree._Element) -> dict[str, str]:
    """The headers of a section: of its first page, and of all."""
    targets = {one.key: one.target for one in relations_of(parts, MAIN)}
    found = {
        one.get(f"{W}type", "default"): targets.get(one.get(f"{R}id"), "")
        for one in section.findall(f"{W}headerReference")
    }
    return {which: name for which, name in found.items() if name in parts and name.endswith(".xml")}


_OFF = frozenset({"0", "false", "off", "none"})
_LIGHT, _SMALL = 0xF0, 4
"""From which part of each colour on it is white, and up to how many half points text is not read."""
_NO_SHADE = frozenset({"auto", "FFFFFF", ""})


@dataclass(frozen=True, slots=True)
class Looks:
    """The styles of a document, by name."""

    styles: Mapping[str | None, Any]

    @classmethod
    def of(cls, root: Any) -> Looks:
        """Those of the part for styles; what all text has is under no name."""
        return cls({one.get(f"{W}styleId"): one for one in root.iter(f"{W}style", f"{W}docDefaults")})

    def has(self, run: Any, mark: str) -> bool:
        """Whether a run bears a mark, by itself or by its style."""
        return _is_on(self._first(self._of_run(run), mark))

    def hiding(self, run: Any) -> str:
        """Why a reader does not see a run; empty where one does."""
        size = self._said(run, "sz")
        if _is_on(self._first(self._of_text(run), "vanish")) or _is_on(self._first(self._of_text(run), "specVanish")):
            return Message("hidden text")
        if size.isdecimal() and int(size) <= _SMALL:
            return Message("text too small to read")
        return Message("white text") if _is_white(self._said(run, "color")) and not self._is_shaded(run) else ""

    def _said(self, run: Any, mark: str) -> str:
        found = self._first(self._of_text(run), mark)
        return "" if found is None else str(found.get(f"{W}val", ""))

    @staticmethod
    def _first(properties: Iterator[Any], mark: str) -> Any:
        return next((found for one in properties if (found := one.find(f"{W}{mark}")) is not None), None)

    def _of_text(self, run: Any) -> Iterator[Any]:
        """The properties of a run, its paragraph's and those of all text."""
        yield from self._of_run(run)
        paragraph = next(run.iterancestors(f"{W}p"), None)
        own = [] if paragraph is None else self.of_paragraph(paragraph)
        plain = next((name for name, one in self.styles.items() if _is_default(one)), None)
        yield from _looks(own or self._chain(plain))
        if None in self.styles:
            yield from self.styles[None].iter(f"{W}rPr")

    def _of_run(self, run: Any) -> Iterator[Any]:
        """The properties of a run, the nearest first, each once."""
        own = run.find(f"{W}rPr")
        if own is None:
            return
        yield own
        yield from _looks(self._chain(value_of(own, "rStyle")))

    def of_paragraph(self, paragraph: Any) -> list[Any]:
        """The style that a paragraph names, and those that it is based on."""
        return self._chain(value_of(paragraph, f"pPr/{W}pStyle"))

    def _chain(self, name: str | None) -> list[Any]:
        """A style and those that it is based on, each once."""
        chain: list[Any] = []
        while name and (style := self.styles.get(name)) is not None and style not in chain:
            chain.append(style)
            name = value_of(style, "basedOn")
        return chain

    def _is_shaded(self, run: Any) -> bool:
        """Whether white text stands on a colour: of the run, or of what holds it."""
        holders = [run, *run.iterancestors(f"{W}p", f"{W}tc", f"{W}tbl")]
        looks = [one for holder in holders for one in holder if str(one.tag).endswith("Pr")]
        names = [one.get(f"{W}val") for look in looks for one in look if str(one.tag).endswith("Style")]
        shades = [one for look in looks for one in look.iter(f"{W}shd")]
        shades += [one for name in names if name in self.styles for one in self.styles[name].iter(f"{W}shd")]
        return any(one.get(f"{W}fill", "") not in _NO_SHADE or one.get(f"{W}themeFill") for one in shades)


def value_of(owner: Any, name: str) -> str | None:
    """What a mark of an element says; None where it has none."""
    mark = owner.find(f"{W}{name}")
    return None if mark is None else mark.get(f"{W}val")


def _looks(styles: list[Any]) -> Iterator[Any]:
    return (look for style in styles for look in style.findall(f"{W}rPr"))


def _is_on(mark: Any) -> bool:
    return mark is not None and mark.get(f"{W}val", "1") not in _OFF


def _is_default(style: Any) -> bool:
    return bool(style.get(f"{W}type", "paragraph") == "paragraph" and style.get(f"{W}default") in {"1", "true", "on"})


def _is_white(colour: str) -> bool:
    """Whether a colour, in hexadecimal, is white or nearly so."""
    try:
        return len(colour) == len("FFFFFF") and min(bytes.fromhex(colour)) >= _LIGHT
    except ValueError:
        return False


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
        is_own = next(element.iterancestors(f"{W}p")) is paragraph
        if is_own and next(element.iterancestors(f"{W}del"), None) is None:
            yield element, _PRINTED.get(element.tag) or (element.text or "").replace(WORD_JOINER, "")


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
