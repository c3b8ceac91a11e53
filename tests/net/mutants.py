"""Mutants of the workflow, drawn by lot: how many of them the tests kill.

    nice python -m pytest -q tests/workflow --cov=workflow --cov-context=test --cov-report=
    nice python -m tests.net.mutants --coverage .coverage --seed 1 --to tests/net/mutants-1.tsv

A mutant changes one place in a function: a comparison, `and` and `or`, a `not`, a number, a sum, what is
returned, a statement that is left out. Each is tried on at most 120 tests that pass through its line, until
one fails, and on those of this folder where none does. What stands in the file as killed is not tried again, so that
a count that was broken off goes on; one with another seed draws others. The share must not fall.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType
from typing import Any

from coverage import CoverageData

ROOT = Path(__file__).parents[2]
VARIABLE = "ESCALADE_MUTANT"
MOST, SECONDS = 120, 240
"""How many tests are run on a mutant, and how long at most."""
FLIPS: dict[type[ast.AST], tuple[Any, ...]] = {
    ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,), ast.Is: (ast.IsNot,), ast.IsNot: (ast.Is,), ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,), ast.Lt: (ast.LtE, ast.GtE), ast.LtE: (ast.Lt, ast.Gt), ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt), ast.And: (ast.Or,), ast.Or: (ast.And,), ast.Add: (ast.Sub,), ast.Sub: (ast.Add,),
}  # fmt: skip
FACTS = ("number", "file", "line", "mutation", "result", "by")


Put = Callable[[ast.AST], None]


def places(node: ast.AST) -> Iterator[tuple[ast.AST, ast.AST, Put]]:
    """Every node below one with what changes it: a node, what may stand there, what puts it there."""
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "decorator_list", "args"} and not isinstance(node, ast.Call):
            continue
        for place, one in enumerate(value if isinstance(value, list) else [value]):
            if isinstance(one, ast.AST):
                put: Put = (
                    partial(value.__setitem__, place) if isinstance(value, list) else partial(setattr, node, name)
                )
                for new in instead(one):
                    yield one, new, put
                yield from places(one)


def instead(node: ast.AST) -> Iterator[ast.AST]:  # noqa: C901  # one case for each kind of node
    """What may stand in the place of a node."""
    match node:
        case ast.Compare(left, [op], right):
            yield from (ast.Compare(left, [flip()], right) for flip in FLIPS.get(type(op), ()))
        case ast.BoolOp(op, values):
            yield ast.BoolOp(FLIPS[type(op)][0](), values)
        case ast.BinOp(left, ast.Add() | ast.Sub() as op, right):
            yield ast.BinOp(left, FLIPS[type(op)][0](), right)
        case ast.UnaryOp(ast.Not(), operand):
            yield operand
        case ast.Constant(bool() as value):
            yield ast.Constant(not value)
        case ast.Constant(int() as value):
            yield ast.Constant(value + 1)
        case ast.Return(ast.expr() as value) if not (isinstance(value, ast.Constant) and value.value is None):
            yield ast.Return(ast.Constant(None))
        case ast.If(test, body, orelse):
            yield ast.If(ast.UnaryOp(ast.Not(), test), body, orelse)
        case ast.IfExp(test, body, orelse):
            yield ast.IfExp(test, orelse, body)
        case ast.comprehension(target, each, [_, *others]):
            yield ast.comprehension(target, each, others, 0)
        case ast.Expr(ast.Call() | ast.Yield() | ast.YieldFrom()) | ast.AugAssign() | ast.Raise():
            yield ast.Pass()


def mutations(tree: ast.Module) -> Iterator[tuple[int, str, Callable[[], None]]]:
    """Every mutation of a module's functions: its line, what it is, and what makes it."""
    functions = [one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)]
    inner = {id(below) for one in functions for below in ast.walk(one) if below is not one}
    for function in functions:
        if id(function) not in inner:
            for node, new, put in places(function):
                line: int = getattr(node, "lineno", 0) or getattr(getattr(node, "target", None), "lineno", 0)
                told = " → ".join(" ".join(ast.unparse(one).split())[:90] for one in (node, new))
                yield line, told, partial(put, ast.fix_missing_locations(ast.copy_location(new, node)))


def plant(file: str, number: int) -> None:
    """Let a module be imported as its mutant of that number."""
    path, whole = str(ROOT / file), SourceFileLoader.get_code

    def get_code(self: SourceFileLoader, name: str) -> CodeType | None:
        if os.path.realpath(self.path) != os.path.realpath(path):
            return whole(self, name)
        tree = ast.parse(Path(path).read_text("utf-8"))
        list(mutations(tree))[number][2]()
        return compile(ast.fix_missing_locations(tree), path, "exec", dont_inherit=True)

    SourceFileLoader.get_code = get_code  # type: ignore[assignment, method-assign]  # as pytest imports modules


if VARIABLE in os.environ:
    plant(os.environ[VARIABLE].partition(":")[0], int(os.environ[VARIABLE].partition(":")[2]))


def pytest(*words: str, mutant: str) -> tuple[str, str]:
    """Run tests on a mutant: what that came to, and the first test that failed."""
    call = [sys.executable, "-m", "pytest", "-x", "-q", "--tb=no", "-rfE", "-p", "no:cacheprovider"]
    called, variables = [*call, "-p", "tests.net.mutants", *words], {**os.environ, VARIABLE: mutant}
    try:
        done = subprocess.run(called, cwd=ROOT, env=variables, capture_output=True, text=True, timeout=SECONDS)  # noqa: PLW1510  # some fail
    except subprocess.TimeoutExpired:
        return "timeout", ""
    failed = [line.split(" ", 1)[1] for line in done.stdout.splitlines() if line.startswith(("FAILED ", "ERROR "))]
    if failed:
        return "killed", failed[0].partition(" - ")[0]
    return "survived" if done.returncode in {0, 5} else "not run", ""


def tests_through(data: CoverageData, file: str, line: int) -> list[str]:
    """Tests that pass through a line: those of its module first, then others by lot; random histories last."""
    contexts = data.contexts_by_lineno(file).get(line, [])
    found = {one.rpartition("|")[0] for one in contexts if "postgresql" not in one} - {""}
    mixed = random.Random(line).sample(sorted(found), len(found))  # noqa: S311  # the same each time
    return sorted(mixed, key=lambda one: (f"test_{Path(file).stem}.py" not in one, "histories" in one))[:MOST]


def main(words: list[str]) -> None:
    """Draw mutants, try each, and keep the list."""
    parser = argparse.ArgumentParser(prog="python -m tests.net.mutants")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--coverage", required=True, help="what the tests of workflow/ passed through, with contexts")
    asked = parser.parse_args(words)
    files = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "workflow").rglob("*.py"))
    everything = [
        (file, number, line, told)
        for file in files
        for number, (line, told, _) in enumerate(mutations(ast.parse((ROOT / file).read_text("utf-8"))))
    ]
    drawn = random.Random(asked.seed).sample(everything, asked.count)  # noqa: S311  # a lot that can be drawn again
    kept = [line.split("\t") for line in asked.to.read_text("utf-8").splitlines()] if asked.to.exists() else []
    killed = {tuple(row[:4]): row for row in kept if len(row) == len(FACTS) and row[4] == "killed"}
    data, rows = CoverageData(asked.coverage), list[list[str]]()
    data.read()
    for place, (file, number, line, told) in enumerate(drawn):
        row = [str(number), file, str(line), told]
        if tuple(row) in killed:
            rows.append(killed[tuple(row)])
            continue
        tests = tests_through(data, file, line)
        result, by = pytest(*tests, mutant=f"{file}:{number}") if tests else ("survived", "")
        if result == "survived":
            result, by = pytest("tests/net", mutant=f"{file}:{number}")
        rows.append([*row, result, by if tests else by or "no test passes there"])
        later = ((str(number), file, str(line), told) for file, number, line, told in drawn[place + 1 :])
        whole = [list(FACTS), *rows, *(killed[one] for one in later if one in killed)]
        asked.to.write_text("".join("\t".join(one) + "\n" for one in whole), "utf-8")
    dead, endless = (sum(row[4] == one for row in rows) for one in ("killed", "timeout"))
    sys.stdout.write(f"Of {len(rows)} mutants {dead} were killed, {endless} did not end.\n")


if __name__ == "__main__":
    main(sys.argv[1:])
