"""Print the outcome of an act."""

from __future__ import annotations

from collections.abc import Iterator

import click
import msgspec

from escalade.commands.terminal.page import say_value
from escalade.commands.terminal.settings import CommandSettings
from escalade.commands.terminal.table import draw, dump
from escalade.services.acts.fields import evidence_fields, fields_of
from escalade.services.acts.suggestions import Typist
from escalade.services.views.nouns import causes_in_nouns
from escalade.services.views.record import describe_outcome
from escalade.services.views.text import UNKNOWN_DAY, day
from escalade.workflow.motions.base import NOT_AT_HAND
from escalade.workflow.perform import Outcome
from escalade.workflow.records.record import Record

HEADINGS = ("record", "act", "before", "after", "officer", "office", "day")
FIELDS = ("reference", "act", "before", "after", "officer", "office", "on")


def show(act: str, outcome: Outcome, setting: CommandSettings, *, dry_run: bool) -> None:
    """Print the records of an act, and say its warnings."""
    if outcome.warnings:
        outcome = outcome._replace(warnings=causes_in_nouns(outcome.warnings, setting.constitution()))
    if setting.format == "json":
        dump(describe_outcome(act, outcome, dry_run=dry_run))
        return
    if setting.format == "table":
        click.echo("\n".join(list_lines(outcome, fields=dry_run)))
    else:
        draw(setting, HEADINGS, [[getattr(one, name) or "" for name in FIELDS] for one in outcome.records])
    for cause in outcome.warnings:
        about = "" if cause.names_subject else f"{cause.subject}: "
        setting.say(f"Warning: {about}{cause.sentence}")
    tell_what_stays(act, outcome, setting)
    waiting = [record for record in outcome.records if record.waits]
    if dry_run:
        setting.say("A dry run: nothing was recorded.")
    elif waiting:
        typist = Typist(None, register=setting.register)
        given = {"records": waiting[0].reference, "by": str(waiting[0].entered_for)}
        command = typist.act_command("endorse", waiting[0].subject, given=given)
        covered = ", ".join(record.reference for record in waiting)
        all_of_it = f", which covers {covered}" if len(waiting) > 1 else ""
        setting.say(f"It waits for {waiting[0].entered_for} to endorse it{all_of_it}: {command}")


def tell_what_stays(act: str, outcome: Outcome, setting: CommandSettings) -> None:
    """Say what to type for the records of an act that stay as they are.

    It is the line that was typed, with the other record.
    """
    from escalade.commands.terminal.refusal import typed_in
    from escalade.models.backends.location import safe

    words = tuple(word for word in typed_in(setting) if word != ("--dry-run", ""))
    typist = Typist(None, words, act, register=setting.register and safe(setting.register))
    commands = [typist.command(cause) for cause in outcome.warnings if cause.rule == "act_is_of_several_records"]
    if any(commands):
        setting.say("\n".join(("To type:", *(f"  {command}" for command in commands if command))))


def list_lines(outcome: Outcome, *, fields: bool) -> Iterator[str]:
    """Each record as a line, with its fields where they are asked for."""
    now = {subject.reference: subject.state for subject in outcome.subjects}  # none for a record that was there
    for record in outcome.records:
        yield line(record, now.get(record.subject))
        yield from (f"  {said}" for said in list_fields(record) if fields)


def list_fields(record: Record) -> Iterator[str]:
    """The fields of a record by their options, as they would be recorded."""
    written = msgspec.to_builtins(record.motion)
    for field in (*fields_of(record.act), *evidence_fields()):
        value = field.value_in(written)
        if value not in (None, "", [], {}, False):
            yield f"{field.option}: {say_value(value)}"


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
    on = f"{record.on.rpartition('..')[2]} at the latest" if ".." in record.on else day(record.on, UNKNOWN_DAY)
    return f"{record.reference}  {record.act}: {moved}, by {who}, {on}"
