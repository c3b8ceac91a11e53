"""The connection to PostgreSQL, and what it says when something fails.

psycopg is imported with this module, and this module only where a register
lies on a server.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast

import psycopg
from psycopg import errors
from psycopg.pq import TransactionStatus

from escalade.models import statements
from escalade.models.dialect import LEDGER, LONG, spelt
from escalade.models.problem import UncertainCommitError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from escalade.models.connection import Rows

BUSY_SECONDS = 5.0
"""How long a writer waits for another one."""


class PostgresqlConnection:
    """psycopg's connection, with what a register asks of it."""

    def __init__(self, raw: psycopg.Connection[Any]) -> None:
        """Speak through a connection that begins no transaction of itself."""
        self.raw = raw

    def execute(self, statement: str, values: Sequence[Any] = (), /) -> Rows:
        """Run a statement."""
        if statement in LONG and self.raw.info.transaction_status is TransactionStatus.INTRANS:
            return Streamed(self.raw, spelt(statement))
        return cast("Rows", self.raw.execute(spelt(statement), values or None))

    def executemany(self, statement: str, rows: Iterable[Sequence[Any]], /) -> Rows:
        """Run a statement for each row of values."""
        cursor = self.raw.cursor()
        cursor.executemany(spelt(statement), rows)
        return cast("Rows", cursor)

    def close(self) -> None:
        """Give the connection up; what is under way is undone."""
        self.raw.close()

    def __del__(self) -> None:
        """Give up what a thread kept open and ended with; so does SQLite."""
        self.raw.close()

    def begin(self) -> None:
        """From here on, read everything as of one moment."""
        self.raw.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")

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
        """Write everything or nothing; no other writes meanwhile.

        Raises:
            UncertainCommitError: the connection was lost while it was committed.
        """
        self.raw.execute("BEGIN")
        try:
            self.raw.execute(LEDGER)  # in a statement of its own: what follows sees what the lock was waited for
            yield
            self._commit()
        except BaseException:
            self._undo()
            raise

    def _commit(self) -> None:
        try:
            self.raw.execute("COMMIT")
        except psycopg.OperationalError as error:
            if not self.raw.closed:
                raise
            raise UncertainCommitError from error

    def _undo(self) -> None:
        """Undo what is under way, where the connection still stands."""
        if not self.raw.closed and self.raw.info.transaction_status is not TransactionStatus.IDLE:
            self.raw.execute("ROLLBACK")

    def state(self) -> object:
        """Another value once anybody has written to the register."""
        return self.raw.execute(spelt(statements.SIZE)).fetchone()


class Streamed:
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


def connected(url: str, *, write: bool) -> PostgresqlConnection:
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
    """What is asked of the server for this connection, in one message."""
    asked = (
        f"SET lock_timeout = {int(BUSY_SECONDS * 1000)}",
        "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'",
        "" if write else "SET default_transaction_read_only = on",
    )
    return "; ".join(filter(None, asked))


WRONG = "is a database, but not a register. Name the right database with --register."
LOST = "can no longer be reached: the connection was lost. Nothing of what was under way was recorded."
PROBLEMS: dict[type[psycopg.Error], str] = {
    errors.LockNotAvailable: "is locked by another program. Wait until that program has finished, then try again.",
    errors.ReadOnlySqlTransaction: "is read-only. Name the server that is written to with --register.",
    errors.InsufficientPrivilege: "does not let this role do that. Its owner grants what docs/operating.md lists.",
    errors.DiskFull: "lies on a disk that is full. Nothing was recorded; make room, then try again.",
    errors.UndefinedTable: WRONG,
    errors.TooManyConnections: "is used by as many as its server lets in. Wait, then try again.",
    errors.DataCorrupted: "is damaged. Restore a backup, then run “escalade verify”.",
    errors.IndexCorrupted: "is damaged. Restore a backup, then run “escalade verify”.",
    errors.AdminShutdown: LOST,
    errors.CrashShutdown: LOST,
    errors.ConnectionException: LOST,
}
"""What PostgreSQL says, and what is said for it."""


def said_of(error: Exception) -> str:
    """What an error of psycopg says, as a clause that follows the name."""
    found = next((sentence for kind, sentence in PROBLEMS.items() if isinstance(error, kind)), None)
    if found:
        return found
    said = getattr(getattr(error, "diag", None), "message_primary", None)
    if isinstance(error, psycopg.OperationalError) and not said:
        message = re.sub(r"\s+", " ", str(error)).strip()
        return f"cannot be reached: {message.rstrip('.')}."
    return f"cannot be used: {said or error}."
