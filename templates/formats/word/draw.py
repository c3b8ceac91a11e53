"""Draw a paper as a Word file, the same bytes from the same record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import NamedTuple
from xml.sax.saxutils import unescape

from jinja2 import DictLoader, Template, UndefinedError
from jinja2.exceptions import SecurityError
from lxml import etree

from escalade.templates.checks.reading.opening import remove_element, take_out_hidden
from escalade.templates.checks.reading.package import CORE, CUSTOM, MAIN, Hidden, W, zip_parts
from escalade.templates.checks.reading.word import Level, as_bytes, in_form, parts_of, value_of
from escalade.templates.formats.layout import style_sheet
from escalade.templates.formats.word.field import PRINTED, Findings, UnfitTemplateError, environment, fields, findings
from escalade.templates.formats.word.language import (
    STYLES,
    keep_with_next,
    set_indent,
    set_property,
    spoken,
    tag_of,
    turn_part,
)
from escalade.templates.formats.word.letterhead import NAME, Source, read_shipped_template
from escalade.templates.formats.word.property import CORE_SOURCE, SEAL, add_properties, with_properties
from escalade.templates.formats.word.text import in_runs
from escalade.templates.languages.typography import ORDINALS
from escalade.templates.values.fact import SaidSentence
from escalade.templates.values.paper import Paper, Seal
from escalade.workflow.values.errors import PaperError

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


_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_DRAWN = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml")
"""The parts that hold text for readers."""


@dataclass(frozen=True, slots=True)
class PreparedTemplate:
    """A template for one language."""

    name: str
    fixed: Mapping[str, bytes]
    drawn: Mapping[str, Template]
    custom: bytes
    lists: Lists
    has_annexes: bool
    """Whether it has our style for the name of an annex, to which a field can refer."""


@cache
def own_source() -> Source:
    """The template that is shipped."""
    return Source(NAME, read_shipped_template())


@lru_cache(maxsize=32)
def prepare_template(source: Source, language: str, direction: str, *, italics: bool, letter: str) -> PreparedTemplate:
    """A template made ready for a language and its letters."""
    parts, drawn = _parts(source), _compiled(source, direction)
    fixed = {name: data for name, data in parts.items() if name not in {*drawn, CUSTOM}}
    if STYLES in fixed:
        fixed[STYLES] = spoken(fixed[STYLES], language, italics=italics, ours=source is own_source())
    numbering, lists = prepare_lists(parts, letter, direction)
    if NUMBERING in fixed:
        fixed[NUMBERING] = numbering
    return PreparedTemplate(source.name, fixed, drawn, parts[CUSTOM], lists, ANNEX_STYLE in parts[MAIN])


@lru_cache(maxsize=8)
def check_template(source: Source) -> Findings:
    """Find the fields that a template asks for, and its faults."""
    found = findings(_patched(source, "ltr"))
    return replace(found, hidden=tuple(one.say() for one in _opened(source)[1]))


@lru_cache(maxsize=8)
def _compiled(source: Source, direction: str) -> dict[str, Template]:
    """The parts that are drawn, for a direction; the body first.

    Raises:
        UnfitTemplateError: they ask for more than there is, or than they may.
    """
    faults = () if source is own_source() else check_template(source).faults  # a test says that ours has none
    if faults:
        raise UnfitTemplateError(source.name, faults)
    runs, core = environment(direction), environment("properties")
    patched = _patched(source, direction)
    drawn = {name: DictLoader(patched).load(runs, name) for name in patched}
    return {**drawn, CORE: DictLoader({CORE: CORE_SOURCE}).load(core, CORE)}


@lru_cache(maxsize=8)
def _patched(source: Source, direction: str) -> dict[str, str]:
    parts = _parts(source)
    names = sorted((name for name in parts if _DRAWN.fullmatch(name)), key=lambda name: (name != MAIN, name))
    return {name: write_jinja(turn_part(parts[name], direction)) for name in names}


_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_STRAIGHT = str.maketrans({"“": '"', "”": '"', "\u2018": "'", "’": "'"})
"""The quotation marks that Word puts in place of those that were typed."""


def write_jinja(root: etree._Element) -> str:
    """A part as Jinja reads it: each tag in one run.

    `{%p`, `{%tr` and `{%tc` stand in place of the paragraph, row or cell that holds them.
    """
    for paragraph in root.iter(f"{W}p"):
        _join_tags(paragraph)
    for name in ("tr", "tc", "p"):
        tags = re.compile(rf"(?<=\{{[{{%#]){name}(?=\s)")
        for one in [one for one in root.iter(f"{W}t") if tags.search(one.text or "")]:
            if (holder := next(one.iterancestors(f"{W}{name}"), None)) is not None:
                holder.tail = tags.sub("", "".join(_TAG.findall(one.text or ""))) + (holder.tail or "")
                remove_element(holder)
    text: str = etree.tostring(root, encoding="unicode")
    return _TAG.sub(lambda found: unescape(found[0]).translate(_STRAIGHT), text)


def _join_tags(paragraph: etree._Element) -> None:
    """Put each tag of a paragraph into the run where it begins, wherever Word has parted it."""
    texts = [one for one in paragraph.iter(f"{W}t") if next(one.iterancestors(f"{W}p")) is paragraph]
    whole = "".join(one.text or "" for one in texts)
    owners = [one for one in texts for _ in one.text or ""]
    for found in _TAG.finditer(whole):
        owners[found.start() : found.end()] = [owners[found.start()]] * len(found[0])
        owners[found.start()].set(_SPACE, "preserve")
    for one in texts if _TAG.search(whole) else ():
        one.text = "".join(sign for sign, owner in zip(whole, owners, strict=True) if owner is one)


@lru_cache(maxsize=8)
def _parts(source: Source) -> dict[str, bytes]:
    return with_properties(_opened(source)[0])


@lru_cache(maxsize=8)
def _opened(source: Source) -> tuple[dict[str, bytes], tuple[Hidden, ...]]:
    """The parts of a template without what is hidden, and what that was; a test says that ours hides nothing."""
    parts = parts_of(source.data, source.name)
    return (parts, ()) if source is own_source() else take_out_hidden(parts)


_LISTED = 5
"""How many texts that are left out a reader takes in."""
SIGNATURE, SIGNED = "Signature", 2
"""The style of a signature, and how many paragraphs before it go with it."""


def draw_word(paper: Paper, seal: Seal | None, template: Source | None = None) -> bytes:
    """A paper as a Word file, through our template or another one."""
    tongue, printed = paper.tongue, set[int]()
    direction = tongue.pack.direction
    source, letter = template or own_source(), tongue.pack.letter
    prepared = prepare_template(source, tag_of(tongue), direction, italics=tongue.has_italics, letter=letter)
    author = SaidSentence("author", paper.origin.name) if paper.origin else None
    given = {**fields(paper, seal), "author": author, PRINTED: printed}
    parts = {**prepared.fixed, **_filled(prepared, given, paper)}
    if template:
        _prove_complete(prepared.name, paper, printed)
    parts[CUSTOM] = add_properties(prepared.custom, {SEAL: str(seal)}) if seal else prepared.custom
    return zip_parts(parts)


def _filled(prepared: PreparedTemplate, given: Mapping[str, object], paper: Paper) -> dict[str, bytes]:
    """The parts of a template with the paper in them.

    Raises:
        UnfitTemplateError: a part is no longer XML once it is filled.
    """
    filled, direction, ordinals = {}, paper.tongue.pack.direction, ORDINALS.get(paper.tongue.language)
    for name, part in prepared.drawn.items():
        try:
            said = part.render(given)
            text = in_runs(said, direction, annexes=prepared.has_annexes, ordinals=ordinals).encode()
            root = etree.fromstring(text)
        except (UndefinedError, SecurityError) as problem:
            raise UnfitTemplateError(prepared.name, [f"{name} asks for what there is not: {problem}."]) from problem
        except etree.XMLSyntaxError as problem:
            fault = f"{name} opens a tag in one paragraph and closes it in another ({problem}); write {{%p … %}}."
            raise UnfitTemplateError(prepared.name, [fault]) from problem
        changed = name == MAIN and (count_by_lists(root, prepared.lists) | keep_signature(root))
        if name == MAIN and prepared.has_annexes:
            mark_annexes(root, [one.name.text for one in paper.wordings if one.name])
        filled[name] = as_bytes(root) if add_table_grids(root) or changed else text
    return filled


def keep_signature(root: etree._Element) -> bool:
    """Keep a signature with the two paragraphs before it, if there is one."""
    paragraphs = list(root.iter(f"{W}p"))
    signed = [at for at, one in enumerate(paragraphs) if style_of(one) == SIGNATURE]
    for one in paragraphs[max(signed[0] - SIGNED, 0) : signed[-1]] if signed else ():
        keep_with_next(one)
    return bool(signed)


def add_table_grids(root: etree._Element) -> bool:
    """Give each table as many columns as cells; say whether any lacked some."""
    changed = False
    for table in root.iter(f"{W}tbl"):
        rows = [row.findall(f"{W}tc") for row in table.findall(f"{W}tr")]
        count, grid = max(map(len, rows), default=0), table.find(f"{W}tblGrid")
        spans = any(cell.find(f"{W}tcPr/{W}gridSpan") is not None for row in rows for cell in row)
        if grid is None or spans or len(grid) >= count:
            continue
        changed = True
        wide = str(sum(int(column.get(f"{W}w", "0")) for column in grid) // count)
        grid[:] = [etree.Element(f"{W}gridCol", {f"{W}w": wide}) for _ in range(count)]
        for cell in (cell for row in rows for cell in row):
            if (width := cell.find(f"{W}tcPr/{W}tcW")) is not None:
                width.set(f"{W}w", wide)
    return changed


def _prove_complete(name: str, paper: Paper, printed: set[int]) -> None:
    """Refuse to write a paper from which something is missing."""
    may_lack = {id(row.value) for row in paper.masthead if row.key == "organisation"}
    remarks = (*paper.remarks, *(one for annex in paper.wordings for one in annex.remarks))
    may_lack |= {id(one) for one in remarks}
    texts = tuple(one.text for one in paper.printables() if id(one) not in printed | may_lack and one.text)
    if texts:
        raise PaperError(
            "left-out",
            "The Word template {name} leaves out what this paper says:{texts}{more}",
            name=name,
            texts="".join(f"\n- “{text[:80]}{'…' if len(text) > 80 else ''}”" for text in texts[:_LISTED]),  # noqa: PLR2004  # as much as tells a text
            more=f"\n- and {len(texts) - _LISTED} more" if len(texts) > _LISTED else "",
        )
