"""A Word file read as its parts, with nothing in it trusted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources import files

from lxml import etree

from escalade.templates.checks.reading.package import DamagedPackageError, OversizePackageError, unpack
from escalade.workflow.values.errors import RequestError
from escalade.workflow.values.message import Message

NAME = "paper.docx"


def read_shipped_template() -> bytes:
    """Read the Word template that is shipped."""
    return files("escalade.templates.formats.word").joinpath(NAME).read_bytes()


LARGEST = 64 * 2**20
"""How many bytes the parts of a file may have together."""
MAIN = "word/document.xml"
TYPES = "[Content_Types].xml"
RELATIONS = "_rels/.rels"
WORD = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_PLAIN = re.compile(
    rb"<(?:(?!\?xml)|\?xml(?:[^>]{0,80}encoding=[\"'](?:utf-8|us-ascii)[\"']|(?![^>]{0,80}encoding)))", re.IGNORECASE
)
"""How a part begins whose bytes say what they seem to say."""


class NoWordFileError(RequestError):
    """A file that is no Word document, or one that nobody should open."""

    def __init__(self, name: str, why: str) -> None:
        """Name the file and what is wrong with it."""
        self.name, self.why = name, why
        super().__init__(
            Message(
                "{name} cannot be used as a Word file: {why}. Save it from Word as .docx and try again.",
                name=name,
                why=why,
            )
        )


@dataclass(frozen=True, slots=True)
class Source:
    """A template as it was given: its name and its bytes."""

    name: str
    data: bytes


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
