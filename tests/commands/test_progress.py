"""Long work says how far it is, where a person looks on."""

from __future__ import annotations

import os
import pty
import sys
from contextlib import ExitStack

import click
import pytest

from escalade.commands.terminal.progress import progress
from escalade.commands.terminal.settings import CommandSettings

from .conftest import Shell


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
        return os.read(ours, 4096).decode()


def test_a_terminal_shows_how_many_of_how_many(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "2/3" in shown(monkeypatch)


@pytest.mark.parametrize("how", ["quiet", "hidden"])
def test_nothing_is_shown_where_nobody_looks_on(monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    assert shown(monkeypatch, **{how: True}) == "."


@pytest.mark.parametrize("line", ["load", "load case.toml --sealed group.sealed"])
def test_a_loading_takes_one_file(shell: Shell, line: str) -> None:
    assert shell(line).code == 2
    assert not shell.register.exists()
