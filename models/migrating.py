"""The schema's way from version to version, by Alembic."""

from __future__ import annotations

from contextlib import closing, contextmanager
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from sqlalchemy import URL, NullPool, create_engine, event
from sqlalchemy.exc import DBAPIError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from sqlite3 import Connection

    from sqlalchemy import Engine

ONE_AT_A_TIME = "SELECT pg_advisory_lock(7310579606302523391)"
"""The lock of whoever makes or changes a schema on a server."""


def migrate(path: Path, version: str = "head") -> None:
    """Bring a file to a version of the schema, in one transaction.

    Raises:
        sqlite3.Error: a step failed; nothing was changed.
    """
    engine = create_engine(URL.create("sqlite", database=str(path)))
    event.listen(engine, "connect", _begin_by_hand)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    _upgrade(engine, version)


@contextmanager
def migrating_alone(url: str) -> Iterator[Callable[[str], None]]:
    """A way to bring a server's database to a version, while nobody else does.

    Raises:
        psycopg.Error: a step failed; nothing was changed.
    """
    import psycopg

    engine = create_engine("postgresql+psycopg://", creator=lambda: psycopg.connect(url), poolclass=NullPool)
    with closing(psycopg.connect(url, autocommit=True)) as waiting:
        waiting.execute(ONE_AT_A_TIME)
        yield lambda version: _upgrade(engine, version)


def _upgrade(engine: Engine, version: str) -> None:
    """Bring a database to a version, whole or not at all.

    Raises:
        Exception: what its driver says of a step that failed.
    """
    try:
        _run(engine, version)
    except DBAPIError as error:
        raise error.orig or error from error
    finally:
        engine.dispose()


def _run(engine: Engine, version: str) -> None:
    with as_file(files("escalade.models.migrations")) as folder:
        config = Config()
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, version)


def _begin_by_hand(connection: Connection, _record: object) -> None:
    """Let a migration's statements be part of its transaction on SQLite."""
    connection.isolation_level = None
