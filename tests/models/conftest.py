"""Registers to try things on: made once, copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from escalade.models.engine import Location, create
from escalade.models.register import open_register
from tests.lives import Life


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty register, to be copied."""
    path = tmp_path_factory.mktemp("empty") / "register.db"
    create(Location(path))
    return path


@pytest.fixture
def another(empty: Path, tmp_path: Path) -> Callable[[str], Location]:
    """A way to new registers, by name."""

    def make(name: str) -> Location:
        path = tmp_path / name
        shutil.copy(empty, path)
        return Location(path)

    return make


@pytest.fixture
def place(another: Callable[[str], Location]) -> Location:
    """A new register, without records."""
    return another("register.db")


@pytest.fixture
def keep() -> Callable[[Location, Life], Location]:
    """Write a life down in a register."""

    def write(location: Location, life: Life) -> Location:
        with open_register(location, clock=life.noon) as register:
            register.load(life.performed)
        return location

    return write


@pytest.fixture
def contents() -> Callable[[Path], dict[str, bytes]]:
    """What lies in a folder: every file with its bytes."""
    return lambda folder: {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}
