"""Write acts into the register, row by row or in one call of a server.

Row by row, each record is encoded, hashed and given its place when it is added;
the rows are written together, a subject's derived row once, however often it
moved, and read back. A server is given a parcel: the rows without their places,
and what the act stood on, so that it can look whether any of that moved.
"""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from itertools import zip_longest
from typing import TYPE_CHECKING

import msgspec

from escalade.models.store import statements
from escalade.models.store.derived import find_digests, make_columns, make_row, moves
from escalade.models.store.errors import NotKeptError
from escalade.models.store.happening import awaited_rows, happening_rows
from escalade.models.store.naming import Named, encode_names, naming, of_round
from escalade.models.store.paging import read_node
from escalade.models.views.personal_texts import find_erasures, find_rewrites, find_sole_texts, make_text_rows
from escalade.workflow.ledger.tree import leaf_hash, subtree_root
from escalade.workflow.motions import Redact
from escalade.workflow.records.record import encode
from escalade.workflow.records.texts import join_words
from escalade.workflow.values.errors import MovedMeanwhileError, UnknownReferenceError
from escalade.workflow.values.reference import record_parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from escalade.models.backends.connection import Connection
    from escalade.models.views.view import Subjects
    from escalade.workflow.perform import Outcome
    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.standing import Standing
    from escalade.workflow.subjects.subject import Subject


def refuse_newer(seen: tuple[str, ...], subjects: Subjects, connection: Connection) -> None:
    """Refuse if anything the act stands on is newer than what was seen.

    Raises:
        MovedMeanwhileError: names what moved, and its newest record.
        UnknownReferenceError: a record said to be seen does not exist.
    """
    places = [_position(record, connection) for record in seen]
    looked_at = {record_parts(record)[0] for record in seen}  # told first: it is what they are to look at again
    for reference in sorted(subjects.consulted, key=lambda one: one not in looked_at) if places else ():
        row = connection.execute(statements.NEWEST_POSITION, (reference,)).fetchone()
        if row and row[0] > max(places):
            raise MovedMeanwhileError(reference, f"{reference}#{row[1]}")


def _position(record: str, connection: Connection) -> int:
    row = connection.execute(statements.POSITION, record_parts(record)).fetchone()
    if row is None:
        raise UnknownReferenceError(record, kind="record")
    return int(row[0])


def check_dependencies(standing: Standing, subjects: Subjects, connection: Connection) -> None:
    """Refuse if what the act stands on moved while it was tried.

    Raises:
        MovedMeanwhileError: names what moved, and its newest record.
    """
    for reference, subject in subjects.consulted.items():
        row = connection.execute(statements.NEWEST, (reference,)).fetchone()
        if (row[0] if row else 0) != (len(subject.records) if subject else 0):
            raise MovedMeanwhileError(reference, f"{reference}#{row[0]}")
    for answers, choose in ((standing.siblings, of_round), (standing.naming, naming)):
        for key, before in answers.answers.items() if isinstance(answers, Named) else ():
            now = Named(connection, choose)[key]
            if now != before:
                name = key.removeprefix("by:").removeprefix("to:").removeprefix("symbol:")
                raise MovedMeanwhileError(name, next(record for record in now if record not in before))


class RecordBatch:
    """Records that are added to a register, inside one transaction."""

    def __init__(self, connection: Connection, size: int) -> None:
        """Go on after so many records."""
        self._connection, self.size = connection, size
        self._records: list[Sequence[object]] = []
        self._opened: list[Sequence[object]] = []
        self._words: list[Sequence[object]] = []
        self._nodes: dict[int, bytes] = {}
        self._subjects: dict[str, Subject] = {}
        self._counts: dict[tuple[str, str, str], int] = {}
        self.has_erased = False
        """Whether a text was erased."""
        self.named: dict[str, None] = {}
        """The hashes of the files that the records name."""

    def add(self, outcome: Outcome) -> None:
        """Give the records of an act their places."""
        for record, subject in zip(outcome.records, outcome.subjects, strict=True):
            self.size += 1
            data = encode(record)
            node = subtree_root(self.size, leaf_hash(data), self._node)
            self._nodes[self.size] = node
            self._records.append((self.size, *make_columns(record), data, node))
            if words := join_words(record):
                self._words.append((self.size, words))
            if record.motion.personal:
                self._opened.extend(make_text_rows(record))
            self.named.update(dict.fromkeys(find_digests(record)))
            self._subjects[subject.reference] = subject
            for key, change in moves(subject):
                self._counts[key] = self._counts.get(key, 0) + change
        if isinstance(outcome.records[0].motion, Redact):
            self._erase(outcome)

    def write(self) -> None:
        """Write what was added, and what is derived from it; read it back.

        Raises:
            NotKeptError: the database did not keep it.
        """
        counts = [(*key, change) for key, change in self._counts.items() if change]
        awaited = [row for subject in self._subjects.values() for row in awaited_rows(subject)]
        for statement, rows in (
            (statements.ADD_RECORD, self._records),
            (statements.ADD_OPENED, self._opened),
            (statements.PUT_SUBJECT, list(map(make_row, self._subjects.values()))),
            (statements.COUNT_ONE, counts),
            (statements.FORGET_AWAITED, [(name,) for name in self._subjects]),
            (statements.PUT_AWAITED, awaited),
            (statements.FORGET_HAPPENING, [(name,) for name in self._subjects]),
            (statements.PUT_HAPPENING, [row for subject in self._subjects.values() for row in happening_rows(subject)]),
            (statements.ADD_WORDS, self._words),
        ):
            if rows:
                self._connection.executemany(statement, rows)
        if self._records:
            read_back_records(self._connection, self._records)
        if self._opened:
            read_back_texts(self._connection, self._opened)
        for gathered in (self._records, self._opened, self._words, self._nodes, self._subjects, self._counts):
            gathered.clear()

    def _erase(self, outcome: Outcome) -> None:
        """Erase what a redaction names, once all that came before is written."""
        self.write()
        self.has_erased = True
        erased = list(find_sole_texts(outcome, self._connection))
        self._connection.executemany(statements.ERASE_OPENED, [(commitment,) for commitment in erased])
        read_back_texts(self._connection, (), erased)
        reworded = list(find_rewrites(outcome, self._connection))
        self._connection.executemany(statements.FORGET_WORDS, [(position,) for position, _ in reworded])
        self._connection.executemany(statements.ADD_WORDS, [row for row in reworded if row[1]])
        self._connection.merge_search_index()

    def _node(self, position: int) -> bytes:
        """The root that an earlier record completed."""
        if position in self._nodes:
            return self._nodes[position]
        return read_node(self._connection, position)


COLUMNS = {**statements.COLUMNS, "record": (*statements.COLUMNS["record"][1:-1], "words")}
"""What a parcel says of the rows of each table: of a record all but its place and its root, and its words."""


def build_parcel(outcome: Outcome, standing: Standing, subjects: Subjects, papers: Iterable[tuple[str, bytes]]) -> str:
    """Pack an act with what it stood on, as JSON."""
    kept: dict[str, tuple[str, str]] = {}
    for name, data in papers:
        kept.setdefault(sha256(data).hexdigest(), (name, encode_hexadecimal(data)))
    absent = {digest for record in outcome.records for digest in find_digests(record)} - kept.keys()
    touched = list({subject.reference: subject for subject in outcome.subjects}.values())
    rows: dict[str, Iterable[Sequence[object]]] = {
        "record": map(_make_parcel_row, outcome.records),
        "opened": (row for record in outcome.records for row in make_text_rows(record)),
        "paper": ((digest, *file) for digest, file in kept.items()),
        "absent_paper": ((digest, outcome.records[0].at) for digest in sorted(absent)),
        "subject": map(make_row, touched),
        "tally": ((*key, change) for key, change in _count_moves(outcome.subjects).items() if change),
        "awaited": (row for subject in touched for row in awaited_rows(subject)),
        "happening": (row for subject in touched for row in happening_rows(subject)),
    }
    added = {table: [dict(zip(COLUMNS[table], row, strict=True)) for row in rows[table]] for table in rows}
    erased = [one for pair in zip(outcome.records, outcome.subjects, strict=True) for one in find_erasures(*pair)]
    reworded = [
        {"position": place, "words": words} for place, words in find_rewrites(outcome, subjects.connection, erased)
    ]
    said = {**added, "erased": erased, "reworded": reworded, **list_dependencies(standing, subjects)}
    whole = {"seen": subjects.upto, "at": outcome.records[0].at, **{key: some for key, some in said.items() if some}}
    return msgspec.json.encode(whole).decode()


def _count_moves(subjects: Iterable[Subject]) -> Counter[tuple[str, str, str]]:
    """Count where subjects come to stand more, and where less."""
    counts = Counter[tuple[str, str, str]]()
    for subject in subjects:
        for key, change in moves(subject):
            counts[key] += change
    return counts


def _make_parcel_row(record: Record) -> tuple[object, ...]:
    """Make the row of a record that has no place yet, with its words."""
    return (*make_columns(record), encode_hexadecimal(encode(record)), join_words(record))


def list_dependencies(standing: Standing, subjects: Subjects) -> dict[str, list[str]]:
    """List all that was asked for while the act was tried, by kind."""
    named = list(list_keys(standing.naming))
    return {
        "subjects": list(subjects.consulted),
        "rounds": list(list_keys(standing.siblings)),
        "named": named,
        "leading": [encode_names(key).decode() for key in named if key.startswith(("to:", "symbol:"))],
    }


def list_keys(answers: object) -> Iterator[str]:
    """List what was asked of names that are looked up."""
    return iter(answers.answers if isinstance(answers, Named) else ())


def encode_hexadecimal(data: bytes) -> str:
    """Encode bytes as PostgreSQL reads them from text."""
    return f"\\x{data.hex()}"


def keep_files(connection: Connection, files: Iterable[tuple[str, bytes]], named: Iterable[str], at: str) -> None:
    """Keep files; write down which of those that records name were not given.

    Args:
        connection: inside a transaction.
        files: names and bytes.
        named: the hashes of those that the new records name.
        at: when that is recorded.

    Raises:
        NotKeptError: the database did not keep one.
    """
    absent = dict.fromkeys(named)
    for name, data in files:
        digest = sha256(data).hexdigest()
        absent.pop(digest, None)
        connection.execute(statements.ADD_PAPER, (digest, name, data))
        connection.execute(statements.FORGET_ABSENT, (digest,))
        row = connection.execute(statements.PAPER, (digest,)).fetchone()
        if row is None or row[1] != data:
            raise NotKeptError(name)
    for digest in absent:
        if connection.execute(statements.PAPER, (digest,)).fetchone() is None:
            connection.execute(statements.ADD_ABSENT, (digest, at))


def read_back_records(connection: Connection, records: Sequence[Sequence[object]]) -> None:
    """Read records that were written, and refuse to go on where any differs.

    Args:
        connection: inside the transaction that wrote them.
        records: their rows, in the order of the ledger, the last of it.

    Raises:
        NotKeptError: the database did not keep one.
    """
    position = records[0][0]
    kept = connection.execute(statements.RECORDS_FROM, (position,)).fetchall()
    for row, found in zip_longest(records, kept):
        if row is None or found is None or tuple(found) != (row[0], row[-2], row[-1]):
            subject, ordinal = (row or records[-1])[1:3]
            name = f"{subject}#{ordinal}"
            raise NotKeptError(name)


def read_back_texts(connection: Connection, texts: Iterable[Sequence[object]], erased: Iterable[str] = ()) -> None:
    """Read texts back that were written or erased, and compare them.

    Raises:
        NotKeptError: the database did not keep one, or keeps one that was erased.
    """
    written = {str(row[0]): tuple(row) for row in texts}
    asked = msgspec.json.encode([*written, *erased]).decode()
    kept = {row[0]: tuple(row) for row in connection.execute(statements.TEXTS_OF, (asked,))}
    if kept != written:
        raise NotKeptError
