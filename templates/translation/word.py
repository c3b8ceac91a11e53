"""The hand-over as a Word file: key, source and translation by row."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from xml.sax.saxutils import escape, quoteattr

import msgspec
from lxml import etree

from escalade.templates.checks.reading.package import (
    CORE,
    CUSTOM,
    MAIN,
    RELATIONS,
    TYPES,
    NoWordFileError,
    W,
    zip_parts,
)
from escalade.templates.checks.reading.word import as_bytes, parts_of
from escalade.templates.formats.word.language import language_mark
from escalade.templates.formats.word.property import CORE_SOURCE, add_properties, text_properties, with_properties
from escalade.templates.languages.pack import AVAILABLE, read_file
from escalade.templates.languages.tongue import tongue
from escalade.templates.translation.segment import (
    SHOWN,
    NoTranslationError,
    ReturnedSegment,
    Segment,
    Sheet,
    Slip,
    slip_in,
)
from escalade.templates.values.fact import plain


class Guide(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The guide for whoever translates."""

    title: str
    guide: str
    key: str
    source: str
    target: str


@cache
def guide_in(language: str) -> Guide:
    """The guide in a language; in English where there is no other."""
    guides = msgspec.convert(tomllib.loads(read_file("translation/guide.toml")), dict[str, Guide])
    return guides.get(language, guides["en"])


SLIP = "escalade-translation"
PIECE = 240
"""How long a property may be that every program keeps whole."""
PARTS = {
    TYPES: "content-types.xml",
    RELATIONS: "relations.xml",
    "word/_rels/document.xml.rels": "document-relations.xml",
    "word/styles.xml": "styles.xml",
}
WIDTHS = (1871, 3883, 3884)
"""Of the columns, in twentieths of a point."""
_PAGE = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/>'
    "</w:sectPr>"
)
_MARGINS = "".join(
    f'<w:{side} w:w="{width}" w:type="dxa"/>'
    for side, width in (("top", 57), ("left", 85), ("bottom", 57), ("right", 85))
)
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_BORDERS = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>' for side in _SIDES)


def write_word(slip: Slip, segments: Iterable[Segment]) -> bytes:
    """A Word file to be translated in."""
    folder = files("escalade.templates.translation") / "parts"
    reader = etree.XMLParser(remove_blank_text=True)
    trees = {name: etree.fromstring((folder / source).read_bytes(), reader) for name, source in PARTS.items()}
    parts = with_properties({name: as_bytes(tree) for name, tree in trees.items()})
    title = f"{guide_in(slip.language).title}: {slip.round}"
    core = {"title": title, "subtitle": slip.round, "language": slip.language}
    for name, text in core.items():
        parts[CORE] = parts.get(CORE, CORE_SOURCE.encode()).replace(b"{{ %s }}" % name.encode(), escape(text).encode())
    parts[CUSTOM] = add_properties(parts[CUSTOM], _pieces(str(slip)))
    parts[MAIN] = as_bytes(etree.fromstring(_body(title, slip.language, segments)))
    return zip_parts(parts)


def _pieces(text: str) -> dict[str, str]:
    pieces = [text[at : at + PIECE] for at in range(0, len(text), PIECE)]
    return {f"{SLIP}-{number:04}": piece for number, piece in enumerate(pieces, start=1)}


def _body(title: str, language: str, segments: Iterable[Segment]) -> str:
    guide = guide_in(language)
    head = _row(
        [
            _cell(at, _paragraph(text, "Head", language))
            for at, text in enumerate((guide.key, guide.source, guide.target))
        ],
        head=True,
    )
    rows = "".join(_segment(one, language) for one in segments)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in WIDTHS)
    table = (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(WIDTHS)}" w:type="dxa"/><w:tblBorders>{_BORDERS}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{_MARGINS}</w:tblCellMar><w:tblLook w:val="0020" w:firstRow="1"/>'
        f"<w:tblCaption w:val={quoteattr(title)}/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>"
    )
    before = _paragraph(title, "Title", language) + _paragraph(guide.guide, "Guide", language)
    body = f"{before}{table}{_paragraph('', 'Segment', language)}{_PAGE}"
    return f'<w:document xmlns:w="{W[1:-1]}"><w:body>{body}</w:body></w:document>'


def _segment(segment: Segment, language: str) -> str:
    """The row of a segment; the digest of its source stands under its key."""
    key = _paragraph(segment.key, "Key", "en") + _paragraph(segment.digest, "Digest", "en")
    source = _paragraph(segment.source, "Segment", segment.language)
    target = _paragraph(segment.target, "Segment", language)
    return _row([_cell(at, text) for at, text in enumerate((key, source, target))])


def _row(cells: Iterable[str], *, head: bool = False) -> str:
    properties = "<w:cantSplit/>" + ("<w:tblHeader/>" if head else "")
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(column: int, text: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{WIDTHS[column]}" w:type="dxa"/></w:tcPr>{text}</w:tc>'


def _paragraph(text: str, style: str, language: str) -> str:
    """A paragraph in its language and direction, its lines kept as lines."""
    speaks = tongue(language) if language in AVAILABLE else None
    right = speaks is not None and speaks.pack.direction == "rtl"
    marks = f"{'<w:rtl/>' if right else ''}{language_mark(language)}"
    lines = plain(text).split("\n")
    said = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in lines)
    run = f"<w:r><w:rPr>{marks}</w:rPr>{said}</w:r>" if text else ""
    turned = "<w:bidi/>" if right else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{turned}<w:rPr>{marks}</w:rPr></w:pPr>{run}</w:p>'


_KEY = re.compile(rf"(.*?)\s*\b([0-9a-f]{{{SHOWN}}})", re.DOTALL)
_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011"}
COLUMNS = 3


def parse_word(data: bytes, name: str) -> Sheet:
    """Read a Word file of ours.

    Raises:
        NoTranslationError: it is no Word file, or none of ours.
    """
    try:
        parts = parts_of(data, name)
    except NoWordFileError as problem:
        raise NoTranslationError(name, problem.why) from problem
    kept = text_properties(parts[CUSTOM]) if CUSTOM in parts else {}
    slip = slip_in("".join(kept[one] for one in sorted(kept) if one.startswith(f"{SLIP}-")), name)
    return Sheet(slip, tuple(_returned_rows(etree.fromstring(parts[MAIN]))))


def _returned_rows(body: etree._Element) -> Iterator[ReturnedSegment]:
    """The rows of segments; a row without a key belongs to the one before it."""
    last: ReturnedSegment | None = None
    for row in body.iter(f"{W}tr"):
        cells = [_cell_text(cell) for cell in row.findall(f"{W}tc")]
        found = _KEY.fullmatch(cells[0]) if cells else None
        if row.find(f"{W}trPr/{W}tblHeader") is not None and found is None:
            continue
        if found is None:
            if last is not None and "".join(cells).strip():
                yield ReturnedSegment(
                    last.key, last.digest, "", "\n".join(filter(None, cells[1:])), "It was divided into several rows."
                )
            continue
        fault = "" if len(cells) == COLUMNS else f"Its row has {len(cells)} cells, and {COLUMNS} were sent."
        texts = [*cells[1:], "", ""]
        last = ReturnedSegment(" ".join(found[1].split()), found[2], texts[0], texts[1], fault)
        yield last


def _cell_text(cell: etree._Element) -> str:
    paragraphs = ("".join(_signs(one)) for one in cell.iter(f"{W}p"))
    return "\n".join(paragraphs).strip()


def _signs(paragraph: etree._Element) -> Iterator[str]:
    for node in paragraph.iter():
        if node.tag == f"{W}t":
            yield node.text or ""
        elif node.tag in _SIGNS and node.getparent().tag == f"{W}r":
            yield _SIGNS[node.tag]
