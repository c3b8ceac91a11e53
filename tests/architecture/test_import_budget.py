"""What a command may import before it answers is listed, and held.

A module more is some milliseconds more for everybody, every time.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from escalade.models.backends import Location, create
from escalade.models.cases import find_shipped_case, replay
from escalade.models.register import open_register

TRY = """
import sys
before = set(sys.modules)
from escalade.cli import run
code = run(sys.argv[1:])
print(code, *sorted(set(sys.modules) - before), file=sys.stderr)
"""
HELP = {
    "cli",
    "commands",
    "commands.catalogue",
    "commands.root",
    "commands.terminal.command",
    "commands.terminal.settings",
}
LIST = HELP | {
    "commands.reads.list",
    "commands.terminal.table",
    "commands.terminal.stream",
    "services",
    "services.views.text",
    "models",
    "models.backends",
    "models.backends.sqlite",
    "models.backends.location",
    "models.store.statements",
    "models.store.errors",
    "models.reader",
    "models.store.schema",
    "models.store.schema_text",
    "workflow",
    "workflow.values.errors",
    "workflow.values.reference",
}
READ = LIST - {"commands.reads.list"} | {
    "services.views.evidence",
    "models.store.clock",
    "models.views.view",
    "workflow.records.audience",
    "workflow.subjects.body",
    "workflow.subjects.evidence",
    "workflow.subjects.hearing",
    "workflow.records.record",
    "workflow.subjects.meeting",
    "workflow.subjects.position",
    "workflow.records.history",
    "workflow.subjects.standing",
    "workflow.motions",
    "workflow.values.step",
    "workflow.subjects.subject",
    "workflow.subjects.topic",
    "workflow.values.dates",
    "workflow.values.identity",
}
"""What reads a subject's records, whatever is then done with them; the shapes of motions belong to it."""
AS_DATA = {"services.views.record", "services.views.shape"}
"""What makes the answer that JSON shows."""
SHOW = READ | {"commands.reads.show", "services.acts.references", "workflow.values.words"}
LINES = {
    "commands.reads.subject_lines",
    "services.views.nouns",
    "services.views.stand",
    "workflow.subjects.stand",
    "commands.reads.remarks",
    "workflow.values.instant",
    "workflow.subjects.silence",
    "workflow.subjects.language_versions",
}
HISTORY = READ | {
    "commands.reads.history",
    "commands.reads.remarks",
    "services.views.nouns",
    "workflow.subjects.language_versions",
}
TYPED = READ | {
    "services.acts.fields",
    "services.acts.references",
    "services.acts.quote",
    "services.acts.suggestions",
    "services.views.nouns",
    "workflow.values.words",
}
"""What says how an act is typed; the law beside it is not listed."""
WHY = TYPED | {"commands.terminal.kept_defaults", "commands.reads.why", "models.backends.location"}
INBOX = TYPED | {"commands.reads.inbox", "services.acts.holiday_calendar", "services.views.office_calendar"}
READING = {"click", "msgspec", "typing_extensions"}
"""The libraries of what reads records; msgspec takes the last with it, where that is installed."""
SLOW = {"calendar", "dataclasses", "pathlib", "shutil", "urllib", "zoneinfo"}
"""Modules of Python that take longer to import than a command has for all of its own."""
OF_TODAY = {"zoneinfo"}
"""What says which day it is at the seat; who asks for no day of today does without."""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with the round of 2017."""
    path = tmp_path_factory.mktemp("budget") / "register.db"
    create(Location(path))
    with open_register(Location(path)) as register:
        replay(register, find_shipped_case("cwg_internet_2017"), lambda *_: None)
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


def with_packages(names: set[str]) -> set[str]:
    """These modules, and the packages that they lie in."""
    return names | {name.rsplit(".", depth)[0] for name in names for depth in range(1, name.count(".") + 1)}


def libraries(names: set[str]) -> set[str]:
    """The libraries among them, by their first name."""
    tops = {name.partition(".")[0] for name in names}
    known = {"escalade", *sys.stdlib_module_names, *sys.builtin_module_names}
    return {name for name in tops if name not in known and not name.startswith("_")}


def test_help_imports_names_and_click_alone() -> None:
    names = imported("--help")
    unlisted = ours(names) - with_packages(HELP)
    assert unlisted == set()
    assert libraries(names) == {"click"}
    assert "sqlite3" not in names


@pytest.mark.parametrize("form", ["table", "json"])
def test_list_imports_what_reads_rows_and_click_alone(place: Path, form: str) -> None:
    names = imported("--register", str(place), "--format", form, "list")
    unlisted = ours(names) - with_packages(LIST)
    assert unlisted == set()
    assert libraries(names) == {"click"}
    assert names.isdisjoint(SLOW)


@pytest.mark.parametrize("form", ["table", "json"])
def test_show_imports_what_reads_records_and_draws_them(place: Path, form: str) -> None:
    names = imported("--register", str(place), "--format", form, "show", "ott")
    unlisted = {name for name in ours(names) if not name.startswith("workflow.motions.")}
    most = SHOW | (AS_DATA if form == "json" else LINES)
    assert unlisted - with_packages(most) == set()
    assert libraries(names) <= READING
    assert names.isdisjoint(SLOW - (set() if form == "json" else OF_TODAY))


@pytest.mark.parametrize("form", ["table", "json"])
def test_history_imports_what_reads_records_and_a_line_for_each(place: Path, form: str) -> None:
    names = imported("--register", str(place), "--format", form, "history", "ott")
    assert "escalade.workflow.motions.mismatch" not in names
    unlisted = {name for name in ours(names) if not name.startswith("workflow.motions.")}
    assert unlisted - with_packages(HISTORY | (AS_DATA if form == "json" else set())) == set()
    assert libraries(names) <= READING
    assert names.isdisjoint(SLOW)


@pytest.mark.parametrize(("line", "most"), [(("why", "ott"), WHY), (("inbox", "--all"), INBOX)])
def test_why_and_inbox_import_the_law_beside_what_reads(place: Path, line: tuple[str, ...], most: set[str]) -> None:
    names = imported("--register", str(place), *line)
    unlisted = {name for name in ours(names) if not name.startswith("workflow.")}
    assert unlisted - with_packages(most) == set()
    assert "escalade.workflow.machine" not in names
    assert "json" not in names
    assert libraries(names) <= READING
    assert names.isdisjoint(SLOW - OF_TODAY)
