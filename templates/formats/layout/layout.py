"""Layouts: one sandbox for each form and direction.

What a layout prints goes through the prover, which escapes it for the form:
Jinja's own escaping would only look at it again.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from jinja2 import FunctionLoader, UndefinedError, pass_context
from jinja2.runtime import LoopContext

from escalade.templates.environment import Sandbox, make_sandbox
from escalade.templates.formats.layout.escape import ESCAPES
from escalade.templates.formats.layout.prover import FILTERS, prover
from escalade.templates.languages.pack import read_file
from escalade.templates.languages.sentence import MissingFactError
from escalade.templates.languages.tongue import Marking, Tongue
from escalade.templates.values.fact import SaidSentence, TracedFact
from escalade.templates.values.paper import (
    Item,
    MarkedChange,
    MastheadRow,
    Paper,
    Paragraph,
    Part,
    Section,
    TableLine,
    TopicText,
)
from escalade.workflow.values.errors import PaperError

if TYPE_CHECKING:
    from jinja2.runtime import Context

    from escalade.templates.values.fact import Printable
    from escalade.templates.values.paper import Seal

REACHED = frozenset(
    {
        LoopContext,
        Paper,
        MastheadRow,
        Part,
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
MARKING = "_marking"
"""The name in the context of what marks texts that are not translated."""
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
    return make_sandbox(
        f"{form}-{direction}",
        REACHED,
        {**FILTERS, "full": mark_foreign},
        loader=FunctionLoader(lambda name: read_file(f"formats/{name}")),
        finalize=prover(form, right_to_left=direction == "rtl"),
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@pass_context
def mark_foreign(context: Context, printed: Printable) -> Printable:
    """Mark a text that is not translated, where the paper first prints it."""
    marked: Printable = context[MARKING](printed)
    return marked


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
        return template.render({"paper": paper, "seal": seal, MARKING: Marking(paper.tongue)})
    except (UndefinedError, AttributeError) as problem:
        raise MissingFactError(name, str(problem)) from problem
