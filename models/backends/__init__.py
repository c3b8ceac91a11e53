"""The connections to a register, whatever database it lies in.

Here: locations, files, servers, connections, and the errors of each.
May import: `models.store`, `workflow`.
Door: this module, which opens a place.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeAlias

from escalade.models.backends.location import Database, Location, Place, locate
from escalade.models.store.errors import (
    AbsentRegisterError,
    DamagedRegisterError,
    ExistingRegisterError,
    UnusableRegisterError,
)
from escalade.models.store.statements import Connection
from escalade.workflow.values.errors import RegisterError

if TYPE_CHECKING:
    from escalade.models.backends.postgresql import ServerEngine
    from escalade.models.backends.sqlite import FileEngine

Engine: TypeAlias = "FileEngine | ServerEngine"
"""What makes, opens, copies and explains a database; neither has a method that the other lacks."""

__all__ = [
    "AbsentRegisterError",
    "Database",
    "ExistingRegisterError",
    "Location",
    "Place",
    "UnusableRegisterError",
    "connect",
    "create",
    "engine_of",
    "exists",
    "explain_damage",
    "explain_errors",
    "locate",
    "remove",
]


def engine_of(location: Place) -> Engine:
    """Choose the engine of the database that a register lies in."""
    if isinstance(location, Database):
        try:
            from escalade.models.backends.postgresql import ServerEngine
        except ImportError as error:
            sentence = (
                "A register on PostgreSQL needs {missing}, which is not installed: pip install 'escalade[postgresql]'."
            )
            raise RegisterError("missing-driver", sentence, missing=error.name or "psycopg") from error
        return ServerEngine(location)
    from escalade.models.backends.sqlite import FileEngine  # each engine brings its driver

    return FileEngine(location)


@contextmanager
def explain_errors(location: Place) -> Iterator[None]:
    """Turn what the database says into a sentence that helps."""
    engine = engine_of(location)
    try:
        yield
    except engine.errors as error:
        raise UnusableRegisterError(location, engine.problem(error)) from error


@contextmanager
def explain_damage(location: Place, connection: Connection) -> Iterator[None]:
    """Say what is damaged, if that is why reading failed."""
    try:
        yield
    except (TypeError, ValueError, LookupError, AttributeError) as error:
        damage = connection.damage()
        if damage:
            raise DamagedRegisterError(location, damage) from error
        raise


def connect(location: Place, *, write: bool) -> Connection:
    """Open a register that exists, checked for its schema.

    Where it is to be written to, its schema is compared too.
    A reader's connection refuses every statement that would change something.
    """
    with explain_errors(location):
        engine = engine_of(location)
        connection = engine.connect(write=write)
        if write:
            from escalade.models.backends.schema_check import refuse_changes  # a reader needs none of it

            try:
                refuse_changes(engine, connection, location)
            except BaseException:
                connection.close()
                raise
        return connection


def exists(location: Place) -> bool:
    """Whether there is something where a register is to be."""
    with explain_errors(location):
        return engine_of(location).exists()


def create(location: Place) -> None:
    """Make an empty register, with its tables and triggers."""
    with explain_errors(location):
        engine_of(location).create()


def remove(location: Database) -> None:
    """Remove an empty register that was made for what then failed."""
    from escalade.models.backends.postgresql import ServerEngine

    with explain_errors(location):
        ServerEngine(location).remove()
