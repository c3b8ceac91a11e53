"""What was read is kept until anybody writes, and for one kind of reader alone."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from threading import Thread

import pytest

from escalade.models import moment
from escalade.models.engine import AbsentRegisterError, Location, Place
from escalade.models.queries import open_reader
from escalade.models.register import open_register
from escalade.models.resident import Readers
from escalade.workflow.audience import READERS
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


def test_what_does_not_change_is_read_once(kept: Place) -> None:
    readers, found = Readers(kept), []
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
    assert readers.moment() is readers.moment()


def test_each_kind_of_reader_sees_only_what_is_for_it(kept: Place) -> None:
    readers = Readers(kept)
    for _ in range(2):
        for name, views in zip((*READERS, None), (0, 0, 1, 1), strict=True):
            with readers.open() as reader:
                assert len(reader.standing(reader=name).round("2031").positions) == views


def test_whatever_is_written_is_read(kept: Place, life: Life) -> None:
    readers = Readers(kept)
    with readers.open() as reader:
        before = reader.standing().round("2031"), reader.root(), reader.size()
    then = readers.moment()
    motion = life.fitting("take position", "2031", holder="Camelot", stance="support")
    with open_register(kept, clock=life.noon) as register:
        register.act(motion)
    assert readers.moment() is not then
    with readers.open() as reader:
        assert len(reader.standing().round("2031").positions) == len(before[0].positions) + 1
        assert reader.size() == before[2] + 1
        assert reader.root() != before[1]
        assert reader.root(before[2]) == before[1]


def test_who_reads_while_somebody_writes_sees_one_moment(kept: Place, life: Life) -> None:
    readers = Readers(kept)
    motion = life.fitting("take position", "2031", holder="Camelot", stance="support")
    with readers.open() as reader:
        size, root = reader.size(), reader.root()
        with open_register(kept, clock=life.noon) as register:
            register.act(motion)
        assert (reader.size(), reader.root()) == (size, root)
        assert len(reader.standing().round("2031").positions) == 1
        assert readers.moment() is None
        with readers.open() as another:
            assert another.size() == size + 1


def test_another_thread_is_at_a_moment_of_its_own(kept: Place) -> None:
    readers, found = Readers(kept), []
    thread = Thread(target=lambda: found.append(readers.moment()))
    thread.start()
    thread.join()
    assert found[0] is not None
    assert found[0] is not readers.moment()


def test_only_so_many_subjects_are_kept(kept: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moment, "MOST", 1)
    readers, found = Readers(kept), []
    for _ in range(2):
        with readers.open() as reader:
            standing = reader.standing()
            found.append((standing.body, standing.round("2031")))
    assert found[0] == found[1]
    assert found[0][0] is not found[1][0]


def test_nobody_knows_the_moment_of_a_register_that_is_not_there(kept: Place) -> None:
    if not isinstance(kept, Location):
        pytest.skip("files alone are moved away")
    readers = Readers(kept)
    assert readers.moment() is not None
    shutil.move(kept.path, kept.path.with_name("away.db"))
    assert readers.moment() is None
    with pytest.raises(AbsentRegisterError), readers.open():
        pass
    shutil.copy(kept.path.with_name("away.db"), kept.path)
    with readers.open() as reader:
        assert reader.size() > 0
    assert readers.moment() is not None
