"""A paper laid out by its skeleton: one Jinja file for all languages.

A skeleton stands beside its kind, `note.jinja`. Each of its lines is a part of the paper, and what
it begins with says which: `MARKS`; any other line is a paragraph. Where a line prints several things,
each is such a part; where nothing, it is left out, and so is a section with nothing in it. What is
printed are facts and sentences, which keep their records; anything else is refused.

A sentence is said with facts that are given to it, by name or as a group (`say("note.left", left)`);
it takes none from its surroundings. Where a group is None, so is the sentence; `each` says it of several
groups, of which it knows the `last`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import count
from typing import Any, Literal

from jinja2 import Environment, FunctionLoader, Undefined, pass_context
from jinja2.runtime import Context

from escalade.templates.environment import make_environment
from escalade.templates.languages.pack import read_file
from escalade.templates.papers.facts.view import Facts, View
from escalade.templates.values.fact import Printable, SaidSentence, TracedFact, UnprovenError
from escalade.templates.values.paper import Item, MastheadRow, Paper, Paragraph, Section

Numbered = Literal["", "sections", "paragraphs"]


MARKS = {
    "#": "the title of the paper",
    "subtitle": "what stands under it",
    "!": "why it is a draft",
    ">": "a remark on the whole of it",
    "row": "a line of the masthead: row KEY: VALUE, or LABEL | VALUE",
    "letter": "a line that opens a letter, written as a row",
    "##": "a section: ## KEY: HEADING",
    "==": "the same, where it stands with nothing in it",
    "[[": "a part of the box: [[ KEY: HEADING",
    "###": "a heading that opens with the next paragraph",
    "-": "an item of a list under the last paragraph, lettered where it is not the only one",
    "*": "an item that is never lettered",
    "--": "a line of the signature",
}
_PLACE = "\ufdd0"
"""Before the place of what is printed; Unicode keeps it for a program's own use."""
_LINE = re.compile(rf"(?P<mark>{'|'.join(map(re.escape, sorted(MARKS, reverse=True)))})?:? *(?P<key>[\w-]*):?")
_FOUND = re.compile(rf"{_PLACE}(\d+)")


def lay_out(kind: str, view: View, facts: Facts, *, numbered: Numbered = "") -> Paper:
    """Lay a paper out with its facts.

    Args:
        kind: of the paper; its skeleton is that of this name.
        view: in whose language sentences are said.
        facts: what the skeleton says sentences with.
        numbered: what bears numbers: sections and their paragraphs, or paragraphs throughout.
    """
    printed: list[Any] = []

    def say(key: str, *groups: Facts | None, **more: object) -> SaidSentence | None:
        given = {name: one for group in groups if group is not None for name, one in group.items()}
        return None if None in groups else view.say(key, **given, **more)

    def each(key: str, groups: Sequence[Facts], **more: object) -> list[SaidSentence]:
        last = len(groups) - 1
        return [view.say(key, **{"last": place == last, **one, **more}) for place, one in enumerate(groups)]

    layout, template = _Layout(view), environment().get_template(f"{kind}.jinja")
    for line in template.render(facts, say=say, each=each, blank=view.blank, printed=printed).splitlines():
        layout.take(line.strip(), [printed[int(place)] for place in _FOUND.findall(line)])
    return layout.paper(kind, numbered=numbered)


@cache
def environment() -> Environment:
    """Where skeletons are read: they are ours, and hold no word."""
    read = FunctionLoader(lambda name: read_file(f"papers/{name}"))
    return make_environment("skeletons", loader=read, finalize=_keep, trim_blocks=True, lstrip_blocks=True)


@pass_context
def _keep(context: Context, value: Any) -> str:
    """Keep what is printed, and print its place; of several, that of each.

    Raises:
        UnprovenError: it rests on no record.
    """
    if value is None or type(value) is Undefined:  # an "if" without "else"; a name that is missing is another class
        return ""
    if isinstance(value, list | tuple):
        return "".join(_keep(context, one) for one in value)
    if not isinstance(value, TracedFact | SaidSentence | Paragraph):
        raise UnprovenError(value, f"{context.name}")
    context["printed"].append(value)
    return f"{_PLACE}{len(context['printed']) - 1}"


def printables(printed: list[Any]) -> Iterator[Printable]:
    """Everything that a skeleton printed so far."""
    for one in printed:
        if isinstance(one, Paragraph):
            yield from (one.said, *(item.said for item in one.items))
        else:
            yield one


class _Layout:
    """A paper as it grows, line by line."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.titles: dict[str, Any] = {}
        self.lines: dict[str, list[Any]] = {
            name: [] for name in ("draft", "remarks", "masthead", "letter", "signature")
        }
        self.box: list[tuple[str, Any, list[Paragraph], bool]] = []
        self.sections: list[tuple[str, Any, list[Paragraph], bool]] = []
        self.open: list[Paragraph] = []
        self.heading: Any = None

    def take(self, line: str, found: list[Any]) -> None:
        """Take one line, and what is printed on it."""
        read = _LINE.match(line)
        mark, key = (read["mark"] or "", read["key"]) if read else ("", "")
        if mark in {"##", "==", "[["}:
            self.open = []
            parts = self.box if mark == "[[" else self.sections
            parts.append((key, next(iter(found), None), self.open, mark == "=="))
        elif found and mark in {"row", "letter"}:
            *label, value = found
            self.lines["masthead" if mark == "row" else mark].append(MastheadRow(key, value, *label))
        else:
            for one in found:
                self._fill(mark, one)

    def _fill(self, mark: str, one: Any) -> None:
        match mark:
            case "#" | "subtitle":
                self.titles["title" if mark == "#" else mark] = one
            case "!" | ">" | "--":
                self.lines[{"!": "draft", ">": "remarks", "--": "signature"}[mark]].append(one)
            case "###":
                self.heading = one
            case "-" | "*":
                said = (*(item.said for item in self.open[-1].items), one)
                items = self.view.list_items(said) if mark == "-" else tuple(map(Item, said))
                self.open[-1] = replace(self.open[-1], items=items)
            case _:
                told = one if isinstance(one, Paragraph) else Paragraph(one)
                self.open.append(replace(told, heading=self.heading or told.heading))
                self.heading = None

    def paper(self, kind: str, *, numbered: Numbered) -> Paper:
        """The whole of it."""
        sections = [Section(key, title, tuple(told)) for key, title, told, alone in self.sections if told or alone]
        numbers = (SaidSentence("number", str(number)) for number in count(1))
        if numbered == "sections":
            sections = [one.with_number(at) for at, one in enumerate(sections, start=1)]
        elif numbered:
            sections = [
                replace(one, paragraphs=tuple(replace(told, label=next(numbers)) for told in one.paragraphs))
                for one in sections
            ]
        lines: dict[str, Any] = {name: tuple(every) for name, every in self.lines.items()}
        return Paper(
            kind=kind,
            tongue=self.view.tongue,
            **self.titles,
            **lines,
            box=tuple(Section(key, title, tuple(told)) for key, title, told, _ in self.box),
            sections=tuple(sections),
        )
