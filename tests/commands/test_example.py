"""The example of every command is a line that can be read."""

from __future__ import annotations

import shlex

import pytest

from escalade.commands.acts.act import act_command, examples
from escalade.commands.catalogue import ENTRIES
from escalade.commands.root import ROOT
from escalade.commands.terminal.command import Verb
from escalade.commands.terminal.settings import CommandSettings
from escalade.workflow.motions import MOTIONS
from escalade.workflow.values.step import COMPANIONS
from tests.commands.verbs import command

from .conftest import Shell

ACTS = sorted(act for act in MOTIONS if act not in COMPANIONS)


def test_the_example_of_all_commands_is_on_one_line(shell: Shell) -> None:
    line = next(line for line in shell("--help").out.splitlines() if line.strip().startswith("escalade "))
    assert shlex.split(line)[-1] == "Council 2017"


@pytest.mark.parametrize("name", ENTRIES)
def test_every_example_is_a_command_line_that_can_be_read(name: str) -> None:
    for line in command(name).example.replace("\\\n", " ").splitlines():
        words = shlex.split(line.partition(" > ")[0])[1:]
        with ROOT.make_context("escalade", words, obj=CommandSettings()) as outer:
            _, verb, rest = ROOT.resolve_command(outer, [*outer._protected_args, *outer.args])  # noqa: SLF001  # where click keeps the name of the command
            assert isinstance(verb, Verb)
            verb.make_context(verb.name, rest, parent=outer).close()


def test_no_example_is_left_of_an_act_that_is_gone() -> None:
    assert [name for name in examples() if name.replace("-", " ") not in ACTS] == []


def test_an_act_without_an_example_gets_one_from_its_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(examples(), "escalate")
    verb = act_command.__wrapped__("escalate")
    assert verb
    assert verb.example == "escalade escalate 2020/fog --to-session NAME"
