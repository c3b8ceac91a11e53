"""Show the changes from one paper to the next as a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from escalade.templates.formats.layout.layout import environment
from escalade.templates.formats.tracked.diff import MOST_OF_PAPERS, Effort, align, alike, pieces
from escalade.templates.values.fact import SaidSentence
from escalade.templates.values.paper import MarkedChange, Paper

LAYOUT = "tracked/difference.html.jinja"


class BodyLine(NamedTuple):
    """A line of a paper’s body, with its label."""

    text: str
    label: str = ""
    is_heading: bool = False


def page(old: Paper, new: Paper) -> str:
    """The new paper as HTML, with what came and went since the old one."""
    pairs = align(list(_lines(old)), list(_lines(new)), lambda line: (line.text, line.is_heading), _likeness)
    effort = Effort(MOST_OF_PAPERS)
    layout = environment("html", new.tongue.pack.direction).get_template(LAYOUT)
    return layout.render(paper=new, changes=[_change(*pair, effort) for pair in pairs])


def _lines(paper: Paper) -> Iterator[BodyLine]:
    """The body line by line, so that no word runs into the next line's."""
    for section in paper.sections:
        if section.title:
            yield BodyLine(section.title.text, is_heading=True)
        for paragraph in section.paragraphs:
            first, *rest = paragraph.said.text.split("\n")
            yield BodyLine(first, paragraph.label.text if paragraph.label else "")
            yield from (BodyLine(line) for line in rest)


def _likeness(old: BodyLine, new: BodyLine) -> float:
    return alike(old.text, new.text) if old.is_heading == new.is_heading else -1.0


def _change(old: BodyLine | None, new: BodyLine | None, effort: Effort) -> MarkedChange:
    """A line of either paper, or of both."""
    there = new or old or BodyLine("")
    words = pieces(old.text if old else "", new.text if new else "", effort)
    label = SaidSentence("number", there.label) if there.label else None
    return MarkedChange(tuple(SaidSentence(what, text) for text, what in words), label, there.is_heading)
