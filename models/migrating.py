"""The schema's way from version to version, by Alembic."""

from __future__ import annotations

from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, event

if TYPE_CHECKING:
    from pathlib import Path
    from sqlite3 import Connection


def migrate(path: Path, version: str = "head") -> None:
    """Bring a database to a version of the schema, in one transaction.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: a step failed; nothing was changed.
    """
    engine = create_engine(f"sqlite:///{path}")
    event.listen(engine, "connect", _begin_by_hand)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    with as_file(files("escalade.models.migrations")) as folder:
        config = Config()
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, version)
    engine.dispose()


def _begin_by_hand(connection: Connection, _record: object) -> None:
    """Let a migration's statements be part of its transaction on SQLite."""
    connection.isolation_level = None
