"""Every act is a command, with a summary, help and an example of its own."""

from __future__ import annotations

import shlex

import click
import msgspec
import pytest

from escalade.commands.acts.act import act_command, examples
from escalade.commands.root import ADMIN, ENTRIES, GROUPS, ROOT
from escalade.commands.terminal.command import Verb
from escalade.commands.terminal.settings import CommandSettings
from escalade.services.acts.fields import evidence_of, own_fields
from escalade.workflow.motions import MOTIONS
from escalade.workflow.motions.base import said_of
from escalade.workflow.procedure import PROCEDURE
from escalade.workflow.values.step import COMPANIONS
from tests.commands.verbs import command

from .conftest import Shell

ACTS = sorted(act for act in MOTIONS if act not in COMPANIONS)


def test_every_act_of_the_table_has_its_motion_and_its_command() -> None:
    assert {step.act for step in PROCEDURE.steps.values()} == set(MOTIONS)
    assert [act for act in ACTS if act_command(act.replace(" ", "-")) is None] == []


@pytest.mark.parametrize("act", ACTS)
def test_every_act_stands_in_the_catalogue_with_the_summary_of_its_motion(act: str) -> None:
    summary = " ".join((MOTIONS[act].__doc__ or "").split())
    name = act.replace(" ", "-")
    entry = ENTRIES.get(name)
    line = f'("{name}", "{summary}"),'
    assert entry is not None, f"add to the acts of a group in commands/root.py: {line}"
    assert entry.help == summary, f"commands/root.py is to say: {line}"


def test_no_act_stands_in_the_catalogue_that_the_table_lacks() -> None:
    assert [
        entry.name for entry in ENTRIES.values() if entry.module == "act" and entry.name.replace("-", " ") not in ACTS
    ] == []


def test_every_command_stands_once_in_the_catalogue() -> None:
    names = [entry.name for groups in (GROUPS, ADMIN) for entries in groups.values() for entry in entries]
    assert len(names) == len(set(names)) == len(ENTRIES)


@pytest.mark.parametrize("name", ENTRIES)
def test_every_command_has_help_with_an_example(shell: Shell, name: str) -> None:
    code, out, err = shell(f"{name} --help")
    assert (code, err) == (0, "")
    assert ENTRIES[name].help in " ".join(out.split())
    assert f" {name}" in out.partition("Example:")[2]


def helps() -> dict[str, dict[str, set[tuple[str, str]]]]:
    """By option, each sentence of the help with the acts and the fields that it describes."""
    found: dict[str, dict[str, set[tuple[str, str]]]] = {}
    for act in ACTS:
        for field in (*own_fields(act), *evidence_of(act)):
            found.setdefault(field.option, {}).setdefault(field.description, set()).add((act, ".".join(field.path)))
    return found


def helped(act: str, *names: str) -> list[str]:
    """What the help of an act says of options."""
    options = (one for one in command(act.replace(" ", "-")).params if isinstance(one, click.Option))
    return [option.help or "" for option in options if option.opts[0] in names]


def test_the_help_of_one_option_serves_one_meaning() -> None:
    """One sentence describes one field; of acts that name what they take alike, the fields of one shape.

    A decision of the superior body is one shape, evidence is one, a text is one; whatever else has the same
    option and the same sentence in two acts has to mean the same there, and is looked over here.
    """
    shared = {
        (option, tuple(sorted({path for _, path in places})))
        for option, sentences in helps().items()
        for places in sentences.values()
        if len({path for _, path in places}) > 1
    }
    assert shared == set()
    assert {option for option in helps() if {"Why.", ""} & helps()[option].keys()} == set()


@pytest.mark.parametrize("option", ["text", "reason", "name", "title", "words", "summary", "place", "document"])
def test_an_option_of_several_acts_says_in_each_what_it_means_there(option: str) -> None:
    says = {act: said for said, places in helps()[option].items() for act, _ in places}
    assert says["correct"] not in {said for act, said in says.items() if act != "correct"}
    motions = {act: MOTIONS[act] for act in says if act != "correct"}
    apart = {act: said for act, said in says.items() if act in motions and option in motions[act].__struct_fields__}
    for act, said in apart.items():
        declared = next(one for one in msgspec.structs.fields(motions[act]) if one.name == option)
        assert said == said_of(declared.type)[0]


def test_what_every_act_takes_stands_in_one_place(shell: Shell) -> None:
    told = shell("--help act").out
    assert [one for one in ("--on DATE", "--document SYMBOL", "--dry-run", "--as OFFICER") if one not in told] == []
    assert "--words" not in told
    approve, confirm, listed = (shell(f"{name} --help").out for name in ("approve", "confirm", "list"))
    assert ("--dry-run" in approve, "--as OFFICER" in listed, "--limit N" in listed) == (False, False, True)
    assert "“escalade --help act”" in " ".join(approve.split())
    assert "--document SYMBOL" not in approve  # and where it means more in one act
    assert "final document that bears the record out" in " ".join(confirm.split())


def test_flags_of_one_field_say_each_what_it_means() -> None:
    assert len(set(helped("approve", "--in-order", "--together"))) == 2


def test_an_act_without_a_line_in_the_catalogue_is_still_a_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(ENTRIES, "escalate")
    assert command("escalate").name == "escalate"


@pytest.mark.parametrize("name", ["receive-merger", "open debate", "nothing"])
def test_what_is_no_act_of_its_own_is_no_command(name: str) -> None:
    assert act_command(name) is None


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


ACTS = sorted(act for act in MOTIONS if act not in COMPANIONS)


@pytest.mark.parametrize("act", ["correct", "annul", "confirm", "endorse"])
def test_a_row_that_is_alike_for_every_kind_is_told_once(shell: Shell, act: str) -> None:
    said = shell(f"{act} --help").out.partition("In the procedure:")[2]
    assert said.count("RECORD") == 1
    assert "a body, a meeting, a session, a round or a topic" in " ".join(said.split())
