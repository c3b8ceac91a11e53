"""Layouts: measures, and one sandbox for each form and direction.

What a layout prints goes through the prover, which escapes it for the form:
Jinja's own escaping would only look at it again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable
from functools import cache
from typing import Any, NamedTuple, TypeVar

from jinja2 import FunctionLoader, Undefined, UndefinedError
from jinja2.runtime import LoopContext
from markupsafe import Markup, escape

from escalade.templates.environment import Sandbox, make_sandbox
from escalade.templates.languages.pack import read_file
from escalade.templates.languages.sentence import MissingFactError
from escalade.templates.languages.spoken import CLOSE, OPEN, each, isolate, spoken, stretches, strip_tags
from escalade.templates.languages.tongue import Tongue
from escalade.templates.languages.typography import ORDINALS, SYMBOL
from escalade.templates.values.fact import (
    ADDRESS,
    ALL,
    BOLD,
    ITALIC,
    NOT_BOLD,
    NOT_ITALIC,
    REFERENCE,
    Printable,
    SaidSentence,
    TracedFact,
    UnprovenError,
    in_tags,
    mark_emphasis,
    mark_references,
)
from escalade.templates.values.paper import (
    SECRETARIAT,
    Item,
    MarkedChange,
    MastheadRow,
    Paper,
    Paragraph,
    Seal,
    Section,
    TableLine,
    TopicText,
)
from escalade.workflow.values.errors import RequestError, Series

_MARKS = re.compile(r"[\\`*_\[\]<>|~&$]|(?<=\s)#")
"""What is markup wherever it stands; # may end a heading."""
_OPENING = re.compile(r"(?=[-+=:#])|\d{1,9}(?=[.)](?:\s|$))")
"""What begins a list, a heading or a rule at the start of a line."""
_LINK = re.compile(r"(?<=[a-z]):(?=//)|(?<=\bwww)\.", re.IGNORECASE)
"""What makes an address a link by itself."""
_WHOLE = re.compile(f"{OPEN}(?=[^ {CLOSE}]{{1,30}}{CLOSE})")
"""What opens an isolate of one short word, such as a symbol."""
_PARTING = re.compile(r"-|/[A-Z]")
"""Where a line could end in a symbol."""
_TAGS = {BOLD: "<strong>", NOT_BOLD: "</strong>", ITALIC: "<em>", NOT_ITALIC: "</em>"}
_STARS = {BOLD: "**", NOT_BOLD: "**", ITALIC: "*", NOT_ITALIC: "*"}
_APART = re.compile(f"(?<![\\w{ALL}])[{BOLD}{ITALIC}]+[^{ALL}]+[{NOT_BOLD}{NOT_ITALIC}]+(?![\\w{ALL}])")
"""What is emphasised and touches no word beside it: stars are sure to be read."""
_BREAKS = re.compile(r"\n+")


def in_markdown(text: str) -> Markup:
    """A text in Markdown: marks are escaped, lines of a passage kept as lines.

    Markdown has no languages.
    """
    text = strip_tags(text)
    if "\n" not in text:
        return Markup(_line(text))  # noqa: S704  # escaped for Markdown just here
    lines = (_line(line) for line in _BREAKS.split(text.strip("\n")))
    return Markup("\\\n".join(lines))  # noqa: S704  # escaped for Markdown just here


def in_html(text: str) -> Markup:
    """A text between HTML tags, its isolates and other languages as elements."""
    escaped = "".join(
        _in_lines(part) if language is None else f'<span lang="{language}">{_in_lines(part)}</span>'
        for language, part in stretches(text)
    )
    if OPEN in escaped:
        escaped = _WHOLE.sub('<bdi class="whole" dir="ltr">', escaped)
        escaped = escaped.replace(OPEN, '<bdi dir="ltr">').replace(CLOSE, "</bdi>")
    return Markup(_BREAKS.sub("<br>", escaped.strip("\n")) if "\n" in escaped else escaped)  # noqa: S704  # escaped just above


def emphasise_in_markdown(text: str) -> str:
    """A text for Markdown with its emphasis as stars or elements."""
    starred = _APART.sub(lambda found: in_tags(found[0], _STARS), text)
    return in_tags(starred, _TAGS)


def _in_lines(text: str) -> str:
    """A text without HTML tags, none of whose lines ends in the symbol of a document."""
    escaped = _in_characters(text)
    if "/" not in escaped:
        return escaped
    parts = enumerate(ADDRESS.split(escaped))  # every second one is an address
    return "".join(part if place % 2 else SYMBOL.sub(_keep_together, part) for place, part in parts)


def _keep_together(found: re.Match[str]) -> str:
    symbol, behind = found[0], found.string[found.end() : found.end() + 1]
    is_isolated = behind == CLOSE and found.string[: found.start()].endswith(OPEN)
    return symbol if is_isolated or not _PARTING.search(symbol) else f'<span class="whole">{symbol}</span>'


def _in_characters(text: str) -> str:
    """A text without HTML tags; quotation marks need no escape there."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _line(line: str) -> str:
    """One line of Markdown, which begins nothing and links nowhere."""
    escaped = _MARKS.sub(r"\\\g<0>", line.replace("\t", " ").strip(" "))
    if "://" in escaped or "www." in escaped.lower():
        escaped = _LINK.sub(r"\\\g<0>", escaped)
    opening = _OPENING.match(escaped)
    return f"{opening[0]}\\{escaped[opening.end() :]}" if opening else escaped


ESCAPES: dict[str, Callable[[str], Markup]] = {"md": in_markdown, "html": in_html}
"""By form, what makes a text safe in it."""
EMPHASISED: dict[str, Callable[[str], str]] = {
    "md": emphasise_in_markdown,
    "html": lambda text: in_tags(text, _TAGS),
}
"""By form, what shows the emphasis in a text made safe."""


RAISING = frozenset({"html"})
"""The forms that can raise the ending of an ordinal."""
REACHED = frozenset(
    {
        LoopContext,
        Paper,
        MastheadRow,
        Section,
        Paragraph,
        Item,
        TableLine,
        TopicText,
        MarkedChange,
        TracedFact,
        SaidSentence,
        Tongue,
    }
)
"""The parts of papers: what a template may read, ours or one that is brought."""
FILES = ("docx", "pdf", "xml")
"""The forms that are files and no text."""


@cache
def environment(form: str, direction: str = "ltr", ordinals: re.Pattern[str] | None = None) -> Sandbox:
    """The environment of a form, a direction and its ordinals, made once.

    Raises:
        RequestError: there is no such form, or it is no text.
    """
    if form not in ESCAPES:
        *others, last = (*ESCAPES, *FILES)
        sentence = (
            "The form “{form}” is a file and no text; papers are written as {others} and {last}."
            if form in FILES
            else "The form “{form}” is not one that papers can take; papers are written as {others} and {last}."
        )
        raise RequestError("no-form", sentence, form=form, others=Series(others), last=last)
    return make_sandbox(
        f"{form}-{direction}",
        REACHED,
        {**FILTERS, "spoken": spoken},
        loader=FunctionLoader(lambda name: read_file(f"formats/{name}")),
        finalize=prover(form, right_to_left=direction == "rtl", ordinals=ordinals),
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def lay_out(paper: Paper, *, form: str, seal: Seal | None) -> str:
    """A paper in a form.

    Raises:
        MissingFactError: the layout asks for what the paper does not have.
    """
    name = f"paper.{form}.jinja"
    ordinals = ORDINALS.get(paper.tongue.language) if form in RAISING else None
    template = environment(form, paper.tongue.pack.direction, ordinals).get_template(name)
    try:
        return template.render({"paper": paper, "seal": seal})
    except (UndefinedError, AttributeError) as problem:
        raise MissingFactError(name, str(problem)) from problem


Given = TypeVar("Given", bound="Hashable")
Made = TypeVar("Made", bound=str)
LONGEST = 2000
"""How long a text may be that is kept with its escapes; papers say most again."""
MOST = 4096
"""How many texts are kept."""


class Attribute(str):
    """A text quoted for an HTML attribute."""

    __slots__ = ()


class TextCache(dict[Given, Made]):
    """A cache of the texts of papers; to look one up again is no call."""

    def __init__(self, make: Callable[[Given], Made]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, given: Given) -> Made:
        made = self._make(given)
        if len(made) <= LONGEST:
            if len(self) >= MOST:
                self.clear()
            self[given] = made
        return made


def prover(form: str, *, right_to_left: bool = False, ordinals: re.Pattern[str] | None = None) -> Callable[[Any], str]:
    """Make the filter that lets a form print what is proven, and nothing else.

    Args:
        form: md or html.
        right_to_left: whether the paper runs so.
        ordinals: finds those whose ending is raised.

    The prover raises `UnprovenError` for what rests on no record.
    """
    escape_text, emphasised = ESCAPES[form], EMPHASISED[form]

    def make_safe(text: str) -> str:
        """Escape a text, and set apart what runs the other way."""
        safe = str(escape_text(each(text, isolate) if right_to_left else text))
        return ordinals.sub(r"\1<sup>\2</sup>", safe) if ordinals else safe

    def refer(said: SaidSentence, safe: str) -> str:
        """Link to the annexes that a sentence names."""
        return REFERENCE.sub(r'<a href="#annex-\2">\1\2</a>', mark_references(said, safe)) if form == "html" else safe

    known = TextCache(make_safe)

    def prove(value: Any) -> str:
        """Write a value, safe and traced."""
        kind = type(value)
        if kind is SaidSentence:
            safe = emphasised(make_safe(mark_emphasis(value))) if value.emphasis else known[value.text]
            return refer(value, safe) if value.refers else safe
        if kind is TracedFact:
            return known[value.text]
        return str(value) if kind is Attribute else _other(value)

    return prove


def _other(value: Any) -> str:
    """A number or the seal as text.

    Raises:
        UnprovenError: it is anything else.
    """
    if isinstance(value, Seal | Undefined) or (isinstance(value, int) and not isinstance(value, bool)):
        return str(value)
    raise UnprovenError(value)


def attribute(value: Printable) -> Attribute:
    """A fact or word as the value of an HTML attribute."""
    return Attribute(escape(value.text))


def as_title(value: Printable) -> Attribute:
    """A fact or word as the title of a page: its isolates stay characters."""
    return Attribute(_BREAKS.sub(" ", _in_characters(strip_tags(value.text)).strip("\n")))


def proof(value: Printable) -> Attribute:
    """The records that something printed rests on, as an HTML attribute."""
    return _PROOFS[value.records]


def origin(value: Printable) -> Attribute:
    """The same; of a text without any, that it is the secretariat's."""
    found = _PROOFS[value.records]
    return found if found or isinstance(value, TracedFact) or value.key != SECRETARIAT else _OF_SECRETARIAT


_PROOFS = TextCache[tuple[str, ...], Attribute](
    lambda records: Attribute(f' data-records="{escape(", ".join(records))}"' if records else "")
)
_OF_SECRETARIAT = Attribute(f' data-text-of="{SECRETARIAT}"')
FILTERS: dict[str, Callable[[Any], Attribute]] = {
    "attribute": attribute,
    "as_title": as_title,
    "proof": proof,
    "origin": origin,
}
"""What layouts turn facts and words into, for HTML."""

MM = 72 / 25.4
"""Points in a millimetre."""


class Look(NamedTuple):
    """One kind of paragraph; its label hangs in front, behind the indent."""

    size: float = 10.5
    before: float = 6
    indent: float = 0
    hanging: float = 0


class Script(NamedTuple):
    """How much larger a script's letters are, and how far lines lie apart."""

    scale: float = 1
    pitch: float = 1.2


PAGE = {"width": 210 * MM, "height": 297 * MM, "margin": 25 * MM, "running": 12.5 * MM}
"""A4; *running* is how far the lines on top and below stand from the edge."""
MASTHEAD = {"start": 92 * MM, "end": 68 * MM, "below": 7, "rule": 1}
"""Its two columns, the space above the rule, and the rule."""
BOX = {"above": 16, "side": 6, "above_text": 3, "below_text": 4, "rule": 0.75}
"""The box, and the tables: the space above, that within each cell, and the rules."""
_LABEL, _LETTER = 12.5 * MM, 10 * MM
LOOKS = {
    "Normal": Look(),
    "BodyText": Look(),
    "Note": Look(),
    "LetterLine": Look(hanging=40 * MM),
    "Numbered": Look(hanging=_LABEL),
    "Item": Look(before=4, indent=_LABEL, hanging=_LETTER),
    "ListBullet2": Look(before=4, indent=_LABEL, hanging=_LETTER),
    "PlainItem": Look(before=4, hanging=_LETTER),
    "Question": Look(hanging=_LETTER),
    "ListBullet": Look(before=4, hanging=_LETTER),
    "Title": Look(size=13, before=26),
    "Subtitle": Look(size=12, before=6),
    "Heading1": Look(size=12, before=16, hanging=_LABEL),
    "Heading2": Look(before=10),
    "Annex": Look(size=12, before=0),
    "AnnexTitle": Look(size=12, before=8),
    "Session": Look(size=13, before=0),
    "Masthead": Look(before=2),
    "MastheadEnd": Look(before=2),
    "BoxTitle": Look(before=0),
    "BoxText": Look(before=1),
    "BoxItem": Look(before=3, hanging=_LETTER),
    "BoxBullet": Look(before=3, hanging=_LETTER),
    "CellTitle": Look(before=0),
    "CellText": Look(before=0),
    "BoxGap": Look(size=1, before=0),
    "Draft": Look(before=0),
    "Signature": Look(before=42),
    "Header": Look(size=9, before=0),
    "Footer": Look(size=9, before=0),
}
"""By Word style; what is not here is as the style that it is based on."""
SCRIPTS = {"ar": Script(12.5 / 10.5, 1.45), "zh": Script(1, 1.4)}
ASCENT = 0.8
"""Which part of a line stands above the letters' foot, in Word as here."""


@cache
def style_sheet(language: str) -> dict[str, Any]:
    """Give all measures for a language, with the height of each line."""
    script = SCRIPTS.get(language, Script())
    looks = {}
    for name, look in LOOKS.items():
        size = round(look.size * script.scale * 2) / 2
        line = BOX["above"] if name == "BoxGap" else round(size * script.pitch * 20) / 20
        looks[name] = {**look._asdict(), "size": size, "line": line}
    return {"page": PAGE, "masthead": MASTHEAD, "box": BOX, "looks": looks, "pitch": script.pitch, "ascent": ASCENT}
