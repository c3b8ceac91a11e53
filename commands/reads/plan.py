"""The command `plan`: every day of a round, counted back from its session."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, zip_longest
from pathlib import Path
from textwrap import wrap

import click

from escalade.commands.terminal.command import ReadCommand, references
from escalade.commands.terminal.output_file import FILE, save
from escalade.commands.terminal.settings import current
from escalade.commands.terminal.table import GUTTER, draw, dump, on_terminal, width, wrap_text
from escalade.services.acts.references import find_round
from escalade.services.views.plan import (
    DatedPlan,
    calendar,
    citation,
    describe_plan,
    draw_plan,
    sentence,
    span,
    topics_of,
    with_audiences,
)
from escalade.services.views.text import text_in
from escalade.workflow.motions import NOT_AT_HAND
from escalade.workflow.planning import PlanLine, deadlines
from escalade.workflow.values.errors import RequestError

LINE = ("what", "of", "office", "due", "how it stands", "under")


@click.command(
    "plan",
    cls=ReadCommand,
    example="escalade plan 2017 --on 2017-04-01\nescalade plan 2017 --if document=2017-04-20 --on 2017-04-01\n"
    "escalade plan 2017 --to plan.ics",
)
@click.argument("reference", metavar="ROUND", shell_complete=references)
@click.option("--on", metavar="DATE", help="The day it is looked at; today unless given.")
@click.option(
    "supposed",
    "--if",
    multiple=True,
    metavar="KIND=VALUE",
    help="Suppose session=DATE|NAME, document=DATE or closes=DATE; nothing is changed.",
)
@click.option("--to", metavar="FILE", type=FILE, help="Write a drawing (.svg) or a calendar (.ics) there.")
def plan(reference: str, on: str | None, supposed: tuple[str, ...], to: Path | None) -> None:
    """What is to be done about a round, by when, and what is too late."""
    setting = current()
    if to is not None and to.suffix not in {".svg", ".ics"}:
        raise RequestError("plan-file", "A plan is written as .svg or .ics, and {path} is neither.", path=to)
    with setting.reading() as reader:
        drawn = draw_plan(find_round(reference, reader), reader.standing(), on or setting.as_of, supposed)
        if to is not None:
            write(with_audiences(drawn, lambda audience: reader.standing(reader=audience)), to)
        elif setting.format == "json":
            dump(describe_plan(drawn))
        else:
            show(drawn)
        setting.say_left_out(drawn.left_out)


def show(drawn: DatedPlan) -> None:
    """Print a plan as a table, and what to type about what is too late."""
    setting = current()
    if setting.format == "table":
        click.echo(wrap_text(drawn.heading))
    if setting.format == "table" and on_terminal():
        click.echo("\n".join(timetable(drawn)))
    else:
        draw(setting, LINE, [row(line, drawn) for line in drawn.lines])
    if not deadlines(drawn.standing.body):
        setting.say(
            "No deadline is in force, so that no day is counted; “escalade set-deadline” sets one, "
            "and “escalade set-deadline --help” has an example."
        )


def row(line: PlanLine, drawn: DatedPlan) -> tuple[str, ...]:
    """A line as a row of the table."""
    return (
        line.what,
        ", ".join(line.about),
        line.office,
        span(line),
        sentence(line, drawn.standing),
        citation(line.timing, drawn.standing) if line.timing else "",
    )


def write(drawn: DatedPlan, to: Path) -> None:
    """Write a plan into a file, and name it."""
    from escalade.services.views.timeline_svg import timeline

    told = save(to, calendar(drawn) if to.suffix == ".ics" else f"{timeline(drawn)}\n".encode())
    if current().format == "json":
        dump(told)


HEADINGS = ("due", "what", "how it stands")
DUE, LEAST = 13, 80
"""A span of days in two lines; the least width that is written for."""
SHARE = 0.46
"""How much of the rest goes to what is to be done."""


def timetable(drawn: DatedPlan) -> Iterator[str]:
    """The lines of a plan: those of the round, then those of each topic."""
    rest = max(width(), LEAST) - DUE - 2 * GUTTER
    widths = (DUE, int(rest * SHARE), rest - int(rest * SHARE))
    yield ""
    yield from timetable_row(HEADINGS, widths)
    yield from timetable_row(tuple("-" * wide for wide in widths), widths)
    for topics, lines in groupby(drawn.lines, key=topics_of):
        if topics:
            yield ""
            known = {name: drawn.standing.topic(name) for name in topics}
            titled = "; ".join(f"{name}: {text_in(one.version.title) if one else ''}" for name, one in known.items())
            yield from wrap(titled, sum(widths) + 2 * GUTTER)
        for cells in ((span(line), what(line), stands(line, drawn)) for line in lines):
            yield from timetable_row(cells, widths)


def timetable_row(cells: tuple[str, ...], widths: tuple[int, ...]) -> Iterator[str]:
    """Cells in as many lines as the longest takes."""
    folded = [wrap(cell, wide, break_on_hyphens=False) for cell, wide in zip(cells, widths, strict=True)]
    for parts in zip_longest(*folded, fillvalue=""):
        yield (" " * GUTTER).join(f"{part:<{wide}}" for part, wide in zip(parts, widths, strict=True)).rstrip()


def what(line: PlanLine) -> str:
    """Say what is to be done, and whose it is to do."""
    called = line.subject.removeprefix("session/").replace("/", " ")
    place = f"{called}, " if line.stage in {"meeting", "session"} else ""
    return f"{line.what} ({place}{line.office})"


def stands(line: PlanLine, drawn: DatedPlan) -> str:
    """Say how a line stands, and by which text."""
    told = sentence(line, drawn.standing)
    under = citation(line.timing, drawn.standing) if line.timing else ""
    if not under or under in told:
        return told
    return f"{told} {'The text that sets the day is not at hand.' if NOT_AT_HAND in under else f'Under {under}.'}"
