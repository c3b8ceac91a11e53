"""Doors that are gone: commands, options, addresses."""

from __future__ import annotations

import click
import pytest

from escalade.commands.catalogue import ENTRIES
from escalade.commands.root import command as command_named
from tests.web.conftest import Visitors


@pytest.mark.parametrize("command", ["events", "precedents", "webhooks"])
def test_there_is_no_such_command(command: str) -> None:
    assert command not in ENTRIES


@pytest.mark.parametrize(
    "option", ["archive --bag", "load --generate 5", "plan --known-at 2020-01-01", "procedure --diagram dot"]
)
def test_there_is_no_such_option(option: str) -> None:
    name, *words = option.split()
    command = command_named(name)
    assert command is not None
    with pytest.raises(click.UsageError, match=r"No such option|is not one of"):
        command.make_context(name, words)


@pytest.mark.parametrize("path", ["/api/diagram/svg", "/api/precedents", "/feeds/decisions.json"])
def test_there_is_no_such_address(path: str, visitors: Visitors) -> None:
    assert visitors().get(path).status_code in {404, 422}
