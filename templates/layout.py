"""Layouts: one Jinja environment a form, strict and sandboxed.

A layout prints facts, words of a language, numbers and the seal, each escaped
for its form, and refuses everything else.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from jinja2 import FunctionLoader, StrictUndefined, Undefined, UndefinedError
from markupsafe import Markup, escape

from escalade.templates.compiled import kept
from escalade.templates.emphasis import marked
from escalade.templates.escape import EMPHASISED, ESCAPES, in_html_title
from escalade.templates.fact import Fact, Said, UnprovenError
from escalade.templates.language.isolate import isolated
from escalade.templates.language.marking import Marking
from escalade.templates.language.pack import read
from escalade.templates.language.sentence import MissingFactError
from escalade.templates.language.spoken import each
from escalade.templates.paper import Seal
from escalade.templates.sandbox import Sandbox
from escalade.workflow.errors import PaperError

if TYPE_CHECKING:
    from collections.abc import Callable

    from escalade.templates.paper import Paper

LONGEST = 2000
"""How long a text may be that is kept with its escapes; papers say most again."""
FILES = ("docx", "pdf")
"""The forms that are files and no text."""


class MissingFormError(PaperError):
    """There is no such form, or it is no text."""

    def __init__(self, form: str) -> None:
        """Name the form, and those there are."""
        self.form = form
        forms = [*ESCAPES, *FILES]
        why = "is a file and no text" if form in FILES else "is not one that papers can take"
        super().__init__(f"The form “{form}” {why}; papers are written as {', '.join(forms[:-1])} and {forms[-1]}.")


@cache
def environment(form: str, direction: str = "ltr") -> Sandbox:
    """The environment of a form and a direction, made once.

    Raises:
        MissingFormError: there is no such form, or it is no text.
    """
    if form not in ESCAPES:
        raise MissingFormError(form)
    made = Sandbox(
        loader=FunctionLoader(lambda name: read(f"formats/{name}")),
        undefined=StrictUndefined,
        finalize=prover(ESCAPES[form], EMPHASISED[form], right_to_left=direction == "rtl"),
        autoescape=form == "html",
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=kept(f"layout-{form}-{direction}"),
    )
    made.filters = {"attribute": attribute, "records": records, "as_title": as_title}
    return made


def prover(
    escape_text: Callable[[str], Markup], emphasised: Callable[[str], Markup], *, right_to_left: bool = False
) -> Callable[[Any], object]:
    """What lets facts, words, numbers and the seal pass, escaped for a form."""

    def made_safe(text: str) -> Markup:
        return escape_text(each(text, isolated) if right_to_left else text)

    known = lru_cache(maxsize=4096)(made_safe)

    def prove(value: Any) -> object:
        if isinstance(value, Fact | Said):
            if value.emphasis:
                return emphasised(made_safe(marked(value)))
            return known(value.text) if len(value.text) <= LONGEST else made_safe(value.text)
        if isinstance(value, Undefined):
            return str(value)
        if isinstance(value, Attribute):
            return Markup(value.text)  # noqa: S704  # quoted where it was made
        if isinstance(value, Seal) or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        raise UnprovenError(value)

    return prove


class Attribute:
    """A text quoted for an HTML attribute."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        """Quote a text."""
        self.text = str(escape(text))


def attribute(value: Fact | Said) -> Attribute:
    """A fact or word as the value of an HTML attribute."""
    return Attribute(value.text)


def as_title(value: Fact | Said) -> Attribute:
    """A fact or word as the title of a page."""
    return Attribute(in_html_title(value.text))


def records(value: Fact | Said) -> Attribute:
    """The records that something printed rests on, for an HTML attribute."""
    return Attribute(", ".join(value.records))


def laid_out(paper: Paper, *, form: str, seal: Seal | None) -> str:
    """A paper in a form.

    Raises:
        MissingFormError: there is no such form, or it is no text.
        MissingTemplateError: the layout is not installed.
        MissingFactError: the layout asks for what the paper does not have.
        UnprovenError: the layout would print what rests on no record.
    """
    name = f"paper.{form}.jinja"
    template = environment(form, paper.tongue.pack.direction).get_template(name)
    try:
        return template.render(paper=paper, seal=seal, full=Marking(paper.tongue))
    except UndefinedError as problem:
        raise MissingFactError(name, str(problem)) from problem
