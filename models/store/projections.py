"""Tables that are derived from records: the key of each, and its rows.

Appending, `rebuild`, the past and `verify` go by the one list at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any

import msgspec

from escalade.models.store.statements import Connection
from escalade.workflow.inbox.items import find_candidates
from escalade.workflow.motions import Evidence, Issue, Motion
from escalade.workflow.records.record import Record, canonical
from escalade.workflow.records.texts import join_words
from escalade.workflow.subjects.evidence import find_reporting_meeting, grounds_of, lacks_final_paper
from escalade.workflow.subjects.subject import Subject
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.reference import round_of

Row = tuple[Any, ...]
Places = Mapping[int, int]
"""By its ordinal, the position of each record of a subject that is looked at."""


class Projection:
    """A table that is derived, and the rows of a subject in it."""

    def __init__(
        self, table: str, primary: str, others: str, key: str, rows: Callable[[Subject, Places], list[Row]]
    ) -> None:
        """Derive a table.

        Args:
            table: its name.
            primary: the columns of its primary key, which a row begins with.
            others: the columns behind those; may be none.
            key: the column that says whose a row is: of which subject, or of the record at which position.
            rows: makes the rows of a subject, and of its records at some places.
        """
        self.table, self.rows, self.is_of_records = table, rows, key == "position"
        first, rest = primary.split(", "), others.split(", ") if others else []
        columns, self._width = ", ".join(first + rest), len(first)
        marks = ", ".join(f"?{number}" for number in range(1, len(first + rest) + 1))
        changes = ", ".join(f"{name} = excluded.{name}" for name in rest)
        over = f"ON CONFLICT ({primary}) DO UPDATE SET {changes}" if rest else ""
        is_it = " AND ".join(f"{name} = ?{number}" for number, name in enumerate(first, 1))
        recorded = f"SELECT 1 FROM record WHERE {'position' if self.is_of_records else 'subject'} = {table}.{key}"
        self.find = f"SELECT {columns} FROM {table} WHERE {key} = ?1"
        self.put = f"INSERT INTO {table} ({columns}) VALUES ({marks}) {over}".strip()
        self.remove, self.clear = f"DELETE FROM {table} WHERE {is_it}", f"DELETE FROM {table}"
        self._strays = f"SELECT DISTINCT {key} FROM {table} WHERE NOT EXISTS ({recorded}) ORDER BY {key}"

    def kept(self, connection: Connection, reference: str, places: Places) -> set[Row]:
        """The rows that are there of a subject, or of its records at these places."""
        keys = places.values() if self.is_of_records else (reference,)
        return {tuple(row) for key in keys for row in connection.execute(self.find, (key,))}

    def strays(self, connection: Connection) -> list[object]:
        """Whose rows are there, and of no record."""
        return [key for (key,) in connection.execute(self._strays)]

    def write(self, connection: Connection, wanted: set[Row], there: set[Row]) -> None:
        """Write rows in the place of those that are there, where they differ."""
        gone = {row[: self._width] for row in there} - {row[: self._width] for row in wanted}
        for statement, rows in ((self.remove, gone), (self.put, wanted - there)):
            if rows:
                connection.executemany(statement, list(rows))


def subject_row(subject: Subject, _places: Places) -> list[Row]:
    """Where a subject that has records stands."""
    last = subject.last_move or subject.records[-1]
    told = subject.last_move or subject.record(last.reference) or last
    grounds, newest = grounds_of(subject), subject.records[-1]
    is_listed = subject.kind in {"topic", "round"}
    title = dict(subject.version.title) if isinstance(subject, Topic) else {}
    return [(
        subject.reference, subject.kind, round_of(subject.reference) if is_listed else "",
        subject.state or newest.after, newest.ordinal, told.on, canonical(title).decode(),
        find_reporting_meeting(grounds), told.evidence.document, int(any(map(lacks_final_paper, grounds))),
        len(subject.waiting), subject.objections_told if isinstance(subject, Topic) else 0,
    )]  # fmt: skip


def awaited_rows(subject: Subject, _places: Places) -> list[Row]:
    """What may be awaited of a subject."""
    return [(subject.reference, *one) for one in find_candidates(subject)]


def happening_rows(subject: Subject, _places: Places) -> list[Row]:
    """What may happen with a subject, and when."""
    return [(one.kind, one.last, one.subject, one.first) for one in subject.happenings]


def named_rows(subject: Subject, places: Places) -> list[Row]:
    """What records lead to, and the symbols that papers were issued under."""
    told = [one for one in subject.records if one.ordinal in places]
    leading = [(places[one.ordinal], f"to:{name}") for one in told for name in one.motion.leads_to]
    issued = [(places[one.ordinal], f"symbol:{one.motion.symbol}") for one in told if isinstance(one.motion, Issue)]
    return [*leading, *issued]


def words_rows(subject: Subject, places: Places) -> list[Row]:
    """The words of records, a blank before each, so that phrases are found."""
    found = ((places[one.ordinal], join_words(one)) for one in subject.records if one.ordinal in places)
    return [(position, f" {words}") for position, words in found if words]


PROJECTIONS: Sequence[Projection] = (
    Projection(
        "subject", "reference",
        "kind, round, state, ordinal, day, title, place, document, flagged, waits, objections",
        "reference", subject_row,
    ),
    Projection("awaited", "source, whose, subject", "", "source", awaited_rows),
    Projection("happening", "kind, last, subject", "first", "subject", happening_rows),
    Projection("named", "position, name", "", "position", named_rows),
    Projection("words", "position", "words", "position", words_rows),
)  # fmt: skip


def project(connection: Connection, subject: Subject, places: Places) -> None:
    """Write what is derived of a subject, where it differs from what is there.

    `places` are those of the records that are new, or were read anew.
    """
    is_new = len(places) == len(subject.records)
    for one in PROJECTIONS:
        there = set() if is_new else one.kept(connection, subject.reference, places)
        one.write(connection, set(one.rows(subject, places)), there)


def find_digests(record: Record) -> tuple[str, ...]:
    """Find the hashes of the files that a record names."""
    attached = record.evidence.attachments
    return (*attached, record.motion.paper) if isinstance(record.motion, Issue) else attached


def list_files(evidence: Evidence, motion: Motion) -> Iterator[tuple[str, str | None]]:
    """List the hash and the name of each, None where none is given.

    The name of an issued paper follows from its symbol, language and form;
    an attachment has the one that was recorded with it.
    """
    yield from zip_longest(evidence.attachments, evidence.attachment_names)
    if isinstance(motion, Issue):
        yield motion.paper, motion.file_name


class RecordHeader(msgspec.Struct, frozen=True, gc=False):
    """The part of a record that stands in columns too."""

    subject: str
    ordinal: int
    act: str
    officer: str
    evidence: Evidence
    on: str
    at: str
    audience: str


def make_columns(record: Record | RecordHeader) -> tuple[object, ...]:
    """Make the columns by which a record is looked up."""
    return (
        record.subject, record.ordinal, record.act, record.officer, record.evidence.place, record.on, record.at,
        record.audience,
    )  # fmt: skip
