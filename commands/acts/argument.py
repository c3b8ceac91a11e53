"""What stands behind an act's command: references, a name, or nothing."""

from __future__ import annotations

import click

from escalade.commands.terminal.command import Sectioned, officers, references
from escalade.services.acts.arguments import shape_of
from escalade.workflow.motions import MOTIONS


def arguments(act: str) -> list[click.Parameter]:
    """The argument of an act's command, where it takes one.

    It is not required of click: a file given with --from may name it. A
    session is named by an option, since its name may be of any words.
    """
    shape = shape_of(act)
    if not shape.metavar:
        return []
    complete = officers if MOTIONS[act].argument == "name" else references
    taken: list[click.Parameter] = [click.Argument(["words"], nargs=-1, metavar=shape.metavar, shell_complete=complete)]
    if MOTIONS[act].argument == "gathering":
        taken.append(
            Sectioned(
                ["session", "--session"],
                metavar="NAME",
                help="The session of the superior body, instead of a meeting's number.",
            )
        )
    return taken


def argument_words(act: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """The words behind a command, as many as its argument takes.

    Raises:
        UsageError: there are more.
    """
    shape = shape_of(act)
    if len(words) > 1 and not shape.many:
        message = f"“{act.replace(' ', '-')}” takes one {shape.metavar}, not {len(words)}: {', '.join(words)}."
        raise click.UsageError(message, click.get_current_context())
    return words
