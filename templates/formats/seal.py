"""The seal that a file bears: the record it was drawn from."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

from escalade.templates.paper import Seal

if TYPE_CHECKING:
    from collections.abc import Iterator

MARK = "escalade-seal"
LARGEST = 8 << 20
"""The most that is read of one part of a Word file, in bytes."""
_SEAL = re.compile(rb"(?<![0-9])([0-9]{1,15}):([0-9a-f]{64})(?![0-9a-f])")


def seals_in(data: bytes) -> set[Seal]:
    """The seals that a file bears: one, none where it was never issued."""
    return {Seal(int(found[1]), found[2].decode()) for part in _parts(data) for found in _SEAL.finditer(part)}


def _parts(data: bytes) -> Iterator[bytes]:
    """The places in which a file of each form bears its seal."""
    if data.startswith(b"%PDF"):
        yield from _of_pdf(data)
    elif data.startswith(b"PK"):
        yield from _of_word(data)
    else:
        yield from (line for line in data.splitlines() if MARK.encode() in line)


def _of_pdf(data: bytes) -> Iterator[bytes]:
    """The keywords of a PDF; they stand uncompressed in what we make."""
    for place in re.finditer(rb"escalade-seal:", data):
        yield data[place.end() : place.end() + 120]


def _of_word(data: bytes) -> Iterator[bytes]:
    """The custom properties of a Word file."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as parts, parts.open("docProps/custom.xml") as part:
            yield part.read(LARGEST)
    except (zipfile.BadZipFile, KeyError, OSError, NotImplementedError, RuntimeError):
        return
