"""Accept, mend or refuse proposed acts one by one, on a terminal."""

from __future__ import annotations

from collections.abc import Sequence

import click

from escalade.commands.terminal.table import colour, printable, wrap_text
from escalade.services.reading.proposal import Proposal
from escalade.workflow.values.errors import EscaladeError

ANSWERS = {"a": "accept", "m": "mend", "r": "refuse", "e": "accept this and every further one"}


def review(proposals: Sequence[Proposal]) -> list[Proposal]:
    """Ask of each proposed act what becomes of it; give those kept."""
    kept, every = list[Proposal](), False
    for place, one in enumerate(proposals, start=1):
        if every:
            kept.append(one)
            continue
        click.echo(f"\n{place} of {len(proposals)}", err=True)
        show(one)
        answer = ask()
        while answer == "m":
            one = mend(one)  # noqa: PLW2901  # what was mended is shown again
            show(one)
            answer = ask()
        every = answer == "e"
        kept += [] if answer == "r" else [one]
    return kept


def ask() -> str:
    """Ask what becomes of an act."""
    choices = ", ".join(f"{key}: {what}" for key, what in ANSWERS.items())
    return str(click.prompt(f"({choices})", type=click.Choice([*ANSWERS]), show_choices=False, err=True))


def show(one: Proposal) -> None:
    """Show an act: its fields, its sentences, and what is not told."""
    for line in one.lines.splitlines():
        click.echo(printable(line), err=True)
    for ground in one.grounds:
        click.echo(wrap_text(printable(f"  - {ground.document}, {ground.place}: {ground.sentence}")), err=True)
    if one.demanded:
        click.echo(colour(f"  Not told: {', '.join(sorted(one.demanded))}", "cyan"), err=True)
    if one.refused:
        click.echo(colour(wrap_text(f"  Refused: {one.refused}"), "red"), err=True)


def mend(one: Proposal) -> Proposal:
    """Let a person change an act; it stays where that cannot be read."""
    text = click.edit(one.lines, extension=".toml")
    try:
        return one if text is None else one.mended(text)
    except EscaladeError as problem:
        click.echo(f"It stays as it was: {problem}", err=True)
        return one
