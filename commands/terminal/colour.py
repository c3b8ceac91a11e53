"""Colour: on a terminal only, and never where it is not wanted."""

from __future__ import annotations

import os

import click

from escalade.commands.terminal.page import on_terminal


def colour(text: str, colour: str) -> str:
    """A text in a colour, where a person wants to see it (no-color.org)."""
    if not on_terminal() or os.environ.get("NO_COLOR"):
        return text
    return click.style(text, fg=colour)
