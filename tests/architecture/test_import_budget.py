"""What a command may import before it answers is listed, and held.

A module more is some milliseconds more for everybody, every time.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from escalade.models.cases import replay, shipped
from escalade.models.engine import Location, create
from escalade.models.register import open_register

TRY = """
import sys
before = set(sys.modules)
from escalade.cli import run
code = run(sys.argv[1:])
print(code, *sorted(set(sys.modules) - before), file=sys.stderr)
"""
HELP = {"cli", "commands", "commands.catalogue", "commands.root", "commands.setting", "commands.verb"}
LIST = HELP | {
    "commands.listing",
    "commands.page",
    "commands.table",
    "desk",
    "desk.data",
    "desk.proof",
    "desk.said",
    "models",
    "models.engine",
    "models.file",
    "models.location",
    "models.paging",
    "models.problem",
    "models.queries",
    "models.schema",
    "models.sqlite",
    "models.statements",
    "workflow",
    "workflow.errors",
    "workflow.reference",
}
HISTORY_LEAVES_OUT = {"transitions", "tabulate", "platformdirs", "sqlalchemy", "sqlmodel", "alembic", "jinja2", "babel"}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with the round of 2017."""
    path = tmp_path_factory.mktemp("budget") / "register.db"
    create(Location(path))
    with open_register(Location(path)) as register:
        replay(register, shipped("cwg_internet_2017"), lambda *_: None)
    return path


def imported(*words: str) -> set[str]:
    """Every module that a command imports on top of an empty interpreter."""
    done = subprocess.run([sys.executable, "-c", TRY, *words], capture_output=True, text=True, check=True)
    code, *names = done.stderr.splitlines()[-1].split()
    assert code == "0", done.stderr
    return set(names)


def ours(names: set[str]) -> set[str]:
    """Those of ours, by their name within escalade."""
    return {name.removeprefix("escalade.") for name in names if name.startswith("escalade.")}


def libraries(names: set[str]) -> set[str]:
    """The libraries among them, by their first name."""
    tops = {name.partition(".")[0] for name in names}
    known = {"escalade", *sys.stdlib_module_names, *sys.builtin_module_names}
    return {name for name in tops if name not in known and not name.startswith("_")}


def test_help_imports_names_and_click_alone() -> None:
    names = imported("--help")
    assert ours(names) <= HELP, ours(names) - HELP
    assert libraries(names) == {"click"}
    assert "sqlite3" not in names


@pytest.mark.parametrize("form", ["table", "json"])
def test_list_imports_what_reads_rows_and_click_alone(place: Path, form: str) -> None:
    names = imported("--register", str(place), "--format", form, "list")
    assert ours(names) <= LIST, ours(names) - LIST
    assert libraries(names) == {"click"}


@pytest.mark.parametrize("line", [("show", "ott"), ("history", "ott"), ("why", "ott"), ("inbox", "--all")])
def test_what_only_reads_leaves_out_what_writes_and_draws(place: Path, line: tuple[str, ...]) -> None:
    names = imported("--register", str(place), *line)
    assert libraries(names) & HISTORY_LEAVES_OUT == set()
    assert "escalade.workflow.machine" not in names
    assert "escalade.models.register" not in names
