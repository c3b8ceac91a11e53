"""Connections that are kept open for readers."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from threading import Thread

import psycopg
import pytest

from escalade.models import backends, reader_pool
from escalade.models.backends import AbsentRegisterError, Location, Place
from escalade.models.backends.connection import Connection
from escalade.models.reader_pool import Readers
from tests.lives import TOPIC, Life

Keep = Callable[[Place, Life], Place]


@pytest.fixture
def life() -> Life:
    """A round with a view on it that is for the office, and a topic."""
    life = Life().begins().brings(TOPIC, "proposed")
    life.does("take position", "2031", holder="Avalon", stance="support", audience="office")
    return life


@pytest.fixture
def kept(place: Place, keep: Keep, life: Life) -> Place:
    """A register that holds that life."""
    return keep(place, life)


@pytest.fixture
def readers(kept: Place) -> Iterator[Readers]:
    """Its readers."""
    with closing(Readers(kept)) as readers:
        yield readers


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Connection]:
    """The connections that its readers open from here on."""
    connections: list[Connection] = []

    def connect(location: Place, *, write: bool) -> Connection:
        connections.append(backends.connect(location, write=write))
        return connections[-1]

    monkeypatch.setattr(reader_pool, "connect", connect)
    return connections


def is_open(connection: Connection) -> bool:
    """Whether anything can be asked on a connection."""
    try:
        connection.execute("SELECT 1")
    except (sqlite3.ProgrammingError, psycopg.OperationalError):
        return False
    return True


def test_a_connection_serves_one_answer_after_another_on_any_thread(readers: Readers, opened: list[Connection]) -> None:
    def reads() -> None:
        with readers.open() as reader:
            assert reader.size() > 0

    for thread in (Thread(target=reads), Thread(target=reads)):
        thread.start()
        thread.join()
    reads()
    assert len(opened) == 1
    with readers.open():
        reads()
    assert len(opened) == 2


def test_every_connection_is_closed_with_the_readers(readers: Readers, opened: list[Connection]) -> None:
    with readers.open(), readers.open():
        pass
    with readers.open() as late:
        readers.close()
        assert late.size() > 0
        assert [is_open(connection) for connection in opened].count(True) == 1
    with readers.open() as later:
        assert later.size() > 0
    assert (len(opened), any(map(is_open, opened))) == (3, False)


def test_a_register_that_was_away_is_read_again(empty: Path, tmp_path: Path, opened: list[Connection]) -> None:
    kept = Location(Path(shutil.copy(empty, tmp_path / "kept.db")))
    readers = Readers(kept)
    with readers.open() as reader:
        assert reader.size() == 0
    shutil.move(kept.path, kept.path.with_name("away.db"))
    with pytest.raises(AbsentRegisterError), readers.open():
        pass
    shutil.copy(kept.path.with_name("away.db"), kept.path)
    with readers.open() as reader:
        assert reader.size() == 0
    readers.close()
    assert not any(map(is_open, opened))
