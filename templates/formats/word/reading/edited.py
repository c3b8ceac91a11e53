"""A Word file that people edited: its paragraphs, and its seal."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from escalade.templates.checks.document import document_of, plain
from escalade.templates.checks.reading.package import CORE, CUSTOM, MAIN, W, zip_parts
from escalade.templates.checks.reading.word import parts_of, text_of
from escalade.templates.formats.word.property import with_author, with_properties, with_seal
from escalade.templates.values.paper import SECRETARIAT, Paper, Seal
from escalade.workflow.values.errors import Message


def paragraphs_in(data: bytes, name: str) -> list[str]:
    """The text of each paragraph of a Word file, as a reader sees it."""
    body = etree.fromstring(parts_of(data, name)[MAIN])
    return [text for one in body.iter(f"{W}p") if (text := plain(text_of(one)))]


def places_in(paper: Paper, data: bytes | None, name: str) -> Iterator[tuple[str, str]]:
    """Each paragraph of an edited file, or of what people put into a paper."""
    if data is None:
        passages = document_of(paper).passages
        yield from ((one.place, one.text) for one in passages if one.key == SECRETARIAT)
    else:
        yield from (
            (Message("paragraph {number} of the file", number=number), text)
            for number, text in enumerate(paragraphs_in(data, name), start=1)
        )


def seal_file(data: bytes, seal: Seal, name: str, author: str) -> bytes:
    """The same Word file with the seal of its record, and an author."""
    parts = with_properties(parts_of(data, name))
    parts[CORE] = with_author(parts.get(CORE), author)
    return zip_parts({**parts, CUSTOM: with_seal(parts[CUSTOM], seal)})
