"""The hand-over as XLIFF 2.1 (OASIS): a unit for each segment.

All of a document has one source language, so that texts in several go into
several files.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from escalade.templates.languages.pack import AVAILABLE
from escalade.templates.languages.tongue import tongue
from escalade.templates.translation.segment import NoTranslationError, ReturnedSegment, Segment, Sheet, Slip, slip_in
from escalade.templates.values.fact import plain
from escalade.workflow.records.texts import digest_of
from escalade.workflow.values.errors import Message

SPACE = "urn:oasis:names:tc:xliff:document:2.0"
"""The name space of every 2.0 and 2.1."""
LARGEST = 64 * 2**20
"""How many bytes a file may have."""
MOST_MARKUP = 1_000_000
"""How many tags and attributes it may have: a tree takes some 200 bytes for each."""
SLIP, DIGEST, CONTEXT = "escalade-translation", "escalade-digest", "context"
"""The categories of notes of ours."""
_X = f"{{{SPACE}}}"
_PRESERVE = {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}


def by_source(segments: Iterable[Segment]) -> Mapping[str, tuple[Segment, ...]]:
    """Segments by the language that is translated from."""
    found: dict[str, list[Segment]] = defaultdict(list)
    for segment in segments:
        found[segment.language].append(segment)
    return {language: tuple(mine) for language, mine in found.items()}


def write_xliff(slip: Slip, segments: Iterable[Segment]) -> bytes:
    """An XLIFF file to be translated in, from one source language."""
    given = tuple(segments)
    languages = {"srcLang": given[0].language, "trgLang": slip.language}
    root = etree.Element(f"{_X}xliff", {"version": "2.1", **languages}, nsmap={None: SPACE})
    directions = {"srcDir": _direction(given[0].language), "trgDir": _direction(slip.language)}
    file = etree.SubElement(root, f"{_X}file", {"id": "texts", "original": slip.round, **directions})
    _notes(file, {SLIP: str(slip)})
    for segment in given:
        _unit(file, segment)
    data: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return data


def _direction(language: str) -> str:
    return tongue(language).pack.direction if language in AVAILABLE else "auto"


def _notes(owner: etree._Element, texts: Mapping[str, str]) -> None:
    notes = etree.SubElement(owner, f"{_X}notes")
    for category, text in texts.items():
        etree.SubElement(notes, f"{_X}note", category=category).text = text


def _unit(file: etree._Element, segment: Segment) -> None:
    """A unit; its id is that of its key for good."""
    unit = etree.SubElement(file, f"{_X}unit", id=f"u-{digest_of(segment.key)[:16]}", name=segment.key)
    _notes(unit, {DIGEST: segment.digest, CONTEXT: segment.note})
    made = etree.SubElement(unit, f"{_X}segment", state="translated" if segment.target else "initial")
    etree.SubElement(made, f"{_X}source", _PRESERVE).text = plain(segment.source)
    if segment.target:
        etree.SubElement(made, f"{_X}target", _PRESERVE).text = plain(segment.target)


def parse_xliff(data: bytes, name: str) -> Sheet:
    """Read an XLIFF file of ours.

    Raises:
        NoTranslationError: it is no XLIFF 2, or none of ours.
    """
    root = _root(data, name)
    if root.tag != f"{_X}xliff" or not str(root.get("version")).startswith("2."):
        raise NoTranslationError(name, Message("it is no XLIFF of version 2.0 or 2.1"))
    slips = [note.text or "" for note in root.findall(f"{_X}file/{_X}notes/{_X}note") if note.get("category") == SLIP]
    slip = slip_in(slips[0] if slips else "", name)
    if root.get("trgLang") != slip.language:
        raise NoTranslationError(
            name, Message("its language was {was}, and it now says {now}", was=slip.language, now=root.get("trgLang"))
        )
    return Sheet(slip, tuple(_row(unit) for unit in root.iter(f"{_X}unit")))


def _root(data: bytes, name: str) -> etree._Element:
    """The root of a file; entities are neither read nor fetched.

    Raises:
        NoTranslationError: it is too large, no XML, or declares entities.
    """
    if len(data) > LARGEST:
        raise NoTranslationError(name, Message("it has more than {size} MB", size=LARGEST // 2**20))
    if data.count(b"<") + data.count(b"=") > MOST_MARKUP:
        raise NoTranslationError(name, Message("it has more tags and attributes than any translation"))
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError as problem:
        raise NoTranslationError(name, Message("it is no XML, or is damaged")) from problem
    if root.getroottree().docinfo.doctype:
        raise NoTranslationError(name, Message("it declares a document type or entities"))
    return root


def _row(unit: etree._Element) -> ReturnedSegment:
    """A unit as it came back; what a tool cut into segments is joined again."""
    notes = {note.get("category"): note.text or "" for note in unit.findall(f"{_X}notes/{_X}note")}
    source = "".join(_texts(unit, "source"))
    target = "".join(_texts(unit, "target"))
    return ReturnedSegment(unit.get("name") or "", notes.get(DIGEST) or digest_of(source)[:16], source, target.strip())


def _texts(unit: etree._Element, which: str) -> Iterator[str]:
    """The texts of a unit's segments, and of what stands between them."""
    for part in unit:
        held = part.find(f"{_X}{which}")
        if held is not None:
            yield "".join(held.itertext())
        elif part.tag == f"{_X}ignorable":
            yield "".join(part.find(f"{_X}source").itertext())
