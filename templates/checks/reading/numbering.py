"""The numbers that Word counts by itself, as a reader sees them."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile(r"%(\d)")
_ROMAN_ENDS = 4000
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


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
    counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    @classmethod
    def of(cls, document: Any) -> Numbering:
        """The lists of a file; none where it has none."""
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return cls({})
        abstract = {one.get(f"{W}abstractNumId"): _levels(one) for one in root.findall(f"{W}abstractNum")}
        lists = {}
        for one in root.findall(f"{W}num"):
            identity = one.find(f"{W}abstractNumId")
            kind = identity.get(f"{W}val") if identity is not None else ""
            restarted = one.find(f"{W}lvlOverride/{W}startOverride") is not None
            counted = f"{kind}/{one.get(f'{W}numId')}" if restarted else kind
            lists[one.get(f"{W}numId")] = counted, abstract.get(kind, {})
        return cls(lists)

    def label(self, paragraph: Any, style: Any) -> str:
        """The number of the next paragraph; empty where it has none."""
        number, depth = _list_of(paragraph, style)
        if number not in self.lists:
            return ""
        counted, levels = self.lists[number]
        if depth not in levels:
            return ""
        counts = self.counts[counted]
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


def _list_of(paragraph: Any, style: Any) -> tuple[str, int]:
    """The list and level of a paragraph: its own, or its style's."""
    properties = paragraph.find(f"{W}pPr/{W}numPr")
    while properties is None and style is not None:
        properties = style.element.find(f"{W}pPr/{W}numPr")
        style = style.base_style
    if properties is None:
        return "", 0
    value = {element.tag: element.get(f"{W}val") for element in properties}
    return value.get(f"{W}numId") or "", int(value.get(f"{W}ilvl") or 0)


def format_number(levels: Mapping[int, Level], counts: Mapping[int, int], depth: int) -> str:
    """A number as it is printed, without the stop behind it."""
    level = levels[depth]
    if level.form in {"bullet", "none"}:
        return "•" if level.form == "bullet" else ""

    def counted(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        form = levels[at].form if at in levels else "decimal"
        return in_form(counts.get(at, levels[at].start if at in levels else 1), form)

    return _PLACE.sub(counted, level.text).strip().rstrip(".")


def in_form(number: int, form: str) -> str:
    """A number as a letter, a Roman numeral or figures."""
    if form in {"lowerLetter", "upperLetter"} and number >= 1:
        letter = chr(ord("a") + (number - 1) % 26)
        return letter.upper() if form == "upperLetter" else letter
    if form in {"lowerRoman", "upperRoman"} and number < _ROMAN_ENDS:
        roman, rest = "", number
        for value, sign in _ROMAN:
            roman += sign * (rest // value)
            rest %= value
        return roman.upper() if form == "upperRoman" else roman
    return str(number)
