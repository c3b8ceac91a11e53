"""Word templates, shipped or given, and the letterhead that a PDF takes."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import NamedTuple

from lxml import etree

from escalade.templates.checks.reading.opening import prove_open
from escalade.templates.checks.reading.package import MAIN, R, W
from escalade.templates.checks.reading.word import headers_of, parts_of, relations_of

NAME = "paper.docx"


def read_shipped_template() -> bytes:
    """Read the Word template that is shipped."""
    return files("escalade.templates.formats.word").joinpath(NAME).read_bytes()


@dataclass(frozen=True, slots=True)
class Source:
    """A template as it was given: its name and its bytes."""

    name: str
    data: bytes


_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PLACED = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_EMU, _TWIPS = 12700, 20
"""How many of each are a point."""
_SHOWN = {".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp"}
_OFF = {"0", "false", "off"}
_SIDES = ("top", "right", "bottom", "left")


class Head(NamedTuple):
    """What a page bears on top; lengths are points."""

    picture: bytes = b""
    size: tuple[float, float] = (0, 0)
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What a PDF takes over from a Word template, page by page."""

    first: Head = field(default_factory=Head)
    later: Head = field(default_factory=Head)
    margins: Mapping[str, float] = field(default_factory=dict)
    """Those of a page, in points."""


def read_letterhead(source: Source) -> Letterhead:
    """Read the letterhead of a template from the headers of its pages.

    The picture of the first page may stand in its text instead.
    """
    parts = parts_of(prove_open(source.data, source.name).data, source.name)
    root = etree.fromstring(parts[MAIN])
    section, apart = next(root.iter(f"{W}sectPr"), None), next(root.iter(f"{W}titlePg"), None)
    headers = {} if section is None else headers_of(parts, section)
    opens = "default" if apart is None or apart.get(f"{W}val") in _OFF else "first"
    first, later = (_head(parts, headers.get(which)) for which in (opens, "default"))
    if not first.picture:
        picture, size = next(find_pictures(parts, MAIN), (b"", (0.0, 0.0)))
        first = first._replace(picture=picture, size=size)
    return Letterhead(first, later, _margins(root))


def _head(parts: Mapping[str, bytes], name: str | None) -> Head:
    """What a header shows on every paper, if there is one."""
    if name is None:
        return Head()
    picture, size = next(find_pictures(parts, name), (b"", (0.0, 0.0)))
    return Head(picture, size, tuple(dict.fromkeys(_lines(parts[name]))))


def find_pictures(parts: Mapping[str, bytes], name: str) -> Iterator[tuple[bytes, tuple[float, float]]]:
    """Find the pictures of a part that a PDF can show, with their sizes."""
    targets = {one.key: one.target for one in relations_of(parts, name)}
    for blip in etree.fromstring(parts[name]).iter(f"{_DRAWING}blip"):
        file = targets.get(blip.get(f"{R}embed"), "")
        extent = next((one for above in blip.iterancestors() for one in above.findall(f"{_PLACED}extent")), None)
        if file in parts and extent is not None and posixpath.splitext(file)[1].lower() in _SHOWN:
            yield parts[file], (int(extent.get("cx", "0")) / _EMU, int(extent.get("cy", "0")) / _EMU)


def _lines(header: bytes) -> Iterator[str]:
    """Read the lines of a header that are the same on every paper."""
    for paragraph in etree.fromstring(header).iter(f"{W}p"):
        text = "".join(one.text or "" for one in paragraph.iter(f"{W}t")).strip()
        if text and "{" not in text:
            yield text


def _margins(root: etree._Element) -> dict[str, float]:
    """Read the margins of the first section, where it gives all four."""
    margins = next(root.iter(f"{W}pgMar"), None)
    given = {side: margins.get(f"{W}{side}", "") for side in _SIDES} if margins is not None else {}
    are_given = bool(given) and all(one.lstrip("-").isdecimal() for one in given.values())
    return {side: abs(int(one)) / _TWIPS for side, one in given.items()} if are_given else {}
