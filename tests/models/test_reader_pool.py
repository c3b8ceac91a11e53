"""Connections that stay open for readers, and what was read on them."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from threading import Thread

import psycopg
import pytest

from escalade.models import backends, reader_pool
from escalade.models import reader as reading
from escalade.models.backends import AbsentRegisterError, Location, Place, locate
from escalade.models.reader import open_reader
from escalade.models.reader_pool import AT_ONCE, PastBusyError, Readers
from escalade.models.register import open_register
from escalade.models.store.statements import Connection
from escalade.workflow.records.audience import READERS
from tests.lives import TOPIC, Life
from tests.server import Server

Keep = Callable[[Place, Life], Place]


@pytest.fixture
def life() -> Life:
    """A round with a view on it that is for the office, and a topic."""
    life = Life().begins().brings(TOPIC, "proposed")
    life.does("take position", "2031", holders=("Avalon",), stance="support", audience="office")
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


def test_a_connection_that_the_server_ended_is_replaced_before_anybody_asks(
    server: Server, life: Life, keep: Keep, opened: list[Connection]
) -> None:
    name = server.new(server.empty)
    kept = keep(locate(server.url(name)), life)
    with closing(Readers(kept)) as readers:
        with readers.open(), readers.open():
            pass
        server.end_connections(name)
        for _ in range(3):
            with readers.open() as reader:
                assert reader.size() > 0
        assert len(opened) == 3


def test_what_does_not_change_is_read_once(kept: Place, readers: Readers) -> None:
    found = []
    for _ in range(2):
        with readers.open() as reader:
            standing = reader.standing(reader="public")
            found.append((standing.round("2031"), standing.topic(TOPIC), reader.root(), reader.size()))
    first, again = found
    assert first == again
    assert first[0] is again[0]
    assert first[1] is not again[1]
    with open_reader(kept) as reader:
        assert first[2:] == (reader.root(), reader.size())


def test_each_kind_of_reader_sees_only_what_is_for_it(readers: Readers) -> None:
    for _ in range(2):
        for name, views in zip((*READERS, None), (0, 0, 1, 1), strict=True):
            with readers.open() as reader:
                assert len(reader.standing(reader=name).round("2031").positions) == views


def test_whatever_is_written_is_read(kept: Place, readers: Readers, life: Life) -> None:
    with readers.open() as reader:
        before = reader.standing().round("2031"), reader.root(), reader.size()
    motion = life.fitting("take position", "2031", holders=("Camelot",), stance="support")
    with open_register(kept, clock=life.noon) as register:
        register.act(motion)
    with readers.open() as reader:
        assert len(reader.standing().round("2031").positions) == len(before[0].positions) + 1
        assert reader.size() == before[2] + 1
        assert reader.root() != before[1]
        assert reader.root(before[2]) == before[1]


def test_who_reads_while_somebody_writes_sees_one_moment(kept: Place, readers: Readers, life: Life) -> None:
    motion = life.fitting("take position", "2031", holders=("Camelot",), stance="support")
    with readers.open() as reader:
        size, root = reader.size(), reader.root()
        with open_register(kept, clock=life.noon) as register:
            register.act(motion)
        assert (reader.size(), reader.root()) == (size, root)
        assert len(reader.standing().round("2031").positions) == 1
        with readers.open() as another:
            assert another.size() == size + 1


def test_only_so_many_subjects_are_kept(readers: Readers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_KEPT", 1)
    found = []
    for _ in range(2):
        with readers.open() as reader:
            standing = reader.standing()
            found.append((standing.body, standing.round("2031")))
    assert found[0] == found[1]
    assert found[0][0] is not found[1][0]


def test_a_few_look_back_at_once(readers: Readers) -> None:
    with ExitStack() as others:
        for _ in range(AT_ONCE):
            past = others.enter_context(readers.open_past("2031-12-31"))
        with pytest.raises(PastBusyError), readers.open_past("2031-12-31"):
            pass
        assert past.size() > 0
    with readers.open_past("2031-12-31") as past:
        assert past.size() > 0
