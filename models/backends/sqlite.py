"""The connection to SQLite, and what it says when something fails."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from os import getcwd, sep
from os.path import isabs, join
from typing import Any

from escalade.models.store.errors import NO_REGISTER
from escalade.workflow.values.message import Message

LARGEST = 2**27
"""How many bytes a value or a row may have, at most: above that nothing is read or written."""
BUSY_SECONDS, LOG_SECONDS = 5.0, 1.0
"""How long a writer waits for another one, and for readers before it cuts the log."""

PROBLEMS = {
    "locked": Message("is locked by another program. Wait until that program has finished, then try again."),
    "readonly": Message("is read-only. Ask for the right to write to the file and to its folder."),
    "not a database": Message("is not a database. Name the right file with --register."),
    "disk is full": Message("lies on a disk that is full. Nothing was recorded; make room, then try again."),
    "disk I/O error": Message(
        "lies on a disk that is full, or that fails. Nothing was recorded; make room, or have the disk "
        "looked at, then try again."
    ),
    "no such table": NO_REGISTER,
    "unable to open": Message("cannot be opened. Check that the file and its folder exist and may be read."),
    "Could not decode": Message(
        "is damaged: it holds text that is none. “escalade verify” says where; restore a backup, or "
        "run “escalade rebuild” where only what is derived is damaged."
    ),
    "malformed": Message("is damaged. Restore a backup, then run “escalade verify”."),
}
"""What SQLite says, in part, and what is said for it."""

PARTS = """
SELECT type || ' ' || name, sql FROM sqlite_master WHERE name NOT IN ('sqlite_stat1', 'sqlite_stat4')
"""
"""Every part of the schema, without what ANALYZE leaves there: its name, and its definition."""


STORED = {"INTEGER": "integer", "BLOB": "blob"}
"""By the type of a column, the one that SQLite gives its values, where that is no text."""
COLUMNS = """
SELECT tables.name, columns.name, columns.type FROM sqlite_master AS tables, pragma_table_info(tables.name) AS columns
WHERE tables.type = 'table' AND tables.name NOT LIKE 'sqlite_%'
"""
GAP = "SELECT max(position) FROM record HAVING count(*) < max(position) OR min(position) < 1"
BAD_TITLE = "SELECT 1 FROM subject WHERE json_valid(title) = 0 OR json_type(title) <> 'object' LIMIT 1"


class SqliteConnection(sqlite3.Connection):
    """SQLite's own connection, with what a register asks besides."""

    def begin(self) -> None:
        """From here on, read everything as of one moment."""
        self.execute("BEGIN")

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Read everything as of one moment, until the block ends."""
        self.execute("BEGIN")
        try:
            yield
        finally:
            self.execute("ROLLBACK")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write everything or nothing; no other writes meanwhile."""
        self.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.execute("COMMIT")
        except BaseException:
            if self.in_transaction:  # a full disk has undone it already
                self.execute("ROLLBACK")
            raise

    def empty_log(self) -> bool:
        """Write everything to the file itself, and cut the write-ahead log.

        Whoever still reads what was there before prevents it. Others may not write
        meanwhile, so that is not waited for as long as for a writer.
        """
        self.execute(f"PRAGMA busy_timeout = {LOG_SECONDS * 1000:.0f}")
        try:
            is_held = self.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        finally:
            self.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000:.0f}")
        return not is_held

    def damage(self) -> list[str]:
        """Find what cannot have been written there, as clauses.

        A file takes any value in any column.
        """
        gap, title = self.execute(GAP).fetchone(), self.execute(BAD_TITLE).fetchone()
        found: list[str] = [Message("the record has a gap")] if gap else []
        for table, column, declared in self.execute(COLUMNS).fetchall():
            kind = STORED.get(declared, "text")
            misfit = f"SELECT 1 FROM {table} WHERE typeof({column}) NOT IN ('{kind}', 'null') LIMIT 1"  # noqa: S608  # the schema names them
            if self.execute(misfit).fetchone():
                facts = {"column": column, "table": table, "kind": kind}
                found.append(Message("the column {column} of {table} holds what is no {kind}", **facts))
        return [*found, Message("a title of subject is none")] if title else found

    def tolerate_bad_text(self) -> None:
        """From here on, read text that is not UTF-8 as what nobody writes."""
        self.text_factory = _text

    def executemany(self, statement: str, rows: Iterable[Sequence[Any]], /) -> int:  # type: ignore[override]  # what another database gives back
        """Run a statement for each row of values; how many rows were written."""
        return super().executemany(statement, rows).rowcount

    def state(self) -> object:
        """Another value once anybody has written to the register."""
        return self.execute("PRAGMA data_version").fetchone()[0]


def _text(data: bytes) -> str:
    """Text, or a sign that there is none."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return f"\ufffd{data!r}"


def open_connection(path: str, way: str) -> SqliteConnection:
    """A connection to a file on which a transaction is begun by hand.

    Any thread may use it, one at a time.

    Args:
        path: of the file.
        way: how it is opened, as a query of SQLite's URI.
    """
    connection = sqlite3.connect(
        f"{uri_of(path)}?{way}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
        factory=SqliteConnection,
    )
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST)
    return connection


def in_memory() -> SqliteConnection:
    """An empty database in memory with the tables of a register."""
    from escalade.models.store.schema_text import ON_SQLITE  # only for the past

    connection = sqlite3.connect(":memory:", isolation_level=None, factory=SqliteConnection)
    for statement in ON_SQLITE:
        connection.execute(statement)
    return connection


def uri_of(path: str) -> str:
    """The URI of a file, as SQLite reads one; what would end it is escaped.

    >>> uri_of("/registers/2017?.db")
    'file:///registers/2017%3f.db'
    """
    whole = (path if isabs(path) else join(getcwd(), path)).replace(sep, "/")
    escaped = whole.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    return f"file://{'' if whole.startswith('/') else '/'}{escaped}"


def describe_error(error: Exception) -> str:
    """Describe SQLite's error, as a clause that follows the name."""
    message = str(error)
    found = next((sentence for part, sentence in PROBLEMS.items() if part in message), None)
    return found or f"cannot be used: {message}."
