"""What a Word file holds and its readers do not see: named, and taken out.

A part stands where relations lead to it of kinds that papers need, and a field
where it says what stands in the paper; all else goes. Whoever asks only what
is hidden is told what would be taken out: the two cannot differ.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

from escalade.templates.checks.reading.cleaning import CUSTOM_XML, REACHABLE, clean_part
from escalade.templates.checks.reading.package import (
    MAIN,
    TYPES,
    Hidden,
    HiddenError,
    NoWordFileError,
    R,
    shorten_text,
    zip_parts,
)
from escalade.templates.checks.reading.word import (
    Looks,
    Relation,
    as_bytes,
    name_relations,
    parts_of,
    relations_of,
    tree_of,
)
from escalade.workflow.values.errors import Message


class ProvenFile(NamedTuple):
    """A Word file in which nothing is hidden, and what was taken out of it."""

    data: bytes
    taken_out: tuple[Hidden, ...] = ()


def prove_open(data: bytes, name: str, *, clean: bool = False) -> ProvenFile:
    """Refuse a Word file that hides something, or take that out.

    Raises:
        HiddenError: it hides something, and that is not to be taken out.
    """
    parts, found = take_out_hidden(parts_of(data, name))
    if found and not clean:
        raise HiddenError(name, found)
    return ProvenFile(zip_parts(parts), found)


def find_hidden(data: bytes, name: str) -> tuple[Hidden, ...]:
    """What a file hides, where it is a Word file that can be read."""
    try:
        return take_out_hidden(parts_of(data, name))[1]
    except NoWordFileError:
        return ()


def take_out_hidden(parts: Mapping[str, bytes]) -> tuple[dict[str, bytes], tuple[Hidden, ...]]:
    """The parts of a Word file without what is hidden, and what that was."""
    walk = _Walk(parts)
    walk.follow("")
    walk.name_rest()
    return walk.kept, tuple(walk.found)


_KINDS = {
    "comments": Message("comments"),
    "people": Message("names of authors"),
    "customXml": CUSTOM_XML,
    "aFChunk": Message("another file"),
    "subDocument": Message("another file"),
    "oleObject": Message("an embedded object"),
    "package": Message("an embedded object"),
    "control": Message("an embedded object"),
    "vbaProject": Message("macros"),
    "attachedTemplate": Message("a template from elsewhere"),
    "image": Message("a picture from elsewhere"),
    "hyperlink": Message("a link to where readers do not get"),
}
"""What a relation leads to that is hidden, or lies elsewhere."""
_OF_ALL = frozenset({
    "officeDocument", "styles", "stylesWithEffects", "numbering", "settings", "webSettings", "fontTable", "theme",
    "footnotes", "endnotes", "chartStyle", "chartColorStyle", "diagramDrawing", "core-properties",
    "custom-properties",
})  # fmt: skip
"""Relations that papers need, wherever they stand."""
_OF_PLACES = frozenset({
    "header", "footer", "font", "image", "hyperlink", "chart", "chartUserShapes", "diagramData", "diagramLayout",
    "diagramQuickStyle", "diagramColors",
})  # fmt: skip
"""Those that papers need where something in the text refers to them."""
_OPAQUE = frozenset({"image", "font"})
"""Those that lead to no XML."""
_WORDLESS = frozenset({"extended-properties", "thumbnail"})
"""Relations that go without a word: to the company of who edited, and an earlier first page."""
_LEAVES = re.compile(r"(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\]|[\\:]")
"""How the name of an entry looks that would be written elsewhere."""
_NO_SOURCES = re.compile(rb"<(?:\w+:)?Sources\b[^<>]*(?:/>|>\s*</(?:\w+:)?Sources>)\s*$")
"""The list of sources that Word puts beside every text, where it is empty."""


class _Walk:
    """The parts of a package, followed as far as a paper needs them."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self.parts = parts
        self.kept: dict[str, bytes] = {}
        self.found: list[Hidden] = []
        self._told: set[str] = set()
        """The parts that went with a relation."""
        self._looks = Looks.of(tree_of(parts, "styles"))

    def follow(self, owner: str) -> None:
        """Keep a part without what is hidden in it, and what it needs."""
        relations = list(relations_of(self.parts, owner))
        welcome = [one for one in relations if _is_welcome(one)]
        before, after = self._clean(owner, {one.key for one in relations if one not in welcome})
        needed = [one for one in welcome if one.kind in _OF_ALL or one.key in after]
        for one in relations:
            if one not in welcome:
                self._drop(one, _KINDS.get(one.kind, _NOT_NEEDED))
            elif one not in needed:
                self._drop(one, _NOT_NEEDED if one.key not in before else None)
        self._keep_relations(owner, needed, is_whole=len(needed) == len(relations))
        for one in needed:
            if one.target not in self.kept and one.target in self.parts and not one.is_outside:
                self.follow(one.target)

    def _clean(self, name: str, gone: set[str]) -> tuple[set[str], set[str]]:
        """Keep a part without what is hidden; what it refers to, before and after."""
        if name not in self.parts:
            return set(), set()
        self.kept[name] = self.parts[name]
        if not name.endswith(".xml"):
            return set(), set()
        root = etree.fromstring(self.parts[name])
        before, drawn = _references(root), as_bytes(root)
        self.found += clean_part(name, root, gone, self._looks)
        if (cleaned := as_bytes(root)) != drawn:
            self.kept[name] = cleaned
        return before, _references(root)

    def _keep_relations(self, owner: str, needed: list[Relation], *, is_whole: bool) -> None:
        name = name_relations(owner)
        if name in self.parts:
            root = etree.fromstring(self.parts[name])
            root[:] = [one.element for one in needed]
            self.kept[name] = self.parts[name] if is_whole else as_bytes(root)

    def _drop(self, one: Relation, what: Message | None) -> None:
        """Let what a relation leads to go; without a word, where what led to it was named."""
        self._take(one.target)
        data = self.parts.get(one.target, b"")
        is_empty = one.kind == "customXml" and _NO_SOURCES.search(data)
        if what and one.kind not in _WORDLESS and not is_empty:
            self.found.append(Hidden(self._call(one.target, what), one.target, _read_text(data)))

    def _call(self, part: str, what: Message) -> Message:
        return Message("an entry that leaves the file") if part in self.parts and _LEAVES.search(part) else what

    def _take(self, part: str) -> None:
        """Let a part go with what it leads to."""
        self._told |= {part, name_relations(part)}
        for one in relations_of(self.parts, part):
            if one.target not in self._told:
                self._take(one.target)

    def name_rest(self) -> None:
        """Name the parts to which nothing leads; list the kinds of the others."""
        for name in sorted(self.parts.keys() - self.kept.keys() - self._told - {TYPES}):
            self.found.append(Hidden(self._call(name, _NOT_NEEDED), name))
        kinds = etree.fromstring(self.parts[TYPES])
        dropped = [one for one in kinds if one.get("PartName", "/").lstrip("/") not in {"", *self.kept}]
        for one in dropped:
            kinds.remove(one)
        self.kept[TYPES] = as_bytes(kinds) if dropped else self.parts[TYPES]


_NOT_NEEDED = Message("a part that no paper needs")


def _is_welcome(one: Relation) -> bool:
    """Whether a relation is of those that papers need, and leads to a part or where readers get."""
    if one.is_outside:
        return one.kind == "hyperlink" and bool(REACHABLE.match(one.target))
    if one.kind in _OPAQUE or (one.kind in _OF_ALL | _OF_PLACES and one.target.endswith(".xml")):
        return not _LEAVES.search(one.target) and (one.kind != "officeDocument" or one.target == MAIN)
    return False


def _references(root: etree._Element) -> set[str]:
    return {str(value) for one in root.iter("*") for name, value in one.attrib.items() if str(name).startswith(R)}


def _read_text(data: bytes) -> str:
    """What a part says, where it is XML."""
    try:
        return shorten_text(" ".join(etree.fromstring(data).itertext()))
    except etree.XMLSyntaxError:
        return ""
