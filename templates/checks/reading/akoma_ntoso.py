"""A paper in Akoma Ntoso as blocks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from escalade.templates.checks.reading.block import Block
from escalade.workflow.values.errors import PaperError, RequestError
from escalade.workflow.values.message import Message

_HEADINGS = {"section": 2, "attachment": 2, "doc": 1}
_NUMBERED = {"section", "paragraph", "item"}


class MissingXmlError(PaperError):
    """The library that reads XML is not installed."""

    def __init__(self) -> None:
        """Say what to install."""
        super().__init__("XML is read with lxml, which is not installed; install “escalade[xml]”.")


class UnreadableXmlError(RequestError):
    """A file that calls itself XML, and is no paper in Akoma Ntoso."""

    def __init__(self, name: str, problem: str) -> None:
        """Name the file, and what is wrong with it."""
        self.name = name
        super().__init__(Message("{name} cannot be read as Akoma Ntoso: {problem}.", name=name, problem=problem))


def blocks_of_xml(content: bytes, name: str) -> list[Block]:
    """The blocks of a paper in Akoma Ntoso, its published symbol first.

    Raises:
        MissingXmlError: lxml is not installed.
        UnreadableXmlError: it is no XML, or says nothing.
    """
    try:
        from lxml import etree  # noqa: PLC0415  # an extra
    except ImportError as problem:
        raise MissingXmlError from problem
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise UnreadableXmlError(name, Message("it declares entities, which no paper does"))
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as problem:
        raise UnreadableXmlError(name, Message("it is no XML, or is damaged")) from problem
    blocks = list(_blocks(root))
    if not blocks:
        raise UnreadableXmlError(name, Message("it has no paragraphs"))
    return blocks


def _blocks(root: Any) -> Iterator[Block]:
    """The published symbol, then every paragraph and heading, in order."""
    number = next((one.get("number") for one in root.iter("{*}publication") if one.get("number")), "")
    if number:
        yield Block(number, is_header=True)
    for element in root.iter("{*}p", "{*}heading"):
        name, above = _name(element), element.getparent()
        text, kind = "".join(element.itertext()), element.get("class") or ""
        owner = _name(above)
        label = _label(above) if owner in _NUMBERED and (name == "heading") is (owner == "section") else ""
        if owner == "content" and above.find("{*}p") is element:
            label = _label(above.getparent())
        level = (
            _HEADINGS.get(owner, 0)
            if name == "heading"
            else int(kind == "heading" or "docTitle" in map(_name, element))
        )
        yield Block(text, level or int(name == "heading") * 3, label, is_draft=kind == "draft")


def _label(owner: Any) -> str:
    """The number of a section, paragraph or entry; a bullet where an entry has none."""
    number = owner.find("{*}num")
    if number is not None:
        return "".join(number.itertext()).strip().rstrip(".")
    return "•" if _name(owner) == "item" else ""


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
