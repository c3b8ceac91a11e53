"""Copies of a register, and of what a server keeps beside it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from escalade.models.backends import Database, Location, Place, UnusableRegisterError, engine_of, explain_errors
from escalade.models.backends.schema_check import refuse_changes
from escalade.models.files.input_file import file_exists, place, write_atomically
from escalade.models.integrity.completeness import derive_anew
from escalade.models.reader import Reader, open_reader
from escalade.models.register import Register
from escalade.models.store import statements
from escalade.models.store.clock import now
from escalade.workflow.values.errors import Message

WRITTEN = {
    "record": statements.ADD_RECORD,
    "opened": statements.ADD_OPENED,
    "paper": statements.ADD_PAPER,
    "absent_paper": statements.ADD_ABSENT,
}
"""What writes a row of the tables that are written down; what is in the others is derived from them."""

_COPY = re.compile(r"-[0-9]{8}T[0-9]{6}Z\.db")
"""How the name of a copy ends that was made into a folder."""


@contextmanager
def explain_writing(path: Path) -> Iterator[None]:
    """Say of a copy why it cannot be written."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        problem = (getattr(error, "strerror", None) or str(error)).lower()
        raise UnusableRegisterError(
            Location(path), Message("cannot be written: {problem}.", problem=problem)
        ) from error


def backup(location: Place, path: Path) -> None:
    """Copy a register to a new file, whole, also while others write."""
    if path.exists():
        raise file_exists(path)
    if not path.absolute().parent.is_dir():
        raise UnusableRegisterError(Location(path), Message("cannot be written: its folder does not exist."))
    with (
        open_reader(location) as reader,
        explain_writing(path),
        write_atomically(path) as draft,
        explain_errors(Location(path)),
    ):
        draft.touch(exist_ok=False)
        engine_of(location).copy(reader.connection, draft)
        place(draft, path, lambda: file_exists(path))


def restore(kept: Reader, register: Register) -> None:
    """Copy a backup whole into a new register, and no record more."""
    refuse_changes(engine_of(kept.location), kept.connection, kept.location)
    made = register.connection
    with explain_errors(register.location), made.transaction():
        for table, add in WRITTEN.items():
            made.executemany(add, kept.connection.execute(f"SELECT * FROM {table}"))  # noqa: S608  # the names are ours
        derive_anew(made, Reader(made, register.location, kept.watch))


def backup_into(location: Place, folder: Path, keep: int | None = None) -> tuple[Path, list[Path]]:
    """Copy a register into a folder, under the moment of the copy.

    The folder is made where there is none. So many copies are kept, the newest; given are
    the copy, and those that were removed.
    """
    name = location.name if isinstance(location, Database) else location.path.stem
    with explain_writing(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
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
    others write; what is not there is left out. Only the owner may read the copies.
    """
    made = []
    for file in files:
        path = folder / file.name
        with explain_writing(path):
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
        made.append(path)
    return made
