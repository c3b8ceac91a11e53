"""Templates as plain Python: what we wrote ourselves needs no guard.

Jinja looks at each call whether what is called wants the context, at each
attribute whether it might be a key, and makes a new object of each text that
it escapes. Our templates read attributes of values and call filters, macros
and functions; the compiled page does no more than that.
"""

from __future__ import annotations

from keyword import iskeyword
from typing import TYPE_CHECKING, Any

from jinja2.compiler import CodeGenerator
from markupsafe import Markup, escape

if TYPE_CHECKING:
    from jinja2 import nodes
    from jinja2.compiler import Frame

WANT_CONTEXT = frozenset({"_", "gettext", "ngettext", "pgettext", "npgettext"})
"""Functions that Jinja gives the context: sentences that are looked up while a page is made."""


class Compiler(CodeGenerator):
    """Writes a template as Python."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802  # the name by which Jinja finds it
        """An attribute, and nothing else of that name."""
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002, N802  # Jinja's own
        """A call with the arguments that the template gives."""
        named = [one.key for one in node.kwargs]
        wants = getattr(node.node, "name", "") in WANT_CONTEXT
        if forward_caller or wants or node.dyn_args or node.dyn_kwargs or any(map(iskeyword, named)):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        """What stands before a value that is shown."""
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.shown(")


def show_value(value: Any) -> str:
    """A value as it stands on a page.

    >>> shown("a & b"), shown(3), shown("plain")
    (Markup('a &amp; b'), Markup('3'), 'plain')
    """
    if type(value) is str and not (
        "&" in value or "<" in value or ">" in value or '"' in value or "'" in value
    ):  # nothing to escape, and no new object for it
        return value
    return value if type(value) is Markup else escape(value)
