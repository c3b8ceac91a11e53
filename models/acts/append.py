"""Records on their way into the register, of one act or of many.

Each is encoded, hashed and given its place when it is added. The rows are
written together, and a subject's derived row once, however often it moved.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.models.acts.keeping import read_back_records, read_back_texts
from escalade.models.store import statements
from escalade.models.store.derived import columns_of, moves, row_of
from escalade.models.store.errors import node_in
from escalade.models.store.inbox_index import inbox_rows
from escalade.models.store.named_files import files_of
from escalade.models.views.personal_texts import erasable, personal_text_rows
from escalade.workflow.ledger.tree import completed_root, leaf_hash
from escalade.workflow.motions import Redact
from escalade.workflow.records.record import encode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from escalade.models.backends.connection import Connection
    from escalade.workflow.acts import Outcome
    from escalade.workflow.subjects.subject import Subject


class Appending:
    """Records that are added to a register, inside one transaction."""

    def __init__(self, connection: Connection, size: int) -> None:
        """Go on after so many records."""
        self._connection, self.size = connection, size
        self._records: list[Sequence[object]] = []
        self._opened: list[Sequence[object]] = []
        self._nodes: dict[int, bytes] = {}
        self._subjects: dict[str, Subject] = {}
        self._counts: dict[tuple[str, str, str], int] = {}
        self.named: dict[str, None] = {}
        """The hashes of the files that the records name."""

    def add(self, outcome: Outcome) -> None:
        """Give the records of an act their places."""
        for record, subject in zip(outcome.records, outcome.subjects, strict=True):
            self.size += 1
            data = encode(record)
            node = completed_root(self.size, leaf_hash(data), self._node)
            self._nodes[self.size] = node
            self._records.append((self.size, *columns_of(record), data, node))
            if record.motion.personal:
                self._opened.extend(personal_text_rows(record))
            self.named.update(dict.fromkeys(files_of(record)))
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
        awaited = [row for subject in self._subjects.values() for row in inbox_rows(subject)]
        for statement, rows in (
            (statements.ADD_RECORD, self._records),
            (statements.ADD_OPENED, self._opened),
            (statements.PUT_SUBJECT, list(map(row_of, self._subjects.values()))),
            (statements.COUNT_ONE, counts),
            (statements.FORGET_AWAITED, [(name,) for name in self._subjects]),
            (statements.PUT_AWAITED, awaited),
        ):
            if rows:
                self._connection.executemany(statement, rows)
        if self._records:
            read_back_records(self._connection, self._records)
        if self._opened:
            read_back_texts(self._connection, self._opened)
        for gathered in (self._records, self._opened, self._nodes, self._subjects, self._counts):
            gathered.clear()

    def _erase(self, outcome: Outcome) -> None:
        """Erase what a redaction names, once all that came before is written."""
        self.write()
        erased = list(erasable(outcome, self._connection))
        self._connection.executemany(statements.ERASE_OPENED, [(commitment,) for commitment in erased])
        read_back_texts(self._connection, (), erased)

    def _node(self, position: int) -> bytes:
        """The root that an earlier record completed."""
        if position in self._nodes:
            return self._nodes[position]
        return node_in(self._connection.execute(statements.NODE, (position,)).fetchone(), position)
