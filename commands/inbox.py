"""What waits for an officer, or for every office."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from escalade.commands.page import on_terminal, wrapped
from escalade.commands.setting import current
from escalade.commands.table import draw
from escalade.commands.verb import Reading, Sectioned
from escalade.desk.data import commands_for, of_entry
from escalade.desk.officer import officer_known
from escalade.desk.said import day
from escalade.desk.typed import Typist

if TYPE_CHECKING:
    from escalade.workflow.inbox import Entry

WAITING = ("subject", "office", "due", "since", "what waits", "to type")


@click.command("inbox", cls=Reading, example="escalade inbox --as Secretariat")
@click.option("everyone", "--all", cls=Sectioned, is_flag=True, help="What waits for every office, whoever is acting.")
def inbox(everyone: bool) -> None:  # noqa: FBT001  # an option
    """What waits for an officer, or for every office where none is named."""
    from escalade.desk.seat import seat_of
    from escalade.workflow.inbox import inbox as waiting

    setting = current()
    with setting.reading() as reader:
        standing = reader.standing()
        holidays = seat_of(standing.body).holidays if standing.body.state else frozenset()
        acting = "" if everyone else setting.acting()
        officer = officer_known(acting, reader.officers()) if acting else None
        typist = Typist(standing, register=setting.register)
        found = [(entry, commands_for(entry, typist)) for entry in waiting(standing, officer, holidays)]
        told = [of_entry(one, typist) for one, _ in found]
    if setting.format == "table" and on_terminal():
        click.echo("\n".join(line for entry, commands in found for line in listed(entry, commands)), nl=bool(found))
    else:
        rows = [row(one, commands[0]) for one, commands in found]
        draw(setting, WAITING, rows, told)
    if not found:
        setting.say(f"Nothing waits for {officer or 'anyone'}.")


def row(entry: Entry, command: str) -> tuple[str, ...]:
    """One thing that waits as a row of the table."""
    return (entry.subject, entry.office, due(entry), day(entry.since), entry.sentence, command)


def due(entry: Entry) -> str:
    """The day by which it is due, and whether that is past mending."""
    return f"{entry.due}{' (too late)' if entry.too_late else ''}" if entry.due else ""


def listed(entry: Entry, commands: list[str]) -> list[str]:
    """One thing that waits on a terminal, its commands ready to be copied."""
    by = f", due {due(entry)}" if entry.due else ""
    return [wrapped(f"- {entry.office}{by}: {entry.sentence}"), *(f"  {command}" for command in commands)]
