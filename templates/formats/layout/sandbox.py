"""The sandbox: templates reach the parts of a paper, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

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

if TYPE_CHECKING:
    from jinja2.runtime import Context

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
"""The types whose public attributes a template may read."""
SCOPES = frozenset({"_loop_vars", "_block_vars"})
"""What Jinja adds to a call, for functions that ask for it."""


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, narrowed to what papers are made of."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """What a template reads: at once where it may, else as Jinja has it.

        Parts of a paper are no texts, so none of them has a `format` to guard.
        """
        if type(obj) in REACHED and attribute[0] != "_":
            try:
                return getattr(obj, attribute)
            except AttributeError:
                return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def call(self, context: Context, obj: Any, /, *args: Any, **named: Any) -> Any:
        """Call what marks a text at once, anything else as Jinja has it."""
        if type(obj) is Marking and named.keys() <= SCOPES:
            return obj(*args)
        return super().call(context, obj, *args, **named)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ARG002  # Jinja gives it
        """Whether a template may read an attribute of something."""
        return type(obj) in REACHED and not attr.startswith("_")
