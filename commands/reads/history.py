"""The command `history`: a line for each record of a subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
import msgspec

from escalade.commands.reads.remarks import READERS, by, narrow_record, remarks
from escalade.commands.terminal.command import KnownCommand, references
from escalade.commands.terminal.outcome import say_value
from escalade.commands.terminal.settings import current
from escalade.commands.terminal.table import draw
from escalade.services.acts.fields import Kind, fields_of
from escalade.services.views.evidence import evidence_line
from escalade.services.views.text import day_and_time
from escalade.workflow.motions import MOTIONS
from escalade.workflow.values.dates import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.standing import Standing

RECORD = ("record", "act", "what", "state", "by", "day", "evidence", "remarks")


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


NAMES = frozenset(
    {"language", "meeting", "member", "officer", "record", "session", "sister", "topic", "topic or round"}
)
"""The marks of fields that name somebody or something."""
FIGURES = frozenset({"condition", "count", "date", "instant", "sitting", "span"})
"""The marks of fields that count, or set a day."""


def list_said(record: Record) -> Iterator[str]:
    """Whom and what an act named, how many it counted, and the days that it set."""
    written = msgspec.to_builtins(record.motion)
    for field in fields_of(record.act):
        value, mark = field.value_in(written), field.of.mark
        if value in (None, "", UNKNOWN, (), {}, False) or field.key.startswith("seal") or field.path[0] == "version":
            continue
        if field.kind is Kind.CHOICE or mark in NAMES or field.key == MOTIONS[record.act].argument:
            yield ", ".join(value) if isinstance(value, list | tuple) else str(value)
        elif field.kind is Kind.VOTES and isinstance(value, dict):
            yield f"votes {','.join(map(str, value.values()))}"
        elif mark in FIGURES or field.kind is Kind.VOTES:
            yield f"{field.option.replace('-', ' ')} {say_value(value)}"


def record_row(record: Record, standing: Standing) -> tuple[str, ...]:
    """A record as a row of a history."""
    state = f"{record.before or 'new'} → {record.after}" if record.moved else record.after
    return (
        record.reference,
        record.act,
        "; ".join(list_said(record)),
        state,
        by(record, standing),
        day_and_time(record),
        evidence_line(record, standing),
        "; ".join((*filter(None, (READERS.get(record.audience),)), *remarks(record, standing))),
    )
