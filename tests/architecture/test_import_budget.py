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
HELP = {"cli", *(f"commands{name}" for name in ("", ".catalogue", ".once", ".root", ".setting", ".verb"))}
LIST = HELP | {
    "commands.listing",
    "commands.page",
    "commands.stream",
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
READ = LIST - {"commands.listing"} | {
    "models.awaiting",
    "models.nearness",
    "models.stamp",
    "models.naming",
    "models.view",
    "workflow.audience",
    "workflow.body",
    "workflow.finality",
    "workflow.form",
    "workflow.gathering",
    "workflow.history",
    "workflow.index",
    "workflow.motion",
    "workflow.once",
    "workflow.record",
    "workflow.standing",
    "workflow.step",
    "workflow.subject",
    "workflow.topic",
    "workflow.when",
}
"""What reads a subject's records, whatever is then done with them; the shapes of motions belong to it."""
SHOW = READ | {"commands.showing", "desk.round"}
LINES = {
    "commands.detail",
    "commands.owed",
    "commands.portrait",
    "commands.remark",
    "workflow.instant",
    "workflow.obligation",
    "workflow.silence",
    "workflow.version",
}
HISTORY = READ | {"commands.history", "commands.remark", "workflow.amendment"}
TYPED = READ | {"desk.act", "desk.field", "desk.known", "desk.officer", "desk.retyped", "desk.typed"}
"""What says how an act is typed; the law beside it is not listed."""
WHY = TYPED | {"commands.keeping", "commands.prospect", "models.folder"}
INBOX = TYPED | {"commands.inbox", "desk.seat"}
READING = {"click", "msgspec", "typing_extensions"}
"""The libraries of what reads records; msgspec takes the last with it, where that is installed."""
SLOW = {"calendar", "dataclasses", "pathlib", "urllib"}
"""Modules of Python that take longer to import than a command has for all of its own."""


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
    assert names.isdisjoint(SLOW)


@pytest.mark.parametrize("form", ["table", "json"])
def test_show_imports_what_reads_records_and_draws_them(place: Path, form: str) -> None:
    names = imported("--register", str(place), "--format", form, "show", "ott")
    unlisted = {name for name in ours(names) if not name.startswith("workflow.motion.")}
    most = SHOW if form == "json" else SHOW | LINES
    assert unlisted <= most, unlisted - most
    assert libraries(names) <= READING
    assert names.isdisjoint(SLOW)


@pytest.mark.parametrize("form", ["table", "json"])
def test_history_imports_what_reads_records_and_a_line_for_each(place: Path, form: str) -> None:
    names = imported("--register", str(place), "--format", form, "history", "ott")
    unlisted = {name for name in ours(names) if not name.startswith("workflow.motion.")}
    assert unlisted <= HISTORY, unlisted - HISTORY
    assert libraries(names) <= READING
    assert names.isdisjoint(SLOW)


@pytest.mark.parametrize(("line", "most"), [(("why", "ott"), WHY), (("inbox", "--all"), INBOX)])
def test_why_and_inbox_import_the_law_beside_what_reads(place: Path, line: tuple[str, ...], most: set[str]) -> None:
    names = imported("--register", str(place), *line)
    unlisted = {name for name in ours(names) if not name.startswith("workflow.")}
    assert unlisted <= most, unlisted - most
    assert "escalade.workflow.machine" not in names
    assert libraries(names) <= READING
    assert names.isdisjoint(SLOW)
