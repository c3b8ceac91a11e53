"""The one reader of Word files: their parts, with nothing in them trusted."""

from __future__ import annotations

import re

from lxml import etree

from escalade.templates.checks.reading.package import (
    MAIN,
    RELATIONS,
    TYPES,
    DamagedPackageError,
    NoWordFileError,
    OversizePackageError,
    unpack,
)
from escalade.workflow.values.message import Message

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
    try:
        parts = unpack(data, LARGEST)
    except OversizePackageError as problem:
        why = (
            Message("its parts have more than {size} MB", size=LARGEST // 2**20)
            if problem.size > LARGEST
            else Message("it has too many parts")
        )
        raise NoWordFileError(name, why) from problem
    except DamagedPackageError as problem:
        raise NoWordFileError(name, Message("it is no Word document")) from problem
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
