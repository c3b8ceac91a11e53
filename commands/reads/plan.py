"""The plan of a round: every day counted back from its session."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from escalade.commands.terminal.command import ReadCommand, Sectioned, references
from escalade.commands.terminal.page import on_terminal, wrap_text
from escalade.commands.terminal.settings import current
from escalade.commands.terminal.table import draw, dump
from escalade.workflow.values.errors import RequestError

if TYPE_CHECKING:
    from escalade.services.views.plan import DatedPlan
    from escalade.workflow.planning import PlanLine

LINE = ("what", "of", "office", "due", "how it stands", "under")


class PlanFileError(RequestError):
    """A plan cannot be written into a file of that kind."""

    def __init__(self, path: Path) -> None:
        """Name the file, and the kinds there are."""
        self.path = path
        super().__init__(f"A plan is written as .svg or .ics, and {path} is neither.")


@click.command(
    "plan",
    cls=ReadCommand,
    example="escalade plan 2017 --on 2017-04-01\nescalade plan 2017 --if document=2017-04-20 --on 2017-04-01\n"
    "escalade plan 2017 --to plan.ics",
)
@click.argument("reference", metavar="ROUND", shell_complete=references)
@click.option("--on", cls=Sectioned, metavar="DATE", help="The day it is looked at; today unless given.")
@click.option(
    "supposed",
    "--if",
    cls=Sectioned,
    multiple=True,
    metavar="KIND=VALUE",
    help="Suppose session=DATE|NAME, document=DATE or closes=DATE; nothing is changed.",
)
@click.option(
    "--to",
    cls=Sectioned,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write a drawing (.svg) or a calendar (.ics) there.",
)
def plan(reference: str, on: str | None, supposed: tuple[str, ...], to: Path | None) -> None:
    """What is to be done about a round, by when, and what is too late."""
    from escalade.services.acts.references import find_round
    from escalade.services.views.plan import describe_plan, draw_plan, with_audiences

    setting = current()
    if to is not None and to.suffix not in {".svg", ".ics"}:
        raise PlanFileError(to)
    with setting.reading() as reader:
        drawn = draw_plan(find_round(reference, reader), reader.standing(), on, supposed)
        if to is not None:
            write(with_audiences(drawn, lambda audience: reader.standing(reader=audience)), to)
        elif setting.format == "json":
            dump(describe_plan(drawn))
        else:
            show(drawn)


def show(drawn: DatedPlan) -> None:
    """Print a plan as a table, and what to type about what is too late."""
    from escalade.workflow.planning import deadlines

    setting = current()
    if setting.format == "table":
        click.echo(wrap_text(drawn.heading))
    if setting.format == "table" and on_terminal():
        from escalade.commands.reads.plan_table import timetable

        click.echo("\n".join(timetable(drawn)))
    else:
        draw(setting, LINE, [row(line, drawn) for line in drawn.lines])
    if any(line.too_late and line.stage == "note" for line in drawn.lines):
        drafts = "would draft" if drawn.supposed else "drafts"
        setting.say(f"“escalade exemption {drawn.round}” {drafts} the request for an exemption.")
    if not deadlines(drawn.standing.body):
        setting.say(
            "No deadline is set in this register, so that no day is counted; “escalade set-deadline” sets one, "
            "and “escalade set-deadline --help” has an example."
        )


def row(line: PlanLine, drawn: DatedPlan) -> tuple[str, ...]:
    """A line as a row of the table."""
    from escalade.services.views.plan import citation, sentence, span

    return (
        line.what,
        line.subject,
        line.office,
        span(line),
        sentence(line, drawn.standing),
        citation(line.timing, drawn.standing) if line.timing else "",
    )


def write(drawn: DatedPlan, to: Path) -> None:
    """Write a plan into a file, and name it.

    Raises:
        EscaladeError: the file cannot be written, or a library is missing.
    """
    from escalade.commands.terminal.output_file import write_whole
    from escalade.services.views.calendar import calendar
    from escalade.services.views.timeline_svg import timeline

    replaced = to.exists()
    write_whole(to, [calendar(drawn) if to.suffix == ".ics" else f"{timeline(drawn)}\n".encode()])
    if current().format == "json":
        dump({"file": str(to), "replaced": replaced})
    else:
        click.echo(f"{'Replaced' if replaced else 'Wrote'} {to}.")
