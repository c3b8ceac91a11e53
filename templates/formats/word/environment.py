"""The sandbox of Word templates: facts, words and numbers, each escaped."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from jinja2 import Undefined, pass_context

from escalade.templates.environment import Sandbox, make_sandbox
from escalade.templates.formats.layout.layout import REACHED
from escalade.templates.formats.word.text import escape_for, in_properties
from escalade.templates.languages.tongue import Marking
from escalade.templates.values.fact import SaidSentence, TracedFact, UnprovenError
from escalade.templates.values.paper import Seal

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2.runtime import Context
    from markupsafe import Markup

    from escalade.templates.values.fact import Printable
    from escalade.templates.values.paper import Paper, Part, Section

PRINTED, MARKED = "_printed", "_marked"
"""Names in the context, out of reach of a template: what was printed so far,
and what marks a text that is not translated."""


@cache
def environment(direction: str) -> Sandbox:
    """Where templates run: for a direction, or for the file's properties."""
    made = make_sandbox(
        f"word-{direction}",
        REACHED,
        {},
        finalize=_prover(in_properties if direction == "properties" else escape_for(direction)),
        autoescape=True,
        optimized=False,
    )
    made.tests = {}
    return made


def marker(paper: Paper) -> Callable[[Printable], Printable]:
    """What marks texts that are not translated, as the other forms do.

    What a form says by itself, and remarks, bear no marks.
    """
    marked = Marking(paper.tongue)
    groups: tuple[Part | Section, ...] = (*paper.box, *paper.sections)
    paragraphs = [one for group in groups for one in group.paragraphs]
    bare = [*paper.banner, *paper.remarks, *(one for wording in paper.wordings for one in wording.remarks)]
    for one in paragraphs:
        bare += (*one.remarks, *(remark for item in one.items for remark in item.remarks))
    unmarked = {id(one) for one in bare} | {id(one.heading) for one in paragraphs if one.heading}
    return lambda printed: printed if id(printed) in unmarked else marked(printed)


def _prover(escape: Callable[[Printable], Markup]) -> Callable[[Context, Any], object]:
    """What lets facts, words, numbers and the seal pass, and nothing else."""

    @pass_context
    def prove(context: Context, value: Any) -> object:
        if value is None:
            return ""
        if isinstance(value, Undefined):
            return str(value)
        if isinstance(value, TracedFact | SaidSentence):
            context[PRINTED].add(id(value))
            return escape(context[MARKED](value))
        if isinstance(value, Seal) or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        raise UnprovenError(value)

    return prove
