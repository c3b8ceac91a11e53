"""The command `history`: a line for each record of a subject."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from textwrap import shorten

import click

from escalade.commands.reads.remarks import READERS, by, narrow_record, remarks
from escalade.commands.terminal.command import KnownCommand, references
from escalade.commands.terminal.settings import current
from escalade.commands.terminal.table import draw, say_value
from escalade.services.views.evidence import evidence_line, list_changes
from escalade.services.views.nouns import in_nouns
from escalade.services.views.text import day_and_time
from escalade.workflow.motions import COMMON, Constitute, Votes, fields
from escalade.workflow.motions.base import read_type
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.values.dates import UNKNOWN
from escalade.workflow.values.errors import Word

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


def list_said(record: Record, constitution: Constitute | None) -> Iterator[str]:
    """Whom and what an act named, how many it counted, and its days."""
    for info in fields(type(record.motion)):
        value, said = getattr(record.motion, info.name), read_type(info.type)
        if info.name in COMMON or value is None or value is False or value in ("", UNKNOWN, (), {}):
            continue
        if isinstance(value, Votes):
            yield f"votes {value.votes_for},{value.against},{value.abstaining}"
        elif said.choices or said.mark in NAMES or info.name == record.motion.argument:
            yield ", ".join(value) if isinstance(value, tuple) else str(value)
        elif said.mark in FIGURES and not info.name.startswith("seal"):
            several = "; ".join(f"{key}: {one}" for key, one in value.items()) if isinstance(value, Mapping) else value
            yield f"{in_nouns(Word(info.name.replace('_', ' ')), constitution)} {several}"


LONGEST = 60
"""How much of a text is told of which a correction changed a word."""


def list_corrected(record: Record, standing: Standing) -> Iterator[str]:
    """What a correction changed: a field, what it said, what it says."""
    for name, *values in list_changes(record, standing):
        before, after = (shorten(say_value(value or ""), LONGEST, placeholder=" …") for value in values)
        yield f"{name.removeprefix('version.').replace('_', '-')} {before or 'nothing'} → {after or 'nothing'}"


def record_row(record: Record, standing: Standing) -> tuple[str, ...]:
    """A record as a row of a history."""
    state = f"{record.before or 'new'} → {record.after}" if record.moved else record.after
    return (
        record.reference,
        record.act,
        "; ".join((*list_said(record, standing.body.constitution()), *list_corrected(record, standing))),
        state,
        by(record, standing),
        day_and_time(record),
        evidence_line(record, standing),
        "; ".join((*filter(None, (READERS.get(record.audience),)), *remarks(record, standing))),
    )
