"""Copies of a register, and of what a server keeps beside it."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from escalade.models.backends import Database, Location, Place, UnusableRegisterError, engine_of, explain_errors
from escalade.models.files.atomic_file import place, write_atomically
from escalade.models.reader import open_reader
from escalade.models.store.clock import now
from escalade.workflow.values.errors import RequestError
from escalade.workflow.values.message import Message

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from escalade.models.backends.connection import Connection, Engine


_COPY = re.compile(r"-[0-9]{8}T[0-9]{6}Z\.db")
"""How the name of a copy ends that was made into a folder."""


class ExistingFileError(RequestError):
    """There is a file where one was to be written."""

    def __init__(self, path: Path) -> None:
        """Name the file, and what to do."""
        self.path = path
        super().__init__(
            Message("There is a file at {path} already, and nothing is written over it. Name another one.", path=path)
        )


def backup(location: Place, path: Path) -> None:
    """Copy a register to a new file, whole, also while others write.

    Raises:
        ExistingFileError: there is a file already.
        RegisterError: the register cannot be read, or the copy not written.
    """
    if path.exists():
        raise ExistingFileError(path)
    if not path.absolute().parent.is_dir():
        raise UnusableRegisterError(Location(path), Message("cannot be written: its folder does not exist."))
    with open_reader(location) as reader:
        _copy(engine_of(location), reader.connection, path)


def backup_into(location: Place, folder: Path, keep: int | None = None) -> tuple[Path, list[Path]]:
    """Copy a register into a folder, under the moment of the copy.

    Args:
        location: of the register.
        folder: where its copies lie; it is made where there is none.
        keep: how many of its copies stay, the newest; all unless given.

    Returns:
        The copy, and those that were removed.

    Raises:
        ExistingFileError: there is a copy of that very second.
        RegisterError: the register cannot be read, or the copy not written.
    """
    name = location.name if isinstance(location, Database) else location.path.stem
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        problem = Message("cannot be written: {problem}.", problem=(error.strerror or str(error)).lower())
        raise UnusableRegisterError(Location(folder), problem) from error
    path = folder / f"{name}-{now():%Y%m%dT%H%M%SZ}.db"
    backup(location, path)
    copies = sorted(one for one in folder.iterdir() if _COPY.fullmatch(one.name.removeprefix(name)))
    gone = copies[: max(len(copies) - keep, 0)] if keep else []
    for one in gone:
        one.unlink()
    return path, gone


def copy_beside(files: Iterable[Path], folder: Path) -> list[Path]:
    """Copy what a server keeps beside a register, over its last copies.

    A database (its name ends with .db) is copied as of one moment, also while
    others write. Only the owner may read the copies.

    Args:
        files: accounts, sessions; what is not there is left out.
        folder: where the copies of the register lie.

    Raises:
        RegisterError: a file cannot be read, or its copy not written.
    """
    made = []
    for file in files:
        path = folder / file.name
        try:
            if not file.exists():
                continue
            with write_atomically(path) as draft:
                draft.touch(mode=0o600)
                if file.suffix == ".db":
                    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(draft)) as copy:
                        source.backup(copy)
                else:
                    draft.write_bytes(file.read_bytes())
                draft.replace(path)
        except (OSError, sqlite3.Error) as error:
            problem = (getattr(error, "strerror", None) or str(error)).lower()
            raise UnusableRegisterError(
                Location(path), Message("cannot be written: {problem}.", problem=problem)
            ) from error
        made.append(path)
    return made


def _copy(engine: Engine, connection: Connection, path: Path) -> None:
    """Copy what a connection reads to a file that is whole, or not there."""
    with write_atomically(path) as draft, explain_errors(Location(path)):
        try:
            draft.touch(exist_ok=False)
            engine.copy(connection, draft)
            place(draft, path, lambda: ExistingFileError(path))
        except OSError as error:
            problem = (error.strerror or str(error)).lower()
            raise UnusableRegisterError(
                Location(path), Message("cannot be written: {problem}.", problem=problem)
            ) from error
