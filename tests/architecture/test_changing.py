"""What `docs/changing.md` says of a rule is true: one function, one name in a row, one example."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

COPIED = ("workflow", "tests/workflow", "tests/net/acts")
"""What a rule and its example stand in; all else is read where it is, but for what examples share."""
MODULE, ROWS, EXAMPLES = "workflow/rules/paper.py", "workflow/procedure.py", "tests/workflow/rules/test_paper.py"
IN_ROW = ('"contribution_is_new"', '"contribution_is_new", "symbol_is_short"')
BY_ACT = ('    "revise": (', '    "receive": ("symbol_is_brief",),\n    "revise": (')
"""Where the name stands: of a rule in what a row provides, of a remark under its act."""
FUNCTION = '''

@{kind}
def {name}(trial: Trial) -> Iterator[RuleProblem]:
    """The symbol of a contribution is short."""
    if len(trial.field("symbol")) > {most}:
        yield RuleProblem("{detail}", give("symbol", "Give a shorter one."))
'''
EXAMPLE = """
    Case("{name}", "round", "open", "receive", "input", {{"symbol": "{symbol}"}}, "{said}"),"""
TOLD, WAY = "The symbol of a contribution is short.", "Give a shorter one."
RULE = {"name": "symbol_is_short", "kind": "rule", "most": 12, "detail": "", "symbol": "H31/1234567890", "said": WAY}
REMARK = {"name": "symbol_is_brief", "kind": 'remark("fact")', "most": 9, "detail": TOLD, "symbol": "H31/123456"}
ADDED = (RULE, REMARK | {"said": f"{TOLD} {WAY}"})


@pytest.fixture
def tree(root: Path, tmp_path: Path) -> Path:
    """A copy of what is changed, which stands before the tree itself."""
    copy = tmp_path / "escalade"
    for name in COPIED:
        shutil.copytree(root / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for shared in (root / "tests").glob("[a-z]*.py"):
        if shared.name != "conftest.py":
            shutil.copy(shared, copy / "tests")
    return copy


def change(path: Path, by: Callable[[str], str]) -> None:
    """Change a file, which has to come out otherwise."""
    before = path.read_text("utf-8")
    path.write_text(by(before), "utf-8")
    assert path.read_text("utf-8") != before


def differing(copy: Path, root: Path) -> set[str]:
    """The files of a copy that are not as they were."""
    files = {path.relative_to(copy).as_posix() for path in copy.rglob("*.*") if path.suffix in {".py", ".toml"}}
    return {name for name in files if (copy / name).read_bytes() != (root / name).read_bytes()}


def runs(copy: Path, *words: str) -> tuple[int, str]:
    """Run Python on the copy: the exit code, and all that was said."""
    found = {**os.environ, "PYTHONPATH": str(copy.parent), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([sys.executable, *words], cwd=copy, env=found, capture_output=True, text=True, check=False)
    return done.returncode, " ".join((done.stdout + done.stderr).split())


def test_a_rule_or_remark_is_a_function_a_name_in_a_row_and_an_example(tree: Path, root: Path) -> None:
    functions, examples = ("".join(text.format(**one) for one in ADDED) for text in (FUNCTION, EXAMPLE))
    change(tree / MODULE, lambda text: re.sub(r"(rules\.trial import .*)\brule\b", r"\1remark, rule", text))
    change(tree / MODULE, lambda text: text + functions)
    change(tree / ROWS, lambda text: text.replace(*IN_ROW, 1).replace(*BY_ACT, 1))
    change(tree / EXAMPLES, lambda text: text.replace("CASES: list[Case] = [", f"CASES: list[Case] = [{examples}", 1))
    assert differing(tree, root) == {MODULE, ROWS, EXAMPLES}

    tried = (
        "rules/test_paper.py",
        "rules/trial/test_rule.py::test_every_rule_has_a_case_or_an_example",
        "test_procedure.py",
    )
    files = [f"tests/workflow/{name}" for name in tried]
    passed, out = runs(tree, "-m", "pytest", "-q", "-c", os.devnull, f"--rootdir={tree}", *files)
    assert passed == 0, out[-3000:]
    program = ("-c", "import sys; from escalade.cli import run; sys.exit(run())", "--register", "made.db")
    assert runs(tree, *program, "load", str(root / "models/cases/made_up_body.toml"))[0] == 0
    about = ("--by-state", "Isle", "--concerns", "2020", "--on", "2020-03-02", "--as", "Made-up Desk")
    for symbol, code, begins in (("MWG-1/123456789", 3, ""), ("MWG-1/12345", 0, "Warning: 2020: ")):
        came, said = runs(tree, *program, "receive", symbol, *about)
        assert (came, f"{begins}{TOLD} {WAY}" in said) == (code, True), said
