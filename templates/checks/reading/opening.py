"""What a Word file holds and its readers do not see: named, taken out.

A part stands where relations lead to it of kinds that papers need, and a field
where it says what stands in the paper; all else goes. Whoever asks only what
is hidden is told what would be taken out: the two cannot differ.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from escalade.templates.checks.reading.package import (
    CORE,
    CUSTOM,
    MAIN,
    TYPES,
    Hidden,
    HiddenError,
    NoWordFileError,
    R,
    W,
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

_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_DELETION, _INSERTION = Message("a tracked deletion"), Message("a tracked insertion")
CUSTOM_XML = Message("custom XML")
_REMOVED = {
    **dict.fromkeys(("del", "moveFrom", "delText", "delInstrText", "cellDel"), _DELETION),
    **dict.fromkeys(
        (
            *(f"{one}PrChange" for one in ("r", "p", "sect", "tbl", "tc", "tr", "tblGrid")),
            *("tblGridChange", "tblPrExChange", "numberingChange", "cellIns", "cellMerge"),
        ),
        Message("a tracked change"),
    ),
    "commentReference": Message("a comment"),
    **dict.fromkeys(("dataBinding", "customXmlPr", "smartTagPr"), CUSTOM_XML),
    "docVars": Message("variables of the file"),
    "mailMerge": Message("a source of data"),
    "fldData": Message("data in a field"),
}
"""Elements that go whole, and what each is called."""
_UNWRAPPED = ("ins", "moveTo")
"""Elements of which the content stays."""
_SILENT = (
    *("rsids", "trackRevisions", "commentRangeStart", "commentRangeEnd"),
    *(f"move{way}Range{end}" for way in ("From", "To") for end in ("Start", "End")),
    *(f"customXml{way}Range{end}" for way in ("Ins", "Del", "MoveFrom", "MoveTo") for end in ("Start", "End")),
)
"""Elements that go without a word, since they say nothing, or with what is named."""
_WORD_IDS = re.compile(r"\{http://schemas\.microsoft\.com/office/word/\d{4}/wordml\}(?:para|text|doc)Id|.*\}rsid\w*")
"""What Word numbers revisions by: it tells who wrote what when, and goes without a word."""
_HOLDERS = tuple(f"{W}{name}" for name in ("drawing", "pict", "object"))
"""What goes whole where it refers to what is gone."""
_PICTURES = tuple(f"{W}{name}" for name in ("sym", "drawing", "pict"))
_NAMED_BY_FILE = ("docPr", "cNvPr")
"""Pictures, which Word calls after the files that they were; the name goes, what is read aloud of them stays."""
_PROPERTIES = frozenset({"title", "language"})
"""What stays of the properties that every Word file has: what is shown above it, and how it is read aloud."""
OURS = "escalade-"
"""How the properties of a file begin that this program writes."""


def clean_part(name: str, root: etree._Element, gone: Collection[str], looks: Looks) -> list[Hidden]:
    """Take out of a part what is hidden, or refers to what is gone."""
    part = _Part(name, root)
    if name == CORE:
        for one in list(root.iterchildren("*")):
            if etree.QName(one).localname not in _PROPERTIES:
                root.remove(one)
    elif name == CUSTOM:
        part.clean_properties()
    else:
        part.clean_markup()
        part.clean_references(gone)
        part.clean_fields()
        part.clean_changes()
        part.clean_unseen(looks)
        part.clean_silently()
    return part.found


@dataclass
class _Part:
    """A part as it is cleaned."""

    name: str
    root: etree._Element
    found: list[Hidden] = field(default_factory=list)
    places: dict[etree._Element, int] = field(init=False)
    """The paragraphs that say something, by their number."""

    def __post_init__(self) -> None:
        said = [one for one in self.root.iter(f"{W}p") if "".join(one.itertext()).strip()]
        self.places = {one: number for number, one in enumerate(said, start=1)}

    def _name(self, what: str, at: etree._Element, text: str = "") -> None:
        paragraph = at if at.tag == f"{W}p" else next(at.iterancestors(f"{W}p"), None)
        number = self.places.get(paragraph, 0) if paragraph is not None and self.name == MAIN else 0
        place = Message("paragraph {number} of the file", number=number) if number else self.name
        self.found.append(Hidden(what, place, shorten_text(text)))

    def _remove(self, what: str, one: etree._Element) -> None:
        """Take out an element by name, where it did not go with another one."""
        if not any(above is self.root for above in one.iterancestors()):
            return
        self._name(what, one, "".join(one.itertext()))
        remove_element(one)

    def clean_properties(self) -> None:
        """Take out the properties of others than this program."""
        for one in [one for one in self.root.iterchildren("*") if not one.get("name", "").startswith(OURS)]:
            self._remove(Message("a property of the file ({name})", name=one.get("name", "")), one)

    def clean_markup(self) -> None:
        """Take out what is written between the tags, and no text."""
        for one in list(self.root.iter(etree.Comment, etree.ProcessingInstruction)):
            self._name(Message("a note in the markup"), one, one.text or "")
            remove_element(one)

    def clean_references(self, gone: Collection[str]) -> None:
        """Take out what shows what is gone; that was named."""
        for one in list(self.root.iter("*")):
            if any(name.startswith(R) and value in gone for name, value in one.attrib.items()):
                holder = next((above for above in one.iterancestors(*_HOLDERS)), one)
                unwrap_element(one) if one.tag == f"{W}hyperlink" else remove_element(holder)

    def clean_fields(self) -> None:
        """Take out fields that fetch something; what they said stays."""
        for one in list(self.root.iter(f"{W}fldSimple")):
            if not shows_text(one.get(f"{W}instr", "")):
                self._name(Message("a field"), one, one.get(f"{W}instr", ""))
                unwrap_element(one)
        for found in read_fields(self.root):
            if not shows_text(found.code):
                self._name(Message("a field"), found.marks[0], found.code)
                for one in found.marks:
                    remove_element(one)

    def clean_changes(self) -> None:
        """Accept what was tracked, and take out what is no text."""
        ended = [
            one.getparent().getparent().getparent()
            for one in self.root.iter(f"{W}del", f"{W}moveFrom")
            if one.getparent().tag == f"{W}rPr" and one.getparent().getparent().tag == f"{W}pPr"
        ]
        for one in list(self.root.iter(*(f"{W}{name}" for name in _REMOVED))):
            holder = {f"{W}trPr": f"{W}tr", f"{W}tcPr": f"{W}tc"}.get(one.getparent().tag, "")
            is_more = etree.QName(one).localname in {"del", "moveFrom", "cellDel"} and holder
            self._remove(
                _REMOVED[etree.QName(one).localname], next(one.iterancestors(holder)) if holder and is_more else one
            )
        for one in list(self.root.iter(*(f"{W}{name}" for name in _UNWRAPPED))):
            self._name(_INSERTION, one, "".join(one.itertext()))
            unwrap_element(one)
        for one in ended:
            join_next(one)

    def clean_unseen(self, looks: Looks) -> None:
        """Take out text and pictures that are there and not seen."""
        for one in list(self.root.iter(f"{W}r")):
            says = "".join(one.itertext()).strip() or next(one.iter(*_PICTURES), None) is not None
            if says and (why := looks.hiding(one)):
                self._remove(why, one)
        for one in list(self.root.iter(_PICTURE)):
            if one.get("hidden", "0") in {"1", "true"}:
                self._name(Message("a hidden picture"), one, one.get("descr", ""))
                remove_element(next(one.iterancestors(f"{W}drawing"), one))
        for one in list(self.root.iter(f"{W}hidden")):
            if one.getparent().tag == f"{W}trPr":
                self._remove(Message("a hidden row"), next(one.iterancestors(f"{W}tr"), one))

    def clean_silently(self) -> None:
        """Take out what Word numbers revisions by, and the names of files that pictures were."""
        for one in list(self.root.iter(*(f"{W}{name}" for name in _SILENT))):
            remove_element(one)
        for one in list(self.root.iter("*")):
            if etree.QName(one).localname == "docId":
                remove_element(one)
            if etree.QName(one).localname in _NAMED_BY_FILE and one.get("name"):
                one.set("name", "")
            for name in [name for name in one.attrib if _WORD_IDS.fullmatch(str(name))]:
                del one.attrib[name]


def remove_element(one: etree._Element) -> None:
    """Take an element out of its part; the text behind it stays."""
    above, before = one.getparent(), one.getprevious()
    if above is None:
        return
    if one.tail and before is not None:
        before.tail = (before.tail or "") + one.tail
    elif one.tail:
        above.text = (above.text or "") + one.tail
    one.tail = None
    above.remove(one)


def unwrap_element(one: etree._Element) -> None:
    """Put the content of an element in its place."""
    above = one.getparent()
    if above is not None:
        at = above.index(one)
        above[at : at + 1] = [child for child in one if child.tag not in {f"{W}rPr", f"{W}customXmlPr"}]


def join_next(paragraph: etree._Element) -> None:
    """Join a paragraph whose end was deleted with the next one."""
    after = paragraph.getnext()
    if after is not None and after.tag == f"{W}p":
        content = [one for one in paragraph if one.tag != f"{W}pPr"]
        at = 1 if after.find(f"{W}pPr") is not None else 0
        after[at:at] = content
        remove_element(paragraph)


_SHOWING = frozenset({
    "PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "REF", "PAGEREF", "NOTEREF", "TOC", "HYPERLINK", "SEQ",
    "STYLEREF", "SYMBOL", "LISTNUM", "EQ", "TITLE", "SUBJECT", "KEYWORDS",
})  # fmt: skip
"""The fields that papers need: what they say stands in the paper itself."""
REACHABLE = re.compile(r"https?://|mailto:|#", re.IGNORECASE)
"""How an address begins to which readers get."""
_ADDRESS = re.compile(r'(?:HYPERLINK|hyperlink)\s+(?!\\)"?([^"\s]+)')


def shows_text(code: str) -> bool:
    """Whether a field says what the paper says, or leads where readers get."""
    name = (code.split() or [""])[0].upper()
    address = _ADDRESS.search(code)
    return (name in _SHOWING and (address is None or bool(REACHABLE.match(address[1])))) or name.startswith("=")


@dataclass
class _Field:
    """A field that is written over several runs."""

    code: str = ""
    marks: list[etree._Element] = field(default_factory=list)
    """What is taken out with it: all but what it said."""
    is_code: bool = True

    def take(self, one: etree._Element, kind: str) -> None:
        """Take what stands next in it."""
        if self.is_code or kind == "end":
            self.marks.append(one)
        if self.is_code and one.tag == f"{W}instrText":
            self.code += one.text or ""
        elif self.is_code and kind == "begin":
            self.code = self.code.strip() or "{ }"  # another field gives its name
        elif kind == "separate":
            self.is_code = False


def read_fields(root: etree._Element) -> Iterable[_Field]:
    """Read the fields of a part: their code, and the marks that make them up."""
    open_fields: list[_Field] = []
    for one in root.iter(f"{W}fldChar", f"{W}instrText", f"{W}t"):
        kind = one.get(f"{W}fldCharType", "")
        for outer in open_fields[:-1]:
            if outer.is_code:
                outer.marks.append(one)
        if open_fields:
            open_fields[-1].take(one, kind)
        if kind == "begin":
            open_fields.append(_Field(marks=[one]))
        elif kind == "end" and open_fields:
            yield open_fields.pop()
    yield from open_fields


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
        name = name_relations(owner)
        if name in self.parts:
            root = etree.fromstring(self.parts[name])
            root[:] = [one.element for one in needed]
            self.kept[name] = self.parts[name] if len(needed) == len(relations) else as_bytes(root)
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
