"""The fields that a Word template may use, and what one leaves out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any, NamedTuple

from jinja2 import TemplateSyntaxError, Undefined, nodes, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from escalade.templates.environment import Sandbox, make_sandbox
from escalade.templates.formats.layout import REACHED
from escalade.templates.formats.word.text import in_properties, word_run
from escalade.templates.languages.spoken import spoken
from escalade.templates.languages.typography import part_definition
from escalade.templates.values.fact import Printable, SaidSentence, TracedFact, UnprovenError
from escalade.templates.values.paper import Paper, Seal
from escalade.workflow.values.errors import PaperError


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
    "entry": {name: one._replace(may_lack=name in {"heading", "label"}) for name, one in PARAGRAPH.items()},
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
    for name, one in SHAPES[shape].items():
        if one.of in SHAPES:
            yield from paths_to_print(one.of, (*above, name))
        elif one.of == "text" and not one.may_lack:
            yield (*above, name)


PRINTED = "_printed"
"""The name in the context, out of reach of a template, of what was printed so far."""


@cache
def environment(direction: str) -> Sandbox:
    """Where templates run: for a direction, or for the file's properties."""
    made = make_sandbox(
        f"word-{direction}",
        REACHED,
        {},
        finalize=_prover(in_properties if direction == "properties" else partial(word_run, direction=direction)),
        autoescape=True,
        optimized=False,
    )
    made.tests = {}
    return made


def _prover(escape: Callable[[Printable], Markup]) -> Callable[[Context, Any], object]:
    """Make the filter that lets facts, words, numbers and the seal pass."""

    @pass_context
    def prove(context: Context, value: Any) -> object:
        """Write down which field is printed."""
        if value is None:
            return ""
        if isinstance(value, Undefined):
            return str(value)
        if isinstance(value, TracedFact | SaidSentence):
            context[PRINTED].add(id(value))
            return escape(spoken(value))
        if isinstance(value, Seal) or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        raise UnprovenError(value)

    return prove


Way = tuple[str, ...]
"""The fields passed through to reach one, from the paper on."""
_NO_WAY: Way = ()
_LOOP: Way = ("loop",)
_TESTS = (nodes.Not, nodes.And, nodes.Or)


@dataclass
class TemplateFields:
    """The fields of a template: by name as written, or by the way to them."""

    printed: set[Way] = field(default_factory=set)
    used: set[Way] = field(default_factory=set)
    unknown: dict[str, None] = field(default_factory=dict)
    forbidden: dict[str, None] = field(default_factory=dict)

    def read(self, template: nodes.Node) -> None:
        """Read a part of a template."""
        self._all(template, {})

    def _all(self, node: nodes.Node, known: Mapping[str, Way]) -> None:
        for child in node.iter_child_nodes():
            self._one(child, known)

    def _one(self, node: nodes.Node, known: Mapping[str, Way]) -> None:
        """Read what a template does; all else is not for templates."""
        match node:
            case nodes.TemplateData():
                pass
            case nodes.Output():
                self._all(node, known)
            case nodes.If(test=test):
                self._test(test, known)
                for one in (*node.body, *node.elif_, *node.else_):
                    self._one(one, known)
            case nodes.For(target=nodes.Name(name=name), iter=each, test=None, recursive=False):
                inner = {**known, name: self._list(each, known), "loop": _LOOP}
                for one in (*node.body, *node.else_):
                    self._one(one, inner)
            case _:
                self._print(node, known)

    def _list(self, node: nodes.Node, known: Mapping[str, Way]) -> Way:
        """The list that a `for` goes through.

        Inside of another `for` it is a list of that one's parts, so that a
        paper is printed once and not once for each of its paragraphs.
        """
        way, found = self._find(node, known)
        if found is None:
            return _NO_WAY
        if not found.many:
            self.forbidden[f"for … in {describe_jinja(node)}, which is no list"] = None
        elif known and isinstance(node, nodes.Name):
            self.forbidden[f"for … in {describe_jinja(node)} inside of another for"] = None
        return way

    def _test(self, node: nodes.Node, known: Mapping[str, Way]) -> None:
        """Read the question of an `if`: fields, with not, and, or between them."""
        if isinstance(node, _TESTS):
            for one in node.iter_child_nodes():
                self._test(one, known)
        else:
            self._find(node, known)

    def _print(self, node: nodes.Node, known: Mapping[str, Way]) -> None:
        """Read what is printed: one text or number."""
        way, found = self._find(node, known)
        if found is None:
            return
        if found.of in SHAPES or (found.many and not (isinstance(node, nodes.Name) and node.name in known)):
            self.forbidden[f"{describe_jinja(node)} printed as a whole; go through it with for"] = None
        else:
            self.printed.add(way)

    def _find(self, node: nodes.Node, known: Mapping[str, Way]) -> tuple[Way, TemplateField | None]:
        """The field that an expression names, and the way to it."""
        match node:
            case nodes.Name(name=name) if name in known:
                way = known[name]
            case nodes.Name(name=name):
                way = (name,)
            case nodes.Getattr(node=nodes.Name(name=name), attr=attr) if name in known:
                way = (*known[name], attr) if known[name] else _NO_WAY
            case nodes.Getattr():
                self.unknown[describe_jinja(node)] = None
                return _NO_WAY, None
            case _:
                self.forbidden[describe_jinja(node)] = None
                return _NO_WAY, None
        return self._looked_up(way, describe_jinja(node))

    def _looked_up(self, way: Way, name: str) -> tuple[Way, TemplateField | None]:
        """The field at the end of a way; an unknown list is told once."""
        found, shape = None, "paper"
        if way[:1] == _LOOP:
            shape, way = "loop", way[1:]
        for step in way:
            found = SHAPES.get(shape, {}).get(step)
            if found is None:
                self.unknown[name] = None
                return _NO_WAY, None
            shape = found.of
        if found is not None:
            self.used.add(way)
        return way, found


def describe_jinja(node: nodes.Node) -> str:
    """A piece of Jinja as its author wrote it, or what kind of piece it is."""
    match node:
        case nodes.Name(name=name):
            return name
        case nodes.Getattr(node=inner, attr=attr):
            return f"{describe_jinja(inner)}.{attr}"
        case nodes.Call(node=inner):
            return f"{describe_jinja(inner)}()"
        case nodes.Const(value=value):
            return repr(value)[:40]
    return f"“{getattr(node, 'name', '') or type(node).__name__.lower()}”"


class UnfitTemplateError(PaperError):
    """A template asks for what papers do not have, or for more than it may."""

    def __init__(self, name: str, faults: Iterable[str]) -> None:
        self.name, self.faults = name, tuple(faults)
        lines = "".join(f"\n- {fault}" for fault in self.faults)
        super().__init__(
            f"The Word template {name} cannot be used:{lines}\n“escalade template check FILE” shows all that it uses, "
            "and --clean takes out what readers do not see."
        )


@dataclass(frozen=True, slots=True)
class Findings:
    """The fields that a template uses, and its faults."""

    used: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()

    @property
    def faults(self) -> tuple[str, ...]:
        """Why it cannot be used, in sentences."""
        return (
            *self.broken,
            *(f"There is no field “{name}”." for name in self.unknown),
            *(f"Not for templates: {name}." for name in self.forbidden),
            *(f"It holds what readers do not see: {one}." for one in self.hidden),
        )

    @property
    def gaps(self) -> tuple[str, ...]:
        """Say what it would leave out of a paper, in sentences."""
        return tuple(f"“{name}” is never printed." for name in self.missing)


def findings(sources: Mapping[str, str]) -> Findings:
    """Read the Jinja of a template's parts."""
    reading, broken = TemplateFields(), []
    for part, source in sources.items():
        try:
            reading.read(environment("ltr").parse(source))
        except TemplateSyntaxError as problem:
            broken.append(f"{part} cannot be read: {problem.message}.")
    return Findings(
        used=tuple(sorted(".".join(way) for way in reading.used if way[0] in SHAPES["paper"])),
        unknown=tuple(reading.unknown),
        forbidden=tuple(reading.forbidden),
        missing=() if broken else tuple(".".join(way) for way in _missing(reading.printed)),
        broken=tuple(broken),
    )


def _missing(printed: set[Way]) -> Iterator[Way]:
    """The texts that no part of the template prints.

    The lines of the masthead and the parts of the box may be printed by name
    instead.
    """
    groups = {"masthead": ROWS, "box": PARTS}
    by_name = {group for group, names in groups.items() if any(way[0] in names for way in printed)}
    for way in paths_to_print():
        group = next((group for group, names in groups.items() if way[0] in {group, *names}), None)
        if group and (way[0] == group) is (group in by_name):
            continue
        if way not in printed:
            yield way
