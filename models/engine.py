"""Where a register lies, and the connections to it."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from escalade.models.schema import HEAD, VERSIONS
from escalade.workflow.errors import RegisterError

if TYPE_CHECKING:
    from collections.abc import Iterator

BUSY_SECONDS = 5.0
"""How long a writer waits for another one."""


class Location(msgspec.Struct, frozen=True):
    """Where a register lies."""

    path: Path

    def __str__(self) -> str:
        """The path, as it was understood."""
        return str(self.path)


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


class UnsupportedRegisterError(RegisterError):
    """That kind of database comes with a later version."""

    def __init__(self, url: str) -> None:
        """Name the kind."""
        kind = url.partition(":")[0]
        super().__init__(
            f"A register on {kind} comes with a later version of escalade; this one keeps registers in SQLite files."
        )


class UnusableRegisterError(RegisterError):
    """The file cannot be used as a register."""

    def __init__(self, location: Location, problem: str) -> None:
        """Name the place and what is wrong, as a clause."""
        self.location = location
        super().__init__(f"The register at {location} {problem}")


def locate(text: str | None) -> Location:
    """Where a register lies, from a path or URL.

    Args:
        text: a path, `sqlite:///path`, or None for the platform's own place.

    Raises:
        UnsupportedRegisterError: the URL is of another database.
    """
    if text is None:
        from platformdirs import user_data_path  # only where no register is named

        return Location(user_data_path("escalade", appauthor=False) / "register.db")
    scheme, mark, rest = text.partition("://")
    if mark and scheme == "sqlite":
        return Location(Path(rest.removeprefix("/")))
    if mark:
        raise UnsupportedRegisterError(text)
    return Location(Path(text))


@contextmanager
def explained(location: Location) -> Iterator[None]:
    """Turn what the database says into a sentence that helps.

    Raises:
        UnusableRegisterError: it is locked, read-only, full, or no database.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise UnusableRegisterError(location, _problem(str(error))) from error


def _problem(message: str) -> str:
    """What is wrong, as a clause that follows the register's name."""
    known = {
        "locked": "is locked by another program. Wait until that program has finished, then try again.",
        "readonly": "is read-only. Ask for the right to write to the file and to its folder.",
        "not a database": "is not a database. Name the right file with --register.",
        "disk is full": "lies on a disk that is full. Nothing was recorded; make room, then try again.",
        "no such table": "is a database, but not a register. Name the right file with --register.",
        "unable to open": "cannot be opened. Check that the file and its folder exist and may be read.",
        "malformed": "is damaged. Restore a backup, then run “escalade verify”.",
    }
    found = next((sentence for part, sentence in known.items() if part in message), None)
    return found or f"cannot be used: {message}."


def connect(location: Location, *, write: bool) -> sqlite3.Connection:
    """Open a register that exists, checked for its version.

    A reader's connection refuses every statement that would change something.

    Raises:
        AbsentRegisterError: there is no such file.
        UnusableRegisterError: it cannot be opened, or is older or newer.
    """
    if not location.path.is_file():
        raise AbsentRegisterError(location)
    with explained(location):
        connection = _opened(location, write=write)
        try:
            _check_version(connection, location)
        except BaseException:
            connection.close()
            raise
    return connection


def _opened(location: Location, *, write: bool) -> sqlite3.Connection:
    path = location.path.absolute()
    still = not write and not os.access(path.parent, os.W_OK) and not path.with_name(f"{path.name}-wal").exists()
    mode = "immutable=1" if still else "mode=rw"
    connection = sqlite3.connect(f"{path.as_uri()}?{mode}", uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
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
    if version in VERSIONS:
        raise UnusableRegisterError(
            location, "was made by an older version of escalade. Run “escalade upgrade”; it makes a backup first."
        )
    raise UnusableRegisterError(
        location, "was written by a newer version of escalade. Install that version, or a later one."
    )


def create(location: Location) -> None:
    """Make an empty register, with its tables and triggers.

    Raises:
        ExistingRegisterError: there is a file already.
        UnusableRegisterError: the folder does not exist or may not be written.
    """
    from escalade.models.migrating import migrate  # slow, and only for a new register

    if location.path.exists():
        raise ExistingRegisterError(location)
    default = locate(None).path
    if location.path == default:
        default.parent.mkdir(parents=True, exist_ok=True)
    if not location.path.parent.is_dir():
        raise UnusableRegisterError(location, f"cannot be made: the folder {location.path.parent} does not exist.")
    try:
        with explained(location):
            with closing(sqlite3.connect(location.path)) as connection:
                connection.execute("PRAGMA journal_mode = WAL")
            migrate(location.path)
    except BaseException:
        location.path.unlink(missing_ok=True)
        raise
