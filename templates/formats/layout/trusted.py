"""Our own layouts: what they may read is settled when they are compiled.

A layout of ours names the parts of a paper, and nothing else stands where it
is printed. So a name that parts have is read at once, and what is included
stands in the layout itself. Any other name is asked for as in a template that
somebody brings, which the sandbox guards whenever it is filled.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jinja2 import nodes
from jinja2.compiler import CodeGenerator

from escalade.templates.formats.layout.sandbox import REACHED, Sandbox

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2.compiler import Frame

NAMES = frozenset(name for part in REACHED for name in dir(part) if not name.startswith("_"))
"""The public names of what papers are made of."""
VERSION = "trusted-1"
"""To be raised when layouts are compiled differently, as they are kept."""
_PLACES = (nodes.Name, nodes.Getattr, nodes.Getitem)
_INCLUDED = re.compile(r'^\{% include "([\w/.]+)" %\}\n', re.MULTILINE)


class Compiling(CodeGenerator):
    """Writes a layout as code that asks for what is foreseen at once."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802  # the name that Jinja looks for
        """Read a name that parts of papers have, else ask the guard."""
        if node.attr in NAMES and isinstance(node.node, _PLACES):
            self.visit(node.node, frame)
            self.write(f".{node.attr}")
        else:
            super().visit_Getattr(node, frame)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002, N802  # as Jinja has it
        """Call what a layout was given by name, else ask the guard."""
        if isinstance(node.node, nodes.Name) and not (node.kwargs or node.dyn_args or node.dyn_kwargs):
            self.visit(node.node, frame)
            self.write("(")
            for argument in node.args:
                self.visit(argument, frame)
                self.write(", ")
            self.write(")")
        else:
            super().visit_Call(node, frame, forward_caller=forward_caller)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:  # noqa: ARG002  # as Jinja has it
        """Print what the prover gives, which is text and escaped."""
        self.write(str(finalize.src))

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:  # noqa: ARG002  # as Jinja has it
        self.write(")")


class Trusted(Sandbox):
    """Where our own layouts run; it needs a prover that gives text."""

    code_generator_class = Compiling


def whole(read: Callable[[str], str], name: str) -> str:
    """A layout with what it includes in its place, each on its own line."""
    return _INCLUDED.sub(lambda found: whole(read, found[1]), read(name))
