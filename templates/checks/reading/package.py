"""A Word file as a package: how it is unpacked, why it is not taken."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import NamedTuple

from escalade.workflow.values.errors import Message, RequestError, Series

MAIN = "word/document.xml"
TYPES = "[Content_Types].xml"
RELATIONS = "_rels/.rels"
CORE, CUSTOM = "docProps/core.xml", "docProps/custom.xml"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MOST_PARTS = 4000
"""How many parts a file may have."""
MOST_MARKUP = 1_500_000
"""How many tags and attributes all parts may have together: a tree takes some 200 bytes for each."""
_ENTRY = b"PK\x01\x02"
_KINDS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DAMAGES = (
    zipfile.BadZipFile, zlib.error, RuntimeError, OSError, EOFError, ValueError, KeyError, OverflowError,
    NotImplementedError,  # zipfile knows no such compression or version
)  # fmt: skip
"""What a package raises that is damaged, or of a kind that is not read."""


class NoWordFileError(RequestError):
    """A file that is no Word document, or one that nobody should open."""

    def __init__(self, name: str, why: str) -> None:
        self.name, self.why = name, why
        super().__init__(
            Message(
                "{name} cannot be used as a Word file: {why}. Save it from Word as .docx and try again.",
                name=name,
                why=why,
            )
        )


def unpack(data: bytes, name: str, most: int) -> dict[str, bytes]:
    """Unpack the parts of a file, by name.

    Together they may have so many bytes.

    Raises:
        NoWordFileError: it is none, unpacks to more, or one of its parts is not what it says.
    """
    try:
        with _opened(data) as packed:
            infos = packed.infolist()
            if sum(info.file_size for info in infos) > most:
                raise NoWordFileError(name, Message("its parts have more than {size} MB", size=most // 2**20))
            parts = {info.filename: _read(packed, info) for info in infos}
    except _DAMAGES as problem:
        raise NoWordFileError(name, Message("it is no Word document")) from problem
    if count_markup(parts) > MOST_MARKUP:
        raise NoWordFileError(name, Message("it has too many parts"))
    return {name: part for name, part in parts.items() if not name.endswith("/")}


def read_part(data: bytes, name: str, most: int) -> bytes:
    """Read the beginning of one part; nothing where it is absent or damaged."""
    try:
        with _opened(data) as packed, packed.open(name) as part:
            return part.read(most)
    except _DAMAGES:
        return b""


def count_markup(parts: Mapping[str, bytes]) -> int:
    """Count the tags and attributes of parts in XML, at most."""
    texts = [text for name, text in parts.items() if name.endswith((".xml", ".rels"))]
    return sum(text.count(sign) for text in texts for sign in (b"<", b'="', b"='"))


def _opened(data: bytes) -> zipfile.ZipFile:
    """Open a package of a number of parts that can be listed, each name once."""
    if data.count(_ENTRY) > MOST_PARTS:
        raise zipfile.BadZipFile
    packed = zipfile.ZipFile(BytesIO(data))
    infos = packed.infolist()
    names = {info.filename.lower() for info in infos}
    if len(names) < len(infos) or any(info.compress_type not in _KINDS for info in infos):
        raise zipfile.BadZipFile
    return packed


def _read(packed: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Read a part some at a time; it has as many bytes as the file says.

    Raises:
        BadZipFile: it has fewer, or more.
    """
    size, info.file_size = info.file_size, info.file_size + 1  # so that one more is seen
    try:
        with packed.open(info) as part:
            text = part.read(size + 1)
    finally:
        info.file_size = size
    if len(text) != size:
        raise zipfile.BadZipFile
    return text


_PACKED = (".png", ".jpg", ".jpeg", ".gif")
"""What compressing does not make smaller."""


def zip_parts(parts: Mapping[str, bytes]) -> bytes:
    """Parts as a Word file, sorted and without a clock."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as file:
        for name in sorted(parts):
            entry = zipfile.ZipInfo(name)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(_PACKED) else zipfile.ZIP_DEFLATED
            file.writestr(entry, parts[name])
    return written.getvalue()


_SHOWN = 80
"""How many characters of what is hidden are shown."""


class Hidden(NamedTuple):
    """One thing that readers do not see."""

    what: str
    place: str
    text: str = ""

    def say(self) -> Message:
        """Say what it is, where, and what it says."""
        facts = {"what": self.what, "place": self.place, "text": self.text}
        return Message("{what} ({place}): “{text}”", **facts) if self.text else Message("{what} ({place})", **facts)


def list_found(found: Iterable[Hidden]) -> Series:
    """What is hidden, a line each."""
    return Series(("", *(one.say() for one in found)), "\n- ")


class HiddenError(RequestError):
    """A Word file holds what its readers do not see."""

    def __init__(self, name: str, found: Iterable[Hidden]) -> None:
        self.name, self.found = name, tuple(found)
        super().__init__(
            Message(
                "{name} holds what its readers do not see:{found}\nTake it out, or let it be taken out (--clean).",
                name=name,
                found=list_found(self.found),
            )
        )


def tell_kept(name: str, found: Iterable[Hidden]) -> Message:
    """Say what a file hides that is kept as it is."""
    return Message(
        "{name} is kept as it is, with what its readers do not see:{found}", name=name, found=list_found(found)
    )


def tell_taken_out(name: str, found: Iterable[Hidden]) -> Message:
    """Say what was taken out of a file."""
    return Message("Taken out of {name}, which readers did not see:{found}", name=name, found=list_found(found))


def shorten_text(text: str) -> str:
    """The beginning of a text on one line."""
    said = " ".join(text.split())
    return f"{said[:_SHOWN]}…" if len(said) > _SHOWN else said
