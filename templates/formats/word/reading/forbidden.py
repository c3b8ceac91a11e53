"""What a Word file may not bring into a paper of ours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from escalade.templates.formats.word.language import W
from escalade.templates.formats.word.source import MAIN, TYPES, parts_of
from escalade.workflow.values.errors import RequestError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_RELATIONS = "word/_rels/document.xml.rels"
_EMBEDDED = re.compile(r"word/(?:embeddings|activeX|ctrlProps)/")
_ELEMENTS = {
    f"{W}object": "an embedded object",
    f"{W}control": "an embedded object",
    f"{W}drawing": "an image or drawing",
    f"{W}pict": "an image or drawing",
    f"{_MC}AlternateContent": "an image or drawing",
    f"{W}altChunk": "another file",
    f"{W}subDoc": "another file",
    f"{W}footnoteReference": "a footnote",
    f"{W}endnoteReference": "an endnote",
    f"{W}commentReference": "a comment",
    f"{W}ins": "a tracked change that nobody accepted or rejected yet",
    f"{W}del": "a tracked change that nobody accepted or rejected yet",
    f"{W}moveFrom": "a tracked change that nobody accepted or rejected yet",
    f"{W}moveTo": "a tracked change that nobody accepted or rejected yet",
    f"{_MATH}oMath": "a formula",
}
"""What would be lost or cannot be trusted, by element."""


class ForeignError(RequestError):
    """A Word file holds what cannot be inserted into a paper."""

    def __init__(self, name: str, what: str) -> None:
        """Name the file and what it holds."""
        self.name, self.what = name, what
        super().__init__(
            f"{name} cannot be inserted: it holds {what}. Headings, paragraphs, lists and tables can be inserted, with "
            "what is bold or italic in them. For anything else, write the paper as .docx, put it in by hand, and "
            "issue that file with --issue."
        )


def proven(data: bytes, name: str) -> None:
    """Refuse a Word file that holds more than text, lists and tables.

    Raises:
        NoWordFileError: it is no Word file, too large, or declares entities.
        ForeignError: names the first thing that cannot be inserted.
    """
    for what in _found_in(parts_of(data, name)):
        raise ForeignError(name, what)


def _found_in(parts: Mapping[str, bytes]) -> Iterator[str]:
    """What there is that cannot be inserted."""
    if b"macroEnabled" in parts[TYPES] or any(name.lower().endswith("vbaproject.bin") for name in parts):
        yield "macros"
    if any(map(_EMBEDDED.match, parts)):
        yield "an embedded object"
    for one in etree.fromstring(parts[_RELATIONS]) if _RELATIONS in parts else ():
        if one.get("TargetMode") == "External" and not one.get("Type", "").endswith("/hyperlink"):
            yield f"a reference to something outside of it ({one.get('Target', '')[:80]})"
    for element in etree.fromstring(parts[MAIN]).iter(*_ELEMENTS):
        yield _ELEMENTS[str(element.tag)]
    for table in etree.fromstring(parts[MAIN]).iter(f"{W}tbl"):
        if next(table.iterancestors(f"{W}tbl"), None) is not None:
            yield "a table within a table"
