"""Registers in databases of a PostgreSQL server."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

from escalade.models.backends.postgresql import PostgresqlConnection, open_connection
from escalade.models.backends.postgresql_errors import WRONG, describe_error
from escalade.models.backends.postgresql_schema import PARTS, RIGHTS
from escalade.models.store import statements
from escalade.models.store.errors import AbsentRegisterError, ExistingRegisterError, check_version

if TYPE_CHECKING:
    from collections.abc import Callable

    from escalade.models.backends.connection import Connection
    from escalade.models.backends.location import Database

THERE = "SELECT coalesce(to_regclass('alembic_version'), to_regclass('record')) IS NOT NULL"
SETTINGS = ("fsync", "full_page_writes", "synchronous_commit")
"""What keeps an act that was recorded when the power fails."""

REMOVED = (
    "DROP TABLE record, opened, paper, absent_paper, subject, tally, awaited, alembic_version",
    "DROP FUNCTION record_is_never_rewritten, record_is_never_removed",
    "DROP FUNCTION paper_is_never_rewritten, paper_is_never_removed",
    "DROP PROCEDURE append_act",
)
"""What undoes the migrations; a test makes a register again afterwards."""


class ServerEngine:
    """A register in a database of a server, in the schema that is found first."""

    errors = (psycopg.Error,)
    kind, parts = "server", PARTS

    def __init__(self, location: Database) -> None:
        """Take the database that a URL names."""
        self._location = location

    def problem(self, error: Exception) -> str:
        """What psycopg's error says, as a clause."""
        return describe_error(error)

    def exists(self) -> bool:
        """Whether there is something in that place."""
        with closing(self.open()) as connection:
            return bool(connection.execute(THERE).fetchone()[0])

    def identity(self) -> object:
        """A URL names one database."""
        return self._location.url

    def may_stay(self) -> bool:
        """Whether a reader that stays open sees what others write."""
        return True

    def ensure(self) -> None:
        """Refuse a database that holds no register.

        Raises:
            AbsentRegisterError: it holds nothing of ours.
        """
        if not self.exists():
            raise AbsentRegisterError(self._location)

    def open(self) -> PostgresqlConnection:
        """Connect to the database, whatever its version, to read it."""
        return open_connection(self._location.url, write=False)

    def connect(self, *, write: bool) -> PostgresqlConnection:
        """Connect to a register of this version; a reader may change nothing.

        Raises:
            AbsentRegisterError: there is none.
            UnusableRegisterError: it is of another version, or no register.
        """
        connection = open_connection(self._location.url, write=write)
        try:
            check_version(connection, self._location, WRONG)
        except psycopg.errors.UndefinedTable:
            with closing(connection):
                if connection.execute(THERE).fetchone()[0]:
                    raise
            raise AbsentRegisterError(self._location) from None
        except BaseException:
            connection.close()
            raise
        return connection

    def create(self) -> None:
        """Make an empty register, with its tables and triggers.

        Raises:
            ExistingRegisterError: there is one already.
            UnusableRegisterError: this role may make no tables.
        """
        from escalade.models.backends.migrate import migrating_alone  # slow, and only for a new register

        with migrating_alone(self._location.url) as migrate:
            if self.exists():
                raise ExistingRegisterError(self._location, "a register")
            migrate("head")

    def remove(self) -> None:
        """Remove a register that has no record; leave any other alone."""
        with closing(open_connection(self._location.url, write=True)) as connection, connection.transaction():
            if not connection.execute(statements.SIZE).fetchone()[0]:
                for statement in REMOVED:
                    connection.execute(statement)

    def migrate(self, version: str = "head", then: Callable[[Connection], object] | None = None) -> None:
        """Bring the database to a version of the schema, whole or not at all."""
        from escalade.models.backends.migrate import migrating_alone

        with migrating_alone(self._location.url) as migrate:
            migrate(version, then)

    def copy(self, connection: Connection, path: Path) -> None:
        """Copy what a connection reads to an SQLite file, whole."""
        from escalade.models.backends.migrate import migrate
        from escalade.models.store.errors import version_on

        migrate(path, version_on(connection) or "head")
        with closing(sqlite3.connect(path)) as copy:
            copy.execute("PRAGMA journal_mode = WAL")
            tables = copy.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'alembic_version'")
            for (table,) in tables.fetchall():
                names = [row[1] for row in copy.execute(f"PRAGMA table_info({table})")]
                columns, marks = ", ".join(names), ", ".join("?" * len(names))
                rows = connection.execute(f"SELECT {columns} FROM {table}")  # noqa: S608  # the names are the schema's
                copy.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)  # noqa: S608  # as above
            copy.commit()

    def copy_before(self, version: str) -> Path:
        """In the folder that the command is called in, under the database's name."""
        return Path(f"{self._location.name}.before-{version}.db").absolute()

    def soundness(self, connection: Connection) -> list[tuple[str, bool, str]]:
        """What the server says of how safely it keeps things."""
        found = {name: connection.execute("SELECT current_setting(?)", (name,)).fetchone()[0] for name in SETTINGS}
        off = [f"{name} is {value}" for name, value in found.items() if value in {"off", "local"}]
        version = connection.execute("SELECT current_setting('server_version')").fetchone()[0]
        may = [f"{right} on {table} for {who}" for right, table, who in connection.execute(RIGHTS)]
        open_to = f"Others than the owner may do what nobody should: {', '.join(may)}. Revoke it." if may else ""
        lost = f"An act may be lost when the power fails: {', '.join(off)}."
        return [
            ("durability", not off, lost if off else f"PostgreSQL {version} keeps what it has acknowledged."),
            ("rights", not may, open_to or "Nobody but the owner has a right to change what is recorded."),
        ]
