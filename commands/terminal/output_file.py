"""Files of a command: read, or written whole or not at all; its progress."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from errno import EISDIR
from pathlib import Path
from shutil import rmtree
from typing import Any

import click

from escalade.commands.terminal.settings import current
from escalade.models.files import (
    LARGEST_FILE,
    draft_of,
    open_file,
    read_file,
    reason_of,
    sweep,
    write_atomically,
)
from escalade.workflow.values.errors import EscaladeError, RequestError

FILE = click.Path(path_type=Path)
"""The type of an option that names a file or a folder."""


class UnwritableFileError(EscaladeError):
    """A file or a folder cannot be written."""

    def __init__(self, path: Path, error: OSError) -> None:
        self.error = error
        super().__init__(f"{path} cannot be written: {reason_of(error)}.")


def check_folder_of(path: Path) -> None:
    """Refuse a place in a folder that does not exist."""
    if not path.parent.is_dir():
        sentence = "{path} cannot be written: the folder {folder} does not exist."
        raise RequestError("no-folder", sentence, path=path, folder=path.parent)


def unreadable(path: Path, error: OSError) -> RequestError:
    """A file that was named cannot be read."""
    return RequestError("unreadable", "{path} cannot be read: {why}.", path=path, why=reason_of(error))


def load_file(path: Path, most: int = LARGEST_FILE) -> bytes:
    """Read a file that the command line names."""
    try:
        return read_file(path, most)
    except OSError as error:
        raise unreadable(path, error) from error


def check_readable(path: Path) -> None:
    """Refuse a file that is there and would not be read."""
    try:
        if path.exists():
            open_file(path, LARGEST_FILE).close()
    except OSError as error:
        raise unreadable(path, error) from error


def write_whole(path: Path, parts: Iterable[bytes]) -> None:
    """Write a file beside its place, then put it there.

    What was there stays where that fails. What is no plain file, such as a device, is written to as it is.
    """
    check_folder_of(path)
    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as device:
                device.writelines(parts)
        else:
            with write_atomically(path) as draft:
                with draft.open("wb") as written:
                    written.writelines(parts)
                draft.replace(path)
    except OSError as error:
        raise UnwritableFileError(path, error) from error


def save(path: Path, data: bytes, what: str = "") -> dict[str, Any]:
    """Write a file, and say so; what JSON tells of it."""
    replaced = path.exists()
    write_whole(path, [data])
    if current().format != "json":
        click.echo(f"{'Replaced' if replaced else 'Wrote'} {path}{what}.")
    return {"file": str(path), "replaced": replaced}


@contextmanager
def make_folder(to: Path) -> Iterator[Path]:
    """Give a folder to fill beside the one named, which it then becomes.

    One that is there is replaced, once the new one is whole.
    """
    to = to.absolute()
    sweep(to)
    draft = draft_of(to)
    old = draft.with_name(f"{draft.name}.old")
    try:
        draft.mkdir()
        yield draft
        if to.exists():
            to.rename(old)
        draft.rename(to)
    except UnwritableFileError as error:
        raise UnwritableFileError(to, error.error) from error
    except OSError as error:
        raise UnwritableFileError(to, error) from error
    finally:
        for leftover in (draft, old):
            rmtree(leftover, ignore_errors=True)


@contextmanager
def prepare_files(folder: Path, files: Mapping[str, bytes]) -> Iterator[None]:
    """Write files that are put in place once what follows is done.

    Room and rights are found out before anything is recorded; where that is
    refused, neither the files nor a folder that was made for them stay.
    """
    made = [one for one in (folder, *folder.parents) if not one.exists()]
    drafts = {draft_of(folder / name): folder / name for name in files}
    try:
        _drafted(folder, drafts, files)
        yield
        for draft, path in drafts.items():
            draft.replace(path)
    except BaseException:
        with suppress(OSError):
            for draft in drafts:
                draft.unlink(missing_ok=True)
            for empty in made:
                empty.rmdir()
        raise


def _drafted(folder: Path, drafts: Mapping[Path, Path], files: Mapping[str, bytes]) -> None:
    """Write each file beside its place."""
    path = folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for draft, path in drafts.items():
            sweep(path)
            if path.is_dir():
                raise IsADirectoryError(EISDIR, os.strerror(EISDIR))
            draft.write_bytes(files[path.name])
    except OSError as error:
        raise UnwritableFileError(path, error) from error


Progress = Callable[[int, int | None], None]
"""Takes how many are done, of how many where that is known."""


@contextmanager
def progress(what: str, *, hidden: bool = False) -> Iterator[Progress]:
    """Show a bar, unless the results go to the same screen."""
    hidden = hidden or current().quiet or not sys.stderr.isatty()
    with ExitStack() as stack:
        bar = click.progressbar(iter(int, 1), label=what, hidden=hidden, show_pos=True, file=sys.stderr)

        def count(done: int, of: int | None) -> None:
            if not bar.entered:
                stack.enter_context(bar)
            bar.length = of
            bar.update(done - bar.pos)

        yield count
