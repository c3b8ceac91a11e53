"""A paper in Akoma Ntoso as blocks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from escalade.templates.checks.reading.block import Block
from escalade.templates.values.extra import needing
from escalade.workflow.values.errors import RequestError
from escalade.workflow.values.message import Message

_HEADINGS = {"section": 2, "attachment": 2, "doc": 1}
_NUMBERED = {"section", "paragraph", "item"}


def blocks_of_xml(content: bytes, name: str) -> list[Block]:
    """The blocks of a paper in Akoma Ntoso, its published symbol first.

    Raises:
        RequestError: it is no XML, or says nothing.
    """
    with needing("xml"):
        from lxml import etree  # noqa: PLC0415  # an extra
    blocks, problem = list[Block](), Message("it has no paragraphs")
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        problem = Message("it declares entities, which no paper does")
    else:
        try:
            blocks += _blocks(etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True)))
        except etree.XMLSyntaxError:
            problem = Message("it is no XML, or is damaged")
    if not blocks:
        sentence = "{name} cannot be read as Akoma Ntoso: {problem}."
        raise RequestError("unreadable-xml", sentence, name=name, problem=problem)
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
