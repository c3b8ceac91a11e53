"""What the house style asks of every module, where a machine can see it."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

LONGEST_MODULE = 500
LONGEST_FUNCTION = 25
LONGEST_SUMMARY = 72
EMPTY_NAMES = {"util", "utils", "helper", "helpers", "manager", "managers", "common"}
REASON = re.compile(r"#\s*(?:noqa:|type:\s*ignore\[|pragma:)[^#]*?(?:#|--? )\s*\w+\W+\w+")
EXEMPTION = re.compile(r"#\s*(?:noqa|type:\s*ignore|pragma:)")

Function = ast.FunctionDef | ast.AsyncFunctionDef
Documented = ast.Module | ast.ClassDef | Function


def length_of(function: Function) -> int:
    """Lines from the `def` on, the docstring not counted."""
    first = function.body[0]
    said = first.end_lineno or 0 if ast.get_docstring(function) else None
    docstring = 0 if said is None else said - first.lineno + 1
    return (function.end_lineno or 0) - function.lineno + 1 - docstring


def functions_of(tree: ast.Module) -> Iterator[Function]:
    """Every function and method, nested ones included."""
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def public_of(node: ast.Module | ast.ClassDef, path: str) -> Iterator[tuple[str, Documented]]:
    """A module or class with all that it shows, by name."""
    yield path, node
    for child in node.body:
        if isinstance(child, ast.ClassDef | Function) and not child.name.startswith("_"):
            name = f"{path}:{child.name}"
            yield from public_of(child, name) if isinstance(child, ast.ClassDef) else [(name, child)]


def comments_of(text: str) -> Iterator[tuple[int, str]]:
    """Every comment with its line."""
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


def lacks_reason(comment: str) -> bool:
    """Whether a comment exempts its line from a check without saying why."""
    return bool(EXEMPTION.search(comment)) and not REASON.search(comment)


def test_no_module_is_too_long(root: Path, sources: dict[str, ast.Module]) -> None:
    lengths = {path: len((root / path).read_text("utf-8").splitlines()) for path in sources}
    assert {path: length for path, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_no_function_is_too_long(sources: dict[str, ast.Module]) -> None:
    lengths = {f"{path}:{one.name}": length_of(one) for path, tree in sources.items() for one in functions_of(tree)}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}


def test_everything_public_says_what_it_is_for(sources: dict[str, ast.Module]) -> None:
    public = [found for path, tree in sources.items() for found in public_of(tree, path)]
    assert [name for name, node in public if not ast.get_docstring(node)] == []


def test_every_error_has_a_name_of_its_own(sources: dict[str, ast.Module]) -> None:
    """A program tells errors apart by the name that `--format json` gives."""
    named = [one.name for tree in sources.values() for one in ast.walk(tree) if isinstance(one, ast.ClassDef)]
    errors = [name for name in named if name.endswith("Error")]
    assert sorted({name for name in errors if errors.count(name) > 1}) == []


def test_every_docstring_begins_with_a_short_line(sources: dict[str, ast.Module]) -> None:
    said = [path for path in sources if not path.startswith("workflow/rules/")]  # a rule's is the sentence users read
    public = [found for path in said for found in public_of(sources[path], path)]
    summaries = {name: (ast.get_docstring(node) or "").partition("\n")[0] for name, node in public}
    assert {name: line for name, line in summaries.items() if len(line) > LONGEST_SUMMARY} == {}


def test_no_module_has_an_empty_name(sources: dict[str, ast.Module]) -> None:
    words = {path: re.split(r"[/_.]", path) for path in sources}
    assert [path for path, parts in words.items() if EMPTY_NAMES.intersection(parts)] == []


def test_every_exemption_gives_its_reason(root: Path, rooms: tuple[str, ...]) -> None:
    files = [*root.glob("*.py"), *(file for room in (*rooms, "tests") for file in (root / room).rglob("*.py"))]
    texts = {file.relative_to(root).as_posix(): file.read_text("utf-8") for file in files}
    seen = {name: text for name, text in texts.items() if any(map(lacks_reason, text.splitlines()))}  # texts among them
    found = [(name, *comment) for name, text in seen.items() for comment in comments_of(text)]
    assert [(name, line) for name, line, comment in found if lacks_reason(comment)] == []


@pytest.mark.parametrize(
    ("comment", "lacking"),
    [
        ("# noqa: PLC0415", True),
        ("# noqa", True),
        ("# type: ignore[arg-type]", True),
        ("# type: ignore[arg-type] # why", True),
        ("# pragma: no cover", True),
        ("# noqa: PLC0415  # help stays instant", False),
        ("# noqa: PLC0415 - help stays instant", False),
        ("# type: ignore[arg-type]  # the stubs lag behind", False),
        ("# why it is so", False),
    ],
)
def test_a_missing_reason_is_seen(comment: str, lacking: bool) -> None:  # noqa: FBT001  # a column of the table above
    assert lacks_reason(comment) is lacking


def test_a_docstring_does_not_make_a_function_long() -> None:
    (function,) = functions_of(ast.parse('def one():\n    """One.\n\n    More.\n    """\n    return 1'))
    assert length_of(function) == 2
