"""Registers in SQLite files: the connection, and what it says of a fault."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from os import getcwd, sep
from os.path import dirname, isabs, join
from pathlib import Path
from stat import S_IFDIR, S_IFREG
from typing import Any

from escalade.models.backends.location import Location, kind_at, locate
from escalade.models.store import statements
from escalade.models.store.errors import NO_REGISTER, AbsentRegisterError, ExistingRegisterError, UnusableRegisterError
from escalade.models.store.schema import check_schema
from escalade.models.store.schema_text import DIGEST, ON_SQLITE
from escalade.models.store.statements import Connection
from escalade.workflow.values.errors import Message, RegisterError

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
    try:
        return data.decode()
    except UnicodeDecodeError:
        return f"\ufffd{data!r}"


def open_connection(path: str, way: str) -> SqliteConnection:
    """A connection to a file on which a transaction is begun by hand.

    Any thread may use it, one at a time. How the file is opened is a query of SQLite's URI.
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


TABLES = frozenset(one.split()[2] for one in ON_SQLITE if one.startswith("CREATE TABLE"))
PLAIN = """
SELECT name FROM pragma_table_list AS made
WHERE schema = 'main' AND type = 'table' AND NOT EXISTS (SELECT 1 FROM pragma_table_xinfo(made.name) WHERE hidden)
"""
"""The tables of a register, and which tables compute nothing when they are read, as a view or a column may."""

ROOM = 2**20
"""How many bytes a register needs beside it, to be written to in peace."""

WAL = b"\x02\x02"
"""What stands in the 19th and 20th byte of a file that is read while one writes (SQLite's file format)."""


class FileEngine:
    """A register in a file of its own."""

    errors = (sqlite3.Error,)
    kind, parts = "file", PARTS

    @property
    def making(self) -> tuple[str, ...]:
        """The statements that make the schema."""
        from escalade.models.store import guards, schema_text  # neither is needed to read

        return (*schema_text.ON_SQLITE, *guards.ON_SQLITE)

    def __init__(self, location: Location) -> None:
        self._location = location

    def problem(self, error: Exception) -> str:
        """Describe SQLite's error, as a clause."""
        return describe_error(error)

    def exists(self) -> bool:
        """Whether there is something in that place."""
        return kind_at(self._location) is not None

    def identity(self) -> object:
        """Another value once another file has that name."""
        found = os.stat(self._location)
        return found.st_dev, found.st_ino

    def may_stay(self) -> bool:
        """Whether a reader sees what others write: not where it may only read."""
        return os.access(self._folder, os.W_OK)

    def ensure(self) -> None:
        """Refuse a place where there is no file."""
        if kind_at(self._location) == S_IFDIR:
            raise UnusableRegisterError(self._location, Message("is a folder. Name a file in it with --register."))
        if kind_at(self._location) != S_IFREG:
            is_there = kind_at(self._folder) == S_IFDIR
            raise AbsentRegisterError(self._location, None if is_there else self._folder)

    def open(self) -> SqliteConnection:
        """Connect to the file, whatever its schema, to read it."""
        return self._opened(write=False, still=self._is_still())

    def connect(self, *, write: bool) -> SqliteConnection:
        """Connect to a register of this schema; a reader may change nothing.

        On a full disk there is no room for what SQLite keeps beside a register
        that is open; it is read without that.
        """
        self.ensure()
        if write and not self._is_writable():
            raise UnusableRegisterError(self._location, PROBLEMS["readonly"])
        try:
            return self._checked(write=write, still=not write and self._is_still())
        except sqlite3.OperationalError as error:
            if write or error.sqlite_errorcode != sqlite3.SQLITE_IOERR_SHMSIZE or self._has_journal():
                raise
            return self._checked(write=False, still=True)

    def _checked(self, *, write: bool, still: bool) -> SqliteConnection:
        """A connection to a register of this schema; `still` where nobody writes."""
        connection = self._opened(write=write, still=still)
        try:
            lacks = TABLES.difference(name for (name,) in connection.execute(PLAIN))
            check_schema(connection, self._location, lacks=lacks)
            if write:
                connection.execute("PRAGMA journal_mode = WAL")  # a copy may lack it, and readers then keep writers out
        except BaseException:
            connection.close()
            raise
        return connection

    @property
    def _folder(self) -> str:
        return dirname(self._location) or os.curdir

    @property
    def _journal(self) -> str:
        return f"{self._location}-wal"

    def _is_still(self) -> bool:
        """Whether nobody here may write to the file, and nobody does."""
        return not self._is_writable() and kind_at(self._journal) is None

    def _is_writable(self) -> bool:
        """Whether the file, and what SQLite keeps beside it, may be written to."""
        return os.access(self._folder, os.W_OK) and os.access(self._location, os.W_OK)

    def _has_journal(self) -> bool:
        return kind_at(self._journal) is not None and os.stat(self._journal).st_size > 0

    def _opened(self, *, write: bool, still: bool) -> SqliteConnection:
        connection = open_connection(self._location, "immutable=1" if still else "mode=rw")
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA secure_delete = ON")  # an erased text is overwritten, not only unlinked
            if not write:
                connection.execute("PRAGMA query_only = ON")
        except BaseException:
            connection.close()
            raise
        return connection

    def create(self) -> None:
        """Make an empty register, with its tables and triggers."""
        path = self._location.path
        try:
            self._prepare()
            path.touch(exist_ok=False)
        except FileExistsError:
            raise ExistingRegisterError(self._location) from None
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            problem = Message("cannot be made: {reason}. Ask for the right to write to its folder.", reason=reason)
            raise UnusableRegisterError(self._location, problem) from error
        try:
            self.make()
        except BaseException:
            path.unlink(missing_ok=True)
            raise

    def _prepare(self) -> None:
        """Refuse a place where no register can be; make the platform's own folder."""
        if kind_at(self._location) == S_IFDIR:
            raise UnusableRegisterError(self._location, Message("is a folder. Name a file in it with --register."))
        if self._location == locate(None):
            self._location.path.parent.mkdir(parents=True, exist_ok=True)
        if kind_at(self._folder) != S_IFDIR:
            raise UnusableRegisterError(
                self._location, Message("cannot be made: the folder {folder} does not exist.", folder=self._folder)
            )

    def make(self) -> None:
        """Make the schema in an empty file, whole or not at all."""
        with closing(open_connection(self._location, "mode=rw")) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            with connection.transaction():
                for statement in self.making:
                    connection.execute(statement)
                connection.execute(statements.ADD_MADE_WITH, (DIGEST,))

    def copy(self, connection: Connection, path: Path) -> None:
        """Copy what a connection reads to an SQLite file, whole."""
        with closing(sqlite3.connect(path)) as copy:
            connection.backup(copy)  # type: ignore[union-attr]  # it is a connection of this engine
            copy.execute("PRAGMA journal_mode = WAL")

    def empty_log(self) -> bool | None:
        """Cut the journal where something is in it; whether that could be done."""
        if not self._has_journal():
            return None
        try:
            with closing(self.connect(write=True)) as connection:
                return connection.empty_log()
        except (sqlite3.Error, RegisterError):
            return False

    def soundness(self, connection: Connection) -> list[tuple[str, bool, str]]:
        """Ask SQLite about the file, and the system about its disk.

        The file itself is asked how its journal is kept: SQLite cannot tell where
        the journal finds no room.
        """
        from shutil import disk_usage  # brings what packs files along, and only the doctor asks

        free = disk_usage(self._location.path.absolute().parent).free
        room = "The disk has room." if free >= ROOM else f"The disk has {free:,} bytes left. Make room."
        sound = connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        with self._location.path.open("rb") as file:
            mode = "wal" if file.read(20)[18:] == WAL else "delete"
        return [
            ("room", free >= ROOM, room),
            ("database", sound, "The database is sound." if sound else "The database is damaged; restore a backup."),
            ("journal", mode == "wal", f"The journal is kept as {mode}."),
        ]
