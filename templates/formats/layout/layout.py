"""Layouts: one Jinja environment a form, strict and sandboxed.

What a layout prints goes through the prover, which escapes it for the form:
Jinja's own escaping would only look at it again.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from jinja2 import FunctionLoader, StrictUndefined, UndefinedError

from escalade.templates.bytecode_cache import cache_folder
from escalade.templates.formats.layout.escape import ESCAPES
from escalade.templates.formats.layout.prover import FILTERS, prover
from escalade.templates.formats.layout.trusted import VERSION, Trusted, whole
from escalade.templates.languages.pack import read_file
from escalade.templates.languages.sentence import MissingFactError
from escalade.templates.languages.tongue import Marking
from escalade.workflow.values.errors import PaperError

if TYPE_CHECKING:
    from escalade.templates.values.paper import Paper, Seal

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
def environment(form: str, direction: str = "ltr") -> Trusted:
    """The environment of a form and a direction, made once.

    Raises:
        MissingFormError: there is no such form, or it is no text.
    """
    if form not in ESCAPES:
        raise MissingFormError(form)
    made = Trusted(
        loader=FunctionLoader(lambda name: whole(lambda part: read_file(f"formats/{part}"), name)),
        undefined=StrictUndefined,
        finalize=prover(form, right_to_left=direction == "rtl"),
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=cache_folder(f"{VERSION}-{form}-{direction}"),
    )
    made.globals, made.filters = {}, dict(FILTERS)
    return made


def lay_out(paper: Paper, *, form: str, seal: Seal | None) -> str:
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
    except (UndefinedError, AttributeError) as problem:
        raise MissingFactError(name, str(problem)) from problem
