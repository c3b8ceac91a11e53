"""The schema's way from version to version, by Alembic."""

from __future__ import annotations

from contextlib import nullcontext
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from sqlalchemy import URL, NullPool, create_engine, event
from sqlalchemy.exc import DBAPIError

from escalade.models.backends.sqlite import SqliteConnection

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path
    from typing import Any

    from sqlalchemy import Engine

    from escalade.models.backends.connection import Connection

    Borrowing = Callable[[Any], AbstractContextManager[Connection]]
    Follow = Callable[[Connection], object]

NEWEST = "head"
"""What Alembic calls the newest version of a schema."""


def migrate(path: Path, version: str = NEWEST, then: Follow | None = None) -> None:
    """Bring a file to a version of the schema, in one transaction.

    Args:
        path: the file.
        version: of the schema.
        then: what follows in the same transaction, such as deriving tables anew.

    Raises:
        sqlite3.Error: a step failed; nothing was changed.
    """
    engine = create_engine(URL.create("sqlite", database=str(path)), connect_args={"factory": SqliteConnection})
    event.listen(engine, "connect", _begin_by_hand)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    _upgrade(engine, version, nullcontext, then)


def migrate_server(
    connect: Callable[[], Any], borrow: Borrowing, version: str = NEWEST, then: Follow | None = None
) -> None:
    """Bring a database of a server to a version, in one transaction.

    Args:
        connect: opens a connection of its driver.
        borrow: makes a register's connection of that.
        version: of the schema.
        then: what follows in the same transaction.

    Raises:
        Exception: what its driver says of a step that failed; nothing was changed.
    """
    engine = create_engine("postgresql+psycopg://", creator=connect, poolclass=NullPool)
    _upgrade(engine, version, borrow, then)


def _upgrade(engine: Engine, version: str, borrow: Borrowing, then: Follow | None) -> None:
    """Bring a database to a version, whole or not at all.

    Args:
        engine: knows the database.
        version: of the schema.
        borrow: makes a register's connection of the driver's.
        then: what follows in the same transaction.

    Raises:
        Exception: what its driver says of a step that failed.
    """
    try:
        _run(engine, version, borrow, then)
    except DBAPIError as error:
        raise error.orig or error from error
    finally:
        engine.dispose()


def _run(engine: Engine, version: str, borrow: Borrowing, then: Follow | None) -> None:
    with as_file(files("escalade.models.migrations")) as folder:
        config = Config()
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, version)
            if then is not None:
                with borrow(connection.connection.driver_connection) as ours:
                    then(ours)


def _begin_by_hand(connection: SqliteConnection, _record: object) -> None:
    """Let a migration's statements be part of its transaction on SQLite."""
    connection.isolation_level = None
