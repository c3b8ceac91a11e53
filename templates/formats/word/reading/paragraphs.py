"""The paragraphs of a paper's Word file, with what stands in each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from escalade.templates.checks.document import plain
from escalade.templates.checks.reading.paper import document_of
from escalade.templates.formats.word.draw import draw_word
from escalade.templates.formats.word.language import W
from escalade.templates.formats.word.source import MAIN, parts_of

if TYPE_CHECKING:
    from escalade.templates.checks.document import DocumentPassage
    from escalade.templates.values.fact import TracedFact
    from escalade.templates.values.paper import Paper


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph of the file as we draw it, and what stands in it."""

    text: str
    passages: tuple[DocumentPassage, ...]

    @property
    def place(self) -> str:
        """Where it stands in the paper."""
        return self.passages[0].place if self.passages else "heading"

    @property
    def facts(self) -> tuple[TracedFact, ...]:
        """What it says that is on record."""
        return tuple(fact for passage in self.passages for fact in passage.facts)

    @property
    def records(self) -> tuple[str, ...]:
        """The records it rests on, each once."""
        return tuple(dict.fromkeys(record for fact in self.facts for record in fact.records))

    def is_in(self, text: str) -> bool:
        """Whether a paragraph says all that this one says."""
        return all(passage.text in text for passage in self.passages) if self.passages else self.text in text


def paragraphs_in(data: bytes, name: str) -> list[str]:
    """The text of each paragraph of a Word file, as a reader sees it.

    Raises:
        NoWordFileError: it is no Word document.
    """
    body = etree.fromstring(parts_of(data, name)[MAIN])
    texts = ("".join(map(_said, one.iter(f"{W}t", f"{W}tab"))) for one in body.iter(f"{W}p"))
    return [text for text in (plain(one) for one in texts) if text]


def _said(node: etree._Element) -> str:
    """What a piece of a paragraph says; a tab stands behind a number."""
    if node.tag == f"{W}t":
        return node.text or ""
    above = node.getparent()
    return " " if above is not None and above.tag == f"{W}r" else ""


def units_of(paper: Paper) -> list[Unit]:
    """The paragraphs of a paper's Word file, with what stands in each."""
    left = [one for one in document_of(paper).passages if one.text]
    units = []
    for text in paragraphs_in(draw_word(paper, None), paper.kind):
        mine = {one.text: one for one in reversed(left) if one.text in text}
        whole = tuple(one for one in mine.values() if not any(one.text in other != one.text for other in mine))
        units.append(Unit(text, whole))
        left = [one for one in left if not any(one is other for other in whole)]
    return units
