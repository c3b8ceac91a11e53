"""What is derived, made from the records: to write it, or to check it."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from escalade.models.integrity.completeness import Completeness
from escalade.models.store import statements
from escalade.models.store.derived import Row, row_of
from escalade.models.store.finding import STALE, UNREADABLE, IntegrityFinding
from escalade.models.store.inbox_index import inbox_rows
from escalade.models.store.paging import PAGE
from escalade.models.views.view import PersonalTexts
from escalade.workflow.records.record import decode
from escalade.workflow.subjects.standing import subject_for
from escalade.workflow.values.errors import EscaladeError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from escalade.models.reader import Reader
    from escalade.workflow.subjects.subject import Subject

Derived = tuple[Row, list[tuple[str, ...]]]
"""A subject's row, and what may be awaited of it."""


def by_subject(reader: Reader) -> Iterator[tuple[str, Sequence[bytes]]]:
    """The bytes of each subject's records, subject by subject."""
    size, done = reader.size(), 0
    for reference, rows in groupby(_in_order(reader), itemgetter(0)):
        found = [row[2] for row in rows]
        yield reference, found
        done += len(found)
        reader.watch(done, size)


def _in_order(reader: Reader) -> Iterator[Any]:
    """Every record by its subject and ordinal, some read at a time."""
    last: tuple[str, int] = ("", 0)
    while rows := reader.connection.execute(statements.IN_ORDER, (*last, PAGE)).fetchall():
        yield from rows
        last = rows[-1][:2]


def subject_of(reference: str, data: Sequence[bytes], texts: PersonalTexts) -> Subject:
    """A subject as its records tell it."""
    return subject_for(reference, tuple([decode(one, texts) for one in data]))


def check_derived(reader: Reader) -> tuple[list[IntegrityFinding], list[IntegrityFinding]]:
    """Hold what lies beside the records against them.

    That is the derived tables, the personal texts, and the files. Which of those
    were never given here is told apart, and comes second.
    """
    execute, texts, beside = reader.connection.execute, PersonalTexts(reader.connection), Completeness(reader)
    findings: list[IntegrityFinding] = []
    for reference, data in by_subject(reader):
        rows = _derived(reference, data, texts, beside)
        if rows is None or rows != _kept(reader, reference):
            findings.append(IntegrityFinding(reference, STALE))
    for statement in (statements.UNRECORDED, statements.AWAITED_OF_NOTHING):
        findings += (IntegrityFinding(reference, STALE) for (reference,) in execute(statement).fetchall())
    if not findings and any(
        execute(statement).fetchone() for statement in (statements.UNCOUNTED, statements.MISCOUNTED)
    ):
        findings.append(IntegrityFinding("tally", "does not count what there is; run “escalade rebuild”"))
    return [*findings, *beside.findings()], sorted(beside.files.absent(), key=lambda one: one.where)


def _derived(reference: str, data: Sequence[bytes], texts: PersonalTexts, beside: Completeness) -> Derived | None:
    """The derived rows of a subject; what its records name is taken down.

    There are none where its records contradict each other.
    """
    try:
        subject = subject_of(reference, data, texts)
        beside.take(subject, data)
        return row_of(subject), sorted(inbox_rows(subject))
    except (EscaladeError, *UNREADABLE):
        return None


_FLAGS: dict[object, bool] = {0: False, 1: True}
"""A mark as either database has it."""


def _kept(reader: Reader, reference: str) -> Derived | None:
    """The rows that a subject has in the derived tables."""
    row = reader.connection.execute(statements.SUBJECT, (reference,)).fetchone()
    awaited = reader.connection.execute(statements.AWAITED_OF, (reference,))
    return row and ((*row[:9], _FLAGS.get(row[9], row[9]), row[10]), sorted(map(tuple, awaited)))
