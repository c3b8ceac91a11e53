"""What was read is kept until anybody writes, and for one kind of reader alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing

import pytest

from escalade.models import read_cache
from escalade.models.backends import Place
from escalade.models.reader import open_reader
from escalade.models.reader_pool import Readers
from escalade.models.register import open_register
from escalade.workflow.records.audience import READERS
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
    motion = life.fitting("take position", "2031", holder="Camelot", stance="support")
    with open_register(kept, clock=life.noon) as register:
        register.act(motion)
    with readers.open() as reader:
        assert len(reader.standing().round("2031").positions) == len(before[0].positions) + 1
        assert reader.size() == before[2] + 1
        assert reader.root() != before[1]
        assert reader.root(before[2]) == before[1]


def test_who_reads_while_somebody_writes_sees_one_moment(kept: Place, readers: Readers, life: Life) -> None:
    motion = life.fitting("take position", "2031", holder="Camelot", stance="support")
    with readers.open() as reader:
        size, root = reader.size(), reader.root()
        with open_register(kept, clock=life.noon) as register:
            register.act(motion)
        assert (reader.size(), reader.root()) == (size, root)
        assert len(reader.standing().round("2031").positions) == 1
        with readers.open() as another:
            assert another.size() == size + 1


def test_only_so_many_subjects_are_kept(readers: Readers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_cache, "MOST", 1)
    found = []
    for _ in range(2):
        with readers.open() as reader:
            standing = reader.standing()
            found.append((standing.body, standing.round("2031")))
    assert found[0] == found[1]
    assert found[0][0] is not found[1][0]
