"""Registers in SQLite files."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from os.path import dirname
from pathlib import Path
from stat import S_IFDIR, S_IFREG

from escalade.models.backends.location import Location, kind_at, locate
from escalade.models.backends.sqlite import PARTS, PROBLEMS, SqliteConnection, describe_error, open_connection
from escalade.models.store import statements
from escalade.models.store.errors import AbsentRegisterError, ExistingRegisterError, UnusableRegisterError
from escalade.models.store.schema import check_schema
from escalade.models.store.schema_text import DIGEST, ON_SQLITE
from escalade.models.store.statements import Connection
from escalade.workflow.values.errors import RegisterError
from escalade.workflow.values.message import Message

TABLES = frozenset(one.split()[2] for one in ON_SQLITE if one.startswith("CREATE TABLE"))
PLAIN = """
SELECT name FROM pragma_table_list AS made
WHERE schema = 'main' AND type = 'table' AND NOT EXISTS (SELECT 1 FROM pragma_table_xinfo(made.name) WHERE hidden)
"""
"""The tables of a register, and which tables compute nothing when they are read, as a view or a column may."""


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
        """Take the file at a place."""
        self._location = location

    def problem(self, error: Exception) -> str:
        """Describe SQLite's error, as a clause."""
        return describe_error(error)

    def exists(self) -> bool:
        """Whether there is something in that place."""
        return kind_at(self._location) is not None

    def identity(self) -> object:
        """Another value once another file has that name.

        Raises:
            OSError: none has.
        """
        found = os.stat(self._location)
        return found.st_dev, found.st_ino

    def may_stay(self) -> bool:
        """Whether a reader sees what others write: not where it may only read."""
        return os.access(self._folder, os.W_OK)

    def ensure(self) -> None:
        """Refuse a place where there is no file.

        Raises:
            AbsentRegisterError: there is nothing.
            UnusableRegisterError: there is a folder.
        """
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

        Raises:
            UnusableRegisterError: it is read-only, of another schema, or no register.
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
        """Make an empty register, with its tables and triggers.

        Raises:
            ExistingRegisterError: there is a file already.
            UnusableRegisterError: the folder does not exist or may not be written.
        """
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
        """Refuse a place where no register can be; make the platform's own folder.

        Raises:
            UnusableRegisterError: it is a folder, or lies in one that does not exist.
            OSError: the place may not even be looked at.
        """
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
        """Ask SQLite about the file, and the system about its disk."""
        return check_file(self._location.path, connection)


ROOM = 2**20
"""How many bytes a register needs beside it, to be written to in peace."""

WAL = b"\x02\x02"
"""What stands in the 19th and 20th byte of a file that is read while one writes (SQLite's file format)."""


def check_file(path: Path, connection: Connection) -> list[tuple[str, bool, str]]:
    """Ask SQLite about a file, and the system about its disk.

    The file itself is asked how its journal is kept: SQLite cannot tell where
    the journal finds no room.
    """
    from shutil import disk_usage  # brings what packs files along, and only the doctor asks

    free = disk_usage(path.absolute().parent).free
    room = "The disk has room." if free >= ROOM else f"The disk has {free:,} bytes left. Make room."
    sound = connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    with path.open("rb") as file:
        mode = "wal" if file.read(20)[18:] == WAL else "delete"
    return [
        ("room", free >= ROOM, room),
        ("database", sound, "The database is sound." if sound else "The database is damaged; restore a backup."),
        ("journal", mode == "wal", f"The journal is kept as {mode}."),
    ]
