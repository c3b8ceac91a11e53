"""A Word file in which the changes since another one are tracked."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from lxml import etree

from escalade.templates.checks.reading.package import MAIN, zip_parts
from escalade.templates.checks.reading.parts import as_bytes, parts_of
from escalade.templates.formats.tracked.comparison import PARAGRAPH, Comparison
from escalade.templates.formats.tracked.paragraph import Marker, Writer
from escalade.templates.formats.tracked.review import accept_changes, has_changes, lines, read_text, reject_changes
from escalade.templates.formats.tracked.runs import W
from escalade.workflow.values.errors import PaperError
from escalade.workflow.values.message import Message

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
    root = accept_changes(root) if has_changes(root) else root
    for one in [one for one in root.iter(*_RANGES) if one.getparent().tag != PARAGRAPH]:
        _into_a_paragraph(one)
    return root


def holder_of(root: etree._Element) -> etree._Element:
    """Find the element that holds the paragraphs of a part."""
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


class UntrackableError(PaperError):
    """The changes cannot be tracked so that both texts come out exactly."""

    def __init__(self, name: str, where: str, which: str) -> None:
        """Name the file, the part, and which of the two texts is lost."""
        self.name, self.place, self.which = name, where, which
        super().__init__(
            Message(
                "The changes since {name} are not written: in its {part}, {change} would not give back that "
                "text. Issue the paper without tracked changes, and compare the two files in Word.",
                name=name,
                part=where,
                change=which,
            )
        )


def track_changes(old: bytes, new: bytes, *, author: str, at: str, name: str = "the old file") -> bytes:
    """The new file, with what changed since the old one as tracked changes.

    Words, paragraphs, table rows, headers and footers are tracked; between
    files of one template the looks of text as well. The layout of tables is
    the new one's, as are pictures and notes.

    Args:
        old: a Word file.
        new: the Word file that takes its place.
        author: who made the changes, as Word shows it.
        at: when, in UTC: 2017-04-25T10:00:00.000000Z.
        name: what the old file is called, for messages.

    Raises:
        NoWordFileError: one of them is no Word document.
        UntrackableError: a text would not come out exactly.
    """
    before, after = parts_of(old, name), parts_of(new, "the new file")
    is_kin = before.get(STYLES) == after.get(STYLES)
    marker = Marker(author=author, at=at, first=_first_number(after))
    comparison = Comparison(Writer(marker), with_looks=is_kin)
    written = dict(after)
    was, now = stories(before), stories(after)
    for use in (use for use in was if use not in now):
        if any(lines(story(before, was[use]))):
            raise UntrackableError(name, use, Message("rejecting all changes"))
    for use, part in now.items():
        root = story(after, part)
        old_root = story(before, was[use]) if use in was else etree.Element(root.tag)
        adopt(old_root, after.get(STYLES, b"<none/>"), is_kin=is_kin)
        written[part] = as_bytes(_tracked(old_root, root, comparison, name, use))
    return zip_parts(written)


def _tracked(old: etree._Element, new: etree._Element, comparison: Comparison, name: str, use: str) -> etree._Element:
    """A part with its changes, once both texts were seen to come out of it.

    Raises:
        UntrackableError: one of them does not.
    """
    before, after = holder_of(old), holder_of(new)
    made = comparison.compare(before, after)
    for decided, wanted in ((reject_changes, before), (accept_changes, after)):
        if read_text(decided(made), with_looks=comparison.with_looks) != read_text(
            wanted, with_looks=comparison.with_looks
        ):
            raise UntrackableError(
                name,
                use,
                Message("rejecting all changes") if decided is reject_changes else Message("accepting all changes"),
            )
    if after is new:
        return made
    new.replace(after, made)
    return new


def _first_number(parts: Mapping[str, bytes]) -> int:
    """A number from which on no mark of a file is numbered yet."""
    numbers = [0]
    for part in set(stories(parts).values()):
        for one in etree.fromstring(parts[part]).iter():
            number = one.get(f"{W}id") if isinstance(one.tag, str) else None
            numbers.append(int(number) if number and number.isdecimal() else 0)
    return max(numbers) + 1
