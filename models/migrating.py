"""The schema's way from version to version, by Alembic."""

from __future__ import annotations

from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from sqlalchemy import URL, create_engine, event
from sqlalchemy.exc import DBAPIError

if TYPE_CHECKING:
    from pathlib import Path
    from sqlite3 import Connection

    from sqlalchemy import Engine


def migrate(path: Path, version: str = "head") -> None:
    """Bring a database to a version of the schema, in one transaction.

    Raises:
        sqlite3.Error: a step failed; nothing was changed.
    """
    engine = create_engine(URL.create("sqlite", database=str(path)))
    event.listen(engine, "connect", _begin_by_hand)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    try:
        _upgrade(engine, version)
    except DBAPIError as error:
        raise error.orig or error from error
    finally:
        engine.dispose()


def _upgrade(engine: Engine, version: str) -> None:
    with as_file(files("escalade.models.migrations")) as folder:
        config = Config()
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, version)


def _begin_by_hand(connection: Connection, _record: object) -> None:
    """Let a migration's statements be part of its transaction on SQLite."""
    connection.isolation_level = None
