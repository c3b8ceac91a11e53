"""Jinja environments: strict, kept compiled, sandboxed where that is due.

Every environment of the program is made here: the sentences of a language,
the layouts of papers, Word templates that somebody brings, and the pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import Environment, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from escalade.templates.bytecode_cache import cache_folder

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

NOTHING: frozenset[type] = frozenset()


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, narrowed to the types that a template may reach."""

    reached: Collection[type] = NOTHING
    """The types whose public attributes a template may read."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Read an attribute at once where that is allowed, else as Jinja has it.

        Parts of a paper are no texts, so none of them has a `format` to guard.
        """
        if type(obj) in self.reached and attribute[0] != "_":
            try:
                return getattr(obj, attribute)
            except AttributeError:
                return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ARG002  # Jinja gives it
        """Whether a template may read an attribute of something."""
        return type(obj) in self.reached and not attr.startswith("_")


def make_environment(name: str, **options: Any) -> Environment:
    """Make an environment for templates of ours, which nothing guards.

    Args:
        name: what its compiled templates are kept under; two environments
            whose options differ have two names.
        options: what Jinja takes: loader, finalize, autoescape and so on.
    """
    return Environment(**_strict(name, options))  # noqa: S701  # whoever calls says what is escaped


def make_sandbox(name: str, reached: Collection[type], filters: Mapping[str, Any], **options: Any) -> Sandbox:
    """Make an environment whose templates reach some types and nothing else.

    Args:
        name: as of `make_environment`.
        reached: the types whose public attributes a template may read.
        filters: all the filters that there are.
        options: what Jinja takes.
    """
    made = Sandbox(**_strict(name, options))
    made.reached = frozenset(reached)
    made.globals, made.filters = {}, dict(filters)
    return made


def _strict(name: str, options: Mapping[str, Any]) -> dict[str, Any]:
    return {"undefined": StrictUndefined, "auto_reload": False, "bytecode_cache": cache_folder(name), **options}
