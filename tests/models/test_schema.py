"""A register as safe as can be."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from escalade.models.backends import Location, connect
from tests.back_end import BackEnd, Files


@pytest.fixture
def back(empty: Path, tmp_path: Path) -> BackEnd:
    """Registers in files: what a server does otherwise is tried in test_postgresql_engine.py."""
    return Files(empty, tmp_path)


def test_a_reader_changes_nothing_even_where_it_tries(place: Location) -> None:
    with closing(connect(place, write=False)) as connection, pytest.raises(sqlite3.OperationalError, match="readonly"):
        connection.execute("DELETE FROM subject")


def test_a_register_is_kept_as_safely_as_can_be(place: Location) -> None:
    with closing(connect(place, write=True)) as connection:
        asked = ("journal_mode", "foreign_keys", "synchronous")
        found = [connection.execute(f"PRAGMA {one}").fetchone()[0] for one in asked]
    assert found == ["wal", 1, 2]
