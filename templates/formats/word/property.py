"""Properties of a Word file: title, language, subject, and the seal."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from escalade.templates.checks.reading.package import CORE, CUSTOM, RELATIONS, TYPES
from escalade.templates.checks.reading.word import as_bytes

SEAL = "escalade-seal"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
CORE_SOURCE = (
    f"{_HEAD}<cp:coreProperties "
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title>{{ title }}</dc:title><dc:subject>{{ subtitle }}</dc:subject><dc:creator>{{ author }}</dc:creator>"
    "<cp:keywords>{% if symbol %}{{ symbol }}{% endif %}{% if symbol and date %}; {% endif %}"
    "{% if date %}{{ date }}{% endif %}</cp:keywords>"
    "<dc:language>{{ language }}</dc:language></cp:coreProperties>"
)
"""The properties that every Word file has; a template for the same fields."""
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_DUBLIN = "http://purl.org/dc/elements/1.1/"
_NO_CORE = (
    b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    b'xmlns:dc="http://purl.org/dc/elements/1.1/"/>'
)
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_CONTENT = {
    CORE: "application/vnd.openxmlformats-package.core-properties+xml",
    CUSTOM: "application/vnd.openxmlformats-officedocument.custom-properties+xml",
}
_RELATION = {
    CORE: "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
    CUSTOM: "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties",
}


def with_properties(parts: dict[str, bytes]) -> dict[str, bytes]:
    """The parts of a template, ready to hold properties of ours."""
    types, relations = etree.fromstring(parts[TYPES]), etree.fromstring(parts[RELATIONS])
    for part in (CORE, CUSTOM):
        _declare(types, part)
        _relate(relations, part)
    own = etree.fromstring(parts[CUSTOM]) if CUSTOM in parts else etree.Element(f"{{{_CUSTOM}}}Properties")
    for old in own.findall(f"{{{_CUSTOM}}}property[@name='{SEAL}']"):
        own.remove(old)
    changed = {TYPES: types, RELATIONS: relations, CUSTOM: own}
    return {**parts, **{name: as_bytes(tree) for name, tree in changed.items()}}


def with_author(core: bytes | None, author: str) -> bytes:
    """The properties that every Word file has, with one author."""
    root = etree.fromstring(core or _NO_CORE)
    for old in root.findall(f"{{{_DUBLIN}}}creator"):
        root.remove(old)
    etree.SubElement(root, f"{{{_DUBLIN}}}creator").text = author
    return as_bytes(root)


def add_properties(custom: bytes, texts: Mapping[str, str]) -> bytes:
    """The custom properties, with some more of them, by name."""
    root = etree.fromstring(custom)
    first = max([1, *(int(one.get("pid", "1")) for one in root)]) + 1
    for pid, (name, text) in enumerate(texts.items(), start=first):
        made = etree.SubElement(root, f"{{{_CUSTOM}}}property", fmtid=_FORMAT, pid=str(pid), name=name)
        etree.SubElement(made, f"{{{_VALUES}}}lpwstr", nsmap={"vt": _VALUES}).text = text
    return as_bytes(root)


def text_properties(custom: bytes) -> dict[str, str]:
    """The custom properties that are texts, by name."""
    root = etree.fromstring(custom)
    return {str(one.get("name")): "".join(one.itertext()) for one in root.iter(f"{{{_CUSTOM}}}property")}


def _declare(types: etree._Element, part: str) -> None:
    """Name the kind of a part, where it is not named."""
    name, space = f"/{part}", types.nsmap[types.prefix]
    for old in types.findall(f"{{{space}}}Override[@PartName='{name}']"):
        types.remove(old)
    etree.SubElement(types, f"{{{space}}}Override", PartName=name, ContentType=_CONTENT[part])


def _relate(relations: etree._Element, part: str) -> None:
    """Let the file refer to a part, and to one of its kind only."""
    space = relations.nsmap[relations.prefix]
    for old in [one for one in relations if one.get("Type") == _RELATION[part]]:
        relations.remove(old)
    etree.SubElement(
        relations, f"{{{space}}}Relationship", Id=f"escalade-{part[9:-4]}", Type=_RELATION[part], Target=part
    )
