"""Templates whose own sentences are translated when they are compiled.

A page is compiled once for each language, so that showing it looks up nothing.
Only sentences written into a template are; what is said of the record is not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, nodes
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from escalade.web.rendering.compiler import Compiler, show_value

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping

MARKS = frozenset({"_", "gettext"})
"""The functions that mark a sentence."""
_FIELD = re.compile(r"%\((\w+)\)s")


class TranslatedEnvironment(Environment):
    """Jinja for one language."""

    code_generator_class = Compiler
    shown = staticmethod(show_value)
    newstyle_gettext = True
    """What a sentence names are arguments of its call."""

    def __init__(self, gettext: Callable[[str], str], **options: Any) -> None:
        """Take what translates, and what any environment takes."""
        super().__init__(extensions=["jinja2.ext.i18n"], **options)
        self._translator = Translator(gettext)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """What every template knows; ours are given nothing besides."""
        return self.globals if not d else super().make_globals(d)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """A template as a tree, its sentences in the language."""
        parsed: nodes.Template = super()._parse(source, name, filename)
        self._translator.generic_visit(parsed)
        return parsed


class Translator(NodeTransformer):
    """Puts translations in the place of sentences."""

    def __init__(self, gettext: Callable[[str], str]) -> None:
        """Take what translates."""
        self._gettext = gettext

    def visit_Output(self, node: nodes.Output) -> nodes.Node:  # noqa: N802  # the name by which Jinja finds it
        """What is shown; what is joined to be shown is shown part by part."""
        self.generic_visit(node)
        parts = [one.nodes if isinstance(one, nodes.Concat) else [one] for one in node.nodes]
        node.nodes = [part for several in parts for part in several]
        return node

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802  # as above
        """A sentence in its language, between what it names."""
        self.generic_visit(node)
        marks = isinstance(node.node, nodes.Name) and node.node.name in MARKS
        if not (marks and len(node.args) == 1 and isinstance(node.args[0], nodes.Const)):
            return node
        named = {one.key: one.value for one in node.kwargs}
        parts = _FIELD.split(self._gettext(node.args[0].value))
        said = [named[part] if place % 2 else constant(part) for place, part in enumerate(parts)]
        made = said[0] if len(said) == 1 else nodes.Concat(said)
        return made.set_lineno(node.lineno)


def constant(words: str) -> nodes.Const:
    """Words of a template as they stand on a page."""
    return nodes.Const(Markup(words.replace("%%", "%")))  # noqa: S704  # written by us
