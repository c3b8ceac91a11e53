"""Keep what an act names beside its records, and see that it is kept."""

from __future__ import annotations

from hashlib import sha256
from itertools import zip_longest
from typing import TYPE_CHECKING

import msgspec

from escalade.models.store import statements
from escalade.models.store.errors import NotKeptError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from escalade.models.backends.connection import Connection


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
    """Read personal texts that were written, or erased, likewise.

    Raises:
        NotKeptError: the database did not keep one, or keeps one that was erased.
    """
    written = {str(row[0]): tuple(row) for row in texts}
    asked = msgspec.json.encode([*written, *erased]).decode()
    kept = {row[0]: tuple(row) for row in connection.execute(statements.TEXTS_OF, (asked,))}
    if kept != written:
        raise NotKeptError
