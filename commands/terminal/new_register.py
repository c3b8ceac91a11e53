"""A new register: whole, or not there at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from escalade.commands.terminal.settings import CommandSettings
from escalade.models.backends import (
    Database,
    ExistingRegisterError,
    Location,
    Place,
    UnusableRegisterError,
    create,
    exists,
    remove,
)
from escalade.models.files import place, sweep, write_atomically
from escalade.models.register import Register, open_register


def open_or_make(setting: CommandSettings, **attributes: Any) -> AbstractContextManager[Register]:
    """Open the register that is there, or make a new one.

    Whoever made it may have been killed behind the last step: what they left is
    removed.
    """
    location = setting.location()
    if not exists(location):
        return making(location, **attributes)
    if not isinstance(location, Database):
        sweep(location.path)
    return setting.writing()


def making(location: Place, *, keep: bool = True, **attributes: Any) -> AbstractContextManager[Register]:
    """A new register, there once what is done in it succeeded.

    Args:
        location: where it is to lie.
        keep: whether to leave it there at all.
        attributes: the clock and the salts of the register.
    """
    if isinstance(location, Database):
        return in_database(location, keep=keep, **attributes)
    return in_file(location, keep=keep, **attributes)


@contextmanager
def in_database(location: Database, *, keep: bool, **attributes: Any) -> Iterator[Register]:
    """A new register on a server, removed where nothing was recorded."""
    create(location)
    kept = False
    try:
        with open_register(location, **attributes) as register:
            yield register
        kept = keep
    finally:
        if not kept:
            remove(location)


@contextmanager
def in_file(location: Location, *, keep: bool, **attributes: Any) -> Iterator[Register]:
    """A new register, put in its place once what is done in it succeeded."""
    path = location.path
    if path.exists() or not path.parent.is_dir():
        create(location)  # makes the platform's own folder, or says what is wrong
        path.unlink()
    with write_atomically(path) as draft:
        with report_problems(location, Location(draft)):
            create(Location(draft))
            with open_register(Location(draft), **attributes) as register:
                yield register
        if keep:
            place(draft, path, lambda: ExistingRegisterError(location))


@contextmanager
def report_problems(location: Location, draft: Location) -> Iterator[None]:
    """Say of the register what is wrong with its draft."""
    try:
        yield
    except UnusableRegisterError as error:
        if error.location != draft:
            raise
        told = UnusableRegisterError(location, error.problem)
        told.where = error.where
        raise told from error
