"""A paper as plain data, which the layout in `paper.typ` sets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from escalade.templates.formats.direction import isolate_said
from escalade.templates.languages.spoken import BEGIN, spoken, stretches
from escalade.templates.languages.tongue import Tongue
from escalade.templates.languages.typography import part_definition
from escalade.templates.values.fact import Printable
from escalade.templates.values.paper import MastheadRow, Paper, Paragraph, Seal, TopicText
from escalade.templates.values.text import ADDRESS, ALL, REFER, REFERENCE, find_target, mark_references
from escalade.templates.values.text import stretches as looks
from escalade.workflow.values.dates import When

_OF_SEVERAL = re.compile(f"[{BEGIN}{ALL}{REFER}@]|://")
_LINKED = re.compile(f"{REFERENCE.pattern}|{ADDRESS.pattern}")


def in_languages(value: Any) -> Any:
    """The same data, each text in several languages as its stretches."""
    if isinstance(value, dict):
        return {name: in_languages(one) for name, one in value.items()}
    if isinstance(value, list):
        return [in_languages(one) for one in value]
    if isinstance(value, str) and _OF_SEVERAL.search(value):
        parts = ((language, *one) for language, text in stretches(value) for one in looks(text))
        return {"spoken": [one for part in parts for one in _stretches(*part)]}
    return value


def _stretches(language: str | None, text: str, bold: bool, italic: bool) -> Iterator[dict[str, Any]]:  # noqa: FBT001  # as `looks` gives them
    """Stretches as the layout knows them, those that lead somewhere by themselves."""
    look, at = {"lang": language, "bold": bold, "italic": italic, "annex": None, "web": None}, 0
    for found in _LINKED.finditer(text):
        words, number, address = found.groups()
        before = text[at : found.start()]
        yield from ({**look, "text": before},) if before else ()
        web = find_target(address) if address else None
        yield {**look, "text": address or words + number, "annex": number, "web": web}
        at = found.end()
    yield from ({**look, "text": text[at:]},) if at < len(text) else ()


START = ("organisation", "session", "place", "agenda-item")
"""The lines of the masthead that stand first; the others face them."""
_REGION = 2
"""How many letters the code of a country has."""


def content(paper: Paper, seal: Seal | None) -> dict[str, Any]:
    """All that is printed, under the names that the layout knows."""
    said = Speaker(paper.tongue)
    return {
        **describe_language(paper.tongue),
        "running": said(paper.running_title),
        "keywords": [f"escalade-seal:{seal}"] if seal else [],
        "date": find_day(paper),
        "organisation": next((str(row.value) for row in paper.masthead if row.key == "organisation"), None),
        "draft": said.each(*paper.banner),
        "start": [[row.key, said.row(row)] for row in paper.masthead if row.key in START],
        "end": [said.row(row) for row in paper.masthead if row.key not in START],
        "title": said(paper.title),
        "subtitle": said(paper.subtitle),
        "remarks": said.each(*paper.remarks),
        "letter": [[said(row.label), said(row.value)] for row in paper.letter],
        "box": [{"title": said(part.title), "paragraphs": said.paragraphs(part.paragraphs)} for part in paper.box],
        "sections": [
            {"label": said(one.label), "title": said(one.title), "paragraphs": said.paragraphs(one.paragraphs)}
            for one in paper.sections
        ],
        "signature": [said(one) for one in paper.signature],
        "annexes": [said.annex(one) for one in paper.wordings],
    }


class Speaker:
    """A writer of printed things, in reading order, as text in a language."""

    def __init__(self, tongue: Tongue) -> None:
        """Take the language."""
        self.tongue = tongue

    def __call__(self, printed: Printable | None) -> str | None:
        """A text, what is not translated in it with its language; None where there is none."""
        if not printed:
            return None
        said = spoken(printed)
        return mark_references(said, isolate_said(said, self.tongue.pack.direction))

    def each(self, *printed: Printable | None) -> list[str]:
        """Those of several texts that there are."""
        return [text for one in printed if (text := self(one)) is not None]

    def row(self, row: MastheadRow) -> str:
        """A line of the masthead, behind its label."""
        text = self.tongue.pack.gap.join(self.each(row.label, row.value))
        return part_definition(text, self.tongue.language)

    def paragraphs(self, paragraphs: Iterable[Paragraph]) -> list[dict[str, Any]]:
        """Paragraphs, each with its list."""
        return [
            {
                "heading": self(one.heading),
                "label": self(one.label),
                "said": self(one.said),
                "items": [{"label": self(item.label), "said": self(item.said)} for item in one.items],
                "lines": [[self(cell) for cell in line.cells] for line in one.lines],
            }
            for one in paragraphs
        ]

    def annex(self, wording: TopicText) -> dict[str, Any]:
        """The text of a topic."""
        return {
            "name": self(wording.name),
            "title": self(wording.title),
            "remarks": self.each(*wording.remarks),
            "invitation": self(wording.invitation),
            "numbered": wording.numbered,
            "questions": [self(one) for one in wording.questions],
            "is_long": wording.is_long,
        }


def describe_language(tongue: Tongue) -> dict[str, Any]:
    """The language, its region, its direction, and how it looks."""
    region = tongue.pack.locale.rpartition("_")[2]
    return {
        "language": tongue.language,
        "region": region if len(region) == _REGION and region.isupper() else None,
        "direction": tongue.pack.direction,
        "italics": tongue.has_italics,
        "gap": tongue.pack.gap,
    }


def find_day(paper: Paper) -> list[int] | None:
    """The day of the paper, where it is known to the day."""
    values = (getattr(row.value, "value", None) for row in paper.masthead if row.key == "date")
    day = next((value.day for value in values if isinstance(value, When)), None)
    return [day.year, day.month, day.day] if day else None
