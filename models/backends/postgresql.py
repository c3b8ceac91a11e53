"""The connection to PostgreSQL.

psycopg is imported with this module, and this module only where a register
lies on a server.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

import psycopg
from psycopg import errors
from psycopg.pq import TransactionStatus

from escalade.models.store import statements
from escalade.models.store.errors import UncertainCommitError
from escalade.workflow.values.message import Message

LONG = frozenset({statements.EVERY_PAPER, statements.EVERY_OPENED, statements.EVERY_DIGEST})
"""Statements whose rows are fetched some at a time, so that memory stays as it is."""

AT_ONCE = "SET CONSTRAINTS ALL IMMEDIATE"
"""Let no trigger wait for the commit: what it does is read back before that."""

LEDGER = "SELECT pg_advisory_xact_lock(7310579606302523392 + 'record'::regclass::oid::bigint)"
"""The lock of one ledger, whatever schema of the database it is in."""

DEFERRING = 170000
"""The version of PostgreSQL from which the disk can be waited for behind a commit."""

DEFER = """
SELECT set_config('synchronous_commit', 'off', true) WHERE current_setting('synchronous_standby_names') = ''
"""
"""Let the commit wait for no disk: `FLUSH` does, once the lock has ended with it."""

FLUSH = """
SELECT CASE WHEN pg_is_in_recovery() THEN NULL WHEN pg_current_wal_flush_lsn() < pg_current_wal_insert_lsn()
THEN pg_logical_emit_message(false, 'escalade', ''::text, true) END
"""
"""Wait until all that was committed, by whomever, is on the disk."""

READ = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
BUSY_SECONDS = 5.0
"""How long a writer waits for another one."""


@cache
def to_postgresql(statement: str) -> str:
    """Write the numbers of a statement's values as a server reads them.

    >>> to_postgresql("SELECT at FROM record WHERE position = ?1")
    'SELECT at FROM record WHERE position = $1'
    """
    return statement.replace("?", "$")


class PostgresqlConnection:
    """psycopg's connection, with what a register asks of it."""

    def __init__(self, raw: psycopg.Connection[Any]) -> None:
        """Speak through a connection that begins no transaction of itself."""
        self.raw = raw
        defers = raw.info.server_version >= DEFERRING
        self._locking = "; ".join(("BEGIN", AT_ONCE, LEDGER, DEFER) if defers else ("BEGIN", AT_ONCE, LEDGER))
        self._reading = "; ".join((READ, FLUSH) if defers else (READ,))
        self._flushing = FLUSH if defers else ""

    def execute(self, statement: str, values: Sequence[Any] = (), /) -> Any:
        """Run a statement."""
        if statement in LONG and self.raw.info.transaction_status is TransactionStatus.INTRANS:
            return StreamedRows(self.raw, to_postgresql(statement))
        return self.raw.execute(to_postgresql(statement), values or None)

    def executemany(self, statement: str, rows: Iterable[Sequence[Any]], /) -> int:
        """Run a statement for each row of values; how many rows were written."""
        cursor = self.raw.cursor()
        cursor.executemany(to_postgresql(statement), rows)
        return cursor.rowcount

    def empty_log(self) -> bool:
        """Leave the log to the server, which keeps it in its own way."""
        return True

    def close(self) -> None:
        """Give the connection up; what is under way is undone."""
        self.raw.close()

    def begin(self) -> None:
        """From here on, read everything as of one moment, and only what stays."""
        self.raw.execute(self._reading, prepare=False)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read everything as of one moment, until the block ends."""
        self.begin()
        try:
            yield
        finally:
            self._undo()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write everything or nothing; no other writes meanwhile."""
        try:
            self.raw.execute(self._locking, prepare=False)  # what follows sees what the lock was waited for
            yield
            self._commit()
        except BaseException:
            self._undo()
            raise

    def _commit(self) -> None:
        with self._certain():
            self.raw.execute("COMMIT")
            if self._flushing:
                self.raw.execute(self._flushing)

    @contextmanager
    def _certain(self) -> Iterator[None]:
        """Say so where nobody knows whether something was committed."""
        try:
            yield
        except psycopg.OperationalError as error:
            if self.raw.closed or isinstance(error, errors.QueryCanceled):
                raise UncertainCommitError from error
            raise

    def _undo(self) -> None:
        """Undo what is under way, where the connection still stands."""
        if not self.raw.closed and self.raw.info.transaction_status is not TransactionStatus.IDLE:
            self.raw.execute("ROLLBACK")

    def damage(self) -> list[str]:
        """Nothing: a server looks at each value that is written."""
        return []

    def tolerate_bad_text(self) -> None:
        """A server keeps no text that is none."""

    def state(self) -> object:
        """Another value once anybody has written to the register."""
        return self.raw.execute(to_postgresql(statements.SIZE)).fetchone()


class StreamedRows:
    """Rows that the server hands out some at a time."""

    def __init__(self, raw: psycopg.Connection[Any], statement: str) -> None:
        """Ask for them once somebody looks."""
        self._raw, self._statement = raw, statement

    def __iter__(self) -> Iterator[Any]:
        """The rows, one by one."""
        with psycopg.RawServerCursor(self._raw, f"every_{id(self)}") as cursor:
            yield from cursor.execute(self._statement)

    def fetchall(self) -> list[Any]:
        """All rows."""
        return list(self)

    def fetchone(self) -> Any:
        """The first row, or None."""
        return next(iter(self), None)


def open_connection(url: str, *, write: bool) -> PostgresqlConnection:
    """A connection on which a transaction is begun by hand.

    Raises:
        psycopg.Error: the server cannot be reached, or lets nobody in.
    """
    known = psycopg.conninfo.conninfo_to_dict(url)
    raw = psycopg.connect(
        url,
        autocommit=True,
        cursor_factory=psycopg.RawCursor,
        client_encoding="utf8",
        connect_timeout=known.get("connect_timeout", 10),
        fallback_application_name="escalade",
    )
    try:
        raw.execute(_session(write=write))
    except BaseException:
        raw.close()
        raise
    return PostgresqlConnection(raw)


def _session(*, write: bool) -> str:
    """Make the settings of a connection, as one message."""
    asked = (
        f"SET lock_timeout = {int(BUSY_SECONDS * 1000)}",
        "SET default_transaction_isolation = 'read committed'",  # what follows a lock sees what was waited for
        "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'",
        "" if write else "SET default_transaction_read_only = on",
    )
    return "; ".join(filter(None, asked))


WRONG = "is a database, but not a register. Name the right database with --register."
LOST = "can no longer be reached: the connection was lost. Nothing of what was under way was recorded."
PROBLEMS: dict[type[psycopg.Error], str] = {
    errors.LockNotAvailable: Message(
        "is locked by another program. Wait until that program has finished, then try again."
    ),
    errors.ReadOnlySqlTransaction: Message("is read-only. Name the server that is written to with --register."),
    errors.InsufficientPrivilege: Message(
        "does not let this role do that. Its owner grants what docs/settings.md lists."
    ),
    errors.DiskFull: Message("lies on a disk that is full. Nothing was recorded; make room, then try again."),
    errors.UndefinedTable: WRONG,
    errors.TooManyConnections: Message("is used by as many as its server lets in. Wait, then try again."),
    errors.DataCorrupted: Message("is damaged. Restore a backup, then run “escalade verify”."),
    errors.IndexCorrupted: Message("is damaged. Restore a backup, then run “escalade verify”."),
    errors.AdminShutdown: LOST,
    errors.CrashShutdown: LOST,
    errors.ConnectionException: LOST,
}
"""What PostgreSQL says, and what is said for it."""


def describe_error(error: Exception) -> str:
    """Describe an error of psycopg, as a clause that follows the name."""
    found = next((sentence for kind, sentence in PROBLEMS.items() if isinstance(error, kind)), None)
    if found:
        return found
    said = getattr(getattr(error, "diag", None), "message_primary", None)
    if isinstance(error, psycopg.OperationalError) and not said:
        message = re.sub(r"\s+", " ", re.sub(r"\n\t.*", "", str(error))).strip()  # a tab begins a hint
        return f"cannot be reached: {message.rstrip('.')}."
    return f"cannot be used: {said or error}."
