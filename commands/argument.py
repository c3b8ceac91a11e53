"""What stands behind an act's command: references, a name, or nothing."""

from __future__ import annotations

from typing import NamedTuple

import click

from escalade.commands.verb import Sectioned, officers, references
from escalade.workflow.motion import MOTIONS


class Shape(NamedTuple):
    """How an argument is typed."""

    metavar: str
    many: bool = False


SHAPES: dict[str, Shape] = {
    "topics": Shape("REF...|ROUND", many=True),
    "topic": Shape("REF"),
    "topic or round": Shape("REF|ROUND"),
    "round": Shape("ROUND"),
    "gathering": Shape("[N]"),
    "records": Shape("RECORD...", many=True),
    "name": Shape("NAME"),
    "symbol": Shape("SYMBOL"),
}
"""By a motion's `argument`; a name not listed here is the field so called."""


def positional(act: str) -> frozenset[str]:
    """The fields of an act that are given by its argument."""
    return frozenset({MOTIONS[act].argument})


def shape_of(act: str) -> Shape:
    """How the argument of an act is typed."""
    argument = MOTIONS[act].argument
    return SHAPES.get(argument, Shape(argument.upper()))


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


def given(act: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """The words behind a command, as many as its argument takes.

    Raises:
        UsageError: there are more.
    """
    shape = shape_of(act)
    if len(words) > 1 and not shape.many:
        message = f"“{act.replace(' ', '-')}” takes one {shape.metavar}, not {len(words)}: {', '.join(words)}."
        raise click.UsageError(message, click.get_current_context())
    return words
