"""What is derived from records: columns, where a subject stands, counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.models import statements
from escalade.workflow.record import canonical
from escalade.workflow.reference import round_of
from escalade.workflow.topic import Topic

if TYPE_CHECKING:
    from escalade.models.connection import Connection
    from escalade.workflow.record import Record
    from escalade.workflow.subject import Subject

Row = tuple[str, str, str | None, str, int, str, str, str | None, str | None, bool, int]


def columns_of(record: Record) -> tuple[object, ...]:
    """The columns by which a record is looked up; its bytes say the same."""
    return (
        record.subject, record.ordinal, record.act, record.officer, record.evidence.place, record.on, record.at,
        record.audience,
    )  # fmt: skip


def row_of(subject: Subject) -> Row:
    """The derived row of a subject that has records."""
    last = subject.last_move or subject.records[-1]
    told = subject.record(last.reference) or last
    title = dict(subject.version.title) if isinstance(subject, Topic) else {}
    group = round_of(subject.reference) if subject.kind in {"topic", "round"} else None
    evidence = told.evidence
    return (
        subject.reference, subject.kind, group, subject.records[-1].after, subject.records[-1].ordinal, told.on,
        canonical(title).decode(), evidence.place, evidence.document, evidence.provisional, len(subject.waiting),
    )  # fmt: skip


def write_subject(connection: Connection, subject: Subject) -> None:
    """Put the derived row of a subject, and count it where it stands."""
    row = row_of(subject)
    record = subject.records[-1]
    connection.execute(statements.PUT_SUBJECT, row)
    if record.before != record.after:
        if record.before is not None:
            connection.execute(statements.COUNT_ONE, (row[1], row[2] or "", record.before, -1))
        connection.execute(statements.COUNT_ONE, (row[1], row[2] or "", record.after, 1))
