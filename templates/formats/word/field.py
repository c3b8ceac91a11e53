"""The fields that a Word template may use, and what each one says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from escalade.templates.languages.typography import part_definition
from escalade.templates.values.fact import Printable, SaidSentence
from escalade.templates.values.paper import Paper, Seal


class TemplateField(NamedTuple):
    """One field: text, number or flag, or the shape of its parts."""

    of: str
    says: str
    many: bool = False
    """Whether it is a list, to go through with `for`."""
    may_lack: bool = False
    """Whether a template may leave it out."""


def text(says: str, **more: bool) -> TemplateField:
    """A field that is printed."""
    return TemplateField("text", says, **more)


PARAGRAPHS = TemplateField("paragraph", "its paragraphs", many=True)
PARAGRAPH = {
    "heading": text("a sub-heading that opens with it"),
    "label": text("its number"),
    "said": text("its text"),
    "items": TemplateField("item", "its list", many=True),
    "lines": TemplateField(
        "line", "its table; the first line says what stands in the columns", many=True, may_lack=True
    ),
}

SHAPES: dict[str, dict[str, TemplateField]] = {
    "paper": {
        "title": text("the title; for a note, whose report it is"),
        "subtitle": text("the line under it"),
        "draft": text("that the paper or its language version is a draft, and why, where it is one", many=True),
        "masthead": TemplateField("row", "the lines above the title", many=True),
        "organisation": text("the organisation that the body belongs to; a letterhead may bear it", may_lack=True),
        "session": text("where the paper goes"),
        "place": text("place and dates of the session"),
        "agenda_item_label": text("the words “agenda item”", may_lack=True),
        "agenda_item": text("the item of the agenda"),
        "symbol_label": text("the word before the symbol", may_lack=True),
        "symbol": text("the symbol of the document, or that it has none yet"),
        "date_label": text("the words before the date", may_lack=True),
        "date": text("the date of the document"),
        "original_label": text("the word “original”", may_lack=True),
        "original": text("the original language"),
        "remarks": text("remarks on the whole paper, such as who presided", many=True, may_lack=True),
        "letter": TemplateField(
            "opening", "the lines that open a letter: to whom, whom to ask, its subject", many=True, may_lack=True
        ),
        "box": TemplateField("part", "the three-part box", many=True),
        "summary": TemplateField("entry", "the part of the box that sums up", many=True),
        "action": TemplateField("entry", "the part of the box that asks", many=True),
        "references": TemplateField("entry", "the part of the box that cites", many=True),
        "sections": TemplateField("section", "the body", many=True),
        "signature": text("who signs", many=True),
        "annexes": TemplateField("annex", "the text of each topic", many=True),
        "kind": text("note, notice, call, report, agenda or circular", may_lack=True),
        "language": text("the language's own tag, such as fr", may_lack=True),
        "running": text("the line for the top of each page: the symbol, or the title, shortened", may_lack=True),
        "gap": text("what stands between a label and its value, or between sentences", may_lack=True),
        "seal": text("size and root of the record; the file holds it in any case", may_lack=True),
    },
    "row": {"label": text("the words before it", may_lack=True), "value": text("what the line says")},
    "opening": {
        "label": text("the words before it", may_lack=True),
        "value": text("what the line says", may_lack=True),
    },
    "part": {"title": text("its title"), "paragraphs": PARAGRAPHS._replace(of="entry")},
    "section": {"label": text("its number"), "title": text("its title"), "paragraphs": PARAGRAPHS},
    "paragraph": PARAGRAPH,
    "entry": {name: field._replace(may_lack=name in {"heading", "label"}) for name, field in PARAGRAPH.items()},
    "item": {"label": text("its letter"), "said": text("its text")},
    "line": {"cells": text("what stands in the columns", many=True, may_lack=True)},
    "annex": {
        "name": text("what it is called, such as Annex 1"),
        "title": text("the title of the topic"),
        "remarks": text("what a reader may want to know of it, such as its source", many=True, may_lack=True),
        "invitation": text("the words that open the text"),
        "numbered": TemplateField("flag", "whether its questions have numbers", may_lack=True),
        "questions": text("its questions", many=True),
        "is_long": TemplateField("flag", "whether it has more than one question", may_lack=True),
    },
    "loop": {
        "index": TemplateField("number", "which turn of the list this is"),
        "first": TemplateField("flag", "whether it is the first"),
        "last": TemplateField("flag", "whether it is the last"),
    },
}
"""By shape, its fields; an entry is a paragraph of the box, and `loop` is known
inside of a `for`."""

ROWS = ("organisation", "session", "place", "agenda_item", "symbol", "date", "original")
PARTS = ("summary", "action", "references")


def fields(paper: Paper, seal: Seal | None) -> dict[str, object]:
    """A paper under the names that a template uses; None where it has none."""
    rows = {row.key.replace("-", "_"): row for row in paper.masthead}
    if "draft_symbol" in rows:
        rows.setdefault("symbol", rows["draft_symbol"])
    parts = {part.key: part.paragraphs for part in paper.box}
    return {
        **dict.fromkeys(SHAPES["paper"]),
        **{f"{name}_label": row.label for name, row in rows.items()},
        **{name: _in_lines(row.value, paper.tongue.language) for name, row in rows.items()},
        **{name: parts.get(name, ()) for name in PARTS},
        **{name: getattr(paper, name) for name in ("title", "subtitle", "masthead", "remarks", "letter", "box")},
        **{name: getattr(paper, name) for name in ("sections", "signature")},
        "draft": paper.banner,
        "annexes": paper.wordings,
        "kind": SaidSentence("kind", paper.kind),
        "language": paper.tongue.tag,
        "gap": paper.tongue.gap,
        "running": paper.running_title,
        "seal": seal,
    }


def _in_lines(value: Printable, language: str) -> Printable:
    parted = part_definition(value.text, language)
    return value if parted == value.text else value.reword(parted)


def paths_to_print(shape: str = "paper", above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every text that a template must print, by the way to it."""
    for name, field in SHAPES[shape].items():
        if field.of in SHAPES:
            yield from paths_to_print(field.of, (*above, name))
        elif field.of == "text" and not field.may_lack:
            yield (*above, name)
