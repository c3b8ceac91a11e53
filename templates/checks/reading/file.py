"""A file as a document: its ending says how it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from escalade.templates.checks.document import Document
from escalade.templates.checks.reading.akoma_ntoso import blocks_of_xml
from escalade.templates.checks.reading.block import Block
from escalade.templates.checks.reading.page import blocks_of_markdown, blocks_of_page, tell_unreadable
from escalade.templates.checks.reading.pdf import blocks_of_pdf, blocks_of_text
from escalade.templates.checks.reading.recognition import recognise
from escalade.templates.checks.reading.word import blocks_of
from escalade.workflow.values.errors import RequestError
from escalade.workflow.values.message import Message, Series

READERS: dict[str, Callable[[bytes, str], Iterable[Block]]] = {
    ".docx": blocks_of,
    ".html": blocks_of_page,
    ".md": blocks_of_markdown,
    ".pdf": blocks_of_pdf,
    ".txt": blocks_of_text,
    ".xml": blocks_of_xml,
}
"""By ending, what reads a file."""


TYPESET = frozenset({".pdf", ".txt"})
"""The endings of what is read as it was set: Arabic has lost the order of its words there."""
MOST_BLOCKS, MOST_TEXT = 100_000, 2_000_000
"""How many paragraphs and characters are checked: some thousand pages."""


def document_in(content: bytes, name: str) -> Document:
    """The document that a file holds.

    Raises:
        RequestError: its ending is not one that is read, or it holds more than can be checked.
    """
    reader = READERS.get(ending_of(name))
    if reader is None:
        sentence = "{name} cannot be checked: papers are read from files that end in {forms}."
        raise RequestError("unreadable-form", sentence, name=name, forms=Series(READERS))
    blocks = list(reader(content, name))
    if len(blocks) > MOST_BLOCKS or sum(len(block.text) for block in blocks) > MOST_TEXT:
        raise tell_unreadable(name, Message("it holds more text than any paper"))
    document = recognise(blocks, name)
    if ending_of(name) in TYPESET and document.language == "ar":
        return Document(name, "ar", blocks=tuple(block.text for block in blocks), is_unordered=True)
    return document


def ending_of(name: str) -> str:
    """The ending of a file's name, in small letters."""
    return "." + name.rpartition(".")[2].lower() if "." in name else ""
