"""Numbers that Word counts by itself: paragraphs, lists, annexes.

A template prints each number as the paper has it. Where a list of the template
would come to the same number, the list stands in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import NamedTuple

from lxml import etree

from escalade.templates.checks.reading.package import W
from escalade.templates.checks.reading.word import Level, as_bytes, in_form, value_of
from escalade.templates.formats.layout import style_sheet
from escalade.templates.formats.word.language import STYLES, keep_with_next, set_indent, set_property

NUMBERING = "word/numbering.xml"
LETTERED = ("Item", "PlainItem", "BoxItem")
QUESTION, NUMBERED = "Question", "Numbered"
BULLETS = ("ListBullet", "ListBullet2", "BoxBullet")
LISTS = frozenset((*LETTERED, QUESTION, *BULLETS))
"""The styles of entries; the others are of sections and their paragraphs."""
_NAME = "escalade-"
"""How a list is named that begins anew wherever entries of its style do."""
POOL = 24
"""How often it may; further lists keep the numbers that were printed."""
SHORT = 6
"""How many entries are never parted; of more, the first and the last two are not."""
_COUNTS = {"%1": 0, "%1.%2": 1}
"""By how it is written, the level of a number of a section or paragraph."""
_ORDER = re.compile("[\u200e\u200f\u2066-\u2069]")
ANNEX_STYLE = b'w:val="Annex"'
_NUMBER = re.compile(r"([^0-9]*)([0-9]+)([^0-9]*)")


class Lists(NamedTuple):
    """The lists of a template."""

    numbered: Mapping[str, int]
    """By style of a section or paragraph, its level."""
    pools: Mapping[str, tuple[int, Level]]
    """By style of an entry, the first list of its pool, and how it counts."""


def prepare_lists(parts: Mapping[str, bytes], letter: str, direction: str = "ltr") -> tuple[bytes, Lists]:
    """Give lists the letters of a language, on its side of the page."""
    if NUMBERING not in parts or STYLES not in parts:
        return parts.get(NUMBERING, b""), Lists({}, {})
    root = etree.fromstring(parts[NUMBERING])
    for side in root.iter(f"{W}lvlJc") if direction == "rtl" else ():
        side.set(f"{W}val", "right")  # of the page, whichever way a paragraph runs (ECMA-376, 17.9.7)
    levels = {
        str(value_of(level, "pStyle")): _COUNTS[text]
        for level in root.iter(f"{W}lvl")
        if (text := (value_of(level, "lvlText") or "").rstrip(".")) in _COUNTS
        and value_of(level, "numFmt") == "decimal"
    }
    pools = dict(_pools(root, letter, "arabicAbjad" if direction == "rtl" else "lowerLetter"))
    return as_bytes(root), Lists(dict(_styled(parts[STYLES], levels)), pools)


def _pools(root: etree._Element, letter: str, form: str) -> Iterator[tuple[str, tuple[int, Level]]]:
    """Add lists of each kind that begins anew."""
    after = max([0, *(int(one.get(f"{W}numId", "0")) for one in root.iter(f"{W}num"))])
    for abstract in root.findall(f"{W}abstractNum"):
        style = (value_of(abstract, "name") or "").removeprefix(_NAME)
        level = abstract.find(f"{W}lvl")
        if style not in {*LISTS, NUMBERED} or level is None:
            continue
        if style in LETTERED:
            level.find(f"{W}numFmt").set(f"{W}val", form)
            level.find(f"{W}lvlText").set(f"{W}val", letter.format("%1"))
        yield style, (after + 1, Level(value_of(level, "numFmt") or "", value_of(level, "lvlText") or ""))
        for number in range(after + 1, after + 1 + POOL):
            made = etree.SubElement(root, f"{W}num", {f"{W}numId": str(number)})
            etree.SubElement(made, f"{W}abstractNumId", {f"{W}val": str(abstract.get(f"{W}abstractNumId"))})
            anew = etree.SubElement(made, f"{W}lvlOverride", {f"{W}ilvl": "0"})
            etree.SubElement(anew, f"{W}startOverride", {f"{W}val": "1"})
        after += POOL


def _styled(styles: bytes, levels: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    """Which styles are numbered: those of a list, and those based on them."""
    based = {
        str(one.get(f"{W}styleId")): None if one.find(f"{W}pPr/{W}numPr") is not None else value_of(one, "basedOn")
        for one in etree.fromstring(styles).iter(f"{W}style")
    }
    for style in based:
        own: str | None = style
        for _ in based:
            if own is None or own in levels:
                break
            own = based.get(own)
        if own is not None and own in levels:
            yield style, levels[own]


def measure_lists(root: etree._Element) -> None:
    """Give each list the indents of its style."""
    looks = style_sheet("en")["looks"]
    for abstract in root.iter(f"{W}abstractNum"):
        named = (value_of(abstract, "name") or "").removeprefix(_NAME)
        for level in abstract.iter(f"{W}lvl"):
            if look := looks.get(value_of(level, "pStyle") or named):
                properties = level.find(f"{W}pPr")
                if properties is None:
                    properties = etree.Element(f"{W}pPr")
                    level.find(f"{W}lvlJc").addnext(properties)
                set_indent(properties, look)


def style_of(paragraph: etree._Element) -> str | None:
    """The style of a paragraph, if it names one."""
    return value_of(paragraph, f"pPr/{W}pStyle")


def count_by_lists(root: etree._Element, lists: Lists) -> bool:
    """Let lists count where they come to the printed numbers."""
    counts, used, plain = [0, 0], dict.fromkeys(lists.pools, -1), 0
    entries: list[etree._Element] = []
    place, last = 0, ""
    for paragraph in root.iter(f"{W}p"):
        style = style_of(paragraph) or ""
        if style not in LISTS:
            _keep_together(entries)
            entries = []
        if style in lists.numbered:
            plain += _count(paragraph, style, lists, counts, plain)
        if style in LISTS:
            entries.append(paragraph)
            place = place + 1 if style == last and len(entries) > 1 else 1
            if style in lists.pools:
                _letter(paragraph, place, lists.pools[style], used, style)
        last = style
    _keep_together(entries)
    return bool(lists.numbered or lists.pools)


def _count(paragraph: etree._Element, style: str, lists: Lists, counts: list[int], plain: int) -> bool:
    """Count a section or paragraph, or keep its number as it was printed.

    Say whether it was counted without sections, as the paragraphs of a letter are.
    """
    level = lists.numbered[style]
    due = [counts[0], counts[1] + 1] if level else [counts[0] + 1, 0]
    label, runs = _label(paragraph)
    if label == ".".join(map(str, due[: level + 1])):
        counts[:] = due
        _drop(runs)
        return False
    is_plain = bool(level and NUMBERED in lists.pools and label == str(plain + 1))
    if is_plain:
        _drop(runs)
    _put_in_list(paragraph, lists.pools[NUMBERED][0] if is_plain else 0)
    if not is_plain and label:
        set_indent(paragraph.find(f"{W}pPr"), style_sheet("en")["looks"][NUMBERED])
    return is_plain


def _letter(paragraph: etree._Element, place: int, pool: tuple[int, Level], used: dict[str, int], style: str) -> None:
    """Count an entry of a list that begins anew with its first one."""
    first, level = pool
    if place == 1:
        used[style] += 1
    label, runs = _label(paragraph)
    due = level.text.replace("%1", in_form(place, level.form))
    if label == due and used[style] < POOL:
        _drop(runs)
        _put_in_list(paragraph, first + used[style])


def _label(paragraph: etree._Element) -> tuple[str, list[etree._Element]]:
    """The number that was printed before a tab, and its runs."""
    runs: list[etree._Element] = []
    for run in paragraph.iterchildren(f"{W}r"):
        runs.append(run)
        if run.find(f"{W}tab") is not None:
            return _ORDER.sub("", "".join("".join(one.itertext()) for one in runs)).strip(), runs
    return "", []


def _drop(runs: list[etree._Element]) -> None:
    for run in runs:
        run.getparent().remove(run)


def _put_in_list(paragraph: etree._Element, number: int) -> None:
    """Let a paragraph be of a list; of none where the number is 0."""
    made = etree.Element(f"{W}numPr")
    etree.SubElement(made, f"{W}ilvl", {f"{W}val": "0"})
    etree.SubElement(made, f"{W}numId", {f"{W}val": str(number)})
    set_property(paragraph.find(f"{W}pPr"), made)


def _keep_together(entries: list[etree._Element]) -> None:
    kept = entries[:-1] if len(entries) <= SHORT else [entries[0], entries[-2]]
    for paragraph in kept:
        keep_with_next(paragraph)


def mark_annexes(root: etree._Element, names: Sequence[str]) -> None:
    """Let Word count the annexes, and mark each number for references."""
    due = iter(enumerate(names, start=1))
    number, name = next(due, (0, ""))
    for paragraph in [one for one in root.iter(f"{W}p") if style_of(one) == "Annex"]:
        if name and _ORDER.sub("", "".join(paragraph.itertext())) == name:
            _count_annex(paragraph, number)
            number, name = next(due, (0, ""))


def _count_annex(paragraph: etree._Element, number: int) -> None:
    """Put the number in the name of an annex into a field between marks."""
    text = next((one for one in paragraph.iter(f"{W}t") if _NUMBER.fullmatch(one.text or "")), None)
    found = _NUMBER.fullmatch(text.text or "") if text is not None else None
    if text is None or found is None:
        return
    run = text.getparent()
    behind, counted = deepcopy(run), deepcopy(run)
    text.text, counted.find(f"{W}t").text, behind.find(f"{W}t").text = found.groups()
    field = etree.Element(f"{W}fldSimple", {f"{W}instr": " SEQ Annex \\* ARABIC "})
    field.append(counted)
    marks = {f"{W}id": str(number)}
    opening = etree.Element(f"{W}bookmarkStart", {**marks, f"{W}name": f"annex_{number}"})
    pieces = [run, opening, field, etree.Element(f"{W}bookmarkEnd", marks), behind]
    pieces = [one for one in pieces if one.tag != f"{W}r" or one.find(f"{W}t").text]
    place = paragraph.index(run)
    paragraph[place : place + 1] = pieces
