"""Make what is derived anew from the records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import groupby
from operator import itemgetter
from typing import Any

from escalade.models.backends import Place, connect, explain_errors
from escalade.models.reader import Reader
from escalade.models.store import projections, statements
from escalade.models.store.statements import PAGE, Connection, Watch, watch_nothing
from escalade.models.views.view import PersonalTexts
from escalade.workflow.records.record import decode
from escalade.workflow.subjects.standing import subject_for
from escalade.workflow.subjects.subject import Subject


def by_subject(reader: Reader) -> Iterator[tuple[str, dict[int, int], list[bytes]]]:
    """Each subject, the position of each record of it, and their bytes."""
    size, done = reader.size(), 0
    for reference, rows in groupby(_in_order(reader), itemgetter(0)):
        found = list(rows)
        yield reference, {row[1]: row[2] for row in found}, [row[3] for row in found]
        done += len(found)
        reader.watch(done, size)


def _in_order(reader: Reader) -> Iterator[Any]:
    last: tuple[str, int] = ("", 0)
    while rows := reader.connection.execute(statements.IN_ORDER, (*last, PAGE)).fetchall():
        yield from rows
        last = rows[-1][:2]


def subject_of(reference: str, data: Sequence[bytes], texts: PersonalTexts) -> Subject:
    """A subject as its records tell it."""
    return subject_for(reference, tuple([decode(one, texts) for one in data]))


def rebuild(location: Place, watch: Watch = watch_nothing) -> int:
    """Drop what is derived and make it anew; the number of subjects."""
    with closing(connect(location, write=True)) as connection, explain_errors(location), connection.transaction():
        return derive_anew(connection, Reader(connection, location, watch))


def derive_anew(connection: Connection, reader: Reader) -> int:
    """Drop what is derived and make it anew; the number of subjects."""
    for one in projections.PROJECTIONS:
        connection.execute(one.clear)
    texts, subjects = PersonalTexts(connection), 0
    for reference, places, data in by_subject(reader):
        projections.project(connection, subject_of(reference, data, texts), places)
        subjects += 1
    return subjects
