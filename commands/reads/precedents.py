"""The command `precedents`: how earlier rounds went, and no forecast."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
import msgspec

from escalade.commands.terminal.command import ReadCommand
from escalade.commands.terminal.page import wrap_text
from escalade.commands.terminal.settings import current
from escalade.commands.terminal.table import draw
from escalade.services.views.nouns import columns_in_nouns
from escalade.workflow.planning.precedents import precedents as found

if TYPE_CHECKING:
    from escalade.workflow.planning.precedents import Precedent, Stage

STAGE = ("round", "topic", "stage", "days", "records")


@click.command("precedents", cls=ReadCommand, example="escalade precedents")
def precedents() -> None:
    """How long each stage of each round took, and how its topics ended."""
    setting = current()
    with setting.reading() as reader:
        standing = reader.standing()
        rounds, constitution = list(found(standing)), standing.body.constitution()
    rows = [row for one in rounds for row in rows_of(one)]
    columns = columns_in_nouns(STAGE, constitution) if setting.format == "table" else STAGE
    draw(setting, columns, rows, [msgspec.to_builtins(one) for one in rounds])
    for one in rounds if setting.format == "table" else ():
        click.echo(wrap_text(summary(one)))


def rows_of(one: Precedent) -> list[tuple[str, ...]]:
    """The stages of a round as rows; unknown where a day is not known."""
    return [
        (one.round, stage.topic, stage.stage, days(stage), f"{stage.first} to #{stage.last.rpartition('#')[2]}")
        for stage in one.stages
    ]


def days(stage: Stage) -> str:
    """Count the days of a stage, as far as they are known."""
    if stage.days is not None:
        return str(stage.days)
    if stage.most is not None:
        return f"{stage.least} to {stage.most}"
    return f"at least {stage.least}" if stage.least else "unknown"


def summary(one: Precedent) -> str:
    """Say in one line how the topics of a round ended."""
    ways = ", ".join(f"{count} {way}" for way, count in one.ways.items())
    return f"{one.round}: {'one topic' if one.topics == 1 else f'{one.topics} topics'}; {ways}."
