"""The schema's way from version to version, by Alembic."""

from __future__ import annotations

from contextlib import closing, contextmanager, nullcontext
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from sqlalchemy import URL, NullPool, create_engine, event
from sqlalchemy.exc import DBAPIError

from escalade.models.backends import Location
from escalade.models.backends.sqlite import SqliteConnection
from escalade.models.integrity.upkeep import derive_anew
from escalade.models.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from typing import Any

    from sqlalchemy import Engine

    from escalade.models.backends.connection import Connection

    Borrowing = Callable[[Any], AbstractContextManager[Connection]]

ONE_AT_A_TIME = "SELECT pg_advisory_lock(7310579606302523391)"
"""The lock of whoever makes or changes a schema on a server."""

NEWEST = "head"
"""What Alembic calls the newest version of a schema."""


def migrate(path: Path, version: str = NEWEST) -> None:
    """Bring a file to a version of the schema, in one transaction.

    Raises:
        sqlite3.Error: a step failed; nothing was changed.
    """
    engine = create_engine(URL.create("sqlite", database=str(path)), connect_args={"factory": SqliteConnection})
    event.listen(engine, "connect", _begin_by_hand)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    _upgrade(engine, version, nullcontext)


@contextmanager
def migrating_alone(url: str) -> Iterator[Callable[[str], None]]:
    """A way to bring a server's database to a version, while nobody else does.

    Raises:
        psycopg.Error: a step failed; nothing was changed.
    """
    import psycopg

    from escalade.models.backends.borrowed import borrowed

    engine = create_engine("postgresql+psycopg://", creator=lambda: psycopg.connect(url), poolclass=NullPool)
    with closing(psycopg.connect(url, autocommit=True)) as waiting:
        waiting.execute(ONE_AT_A_TIME)
        yield lambda version: _upgrade(engine, version, borrowed)


def _upgrade(engine: Engine, version: str, borrow: Borrowing) -> None:
    """Bring a database to a version, whole or not at all.

    What is derived is made anew for the newest, in the same transaction.

    Args:
        engine: knows the database.
        version: of the schema.
        borrow: makes a register's connection of the driver's.

    Raises:
        Exception: what its driver says of a step that failed.
    """
    try:
        _run(engine, version, borrow)
    except DBAPIError as error:
        raise error.orig or error from error
    finally:
        engine.dispose()


def _run(engine: Engine, version: str, borrow: Borrowing) -> None:
    with as_file(files("escalade.models.migrations")) as folder:
        config = Config()
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, version)
            if version == NEWEST:
                with borrow(connection.connection.driver_connection) as ours:
                    derive_anew(ours, Reader(ours, Location(Path())))


def _begin_by_hand(connection: SqliteConnection, _record: object) -> None:
    """Let a migration's statements be part of its transaction on SQLite."""
    connection.isolation_level = None
