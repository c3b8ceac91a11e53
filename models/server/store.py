"""The store of what servers keep: a file, or a shared database."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from pathlib import Path
from sqlite3 import OperationalError
from threading import Lock
from typing import TYPE_CHECKING, Any
from weakref import finalize

from sqlalchemy import URL, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlmodel import Session as Transaction

from escalade.models.server.tables import ServerTable
from escalade.workflow.values.errors import EscaladeError, RequestError
from escalade.workflow.values.message import Message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine

FOR_OTHERS = 0o077
"""The rights of anybody but the owner of a file."""
SERVERS = {"postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
"""The database servers that may hold it, each with the driver that reaches it."""

WAIT_SECONDS = 5
"""How long it is waited for whoever writes to a file."""
ALONE = "escalade_alone"
"""What marks a transaction that writes."""
WRITING = 0x65736361
"""The number of the lock that whoever writes to a database takes; it ends with the transaction."""


class StoreError(EscaladeError):
    """What servers keep cannot be read or written."""

    def __init__(self, place: Path | str, problem: str) -> None:
        """Name the place without its password, and what is wrong, as a clause."""
        self.place = place
        super().__init__(Message("The sessions in {place} {problem}.", place=place, problem=problem))


class StorePlaceError(RequestError):
    """Sessions cannot be kept in such a place."""

    def __init__(self, given: str) -> None:
        """Say which places there are."""
        self.given = given
        super().__init__(
            Message("“{place}” is no place for sessions: name a file, or a database as postgresql://…", place=given)
        )


def parse_place(place: str) -> URL:
    """Read where a store lies: the path of a file, or the URL of a database.

    Raises:
        StorePlaceError: it is neither.
    """
    kind, is_address, rest = place.partition("://")
    if is_address and (kind not in SERVERS or not rest):
        raise StorePlaceError(place)
    try:
        return make_url(f"{SERVERS[kind]}://{rest}") if is_address else URL.create("sqlite", database=place)
    except (ArgumentError, ValueError) as error:
        raise StorePlaceError(place) from error


class ServerStore:
    """What servers keep; it is made when something is first kept."""

    def __init__(self, place: str) -> None:
        """Keep it in a file, or in a database of a PostgreSQL server.

        Raises:
            StorePlaceError: it is neither.
        """
        self._lock, self._opened = Lock(), False
        url = parse_place(place)
        self.path = Path(place) if url.drivername == "sqlite" else None
        self.shown = self.path or url.set(drivername="postgresql").render_as_string()
        self._engine: Engine = create_engine(url, **({"connect_args": {"timeout": WAIT_SECONDS}} if self.path else {}))
        if self.path:
            event.listen(self._engine, "connect", _prepare)
        event.listen(self._engine, "begin", _begin)
        self._alone = self._engine.execution_options(**{ALONE: True})
        finalize(self, self._engine.dispose)  # whoever forgets to close it leaves nothing open

    def is_begun(self) -> bool:
        """Whether anything may have been kept there.

        Raises:
            StoreError: the place cannot be looked at.
        """
        try:
            return self.path is None or bool(self.path.stat())
        except FileNotFoundError:
            return False
        except OSError as error:
            raise StoreError(self.shown, _clause(error.strerror or error)) from error

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Read and write as one; all of it is kept, or nothing.

        Nobody else writes between what is read here and what is written.

        Raises:
            StoreError: the place cannot be read or written.
        """
        with self._within(self._alone) as within:
            yield within

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """Read as of one moment, beside whoever writes.

        Raises:
            StoreError: the place cannot be read.
        """
        with self._within(self._engine) as within:
            yield within

    @contextmanager
    def _within(self, engine: Engine) -> Iterator[Transaction]:
        try:
            self._open()
            with Transaction(engine, expire_on_commit=False) as within, within.begin():
                yield within
        except OSError as error:
            raise StoreError(self.shown, _clause(error.strerror or error)) from error
        except SQLAlchemyError as error:
            raise StoreError(self.shown, _clause(getattr(error, "orig", None) or error)) from error

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()

    def _open(self) -> None:
        """Make what is not there yet, for the owner's eyes alone."""
        with self._lock:
            if self._opened and self.is_begun():
                return
            if self.path:
                os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))
                if self.path.stat().st_mode & FOR_OTHERS and os.name == "posix":
                    raise StoreError(self.shown, Message("may be read by others; run “chmod 600” on the file"))
            ServerTable.metadata.create_all(self._alone)
            self._opened = True


def _clause(problem: object) -> str:
    """What is wrong, as a clause."""
    said = " ".join(str(problem).split()).rstrip(".")
    return Message("cannot be used: {reason}", reason=said[:1].lower() + said[1:])


def _prepare(connection: Any, _record: Any) -> None:
    """Let several processes share a file; begin by hand, as its documentation says."""
    connection.isolation_level = None
    connection.execute("PRAGMA busy_timeout = 0")
    with suppress(OperationalError):  # whoever opened a new file at the same moment is about to say the same
        connection.execute("PRAGMA journal_mode = WAL")
    connection.execute(f"PRAGMA busy_timeout = {WAIT_SECONDS * 1000}")
    connection.execute("PRAGMA synchronous = NORMAL")


def _begin(connection: Any) -> None:
    """Begin; alone where it is to be written, which one transaction at a time may do."""
    is_alone, is_file = ALONE in connection.get_execution_options(), connection.dialect.name == "sqlite"
    if is_file:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if is_alone else "BEGIN")
    elif is_alone:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITING})")
