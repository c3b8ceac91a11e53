"""Make the tables of fields in docs/templates.md, or find them stale.

Run as a program, it writes the page anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from escalade.templates.formats.word.field import SHAPES, TemplateField

PAGE = Path(__file__).parents[2] / "docs" / "templates.md"
FIELDS = re.compile(r"(<!-- fields: .*? -->\n).*?(<!-- end of fields -->)", re.DOTALL)
HEADINGS = {
    "paper": "Of the paper",
    "row": "Of a row of the masthead",
    "part": "Of a part of the box",
    "entry": "Of an entry: a paragraph of the box",
    "section": "Of a section",
    "paragraph": "Of a paragraph of a section",
    "item": "Of an item of a list",
    "line": "Of a line of a table",
    "annex": "Of an annex",
    "loop": "Of the loop, inside of a `for`",
}
KINDS = {"text": "text", "flag": "yes or no", "number": "number"}


def kind(field: TemplateField) -> str:
    """What a field is, in words."""
    if not field.many:
        return KINDS[field.of]
    plural = {"entry": "entries", "annex": "annexes"}.get(field.of, f"{field.of}s")
    return f"list of {plural}"


def lines() -> Iterator[str]:
    """The tables, one for each shape."""
    for shape, heading in HEADINGS.items():
        yield from (f"### {heading}", "", "| field | is | says |", "|---|---|---|")
        for name, field in SHAPES[shape].items():
            note = "; may be left out" if field.may_lack else ""
            yield f"| `{name}` | {kind(field)} | {field.says}{note} |"
        yield ""


def page() -> str:
    """The page as it should be."""
    made = "\n".join(lines())
    return FIELDS.sub(lambda found: f"{found[1]}\n{made}\n{found[2]}", PAGE.read_text(encoding="utf-8"))


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
