"""The two databases that a register may lie in, as the tests use them."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any, Protocol

from escalade.models.backends import Database, Location, Place, connect, locate
from escalade.models.backends.postgresql import open_connection
from escalade.models.backends.sqlite import SqliteConnection
from escalade.models.store.statements import Connection
from tests.server import Server

TABLES = ("record", "opened", "paper", "absent_paper", "subject", "awaited", "happening", "named", "words")


class BackEnd(Protocol):
    """Where registers are made for a test."""

    @property
    def name(self) -> str:
        """What the database is called."""

    def new(self, name: str) -> Place:
        """An empty register."""

    def attacking(self, place: Place) -> AbstractContextManager[Connection]:
        """A connection on which nothing is refused, as a context; the guards are there again after it."""

    def altering(self, place: Place) -> AbstractContextManager[Connection]:
        """The connection of whoever may change the schema, as a context."""


class Files:
    """Registers in SQLite files, each a copy of an empty one."""

    name = "sqlite"

    def __init__(self, empty: Path, folder: Path) -> None:
        """Make them in a folder."""
        self._empty, self._folder = empty, folder

    def new(self, name: str) -> Place:
        """A copy of the empty one."""
        return Location(Path(shutil.copy(self._empty, self._folder / name)))

    @contextmanager
    def attacking(self, place: Place) -> Iterator[Connection]:
        """SQLite's own connection, after the triggers are dropped; they are put back."""
        assert isinstance(place, Location)
        with closing(sqlite3.connect(place.path, isolation_level=None, factory=SqliteConnection)) as connection:
            guards = connection.execute(
                "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'"
            ).fetchall()
            for name, *_ in guards:
                connection.execute(f"DROP TRIGGER {name}")
            yield connection
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            for _, table, made in guards:
                if table in tables:
                    connection.execute(made)

    @contextmanager
    def altering(self, place: Place) -> Iterator[Connection]:
        """SQLite's own connection."""
        assert isinstance(place, Location)
        with closing(sqlite3.connect(place.path, isolation_level=None, factory=SqliteConnection)) as connection:
            yield connection


class Databases:
    """Registers in databases of a server, each a copy of an empty one."""

    name = "postgresql"

    def __init__(self, server: Server, stack: ExitStack) -> None:
        """Make them on a server, and drop them when the stack unwinds."""
        self._server, self._stack = server, stack

    def new(self, name: str) -> Place:  # noqa: ARG002  # a database is found a name of its own
        """A copy of the empty one."""
        return locate(self._stack.enter_context(self._server.database()))

    @contextmanager
    def attacking(self, place: Place) -> Iterator[Connection]:
        """The connection of whoever owns the server, on which no trigger is run."""
        assert isinstance(place, Database)
        with closing(open_connection(place.url, write=True)) as connection:
            connection.execute("SET session_replication_role = replica")
            yield connection

    @contextmanager
    def altering(self, place: Place) -> Iterator[Connection]:
        """The connection of whoever owns the tables."""
        assert isinstance(place, Database)
        with closing(open_connection(place.url, write=True)) as connection:
            yield connection


def address(place: Place) -> str:
    """What names a register on a command line."""
    return place.url if isinstance(place, Database) else str(place.path)


def everything(place: Place) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table of a register."""
    with closing(connect(place, write=False)) as connection:
        asked = {table: connection.execute(f"SELECT * FROM {table}") for table in TABLES}  # noqa: S608  # the names are ours
        return {table: sorted(map(tuple, rows), key=repr) for table, rows in asked.items()}
