"""The connection to SQLite, and what it says when something fails."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from os import getcwd, sep
from os.path import isabs, join
from typing import TYPE_CHECKING

from escalade.models.store.errors import NO_REGISTER
from escalade.workflow.values.message import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

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

    def spell_search(self, sought: Iterable[Sequence[str]]) -> str:
        """Spell a search for FTS5: phrases, the last word perhaps only begun."""
        return " AND ".join(f'"{" ".join(words)}" *' for words in sought)

    def merge_search_index(self) -> None:
        """Write the index anew: FTS5 only marks what is taken out, until then."""
        self.execute("INSERT INTO search_index (search_index) VALUES ('optimize')")

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

    def append(self, parcel: Callable[[str], str], /) -> bool:  # noqa: ARG002  # what another database needs
        """Leave it to a transaction: here a statement is as near as a procedure."""
        return False

    def damage(self) -> list[str]:
        """Find what cannot have been written there, as clauses."""
        from escalade.models.backends.sqlite_statements import DAMAGE  # only where reading came to nothing

        return [what for what, statement in DAMAGE.items() if self.execute(statement).fetchone()]

    def tolerate_bad_text(self) -> None:
        """From here on, read text that is not UTF-8 as what nobody writes."""
        self.text_factory = _text

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
    return sqlite3.connect(
        f"{uri_of(path)}?{way}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
        factory=SqliteConnection,
    )


def in_memory() -> SqliteConnection:
    """An empty register in memory, where an earlier one is made and read.

    Its tables have nothing of what makes those of a file safe: nobody else sees
    it, and it ends with the call.
    """
    from escalade.models.backends.sqlite_statements import TABLES  # only for the past

    connection = sqlite3.connect(":memory:", isolation_level=None, factory=SqliteConnection)
    for statement in TABLES:
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
