"""The connections to a register, whatever database it lies in."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from escalade.models.location import Location, UnsupportedRegisterError, locate
from escalade.models.problem import AbsentRegisterError, ExistingRegisterError, UnusableRegisterError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.models.connection import Connection, Engine

__all__ = [
    "AbsentRegisterError",
    "ExistingRegisterError",
    "Location",
    "UnsupportedRegisterError",
    "UnusableRegisterError",
    "connect",
    "create",
    "engine_of",
    "explained",
    "locate",
]


def engine_of(location: Location) -> Engine:
    """The engine of the database that a register lies in."""
    from escalade.models.file import FileEngine  # each engine brings its driver

    return FileEngine(location)


@contextmanager
def explained(location: Location) -> Iterator[None]:
    """Turn what the database says into a sentence that helps.

    Raises:
        UnusableRegisterError: it is locked, read-only, full, or no database.
    """
    engine = engine_of(location)
    try:
        yield
    except engine.errors as error:
        raise UnusableRegisterError(location, engine.problem(error)) from error


def connect(location: Location, *, write: bool) -> Connection:
    """Open a register that exists, checked for its version.

    A reader's connection refuses every statement that would change something.

    Raises:
        AbsentRegisterError: there is nothing in that place.
        UnusableRegisterError: it cannot be opened, or is older or newer.
    """
    engine = engine_of(location)
    engine.ensure()
    with explained(location):
        return engine.connect(write=write)


def create(location: Location) -> None:
    """Make an empty register, with its tables and triggers.

    Raises:
        ExistingRegisterError: there is something in that place already.
        UnusableRegisterError: none can be made there.
    """
    with explained(location):
        engine_of(location).create()
