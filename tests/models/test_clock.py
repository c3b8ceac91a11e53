"""Moments, and clocks that differ."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from escalade.models.backends import Place
from escalade.models.integrity.verify import verify
from escalade.models.reader import open_reader
from escalade.models.register import open_register
from escalade.models.store.clock import moment, new_salt, now
from escalade.workflow.values.errors import RegisterError
from tests.lives import DESK, Life, constitution


def acts_of(location: Place) -> list[str]:
    """The acts on record, in order."""
    with open_reader(location) as reader:
        return [record.act for _, record in reader.records()]


def test_a_clock_that_was_set_back_is_named(place: Place) -> None:
    life = Life()
    with open_register(place, clock=life.noon) as register:
        register.act(constitution())
    slow = open_register(place, clock=lambda: life.noon() - timedelta(hours=1))
    with slow as register, pytest.raises(RegisterError) as refusal:
        register.act(life.fitting("open round", "2031"))
    assert "12:00:00.000000Z, and this machine's clock says 2031-01-06T11:00:00" in str(refusal.value)
    assert acts_of(place) == ["constitute"]


def test_clocks_may_differ_a_little(place: Place) -> None:
    life = Life()
    with open_register(place, clock=life.noon) as register:
        register.act(constitution())
    with open_register(place, clock=lambda: life.noon() - timedelta(seconds=3)) as register:
        (record,) = register.act(life.fitting("open round", "2031", of=("2031",), by=DESK)).records
    assert record.at == "2031-01-06T12:00:00.000001Z"
    assert verify(place).findings == []


def test_a_moment_is_written_in_universal_time() -> None:
    assert moment(datetime(2031, 1, 6, 12, tzinfo=UTC)) == "2031-01-06T12:00:00.000000Z"
    assert now().tzinfo is UTC
    assert len({new_salt(), new_salt()}) == 2
    assert len(bytes.fromhex(new_salt())) == 16
