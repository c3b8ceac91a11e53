"""The seal that a file bears: the record it was drawn from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from escalade.templates.checks.reading.package import read_part
from escalade.templates.values.paper import Seal

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST = 8 << 20
"""The most that is read of one part of a Word file, in bytes."""
_SEAL = rb"([0-9]{1,15}):([0-9a-f]{64})"
_OF_PAGE = re.compile(rb'<meta name="escalade-seal" content="' + _SEAL + rb'">')
_OF_MARKDOWN = re.compile(rb"<!-- escalade-seal: " + _SEAL + rb" -->")
_OF_PDF = re.compile(rb"<pdf:Keywords>escalade-seal:" + _SEAL + rb"</pdf:Keywords>")
_OF_WORD = re.compile(
    rb'<(?:\w{1,20}:)?property [^<>]{0,200}\bname="escalade-seal"[^<>]{0,200}>\s{0,20}'
    rb"<(?:\w{1,20}:)?lpwstr[^<>]{0,200}>" + _SEAL + rb"<"
)
METADATA = b"\nstream\n<?xpacket begin="
"""How the metadata of a PDF begin: no line that is printed does."""


def seals_in(data: bytes) -> set[Seal]:
    """Read the seals of a file where a seal stands; drafts have none.

    What the running text says counts for nothing: whoever words a title may
    write there what a seal looks like.
    """
    return {Seal(int(found[1]), found[2].decode()) for found in _match_seals(data)}


def _match_seals(data: bytes) -> Iterator[re.Match[bytes]]:
    """Match the seal in the one place where a form has it."""
    if data.startswith(b"%PDF"):
        metadata = data.rpartition(METADATA)[2] if METADATA in data else b""
        yield from _OF_PDF.finditer(metadata.partition(b"<?xpacket end=")[0])
    elif data.startswith(b"PK"):
        yield from _OF_WORD.finditer(read_part(data, "docProps/custom.xml", LARGEST))
    elif b"<!doctype html" in data[:100].lower():
        yield from _OF_PAGE.finditer(data.partition(b"<title")[0])
    else:
        found = _OF_MARKDOWN.fullmatch(data.rstrip().rpartition(b"\n")[2])
        yield from (found,) if found else ()
