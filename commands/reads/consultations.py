"""The command `consultations`: those that are open, and past ones."""

from __future__ import annotations

import click
import msgspec

from escalade.commands.terminal.command import LANGUAGE, ReadCommand, refuse_idle
from escalade.commands.terminal.settings import current
from escalade.commands.terminal.table import draw
from escalade.services.views.consultations import ConsultationData, page_consultations
from escalade.services.views.nouns import columns_in_nouns, in_nouns
from escalade.services.views.text import day, text_in
from escalade.workflow.values.errors import Message

COLUMNS = ("consultation", "state", "opens", "closes", "hearing", "responses", "title", "remarks")

HEARINGS = {"called off": "called off, planned", "not held": "not held, planned"}
"""How a hearing stands, before a day that is not that of it."""


@click.command("consultations", cls=ReadCommand, example="escalade consultations\nescalade consultations --past")
@click.option("--past", is_flag=True, help="Only those that are over, the latest first.")
@click.option("--language", **LANGUAGE)
def consultations(past: bool, language: str | None) -> None:  # noqa: FBT001  # click hands options over by name
    """Consultations open or over: their days, hearing and responses."""
    setting = current()
    if setting.format == "json":
        refuse_idle("JSON has each text in every language", "language")
    with setting.reading() as reader:
        standing = reader.standing()
        told, constitution = page_consultations(reader, standing, past=past).told, standing.body.constitution()
    columns = columns_in_nouns(COLUMNS, constitution) if setting.format == "table" else COLUMNS
    draw(setting, columns, [row_of(one, language) for one in told], [msgspec.to_builtins(one) for one in told])
    if not told:
        none = Message("No consultation is over.") if past else Message("No consultation is on record.")
        setting.say(in_nouns(none, constitution))


def row_of(one: ConsultationData, language: str | None) -> tuple[str, ...]:
    """A consultation as a row of the table."""
    remarks = {
        "over": one.over,
        "of no topic here": one.state is None,
        f"{one.audience} only": one.audience != "public",
        "provisional": one.provisional,
    }
    return (
        one.reference,
        one.state or "",
        day(one.opens or "unknown"),
        day(one.closes or "unknown"),
        " ".join((HEARINGS.get(one.hearing, one.hearing), ", ".join(map(day, one.hearing_days)))).strip(),
        "" if one.responses is None else str(one.responses),
        text_in(one.title, language),
        ", ".join(remark for remark, holds in remarks.items() if holds),
    )
