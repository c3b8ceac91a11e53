"""Word files that say what is not so: unpacked in little room, or refused."""

from __future__ import annotations

import random
import re
import struct
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO

import pytest

from escalade.templates.checks.reading.package import (
    MOST_MARKUP,
    MOST_PARTS,
    TYPES,
    NoWordFileError,
    count_markup,
    read_part,
    unpack,
)
from escalade.templates.checks.reading.word import blocks_of, parts_of
from escalade.templates.formats.file import seals_in
from escalade.templates.formats.word.letterhead import read_shipped_template
from escalade.templates.formats.word.prose import ForeignError, paragraphs_in

MB = 2**20
ROOM = 8 * MB
CUSTOM = "docProps/custom.xml"


def package(name: str, data: bytes, kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A package of one part."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", kind) as written:
        written.writestr(name, data)
    return file.getvalue()


def twice() -> bytes:
    """A package with two parts of one name, of which programs read the one or the other."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as written:
        written.writestr("word/document.xml", b"<a/>")
        written.writestr("word/Document.xml", b"<b/>")
    return file.getvalue()


def understated(data: bytes, size: int) -> bytes:
    """A package that says its one part is smaller, with a sum that fits."""
    whole = zipfile.ZipFile(BytesIO(data)).read(CUSTOM)
    said = struct.pack("<II", zlib.crc32(whole), zlib.crc32(whole[:size]))
    return data.replace(struct.pack("<I", len(whole)), struct.pack("<I", size)).replace(said[:4], said[4:])


def test_what_word_wrote_is_unpacked_as_it_is() -> None:
    data = read_shipped_template()
    with zipfile.ZipFile(BytesIO(data)) as packed:
        assert unpack(data, "paper.docx", MB) == {name: packed.read(name) for name in packed.namelist()}


def test_a_part_larger_than_it_says_is_never_unpacked_whole() -> None:
    data = understated(package(CUSTOM, bytes(100 * MB)), 1000)
    with zipfile.ZipFile(BytesIO(data)) as packed:
        assert packed.getinfo(CUSTOM).file_size == 1000
    tracemalloc.start()
    with pytest.raises(NoWordFileError, match="no Word document"):
        unpack(data, "paper.docx", MB)
    assert len(read_part(data, CUSTOM, MB)) <= 1000
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < ROOM


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (package(CUSTOM, bytes(20 * MB)), "its parts have more than 10 MB"),
        (package(CUSTOM, b"<a/>" * (MOST_MARKUP + 1)), "it has too many parts"),
        (package(CUSTOM, b"x", zipfile.ZIP_BZIP2), "it is no Word document"),
        (package(CUSTOM, b"x", zipfile.ZIP_LZMA), "it is no Word document"),
        (package(CUSTOM, b"x") + b"PK\x01\x02" * MOST_PARTS, "it is no Word document"),
        (b"PK no package", "it is no Word document"),
        (twice(), "it is no Word document"),
    ],
    ids=["large", "of many tags", "of bzip2", "of lzma", "of many parts", "none", "twice"],
)
def test_what_holds_more_than_is_read_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(NoWordFileError, match=why):
        unpack(data, "paper.docx", 10 * MB)


def test_tags_and_attributes_are_counted_in_xml_alone() -> None:
    assert count_markup({"a.xml": b"<a b=\"1\" c='2'/>", "b.rels": b"<b/>", "c.png": b"<<<<"}) == 4


def test_no_damage_to_a_word_file_is_a_fault_of_ours() -> None:
    whole, dice = bytearray(read_shipped_template()), random.Random(13)  # noqa: S311  # damage that is the same every time
    outcomes = set()
    for _ in range(1000):
        data = whole.copy()
        for _ in range(dice.randint(1, 30)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        damaged = bytes(data[: dice.randrange(len(data))] if dice.random() < 0.2 else data)
        seals_in(damaged)
        outcomes |= {outcome(read, damaged) for read in (parts_of, blocks_of)}
    assert outcomes == {"read", "refused"}


def outcome(read: Callable[[bytes, str], object], data: bytes) -> str:
    """Whether a file is read or refused; anything else is a fault of ours."""
    try:
        read(data, "paper.docx")
    except (NoWordFileError, ForeignError):
        return "refused"
    return "read"


def lacking(data: bytes) -> Iterator[bytes]:
    """A Word file without each of its parts, and without the kind of each."""
    parts = unpack(data, "paper.docx", MB)
    kinds = [one[0] for one in re.finditer(rb"<Override [^>]*>", parts[TYPES])]
    odd = [{name: text for name, text in parts.items() if name != left} for left in parts]
    for one in (*odd, *(parts | {TYPES: parts[TYPES].replace(kind, b"")} for kind in kinds)):
        file = BytesIO()
        with zipfile.ZipFile(file, "w") as written:
            for name, text in one.items():
                written.writestr(name, text)
        yield file.getvalue()


def test_a_word_file_that_lacks_a_part_or_its_kind_is_read_or_refused() -> None:
    outcomes = {
        outcome(read, one) for one in lacking(read_shipped_template()) for read in (parts_of, blocks_of, paragraphs_in)
    }
    assert outcomes == {"read", "refused"}
