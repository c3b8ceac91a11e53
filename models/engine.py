"""The connections to a register, and how one is made."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing

from escalade.models.location import (
    Location,
    UnsupportedRegisterError,
    UnusableRegisterError,
    explained,
    locate,
)
from escalade.models.schema import HEAD, VERSIONS
from escalade.workflow.errors import RegisterError

__all__ = [
    "AbsentRegisterError",
    "ExistingRegisterError",
    "Location",
    "UnsupportedRegisterError",
    "UnusableRegisterError",
    "connect",
    "create",
    "ensure_file",
    "explained",
    "locate",
]

BUSY_SECONDS = 5.0
"""How long a writer waits for another one."""


class AbsentRegisterError(RegisterError):
    """There is no register there."""

    def __init__(self, location: Location) -> None:
        """Name the place, and the commands that make a register."""
        self.location = location
        where = "" if location.path.parent.is_dir() else f" The folder {location.path.parent} does not exist either."
        super().__init__(
            f"There is no register at {location}.{where} "
            "Make one with “escalade constitute”, “escalade load FILE” or “escalade demo”."
        )


class ExistingRegisterError(RegisterError):
    """There is something where a register was to be made."""

    def __init__(self, location: Location) -> None:
        """Name the place."""
        self.location = location
        super().__init__(f"There is a file at {location} already; name another place with --register.")


def connect(location: Location, *, write: bool) -> sqlite3.Connection:
    """Open a register that exists, checked for its version.

    A reader's connection refuses every statement that would change something.

    Raises:
        AbsentRegisterError: there is no such file.
        UnusableRegisterError: it cannot be opened, or is older or newer.
    """
    ensure_file(location)
    with explained(location):
        connection = _opened(location, write=write)
        try:
            _check_version(connection, location)
            if write:
                connection.execute("PRAGMA journal_mode = WAL")  # a copy may lack it, and readers then keep writers out
        except BaseException:
            connection.close()
            raise
    return connection


def ensure_file(location: Location) -> None:
    """Refuse a place where there is no file.

    Raises:
        AbsentRegisterError: there is nothing.
        UnusableRegisterError: there is a folder.
    """
    if location.path.is_dir():
        raise UnusableRegisterError(location, "is a folder. Name a file in it with --register.")
    if not location.path.is_file():
        raise AbsentRegisterError(location)


def _opened(location: Location, *, write: bool) -> sqlite3.Connection:
    path = location.path.absolute()
    writable = os.access(path.parent, os.W_OK) and os.access(path, os.W_OK)
    still = not write and not writable and not path.with_name(f"{path.name}-wal").exists()
    mode = "immutable=1" if still else "mode=rw"
    connection = sqlite3.connect(f"{path.as_uri()}?{mode}", uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA secure_delete = ON")  # an erased text is overwritten, not only unlinked
    if not write:
        connection.execute("PRAGMA query_only = ON")
    return connection


def _check_version(connection: sqlite3.Connection, location: Location) -> None:
    """Refuse a register of another version of the schema.

    Raises:
        UnusableRegisterError: it is older or newer, or has no version.
    """
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    version = row[0] if row else None
    if version == HEAD:
        return
    if version is None:
        raise UnusableRegisterError(location, "is a database, but not a register. Name the right file with --register.")
    if version in VERSIONS:
        raise UnusableRegisterError(
            location, "was made by an older version of escalade. Run “escalade upgrade”; it makes a backup first."
        )
    raise UnusableRegisterError(
        location, "was written by a newer version of escalade. Install that version, or a later one."
    )


def _prepare(location: Location) -> None:
    """Refuse a place where no register can be; make the platform's own folder.

    Raises:
        UnusableRegisterError: it is a folder, or lies in one that does not exist.
        OSError: the place may not even be looked at.
    """
    if location.path.is_dir():
        raise UnusableRegisterError(location, "is a folder. Name a file in it with --register.")
    default = locate(None).path
    if location.path == default:
        default.parent.mkdir(parents=True, exist_ok=True)
    if not location.path.parent.is_dir():
        raise UnusableRegisterError(location, f"cannot be made: the folder {location.path.parent} does not exist.")


def create(location: Location) -> None:
    """Make an empty register, with its tables and triggers.

    Raises:
        ExistingRegisterError: there is a file already.
        UnusableRegisterError: the folder does not exist or may not be written.
    """
    from escalade.models.migrating import migrate  # slow, and only for a new register

    try:
        _prepare(location)
        location.path.touch(exist_ok=False)
    except FileExistsError:
        raise ExistingRegisterError(location) from None
    except OSError as error:
        problem = f"cannot be made: {(error.strerror or str(error)).lower()}. Ask for the right to write to its folder."
        raise UnusableRegisterError(location, problem) from error
    try:
        with explained(location):
            with closing(sqlite3.connect(location.path)) as connection:
                connection.execute("PRAGMA journal_mode = WAL")
            migrate(location.path)
    except BaseException:
        location.path.unlink(missing_ok=True)
        raise
