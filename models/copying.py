"""Copies of a register: a backup, and one before the schema is brought on."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from escalade.models.engine import Location, Place, UnusableRegisterError, engine_of, explained
from escalade.models.problem import NEWER, version_on
from escalade.models.queries import open_reader
from escalade.models.schema import HEAD, VERSIONS
from escalade.workflow.errors import RegisterError

if TYPE_CHECKING:
    from pathlib import Path

    from escalade.models.connection import Connection, Engine


class ExistingFileError(RegisterError):
    """There is a file where one was to be written."""

    def __init__(self, path: Path, advice: str = "Name another one.") -> None:
        """Name the file, and what to do."""
        self.path = path
        super().__init__(f"There is a file at {path} already, and nothing is written over it. {advice}")


def backup(location: Place, path: Path) -> None:
    """Copy a register to a new file, whole, also while others write.

    Raises:
        ExistingFileError: there is a file already.
        RegisterError: the register cannot be read, or the copy not written.
    """
    if path.exists():
        raise ExistingFileError(path)
    if not path.absolute().parent.is_dir():
        raise UnusableRegisterError(Location(path), "cannot be written: its folder does not exist.")
    with open_reader(location) as reader:
        _copy(engine_of(location), reader.connection, path)


def _copy(engine: Engine, connection: Connection, path: Path) -> None:
    try:
        path.touch(exist_ok=False)
    except OSError as error:
        problem = (error.strerror or str(error)).lower()
        raise UnusableRegisterError(Location(path), f"cannot be written: {problem}.") from error
    try:
        with explained(Location(path)):
            engine.copy(connection, path)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def upgrade(location: Place) -> str:
    """Bring a register to the newest schema, after a backup; what was done.

    Raises:
        RegisterError: there is none, it is newer, or it cannot be written.
    """
    engine = engine_of(location)
    with explained(location):
        engine.ensure()
    version = version_of(location)
    if version == HEAD:
        return f"The register at {location} has the newest schema, {HEAD}; nothing was changed."
    if version not in VERSIONS:
        raise UnusableRegisterError(location, NEWER)
    copy = engine.copy_before(HEAD)
    if copy.exists():
        raise ExistingFileError(copy, "Move it elsewhere, then run “escalade upgrade” again.")
    with explained(location), closing(engine.open()) as connection:
        connection.begin()
        _copy(engine, connection, copy)
    with explained(location):
        engine.migrate()
    return f"The register at {location} was brought from schema {version} to {HEAD}. The backup is {copy}."


def version_of(location: Place) -> str | None:
    """The version of a register's schema.

    Raises:
        UnusableRegisterError: it is no register.
    """
    with explained(location), closing(engine_of(location).open()) as connection:
        return version_on(connection)
