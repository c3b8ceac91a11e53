"""The parts of a Word file that hold text, made ready to be compared."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from lxml import etree

from escalade.templates.formats.tracked.block import PARAGRAPH
from escalade.templates.formats.tracked.decision import accept_changes, is_tracked
from escalade.templates.formats.tracked.stroke import W
from escalade.templates.formats.word.source import MAIN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

STYLES, BODY = "word/styles.xml", "body"
_RELATIONS = "word/_rels/document.xml.rels"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_RANGES = {f"{W}{name}{end}" for name in ("bookmark", "commentRange", "perm") for end in ("Start", "End")}
_FOREIGN = ("numPr", "sectPr", "rPrChange", "pPrChange")
"""What only its own file can make sense of."""


def stories(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Where the text stands: the body, and each header and footer by its use."""
    found = {BODY: MAIN}
    if _RELATIONS not in parts:
        return found
    targets = {one.get("Id"): str(one.get("Target")) for one in etree.fromstring(parts[_RELATIONS])}
    for place, section in enumerate(etree.fromstring(parts[MAIN]).iter(f"{W}sectPr")):
        for one in section.iter(f"{W}headerReference", f"{W}footerReference"):
            use = f"{str(one.tag).removeprefix(W)} {one.get(f'{W}type')} {place}"
            found[use] = posixpath.normpath(posixpath.join("word", targets.get(one.get(_ID), "")))
    return {use: part for use, part in found.items() if part in parts}


def story(parts: Mapping[str, bytes], name: str) -> etree._Element:
    """A part as a reader sees it: changes that were tracked in it accepted."""
    root = etree.fromstring(parts[name])
    root = accept_changes(root) if is_tracked(root) else root
    for one in [one for one in root.iter(*_RANGES) if one.getparent().tag != PARAGRAPH]:
        _into_a_paragraph(one)
    return root


def holder_of(root: etree._Element) -> etree._Element:
    """What holds the paragraphs of a part."""
    body = root.find(f"{W}body")
    return root if body is None else body


def adopt(root: etree._Element, styles: bytes, *, is_kin: bool) -> None:
    """Let an old part stand in a new file: drop what only its own file knows.

    Args:
        root: the old part.
        styles: the styles of the new file.
        is_kin: whether both files were made by one template.
    """
    known = {one.get(f"{W}styleId") for one in etree.fromstring(styles).iter(f"{W}style")}
    for one in list(_strange(root, known, is_kin=is_kin)):
        if one.getparent() is not None:
            one.getparent().remove(one)


def _strange(root: etree._Element, known: set[str | None], *, is_kin: bool) -> Iterator[etree._Element]:
    for paragraph in root.iter(f"{W}pPr"):
        yield from paragraph.iter(f"{W}sectPr")
    if is_kin:
        return
    yield from root.iter(*(f"{W}{name}" for name in _FOREIGN))
    styled = root.iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")
    yield from (one for one in styled if one.get(f"{W}val") not in known)


def _into_a_paragraph(one: etree._Element) -> None:
    """Put the end of a bookmark that stands between paragraphs into one."""
    following = one.getnext()
    while following is not None and following.tag in _RANGES:
        following = following.getnext()
    if following is not None and following.tag == PARAGRAPH:
        following.insert(1 if following.find(f"{W}pPr") is not None else 0, one)
    else:
        one.getparent().remove(one)
