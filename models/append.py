"""Write acts into the register, under its lock.

Each record is encoded, hashed and given its place when it is added; the rows are
written together, what is derived of a subject once, however often it moved, and
what may not be lost is read back.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from itertools import zip_longest

from escalade.models.store import statements
from escalade.models.store.errors import NotKeptError
from escalade.models.store.projections import find_digests, make_columns, project
from escalade.models.store.statements import VIEWS, Connection, as_keys, read_node
from escalade.models.views.personal_texts import find_erased_files, find_rewritten, find_sole_texts, make_text_rows
from escalade.models.views.view import Subjects
from escalade.workflow.ledger.tree import leaf_hash, subtree_root
from escalade.workflow.motions import Motion, Redact
from escalade.workflow.perform import Outcome
from escalade.workflow.records.record import Record, encode
from escalade.workflow.subjects.subject import Subject
from escalade.workflow.values.errors import MovedMeanwhileError, UnknownReferenceError
from escalade.workflow.values.reference import record_parts


def refuse_newer(motion: Motion, seen: tuple[str, ...], subjects: Subjects, connection: Connection) -> None:
    """Refuse if anything the act stands on is newer than what was seen.

    Who only says what somebody holds need not have heard what others said meanwhile, unless it is the same.
    """
    places = [_position(record, connection) for record in seen]
    looked_at = {record_parts(record)[0] for record in seen}  # told first: it is what they are to look at again
    for reference in sorted(subjects.consulted, key=lambda one: one not in looked_at) if places else ():
        for (ordinal,) in connection.execute(statements.NEWER, (reference, max(places))).fetchall():
            if not _is_another_voice(subjects[reference].records[ordinal - 1], motion):
                raise MovedMeanwhileError(reference, f"{reference}#{ordinal}")


def _is_another_voice(record: Record, motion: Motion) -> bool:
    """Whether a record and a motion each say what somebody holds, and not the same."""
    acts = {record.act, motion.act_name()}
    is_same = record.officer == motion.by and record.motion.to_payload() == motion.to_payload()
    return acts <= VIEWS and not (len(acts) == 1 and is_same)


def _position(record: str, connection: Connection) -> int:
    row = connection.execute(statements.POSITION, record_parts(record)).fetchone()
    if row is None:
        raise UnknownReferenceError(record, kind="record")
    return int(row[0])


class RecordBatch:
    """Records that are added to a register, inside one transaction."""

    def __init__(self, connection: Connection, size: int) -> None:
        self._connection, self.size = connection, size
        self._records: list[Sequence[object]] = []
        self._opened: dict[str, Sequence[object]] = {}
        self._nodes: dict[int, bytes] = {}
        self._touched: dict[str, tuple[Subject, dict[int, int]]] = {}
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
            if record.motion.personal:
                self._opened.update((row[0], row) for row in make_text_rows(record))
            self.named.update(dict.fromkeys(find_digests(record)))
            _, places = self._touched.get(subject.reference, (subject, {}))
            self._touched[subject.reference] = subject, {**places, record.ordinal: self.size}
        if isinstance(outcome.records[0].motion, Redact):
            self._erase(outcome)

    def write(self) -> None:
        """Write what was added, and what is derived from it; read it back."""
        opened = list(self._opened.values())
        for statement, rows in ((statements.ADD_RECORD, self._records), (statements.ADD_OPENED, opened)):
            if rows:
                self._connection.executemany(statement, rows)
        for subject, places in self._touched.values():
            project(self._connection, subject, places)
        if self._records:
            read_back_records(self._connection, self._records)
        if opened:
            read_back_texts(self._connection, opened)
        for gathered in (self._records, self._opened, self._nodes, self._touched):
            gathered.clear()

    def _erase(self, outcome: Outcome) -> None:
        """Erase what a redaction names, once all that came before is written."""
        self.write()
        self.has_erased = True
        erased = list(find_sole_texts(outcome, self._connection))
        self._connection.executemany(statements.ERASE_OPENED, [(commitment,) for commitment in erased])
        read_back_texts(self._connection, (), erased)
        for pair in zip(outcome.records, outcome.subjects, strict=True):
            for digest in find_erased_files(*pair):
                erase_file(self._connection, digest, pair[0].at)
        for subject, places in find_rewritten(outcome, self._connection):
            project(self._connection, subject, places)

    def _node(self, position: int) -> bytes:
        if position in self._nodes:
            return self._nodes[position]
        return read_node(self._connection, position)


def keep_files(connection: Connection, files: Iterable[tuple[str, bytes]], named: Iterable[str], at: str) -> None:
    """Keep files; write down which of those that records name were not given.

    Args:
        connection: inside a transaction.
        files: names and bytes.
        named: the hashes of those that the new records name.
        at: when that is recorded.
    """
    absent = dict.fromkeys(named)
    for name, data in files:
        digest = sha256(data).hexdigest()
        absent.pop(digest, None)
        connection.execute(statements.ADD_PAPER, (digest, name, data))
        connection.execute(statements.FORGET_ABSENT, (digest,))
        row = connection.execute(statements.PAPER, (digest,)).fetchone()
        if row is None or row[1] != data:
            raise NotKeptError(what=name)
    for digest in absent:
        if connection.execute(statements.PAPER, (digest,)).fetchone() is None:
            connection.execute(statements.ADD_ABSENT, (digest, at))


def erase_file(connection: Connection, digest: str, at: str) -> None:
    """Erase a file, after it is written down as absent."""
    connection.execute(statements.ADD_ABSENT, (digest, at))
    connection.execute(statements.ERASE_PAPER, (digest,))
    if row := connection.execute(statements.PAPER, (digest,)).fetchone():
        raise NotKeptError(what=row[0])


def read_back_records(connection: Connection, records: Sequence[Sequence[object]]) -> None:
    """Read records that were written, and refuse to go on where any differs.

    Args:
        connection: inside the transaction that wrote them.
        records: their rows, in the order of the ledger, the last of it.
    """
    position = records[0][0]
    kept = connection.execute(statements.RECORDS_FROM, (position,)).fetchall()
    for row, found in zip_longest(records, kept):
        if row is None or found is None or tuple(found) != (row[0], row[-2], row[-1]):
            subject, ordinal = (row or records[-1])[1:3]
            raise NotKeptError(what=f"{subject}#{ordinal}")


def read_back_texts(connection: Connection, texts: Iterable[Sequence[object]], erased: Iterable[str] = ()) -> None:
    """Read texts back that were written or erased, and compare them."""
    written = {str(row[0]): tuple(row) for row in texts}
    kept = {row[0]: tuple(row) for row in connection.execute(statements.TEXTS_OF, (as_keys((*written, *erased)),))}
    if kept != written:
        raise NotKeptError(what="a text")
