"""Every rule, remark, refusal, defence and attack, with a test that fails without it.

    python -m tests.net.counts --coverage FILE [KIND ...]

It is run by hand, and keeps what it finds in `counts.tsv`: kind, name, where, the test, and how that is known.

taken away   The test fails when it is taken away: a rule or remark that says nothing, a refusal whose every
             `raise` is left out, a defence whose line is put as in `tests/attacks/defence.py`.
named in     The test names it, or goes through it, and passes without it, or it is made where it is not raised.
not shown    An attack of which this does not show it; `python -m tests.attacks` tries it in a copy of the tree.
none         No test was found.

What stands there as taken away is not tried again. Each is tried in a copy of the process, in which functions
have other code; the tree is left as it is. Tests that start the program anew do not see it, and are named only.
The coverage is that of `pytest tests/workflow --cov=workflow --cov-context=test`.
"""

from __future__ import annotations

import argparse
import ast
import gc
import os
import re
import signal
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from functools import cache, partial
from importlib.machinery import SourceFileLoader
from pathlib import Path
from tempfile import TemporaryDirectory
from types import CodeType, FunctionType
from typing import NamedTuple

import pytest
from _pytest.mark.expression import Expression
from _pytest.runner import runtestprotocol
from coverage import CoverageData

from tests.attacks.defence import TABLE

ROOT = Path(__file__).parents[2]
KEPT = Path(__file__).with_name("counts.tsv")
ROOMS = ("workflow", "models", "services", "templates", "web", "commands")
MOST, SECONDS = 25, 90
"""How many tests are tried on one, and how long at most."""
TAKEN, NAMED, TOLD, NONE = "taken away", "named in", "not shown", "none"


class Thing(NamedTuple):
    """What is counted: its kind, its name, where it stands, and what takes it away: sources by file."""

    kind: str
    name: str
    where: str
    tests: tuple[str, ...]
    without: dict[str, str]


@cache
def trees() -> dict[str, ast.Module]:
    """Every module of the program, by its file."""
    files = (path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py")))
    return {str(path.relative_to(ROOT)): ast.parse(path.read_text("utf-8")) for path in files}


@cache
def source(file: str) -> str:
    """The text of a module."""
    return (ROOT / file).read_text("utf-8")


@cache
def test_functions() -> tuple[tuple[str, str, str], ...]:
    """Every test: its file, its name, and its text, with that of the constants of its module that it names."""
    found = []
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        text = path.read_text("utf-8")
        lines, constants = text.splitlines(), dict[str, str]()
        for node in ast.parse(text).body:
            first = min([node.lineno, *(one.lineno for one in getattr(node, "decorator_list", ()))])
            own = "\n".join(lines[first - 1 : node.end_lineno])
            if isinstance(node, ast.Assign | ast.AnnAssign):
                constants |= {one.id: own for one in ast.walk(node) if isinstance(one, ast.Name) and one.id.isupper()}
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                told = (constants[one] for one in set(re.findall(r"\b[A-Z_]{3,}\b", own)) & constants.keys())
                found.append((str(path.relative_to(ROOT)), node.name, "\n".join((own, *told))))
    return tuple(found)


def in_fours(text: str) -> set[str]:
    """Each four words that stand side by side in a text."""
    words = re.sub(r"[\"“”'(){},.:]", " ", text).split()
    return {" ".join(words[place : place + 4]) for place in range(len(words) - 3)}


def tests_that_tell(name: str, node: ast.AST, modules: set[str]) -> tuple[str, ...]:
    """Tests that name something, or have words of its sentences, or are of its module; the likeliest first."""
    said = (one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str))
    quoted = {four for text in said for part in re.split(r"\{\w+\}|[“”]", text) for four in in_fours(part)}
    ranks = Counter({test: 1 for test in told_by() if Path(test.partition("::")[0]).name in modules})
    for test, (words, fours) in told_by().items():
        ranks[test] += 100 * (name in words) + 2 * len(quoted & fours)
    return tuple(test for test, rank in ranks.most_common(MOST) if rank)


@cache
def told_by() -> dict[str, tuple[set[str], set[str]]]:
    """The words of each test, and its fours of words."""
    return {f"{path}::{test}": (set(re.findall(r"\w+", text)), in_fours(text)) for path, test, text in test_functions()}


def rules(seen: CoverageData) -> Iterator[Thing]:
    """Rules that rows name, and remarks, with the tests that come to what they say."""
    for file, tree in trees().items():
        for node in tree.body if file.startswith("workflow/rules/") else ():
            if not isinstance(node, ast.FunctionDef):
                continue
            marks = {ast.unparse(one) for one in node.decorator_list} & {"rule", "warning"}
            if not marks and not node.name.startswith("warn_of_"):
                continue
            yields = {one.lineno for one in ast.walk(node) if isinstance(one, ast.Yield | ast.YieldFrom)}
            lines = yields or {one.lineno for one in ast.walk(node) if isinstance(one, ast.Return)}
            through = seen.contexts_by_lineno(file)
            tests = {one.rpartition("|")[0] for line in lines for one in through.get(line, ())} - {""}
            own = f"/test_{Path(file).stem}.py"
            order = sorted(tests, key=lambda one: (f"[{node.name}-" not in one, own not in one, len(one), one))
            telling = () if marks else tests_that_tell(node.name, node, set())
            whole = ast.parse((ROOT / file).read_text("utf-8"))
            for one in whole.body:
                if isinstance(one, ast.FunctionDef) and one.name == node.name:
                    one.body = ast.parse("return iter(())").body
            yield Thing(
                "rule" if marks else "remark",
                node.name,
                file,
                (*order[:MOST], *telling),
                {file: ast.unparse(whole)},
            )


class Silence(ast.NodeTransformer):
    """Leaves out every `raise` and every `yield` of a class."""

    def __init__(self, name: str) -> None:
        """Look for a name."""
        self.name, self.found = name, False

    def found_in(self, tree: ast.Module) -> bool:
        """Leave them out of a module; whether there was any."""
        self.visit(tree)
        return self.found

    def _instead(self, node: ast.stmt, made: ast.AST | None) -> ast.stmt:
        called = made.func if isinstance(made, ast.Call) else made
        if (called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")) != self.name:
            return node
        self.found = True
        return ast.copy_location(ast.Pass(), node)

    def visit_Raise(self, node: ast.Raise) -> ast.stmt:  # as ast names it
        """Leave it out."""
        return self._instead(node, node.exc)

    def visit_Expr(self, node: ast.Expr) -> ast.stmt:  # as ast names it
        """Leave it out, where it is yielded."""
        return self._instead(node, node.value.value if isinstance(node.value, ast.Yield) else None)


def refusals() -> Iterator[Thing]:
    """Every class below the root of errors, with the tests that name it, quote it, or are of its module."""
    below = {"EscaladeError"}
    classes: dict[str, tuple[str, ast.ClassDef]] = {}
    for _ in range(6):  # as deep as they go
        for file, tree in trees().items():
            for node in tree.body:
                if isinstance(node, ast.ClassDef) and below & {
                    ast.unparse(one).rpartition(".")[2] for one in node.bases
                }:
                    below.add(node.name)
                    classes[node.name] = (file, node)
    for name, (file, node) in sorted(classes.items()):
        without = {}
        for other in trees():
            text = source(other)
            silence = Silence(name)
            if re.search(rf"(raise|yield) [\w.]*\b{name}\b", text) and silence.found_in(tree := ast.parse(text)):
                without[other] = ast.unparse(ast.fix_missing_locations(tree))
        tests = tests_that_tell(name, node, {f"test_{Path(one).stem}.py" for one in (file, *without)})
        yield Thing("refusal", name, file, tests, without)


def attacks() -> Iterator[Thing]:
    """Every attack that is played, and the defence that finds it."""
    for one in TABLE:
        text = (ROOT / one.cut.file).read_text("utf-8")
        where = f"{one.cut.file}: {' '.join(one.cut.text.split())}"
        which = f" -k {one.which}" if one.which else ""
        yield Thing(
            "attack", one.what, where, (one.test + which,), {one.cut.file: text.replace(one.cut.text, one.cut.instead)}
        )


class Counting:
    """Collects every test that may be asked for, then tries each thing in a copy of the process."""

    def __init__(self, things: list[Thing], rows: dict[tuple[str, ...], list[str]], to: Path) -> None:
        """Try these, and keep what comes of it beside what is known."""
        self.things, self.rows, self.to = things, rows, to
        self.items: dict[str, list[pytest.Item]] = {}
        self.failed, self.functions = "", Functions()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Hear which test failed."""
        if report.failed and not self.failed:
            self.failed = report.nodeid

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """In the place of running what was collected."""
        for item in session.items:
            if "postgresql" not in item.nodeid:
                for name in {item.nodeid, item.nodeid.partition("[")[0]}:
                    self.items.setdefault(name, []).append(item)
        self.functions = list_functions()
        for thing in self.things:
            failed = self.run(thing.tests, thing.without) if thing.without else ""
            by_itself = failed and not self.run((failed,), {})
            how = TAKEN if by_itself else TOLD if thing.kind == "attack" else NAMED if thing.tests else NONE
            test = failed if by_itself and thing.kind != "attack" else next(iter(thing.tests), "")
            self.rows[thing.kind, thing.name] = [thing.kind, thing.name, thing.where, test, how]
            told = "".join("\t".join(self.rows[key]) + "\n" for key in sorted(self.rows))
            self.to.write_text(told, "utf-8")
        return True

    def run(self, tests: tuple[str, ...], without: dict[str, str]) -> str:
        """Run tests where sources are others, in a process of its own: the first that fails."""
        reading, writing = os.pipe()
        with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            child = os.fork()
            if not child:
                with suppress(BaseException):
                    os.setsid()
                    signal.alarm(SECONDS)
                    os.environ |= {"TMPDIR": folder, "PYTEST_DEBUG_TEMPROOT": folder}
                    replace_code(self.functions, without)
                    for item in self.chosen(tests):
                        runtestprotocol(item, log=True, nextitem=None)
                        if self.failed:
                            break
                    os.write(writing, self.failed.encode())
                os._exit(0)
            os.close(writing)
            with open(reading, encoding="utf-8") as answer:  # noqa: PTH123  # a descriptor
                failed = answer.read()
            os.waitpid(child, 0)
            with suppress(ProcessLookupError):
                os.killpg(child, signal.SIGKILL)
        return failed

    def chosen(self, tests: tuple[str, ...]) -> list[pytest.Item]:
        """The items of tests, only those of the cases that are asked for."""
        found = []
        for test in tests:
            name, _, which = test.partition(" -k ")
            asked = Expression.compile(which or "test")
            found += [item for item in self.items.get(name, ()) if asked.evaluate(partial(is_named, item))]
        return found


def is_named(item: pytest.Item, word: str, **_: object) -> bool:
    """Whether a test has a word in its name, as `-k` asks."""
    return word.lower() in item.name.lower()


Functions = dict[tuple[str, str], list[FunctionType]]
"""The functions that there are, by file and name."""


def list_functions() -> Functions:
    """Every function of the program that was imported."""
    found: Functions = {}
    gc.unfreeze()
    for one in gc.get_objects():
        if isinstance(one, FunctionType):
            found.setdefault((os.path.realpath(one.__code__.co_filename), one.__code__.co_qualname), []).append(one)
    gc.freeze()
    return found


def replace_code(functions: Functions, without: dict[str, str]) -> None:
    """Let functions do what other sources say, those of modules that are imported later too."""
    compiled = {
        str(ROOT / file): compile(text, str(ROOT / file), "exec", dont_inherit=True) for file, text in without.items()
    }
    codes: dict[tuple[str, str], CodeType] = {}
    waiting = list(compiled.values())
    while waiting:
        code = waiting.pop()
        codes[code.co_filename, code.co_qualname] = code
        waiting += [one for one in code.co_consts if isinstance(one, CodeType)]
    for place, code in codes.items():
        for one in functions.get(place, ()):
            if code.co_freevars == one.__code__.co_freevars:
                one.__code__ = code
    whole = SourceFileLoader.get_code

    def get_code(self: SourceFileLoader, name: str) -> CodeType | None:
        return compiled.get(os.path.realpath(self.path)) or whole(self, name)

    SourceFileLoader.get_code = get_code  # type: ignore[assignment, method-assign]  # as modules are imported


def main(words: list[str]) -> None:
    """Find a test for each, try it, and keep the list."""
    parser = argparse.ArgumentParser(prog="python -m tests.net.counts")
    parser.add_argument("kinds", nargs="*", default=["rule", "remark", "refusal", "attack"])
    parser.add_argument("--coverage", required=True, help="what the tests of workflow/ passed through, with contexts")
    parser.add_argument("--to", type=Path, default=KEPT)
    asked = parser.parse_args(words)
    seen = CoverageData(asked.coverage)
    seen.read()
    kept = asked.to.read_text("utf-8").splitlines() if asked.to.exists() else []
    rows = {tuple(line.split("\t")[:2]): line.split("\t") for line in kept}
    found: dict[str, Iterator[Thing]] = {"rule": rules(seen), "refusal": refusals(), "attack": attacks()}
    things = [
        one
        for kind in found
        if {kind, "remark" if kind == "rule" else kind} & set(asked.kinds)
        for one in found[kind]
        if one.kind in asked.kinds and rows.get((one.kind, one.name), [""])[-1] != TAKEN
    ]
    files = sorted({test.partition("::")[0] for one in things for test in one.tests})
    pytest.main(
        ["-q", "-p", "no:cacheprovider", "--continue-on-collection-errors", *files], [Counting(things, rows, asked.to)]
    )
    for kind in asked.kinds:
        told = [row[-1] for row in rows.values() if row[0] == kind]
        sys.stdout.write(f"{kind}: {len(told)}, taken away {told.count(TAKEN)}, without a test {told.count(NONE)}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
