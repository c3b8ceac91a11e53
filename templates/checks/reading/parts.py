"""The one reader of Word files: their parts, with nothing in them trusted."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from escalade.templates.checks.reading.package import (
    MAIN,
    RELATIONS,
    TYPES,
    NoWordFileError,
    R,
    W,
    unpack,
)
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
