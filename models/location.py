"""Where a register lies, and what is said of a place that cannot be used."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from escalade.workflow.errors import RegisterError

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Location:
    """Where a register lies."""

    path: Path

    def __str__(self) -> str:
        """The path, as it was understood."""
        return str(self.path)


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
        from escalade.models.folder import data_folder  # only where no register is named

        return Location(data_folder() / "register.db")
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
