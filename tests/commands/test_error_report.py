"""Errors become messages and exit codes in one place; never a traceback."""

from __future__ import annotations

import json
import os
import pty
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import ExitStack, closing
from pathlib import Path

import click
import pytest

from escalade.commands.terminal.outcome import report
from escalade.commands.terminal.output_file import progress
from escalade.commands.terminal.settings import CommandSettings
from escalade.models.cases import find_shipped_case
from escalade.workflow.values.errors import LedgerError, PaperError, RegisterError, RequestError
from tests.programs import FULL

from .conftest import Shell

PROGRAM = [sys.executable, "-c", "from escalade.cli import main; main()"]


@pytest.mark.parametrize(
    ("problem", "code", "message"),
    [
        (RegisterError("It is locked."), 1, "It is locked."),
        (PaperError("It lacks a word."), 1, "It lacks a word."),
        (RequestError("It is malformed."), 2, "It is malformed."),
        (LedgerError("It was altered."), 4, "It was altered."),
        (KeyboardInterrupt(), 130, "Interrupted: what was under way is not recorded."),
        (EOFError(), 130, "Interrupted: what was under way is not recorded."),
        (BrokenPipeError(), 1, "The output was closed before all of it was written."),
        (PermissionError(13, "Permission denied", "a.md"), 1, "Could not read or write a.md: permission denied."),
        (OSError(28, "No space left on device"), 1, "The output could not be written: no space left on device."),
    ],
)
def test_each_failure_has_its_sentence_and_code(
    problem: BaseException, code: int, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report(problem, CommandSettings()) == code
    assert capsys.readouterr() == ("", f"{message}\n")
    assert report(problem, CommandSettings(format="json")) == code
    assert json.loads(capsys.readouterr().err)["message"] == message


def test_what_nobody_expected_asks_to_be_reported(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        message = "a defect"
        raise ValueError(message)

    monkeypatch.setattr("escalade.models.backends.locate", fails)
    called = shell("list")
    assert called.code == 1
    assert "(ValueError: a defect). This is a defect of escalade. Please report it" in called.err
    monkeypatch.setenv("ESCALADE_DEBUG", "1")
    with pytest.raises(ValueError, match="a defect"):
        shell("list")


@pytest.mark.parametrize("line", ["--format json list --odd", "list --odd --format=json", "list --odd --format json"])
def test_a_line_that_cannot_be_read_is_answered_in_json_where_json_was_asked_for(shell: Shell, line: str) -> None:
    called = shell(line)
    assert (called.code, sorted(called.refusal)) == (2, ["causes", "error", "message"])


def test_what_would_act_on_a_terminal_is_shown_as_it_is_written(shell: Shell) -> None:
    called = shell("", "x\x1b[31m\u202e")
    assert "\\u001b[31m\\u202e" in called.err


def test_an_output_that_is_closed_is_said(real: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [*PROGRAM, "--register", str(real), "procedure", "--rules"],
        stdout=writer,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (1, "The output was closed before all of it was written.\n")


@pytest.mark.needs(FULL)
@pytest.mark.parametrize("line", [["list"], ["--help"], ["procedure", "--rules"]])
def test_an_output_that_is_full_is_said(real: Path, line: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*PROGRAM, "--register", str(real), *line], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert (done.returncode, done.stderr) == (1, "The output could not be written: no space left on device.\n")


def test_an_output_without_our_letters_is_still_written(real: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        [*PROGRAM, "--register", str(real), "history", "2017/ott"], capture_output=True, check=False, env=environment
    )
    assert (done.returncode, "new → proposed" in done.stdout.decode()) == (0, True)


def is_written(register: Path) -> bool:
    """Whether another program makes a register beside its place, or holds it so as to write to it."""
    if not register.exists():
        return any(register.parent.glob(f".{register.name}.*.new"))
    with closing(sqlite3.connect(f"file:{register}?mode=rw", timeout=0, isolation_level=None, uri=True)) as asked:
        try:
            asked.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as problem:
            return "locked" in str(problem)
    return False


def interrupted(shell: Shell, *words: str, begun: str = "") -> tuple[int, str]:
    """Interrupt the loading of a long case, behind some acts, once it has begun; the exit code and what is said."""
    act = '{{"act": "open round", "of": ["{}"], "by": "Made-up Desk", "on": "2020-02-10"}}\n'
    (shell.folder / "acts.jsonl").write_text(begun + "".join(act.format(number) for number in range(3000, 43000)))
    environment = {**os.environ, "ESCALADE_REGISTER": str(shell.register)}
    running = subprocess.Popen(
        [*PROGRAM, "load", "acts.jsonl", *words], stderr=subprocess.PIPE, text=True, env=environment
    )
    while not is_written(shell.register) and running.poll() is None:
        time.sleep(0.01)
    time.sleep(0.5)  # in the middle of some seconds
    running.send_signal(signal.SIGINT)
    return running.wait(), running.communicate()[1]


def test_an_interrupted_act_leaves_nothing(group: Shell) -> None:
    before = group("export").out
    assert interrupted(group, "--as", "Made-up Desk") == (130, "Interrupted: what was under way is not recorded.\n")
    assert group("export").out == before


def test_an_interrupted_loading_leaves_no_register(shell: Shell, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = f"--register {tmp_path_factory.mktemp('other') / 'other.db'}"
    shell.does(f"{other} load {find_shipped_case('made_up_body')}")
    code, _ = interrupted(shell, begun=shell.does(f"{other} export"))
    assert (code, [file.name for file in shell.folder.iterdir()]) == (130, ["acts.jsonl"])


def shown(monkeypatch: pytest.MonkeyPatch, **how: bool) -> str:
    """What a terminal shows of three things of which two are done."""
    with ExitStack() as stack:
        ours, theirs = pty.openpty()
        screen = stack.enter_context(os.fdopen(theirs, "w"))
        monkeypatch.setattr(sys, "stderr", screen)
        setting = CommandSettings()
        setting.quiet = how.get("quiet", False)
        stack.enter_context(click.Context(click.Command("verify"), obj=setting))
        with progress("records", hidden=how.get("hidden", False)) as count:
            count(1, 3)
            count(2, 3)
        screen.write(".")
        screen.flush()
        said = b""
        while not said.endswith(b"."):  # a terminal gives what it has so far
            said += os.read(ours, 4096)
        return said.decode()


def test_a_terminal_shows_how_many_of_how_many(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "2/3" in shown(monkeypatch)


@pytest.mark.parametrize("how", ["quiet", "hidden"])
def test_nothing_is_shown_where_nobody_looks_on(monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    assert shown(monkeypatch, **{how: True}) == "."


@pytest.mark.parametrize("line", ["load", "load case.toml --sealed group.sealed"])
def test_a_loading_takes_one_file(shell: Shell, line: str) -> None:
    assert shell(line).code == 2
    assert not shell.register.exists()
