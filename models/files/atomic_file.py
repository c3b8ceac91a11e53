"""A file that is written beside its place, and put there once it is whole."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path
from shutil import rmtree

from escalade.workflow.values.errors import RequestError


@contextmanager
def write_atomically(path: Path) -> Iterator[Path]:
    """Write a file beside its place; nothing of it stays there."""
    sweep(path)
    draft = draft_of(path)
    _remove(draft)  # a process of the same number may have been killed
    try:
        yield draft
    finally:
        _remove(draft)


def draft_of(path: Path) -> Path:
    """Name the draft that this process writes of a file or folder."""
    return path.with_name(f".{path.name}.{os.getpid()}.new")


def sweep(path: Path) -> None:
    """Remove what killed processes left of a file or folder that they wrote."""
    for leftover in path.parent.glob(f".{escape(path.name)}.*.new*"):
        number = leftover.name.removeprefix(f".{path.name}.").partition(".new")[0]
        if number.isdigit() and not _is_alive(int(number)):
            with suppress(OSError):
                rmtree(leftover) if leftover.is_dir() else leftover.unlink(missing_ok=True)


def _is_alive(process: int) -> bool:
    """Whether a process runs here, as far as that can be known."""
    if os.name != "posix":
        return True  # asked so, another system would end it
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        pass  # somebody else's
    return True


def _remove(draft: Path) -> None:
    for leftover in (draft, *draft.parent.glob(f"{escape(draft.name)}-*")):
        leftover.unlink(missing_ok=True)


def file_exists(path: Path) -> RequestError:
    """There is a file where one was to be written."""
    sentence = "There is a file at {path} already, and nothing is written over it. Name another one."
    return RequestError("file-exists", sentence, path=path)


def place(draft: Path, path: Path, taken: Callable[[], Exception]) -> None:
    """Give a finished file its name; raise what `taken` makes if it is taken."""
    try:
        os.link(draft, path)
    except FileExistsError:
        raise taken() from None
    except OSError:  # a file system without hard links
        if path.exists():
            raise taken() from None
        draft.rename(path)
