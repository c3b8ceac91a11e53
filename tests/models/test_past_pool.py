"""Earlier registers are made and read a few at a time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from time import monotonic

import pytest

from escalade.models import past_pool
from escalade.models.backends import Place
from escalade.models.past_pool import AT_ONCE, WAITING, PastBusyError, PastReaders
from escalade.models.reader_pool import Readers
from escalade.models.register import open_register
from tests.lives import Life

DAY = "2031-12-31"


@pytest.fixture
def kept(place: Place) -> Place:
    """A register with a few records."""
    life = Life().begins()
    with open_register(place, clock=life.noon) as register:
        register.load(life.performed)
    return place


def test_whoever_asks_behind_too_many_others_does_not_wait(kept: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(past_pool, "WAITING", 0)
    monkeypatch.setattr(past_pool, "SECONDS", 60.0)
    with closing(Readers(kept)) as readers:
        pasts, began = PastReaders(readers), monotonic()
        with pasts.open(DAY), pasts.open(DAY), pytest.raises(PastBusyError), pasts.open(DAY):
            pass
        assert monotonic() - began < 30


def test_whoever_waits_reads_once_another_has_read(kept: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(past_pool, "SECONDS", 60.0)
    most, inside = 0, set[int]()
    with closing(Readers(kept)) as readers, ThreadPoolExecutor(AT_ONCE + WAITING) as pool:
        pasts = PastReaders(readers)

        def read(number: int) -> int:
            nonlocal most
            with pasts.open(DAY) as past:
                inside.add(number)
                most = max(most, len(inside))
                size = past.size()
                inside.discard(number)
                return size

        assert len(set(pool.map(read, range(AT_ONCE + WAITING)))) == 1
    assert 1 <= most <= AT_ONCE


def test_nobody_waits_for_long(kept: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(past_pool, "SECONDS", 0.01)
    with closing(Readers(kept)) as readers:
        pasts = PastReaders(readers)
        with pasts.open(DAY), pasts.open(DAY), pytest.raises(PastBusyError), pasts.open(DAY):
            pass
        with pasts.open(DAY) as past:
            assert past.size() > 0
