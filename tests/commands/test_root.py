"""The commands by their names: help, the nearest one, and completion."""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from select import select
from typing import Any

import pytest
from click.shell_completion import ShellComplete

from escalade.commands.root import ADMIN, ENTRIES, GROUPS, ROOT
from escalade.commands.terminal.settings import CommandSettings

from .conftest import Shell

HEAVY = {"msgspec", "transitions", "sqlmodel", "sqlalchemy", "jinja2", "tabulate", "platformdirs", "sqlite3"}


def test_the_nearest_command_is_named(shell: Shell) -> None:
    called = shell("escalte 2017")
    assert (called.code, called.err) == (2, "There is no command “escalte”. Did you mean escalate?\n")
    assert "“escalade --help” lists all commands" in shell("xyzzy").err


@pytest.mark.parametrize(
    ("words", "groups"), [(["--help"], GROUPS), (["-h"], GROUPS), ([], GROUPS), (["--help", "admin"], ADMIN)]
)
def test_help_lists_what_the_offices_use_or_the_rest(shell: Shell, words: list[str], groups: dict[str, Any]) -> None:
    called = shell("", *words)
    shown = called.out + called.err
    assert called.code == (0 if words else 2)
    assert [heading for heading in groups if f"{heading}:" not in shown] == []
    listed = [entry.name for entries in groups.values() for entry in entries]
    assert [name for name in ENTRIES if f"  {name} " in shown] == sorted(listed, key=list(ENTRIES).index)
    assert len(listed) <= 70


def started(*words: str, **environment: str) -> str:
    """The modules that a fresh process imports for a command line."""
    code = "import sys\nfrom escalade.cli import run\ntry:\n run()\nfinally:\n print(*sys.modules, file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", code, *words],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )
    return done.stderr


@pytest.mark.parametrize(
    ("words", "environment"),
    [
        (["--help"], {}),
        ([], {"_ESCALADE_COMPLETE": "bash_complete", "COMP_WORDS": "escalade esc", "COMP_CWORD": "1"}),
        ([], {"_ESCALADE_COMPLETE": "bash_source"}),
        (["--version"], {}),
    ],
)
def test_help_and_completion_import_nothing_heavy(words: list[str], environment: dict[str, str]) -> None:
    imported = set(started(*words, **environment).split())
    assert "escalade.cli" in imported
    assert imported & HEAVY == set()
    assert {
        name for name in imported if name.startswith(("escalade.workflow", "escalade.models", "escalade.templates"))
    } == set()


def completed(line: str) -> list[str]:
    """What a shell is offered for the last word of a line."""
    *words, incomplete = line.split(" ")
    shell = ShellComplete(ROOT, {"obj": CommandSettings()}, "escalade", "_ESCALADE_COMPLETE")
    return [item.value for item in shell.get_completions(words[1:], incomplete)]


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("escalade rec", ["record-consultation", "receive", "record-statement"]),
        ("escalade show 2020/", ["2020/lamps", "2020/horns"]),
        ("escalade --as vice", ["Made-up Vice-Chair"]),
        ("escalade open-debate --as assembly", ["Made-up Assembly Desk"]),
        ("escalade open-debate --meet", ["--meeting"]),
        ("escalade --register absent.db show 2", []),
        ("escalade appoint chair", ["Made-up Chair", "Made-up Vice-Chair"]),
    ],
)
@pytest.mark.usefixtures("debated")
def test_completion_offers_commands_references_and_officers(words: str, offered: list[str]) -> None:
    found = completed(words)
    assert set(offered) <= set(found) if offered else found == []


def typed_in_bash(folder: Path, keys: str) -> str:
    """What an interactive bash shows, whose completion is ours, once keys were typed."""
    screen, keyboard = pty.openpty()
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "TERM": "dumb", "HISTFILE": "", "COLUMNS": "200"}
    words = [shutil.which("bash") or "bash", "--norc", "--noprofile", "-i"]
    shell = subprocess.Popen(
        words, cwd=folder, env=environment, stdin=keyboard, stdout=keyboard, stderr=keyboard, start_new_session=True
    )
    os.close(keyboard)
    with shell:
        os.write(screen, b'eval "$(_ESCALADE_COMPLETE=bash_source escalade)"; echo READY$((6 * 7))\n')
        before = until(screen, b"READY42")
        os.write(screen, f"{keys}\necho DONE$((6 * 7))\n".encode())
        after = until(screen, b"DONE42")
        shell.kill()
    os.close(screen)
    return (before + after).decode()


def until(screen: int, mark: bytes) -> bytes:
    """What a terminal shows until a mark, or until nothing comes any more."""
    shown = b""
    while mark not in shown and select([screen], [], [], 30)[0]:
        shown += os.read(screen, 4096)
    return shown


@pytest.mark.parametrize(
    ("keys", "printed"),
    [
        ("escalade show Assembly\\ 2020\t", "newest record  session/Assembly 2020#1"),
        ('escalade decisions --session "Assembly 2020\t', "No decision of Assembly 2020 is on record."),
        ("escalade inbox --as Vice\t", "Nothing waits for Made-up Vice-Chair."),
        ("escalade show 2020/la\t", "reference      2020/lamps"),
    ],
)
def test_names_with_spaces_are_completed_in_bash(debated: Shell, keys: str, printed: str) -> None:
    assert printed in typed_in_bash(debated.folder, keys)


def test_the_version_is_told(shell: Shell) -> None:
    assert shell("--version").out == f"escalade {version('escalade')}\n"
