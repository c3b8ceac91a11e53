"""Files that a command writes: whole, or not at all."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from escalade.workflow.errors import EscaladeError, RequestError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class NoFolderError(RequestError):
    """The folder to write into does not exist."""

    def __init__(self, path: Path) -> None:
        """Name the folder."""
        self.path = path
        super().__init__(f"{path} cannot be written: the folder {path.parent} does not exist.")


class UnreadableFileError(RequestError):
    """A file that was named cannot be read."""

    def __init__(self, path: Path, error: OSError) -> None:
        """Name the file and what is wrong."""
        self.path = path
        super().__init__(f"{path} cannot be read: {(error.strerror or str(error)).lower()}.")


def read_whole(path: Path) -> bytes:
    """Read a file that the command line names.

    Raises:
        UnreadableFileError: it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(path, error) from error


class UnwritableFileError(EscaladeError):
    """A file cannot be written."""

    def __init__(self, path: Path, error: OSError) -> None:
        """Name the file, not its draft, and what is wrong."""
        self.path = path
        super().__init__(f"{path} cannot be written: {(error.strerror or str(error)).lower()}.")


def write_whole(path: Path, parts: Iterable[bytes]) -> None:
    """Write a file beside its place, then put it there.

    What is no plain file, such as a device, is written to as it is.

    Raises:
        NoFolderError: its folder does not exist.
        UnwritableFileError: it cannot be written; what was there stays.
    """
    if not path.parent.is_dir():
        raise NoFolderError(path)
    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as device:
                device.writelines(parts)
        else:
            _replace(path, parts)
    except OSError as error:
        raise UnwritableFileError(path, error) from error


def _replace(path: Path, parts: Iterable[bytes]) -> None:
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with draft.open("wb") as written:
            written.writelines(parts)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
