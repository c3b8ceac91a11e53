"""Registers to try things on: made once, copied for each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from escalade.models.backends import Location, Place, create
from escalade.models.register import open_register
from tests.back_end import BackEnd, Databases, Files, everything
from tests.lives import TOPIC, Life, at, en


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty register in a file, to be copied."""
    path = tmp_path_factory.mktemp("empty") / "register.db"
    create(Location(path))
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def back(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[BackEnd]:
    """Where registers lie: every test is run on each, unless it names one."""
    with ExitStack() as stack:
        if request.param == "sqlite":
            yield Files(request.getfixturevalue("empty"), tmp_path)
        else:
            yield Databases(request.getfixturevalue("server"), stack)


@pytest.fixture
def another(back: BackEnd) -> Callable[[str], Place]:
    """A way to new registers, by name."""
    return back.new


@pytest.fixture
def place(another: Callable[[str], Place]) -> Place:
    """A new register, without records."""
    return another("register.db")


@pytest.fixture
def keep() -> Callable[[Place, Life], Place]:
    """Write a life down in a register."""

    def write(location: Place, life: Life) -> Place:
        with open_register(location, clock=life.noon) as register:
            register.load(life.performed)
        return location

    return write


@pytest.fixture
def contents() -> Callable[[Place], object]:
    """All that a register holds; of one in a file, every file of its folder too."""

    def held(place: Place) -> object:
        files = sorted(place.path.parent.iterdir()) if isinstance(place, Location) else []
        return {path.name: path.read_bytes() for path in files if path.is_file()}, everything(place)

    return held


@pytest.fixture
def life() -> Life:
    """A life with acts on several subjects, a personal text and an annulment."""
    life = at(Life(), "debated").brings("2031/b", "debated")
    life.does("record statement", TOPIC, text=en("A word."))
    life.does("merge", TOPIC, into="2031/b")
    life.does("annul", life.subject(TOPIC).newest)
    life.does("record consensus", "2031/b", set_aside=(TOPIC,))
    return life


@pytest.fixture
def kept(place: Place, keep: Callable[[Place, Life], Place], life: Life) -> Place:
    """A register that holds that life."""
    return keep(place, life)


@pytest.fixture
def made(tmp_path: Path) -> Callable[[str, str], Path]:
    """A way to write a case file."""

    def write(name: str, content: str) -> Path:
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        return path

    return write
