"""What an act came to, printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from escalade.commands.terminal.table import draw, dump
from escalade.services.acts.suggestions import Typist
from escalade.services.views.nouns import outcome_in_nouns
from escalade.services.views.record import describe_outcome
from escalade.services.views.text import UNKNOWN_DAY, day
from escalade.workflow.motions.base import NOT_AT_HAND

if TYPE_CHECKING:
    from escalade.commands.terminal.settings import CommandSettings
    from escalade.workflow.perform import Outcome
    from escalade.workflow.records.record import Record

HEADINGS = ("record", "act", "before", "after", "officer", "office", "day")


def show(act: str, outcome: Outcome, setting: CommandSettings, *, dry_run: bool) -> None:
    """Print the records of an act, and say its warnings."""
    if outcome.warnings:
        outcome = outcome_in_nouns(outcome, setting.constitution())
    if setting.format == "json":
        dump(describe_outcome(act, outcome, dry_run=dry_run))
        return
    if setting.format == "table":
        now = {subject.reference: subject.state for subject in outcome.subjects}  # none for a record that was there
        click.echo("\n".join(line(record, now.get(record.subject)) for record in outcome.records))
    else:
        draw(setting, HEADINGS, [row(record) for record in outcome.records])
    for cause in outcome.warnings:
        setting.say(f"Warning: {cause.subject}: {cause.sentence}")
    waiting = [record for record in outcome.records if record.waits]
    if dry_run:
        setting.say("A dry run: nothing was recorded.")
    elif waiting:
        typist = Typist(None, register=setting.register)
        given = {"records": waiting[0].reference, "by": str(waiting[0].entered_for)}
        command = typist.act_command("endorse", waiting[0].subject, given=given)
        setting.say(f"It waits for {waiting[0].entered_for} to endorse it: {command}")


def row(record: Record) -> tuple[str, ...]:
    """A record as a row of a table."""
    return (
        record.reference,
        record.act,
        record.before or "",
        record.after,
        record.officer,
        record.office or "",
        record.on,
    )


def line(record: Record, now: str | None = None) -> str:
    """A record as one readable line.

    Args:
        record: the record.
        now: the state of its subject today, where that may be another than on the day that the record tells of.
    """
    stays = f"stays {record.after}" if now in {None, record.after} else f"while it was {record.after}"
    moved = f"{record.before or 'new'} → {record.after}" if record.moved else stays
    office = f" ({record.office})" if record.office else ""
    entered = f", for {record.entered_for}" if record.entered_for else ""
    entered = ", for a chair whose name is not at hand" if record.entered_for == NOT_AT_HAND else entered
    who = f"{record.officer or 'nobody named'}{office}{entered}"
    return f"{record.reference}  {record.act}: {moved}, by {who}, {day(record.on, UNKNOWN_DAY)}"
