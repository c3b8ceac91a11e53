"""The sentences that are built from facts, as patterns to be translated.

They are read from the source: of the rules and of the checks of papers each text that ends a sentence,
of the errors whatever their classes say, and what is told them where they are
raised. Fields are numbered in order.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypeGuard

from escalade.web.middleware.error_handlers import DEFECT
from escalade.workflow.motions import MOTIONS
from escalade.workflow.procedure import table
from escalade.workflow.rules import RULES
from escalade.workflow.rules.trial.required import described
from tests.web.clause import CLAUSES

_FIELD = re.compile(r"%\(\d+\)s")
_APART = re.compile(r"(?<=[.?:])(?:%\(\d+\)s)+(?=\s[A-Z“]|\n|\Z)|(?<=[.?]) (?:%\(\d+\)s)+(?=\s|\Z)|\n")
"""Where a line ends, or where more may follow a sentence or not."""
ROOT = Path(__file__).parents[2]
SOURCES = (
    *sorted((ROOT / "workflow" / "rules").rglob("*.py")),
    ROOT / "workflow" / "acts.py",
    *sorted((ROOT / "templates" / "checks").rglob("*.py")),
    ROOT / "services" / "acts" / "field_errors.py",
    *(
        ROOT / f"{name}.py"
        for name in (
            "models/backends/sqlite_files",
            "models/backends/postgresql_errors",
            "models/store/errors",
            "models/backends/sqlite",
        )
    ),
)
ROOMS = ("workflow", "models", "templates", "services", "web")
"""The rooms whose errors may reach a page; those of commands cannot."""

TOLD = {"problem", "why", "hint", "advice", "message"}
"""What is told an error, where it has a name first."""


LEAST = 4
"""How many letters a pattern has at least beside its fields, to be told from others."""


def patterns() -> set[str]:
    """Every pattern, and the sentence of every rule."""
    found = {said for path in SOURCES for said in _in(ast.parse(path.read_text("utf-8")))}
    found |= {rule.sentence for rule in RULES.values()} | CLAUSES | {DEFECT} | set(arguments()) | set(of_errors())
    return found - {""}


def of_errors() -> Iterator[str]:
    """What the errors say that may reach a page, and what is told them."""
    for path in sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and node.name.endswith("Error"):
                yield from in_class(node)
            elif isinstance(node, ast.Assign) and _names(node) & TOLD:
                yield from parts_of(node.value)
            elif isinstance(node, ast.Call) and _is_ours(node.func):
                given = (*node.args, *(word.value for word in node.keywords))
                said = (part for one in given for part in parts_of(one))
                yield from (f"--%(0)s {part}." for part in said) if node.func.id == "OptionError" else said
                yield from (_text(one.value) for one in node.keywords if one.arg == "kind")


def in_class(node: ast.ClassDef) -> Iterator[str]:
    """What the class of an error says: the parts of its sentence."""
    made = (one for one in node.body if isinstance(one, ast.FunctionDef) and one.name == "__init__")
    for one in made:
        yield from parts_of(one)


def parts_of(node: ast.AST) -> Iterator[str]:
    """The texts within, each taken apart where a line ends, or where more may follow or not."""
    for part in (part.strip(" ") for said in _texts(node) for part in _APART.split(said)):
        if " " in part and has_letters(part):
            yield part


def _text(node: ast.expr) -> str:
    return str(node.value) if isinstance(node, ast.Constant) else ""


def _names(node: ast.Assign) -> set[str]:
    return {one.id for one in node.targets if isinstance(one, ast.Name)}


def _is_ours(called: ast.expr) -> TypeGuard[ast.Name]:
    name = called.id if isinstance(called, ast.Name) else ""
    return name.endswith("Error") and not hasattr(builtins, name)


def _texts(tree: ast.AST) -> Iterator[str]:
    """Every text of a part of the source, but what describes it."""
    inner = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    inner |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    inner |= {id(node.format_spec) for node in ast.walk(tree) if isinstance(node, ast.FormattedValue)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr) and id(node) not in inner:
            yield "".join(_part(part, place) for place, part in _numbered(node))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inner:
            yield node.value.replace("%", "%%")


def arguments() -> Iterator[str]:
    """What is said of the argument of an act, where it is missing."""
    for step in table().values():
        argument = MOTIONS[step.act].argument
        if f"given:{argument}" in step.rules:
            yield f"{described(step.act, argument)[1].rstrip('.')}."


def _in(tree: ast.Module) -> Iterator[str]:
    inner = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    inner |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # what describes the source
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            said = "".join(_part(part, place) for place, part in _numbered(node))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inner:
            said = node.value.replace("%", "%%")
        else:
            continue
        for part in (one.strip(" ") if _APART.search(said) else one for one in _APART.split(said)):
            if part.endswith((".", ":")) and " " in part and has_letters(part):
                yield part


def has_letters(part: str) -> bool:
    """Whether a pattern has enough of its own to be told from others."""
    return sum(map(str.isalpha, _FIELD.sub("", part))) >= LEAST


def _numbered(node: ast.JoinedStr) -> Iterator[tuple[int, ast.expr]]:
    place = 0
    for part in node.values:
        place += isinstance(part, ast.FormattedValue)
        yield place, part


def _part(part: ast.expr, place: int) -> str:
    return str(part.value).replace("%", "%%") if isinstance(part, ast.Constant) else f"%({place})s"
