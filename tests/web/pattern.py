"""The sentences that the law builds from facts, as patterns to be translated.

They are read from the source of the rules: each text that ends a sentence, its
fields numbered in order.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from escalade.workflow.motion import MOTIONS
from escalade.workflow.procedure import table
from escalade.workflow.rules import RULES
from escalade.workflow.rules.given import described

_FIELD = re.compile(r"%\(\d+\)s")
ROOT = Path(__file__).parents[2]
SOURCES = (*sorted((ROOT / "workflow" / "rules").glob("*.py")), ROOT / "workflow" / "act.py")


LEAST = 4
"""How many letters a pattern has at least beside its fields, to be told from others."""
STEPS = {
    "“%(1)s” is not a step for %(2)s, which %(3)s. From here the procedure has: %(4)s.",
    "“%(1)s” is not a step for %(2)s, which %(3)s. Nothing follows from here.",
    "is %(1)s", "does not exist yet", "holds no office on that day",
}  # fmt: skip
"""What is said of a step that the table lacks, and clauses that stand in other sentences."""


def patterns() -> set[str]:
    """Every pattern, and the sentence of every rule."""
    found = {said for path in SOURCES for said in _in(ast.parse(path.read_text("utf-8")))}
    return found | {rule.sentence for rule in RULES.values()} | STEPS | set(arguments())


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
        letters = sum(map(str.isalpha, _FIELD.sub("", said)))
        if said.endswith((".", ":")) and " " in said and "\n" not in said and letters >= LEAST:
            yield said


def _numbered(node: ast.JoinedStr) -> Iterator[tuple[int, ast.expr]]:
    place = 0
    for part in node.values:
        place += isinstance(part, ast.FormattedValue)
        yield place, part


def _part(part: ast.expr, place: int) -> str:
    return str(part.value).replace("%", "%%") if isinstance(part, ast.Constant) else f"%({place})s"
