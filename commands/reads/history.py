"""The command `history`: a line for each record of a subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from escalade.commands.reads.remarks import READERS, by, narrow_record, remarks
from escalade.commands.terminal.command import KnownCommand, references
from escalade.commands.terminal.settings import current
from escalade.commands.terminal.table import draw
from escalade.services.views.evidence import evidence_line
from escalade.services.views.text import day_and_time

if TYPE_CHECKING:
    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.standing import Standing

RECORD = ("record", "act", "state", "by", "day", "evidence", "remarks")


@click.command("history", cls=KnownCommand, example="escalade history 2017/ott")
@click.argument("reference", metavar="REF", shell_complete=references)
def history(reference: str) -> None:
    """The records of a topic, round, meeting or the body, in order."""
    setting = current()
    with setting.reading() as reader:
        records = reader.history(reader.resolve(reference))
        standing = reader.standing()
        if setting.format == "json":
            from escalade.services.views.record import describe_record

            draw(setting, RECORD, [], [describe_record(record, standing) for record in records])
        else:
            office = reader.subjects("office")
            narrow = [narrow_record(record, office) for record in records]
            draw(setting, RECORD, [record_row(record, standing) for record in narrow])


def record_row(record: Record, standing: Standing) -> tuple[str, ...]:
    """A record as a row of a history."""
    state = f"{record.before or 'new'} → {record.after}" if record.moved else record.after
    return (
        record.reference,
        record.act,
        state,
        by(record, standing),
        day_and_time(record),
        evidence_line(record, standing),
        "; ".join((*filter(None, (READERS.get(record.audience),)), *remarks(record, standing))),
    )
