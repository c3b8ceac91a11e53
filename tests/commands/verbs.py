"""Commands by their names, and the acts among them."""

from __future__ import annotations

import click

from escalade.commands.root import ROOT
from escalade.commands.terminal.command import Verb


def command(name: str) -> Verb:
    """The command so called."""
    found = ROOT.get_command(click.Context(ROOT), name)
    assert isinstance(found, Verb)
    return found
