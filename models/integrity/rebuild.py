"""Make what is derived anew from the records."""

from __future__ import annotations

from contextlib import closing
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from escalade.models.backends import Place, connect, explain_errors
from escalade.models.reader import Reader
from escalade.models.store import statements
from escalade.models.store.derived import make_row
from escalade.models.store.happening import awaited_rows, happening_rows
from escalade.models.store.paging import PAGE, Watch, watch_nothing
from escalade.models.views.view import PersonalTexts
from escalade.workflow.records.record import decode
from escalade.workflow.records.texts import join_words
from escalade.workflow.subjects.standing import subject_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from escalade.models.backends.connection import Connection
    from escalade.workflow.subjects.subject import Subject


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


def rebuild(location: Place, watch: Watch = watch_nothing) -> int:
    """Drop what is derived and make it anew; the number of subjects.

    Raises:
        RegisterError: there is no register, or it cannot be written.
    """
    with closing(connect(location, write=True)) as connection, explain_errors(location), connection.transaction():
        return derive_anew(connection, Reader(connection, location, watch))


def derive_anew(connection: Connection, reader: Reader) -> int:
    """Drop what is derived and make it anew; the number of subjects."""
    clear = (
        statements.CLEAR_SUBJECTS,
        statements.CLEAR_TALLIES,
        statements.CLEAR_AWAITED,
        statements.CLEAR_HAPPENING,
        statements.CLEAR_WORDS,
    )
    for statement in clear:
        connection.execute(statement)
    index_words(connection, reader)
    return derive(connection, reader)


def index_words(connection: Connection, reader: Reader) -> None:
    """Make the index of words from the records, some at a time."""
    texts = PersonalTexts(connection)
    for rows in reader.pages(statements.EVERY_RECORD):
        found = [(position, join_words(decode(data, texts))) for position, data in rows]
        connection.executemany(statements.ADD_WORDS, [row for row in found if row[1]])
    connection.merge_search_index()


def derive(connection: Connection, reader: Reader) -> int:
    """Make what is derived from the records; the number of subjects."""
    texts, subjects = PersonalTexts(connection), 0
    for reference, data in by_subject(reader):
        subject = subject_of(reference, data, texts)
        row = make_row(subject)
        connection.execute(statements.PUT_SUBJECT, row)
        connection.execute(statements.COUNT_ONE, (row[1], row[2] or "", row[3], 1))
        connection.executemany(statements.PUT_AWAITED, awaited_rows(subject))
        connection.executemany(statements.PUT_HAPPENING, happening_rows(subject))
        subjects += 1
    return subjects
