"""The sandbox: templates reach the parts of a paper, and nothing else."""

from __future__ import annotations

from typing import Any

from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from escalade.templates.change import Change
from escalade.templates.fact import Fact, Said
from escalade.templates.language.tongue import Tongue
from escalade.templates.paper import Item, Line, Paper, Paragraph, Part, Row, Section, Wording

REACHED = frozenset(
    {LoopContext, Paper, Row, Part, Section, Paragraph, Item, Line, Wording, Change, Fact, Said, Tongue}
)
"""The types whose public attributes a template may read."""


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, narrowed to what papers are made of."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ARG002  # Jinja gives it
        """Whether a template may read an attribute of something."""
        return type(obj) in REACHED and not attr.startswith("_")
