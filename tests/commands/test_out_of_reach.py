"""A register that is locked or read-only, a clock that was set back, an old backup."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

import pytest

from escalade.models.backends import Location, sqlite
from escalade.models.register import open_register
from escalade.models.store import clock
from escalade.services.views import office_calendar
from escalade.workflow.motions import OpenRound
from tests.programs import MOUNT, need

from .conftest import DESK, TOPIC, Shell

PROPOSE = f"propose 2020/lamps {TOPIC.format('lamps')}"
WRITING = (
    PROPOSE,
    "rebuild",
    f"issue 2020 --kind agenda --subject 1 --symbol MA20/90 --language en --form md --accept all {DESK}",
)


@pytest.mark.parametrize("line", WRITING)
def test_a_locked_register_is_waited_for_read_and_then_named(
    group: Shell, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.05)
    with closing(sqlite3.connect(group.register, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        called = group.refuses(line, 1)
        assert "is locked by another program. Wait until that program has finished, then try again." in called.err
        group.does("list", "verify")
    group.does(line, "verify")


@pytest.fixture
def readable(group: Shell, disk: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """A shell on a register that lies on a disk which is read-only."""
    shutil.copy(group.register, disk / "register.db")
    subprocess.run([need(MOUNT), "-o", "remount,ro", str(disk)], check=True)
    monkeypatch.setenv("ESCALADE_REGISTER", str(disk / "register.db"))
    return Shell(disk, group.capture)


@pytest.mark.parametrize("line", WRITING)
def test_a_register_on_a_read_only_disk_is_read_and_not_written(readable: Shell, line: str) -> None:
    called = readable.refuses(line, 1)
    assert "is read-only. Ask for the right to write to the file and to its folder." in called.err
    readable.does("list", "verify", "show 2020", "export", "doctor")


@pytest.mark.parametrize("line", ["backup {}/copy.db", "agenda 1 --to {}/agenda.md", "export --to {}/x.jsonl"])
def test_nothing_is_written_on_a_read_only_disk(readable: Shell, line: str) -> None:
    assert "read-only file system" in readable.refuses(line.format(readable.folder), 1).err


def test_a_clock_that_was_set_back_records_nothing_until_it_is_right(group: Shell) -> None:
    ahead = datetime.now(UTC) + timedelta(days=1)
    with open_register(Location(group.register), clock=lambda: ahead) as register:
        register.act(OpenRound(of=("2021",), by="Made-up Desk", on="2020-02-10"))
    called = group.refuses(PROPOSE, 1)
    assert f"The newest record was made at {ahead:%Y-%m-%dT%H}" in called.err
    assert "Recorded times never run backwards: set the clock right." in " ".join(called.err.split())
    group.does("list", "verify")


@pytest.mark.parametrize("year", [999, 1000, 9000, 9998, 9999])
def test_a_clock_in_a_year_of_no_records_is_named(group: Shell, year: int, monkeypatch: pytest.MonkeyPatch) -> None:
    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Clock:
            return cls(year, 12, 31, 23, 59, tzinfo=tz or UTC)

    monkeypatch.setattr(clock, "datetime", Clock)
    monkeypatch.setattr(office_calendar, "datetime", Clock)
    act = PROPOSE.partition("--on")[0] + DESK
    for line in (act, "plan 2020", "plan 2020 --to plan.svg", "inbox"):
        said = group.refuses(line, 1).err
        assert f"This machine's clock says {year:04}-12-31T23:59" in " ".join(said.split()), line
    group.does("list", "verify")


def test_a_record_that_was_made_before_the_one_before_it_is_refused_by_load(group: Shell) -> None:
    group.does(PROPOSE)
    lines = group.does("export").splitlines()
    newest, before = json.loads(lines[-1]), json.loads(lines[-2])
    newest["at"] = "2020-01-01T00:00:00.000000Z"
    (group.folder / "back.jsonl").write_text("\n".join([*lines[:-1], json.dumps(newest)]))
    said = " ".join(group.refuses("load back.jsonl --register new.db", 3).err.split())
    assert f"line {len(lines)}" in said
    assert f"The clock says {newest['at']}, and the newest record was made at {before['at']}." in said


PAPERS = [(kind, form) for kind in ("agenda",) for form in ("docx", "pdf", "html", "md")]


@pytest.mark.parametrize(("kind", "form"), PAPERS)
def test_any_paper_issued_since_finds_an_old_backup_and_one_that_went_another_way(
    group: Shell, kind: str, form: str
) -> None:
    about = "--subject 1" if kind == "agenda" else ""
    group.does("backup old.db", PROPOSE)
    issue = f"issue 2020 --kind {kind} {about} --symbol MA20/90 --language en --form {form} --accept all"
    group.does(f"{issue} --to papers --on 2020-02-29 {DESK}")
    (paper,) = (group.folder / "papers").iterdir()
    group.does(f"verify --paper {paper}")
    called = group(f"verify --paper {paper} --register old.db")
    assert (called.code, "it was cut, or is an old backup" in called.out) == (4, True)
    for name in ("horns", "bells", "drums"):
        group.does(f"propose 2020/{name} {TOPIC.format(name)} --register old.db")
    group.does("verify --register old.db")
    called = group(f"verify --paper {paper} --register old.db --format json")
    assert (called.code, [one["ok"] for one in called.data]) == (4, [False, False])
    assert "no longer what was witnessed" in called.data[1]["sentence"]


WRITER = """
import sys
from escalade.cli import run
for number in range(1_000_000):
    line = ["propose", f"2020/t{number}", "--title", "en=Made up", "--unattributed", "--on", "2020-02-10"]
    run(["--quiet", "--register", sys.argv[1], *line, "--as", "Made-up Desk"])
    print(number + 1, flush=True)
"""
"""Makes one act after another until it is stopped, and tells how many there are."""


def test_a_backup_is_whole_while_another_process_writes(group: Shell) -> None:
    """Before each backup at least one act was made since the last, however slowly the machine goes."""
    sizes = [json.loads(group.does("verify --format json"))["records"]]
    begun = sizes[0]
    command = [sys.executable, "-c", WRITER, str(group.register)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout
        try:
            for number in range(6):
                told = (int(line) for line in writer.stdout if line.strip().isdecimal())
                next(made for made in told if begun + made > sizes[-1])
                group.does(f"backup copy-{number}.db")
                sizes.append(json.loads(group.does(f"verify --register copy-{number}.db --format json"))["records"])
            assert writer.poll() is None
        finally:
            writer.kill()
    assert sizes == sorted(set(sizes))
    group.does("verify")
