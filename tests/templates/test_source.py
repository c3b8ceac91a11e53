"""Word files that are opened, and those that nobody should open."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from escalade.templates.checks.reading.package import MAIN, RELATIONS, TYPES, NoWordFileError
from escalade.templates.checks.reading.word import parts_of
from escalade.templates.formats.word.letterhead import read_shipped_template


def packed(**changes: bytes | None) -> bytes:
    """The template that is shipped, with other parts; None leaves one out."""
    named = {"main": MAIN, "types": TYPES, "relations": RELATIONS}
    changed = {named.get(name, name): text for name, text in changes.items()}
    parts: dict[str, bytes | None] = {**parts_of(read_shipped_template(), "ours"), **changed}
    file = BytesIO()
    with ZipFile(file, "w") as made:
        for name, text in parts.items():
            if text is not None:
                made.writestr(name, text)
    return file.getvalue()


def test_a_word_file_is_read_as_its_parts() -> None:
    parts = parts_of(packed(), "made-up.docx")
    assert parts == parts_of(read_shipped_template(), "ours")
    assert {MAIN, TYPES, RELATIONS} <= parts.keys()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "it is no Word document"),
        (b"plain text", "it is no Word document"),
        (packed(main=None), f"it lacks {MAIN}"),
        (packed(relations=None), f"it lacks {RELATIONS}"),
        (packed(types=b"<Types/>"), "it is not of the kind .docx"),
        (packed(main=b"<a>"), f"its part {MAIN} is no XML"),
        (packed(main=b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "declares entities or an unusual encoding"),
        (packed(main=b"<!doctype a><a/>"), "declares entities or an unusual encoding"),
        (packed(main=b'<?xml version="1.0" encoding="utf-7"?><a/>'), "declares entities or an unusual encoding"),
        (packed(main="<a/>".encode("utf-16")), "declares entities or an unusual encoding"),
    ],
)
def test_a_file_that_is_no_word_document_or_not_to_be_trusted_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(NoWordFileError) as refused:
        parts_of(data, "made-up.docx")
    assert "made-up.docx cannot be used as a Word file" in str(refused.value)
    assert why in str(refused.value)


@pytest.mark.parametrize(
    "start", [b"\xef\xbb\xbf", b'<?xml version="1.0"?>', b'<?xml version="1.0" encoding="UTF-8"?>']
)
def test_usual_ways_to_begin_a_part_are_taken(start: bytes) -> None:
    text = start + b"<a/>"
    assert parts_of(packed(main=text), "made-up.docx")[MAIN] == text
