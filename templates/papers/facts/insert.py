"""Text of the secretariat, put into a section of a paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from escalade.templates.values.fact import Printable, SaidSentence
from escalade.templates.values.paper import Paper, Paragraph, Section
from escalade.workflow.values.errors import RequestError, Word


def insert_text(paper: Paper, section: str, paragraphs: tuple[Paragraph, ...]) -> Paper:
    """A paper with paragraphs at the end of a section, numbered on.

    Raises:
        RequestError: there is no such section.
    """
    if section not in {one.key for one in paper.sections}:
        raise RequestError(
            "no-section",
            "The {kind} has no section “{name}” to insert a text in; it has {keys}.",
            kind=Word(paper.kind),
            name=section,
            keys=", ".join(one.key for one in paper.sections),
        )
    sections = (_with(one, paragraphs) if one.key == section else one for one in paper.sections)
    return replace(paper, sections=tuple(sections))


def _with(section: Section, paragraphs: tuple[Paragraph, ...]) -> Section:
    """A section with further paragraphs; they go on with its numbers."""
    last = next((one.label for one in reversed(section.paragraphs) if one.label), None)
    count = len(section.paragraphs)
    if section.label:
        first = section.label.text
        numbers: Iterator[Printable] = (
            SaidSentence("number", f"{first}.{count + place}") for place, _ in enumerate(paragraphs, 1)
        )
    elif last is not None:
        numbers = (SaidSentence("number", str(count + place)) for place, _ in enumerate(paragraphs, 1))
    else:
        return replace(section, paragraphs=(*section.paragraphs, *paragraphs))
    more = (replace(one, label=number) for one, number in zip(paragraphs, numbers, strict=False))
    return replace(section, paragraphs=(*section.paragraphs, *more))
