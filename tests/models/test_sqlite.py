"""SQLite as a register uses it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlmodel import SQLModel

from escalade.models.backends import Location, connect
from escalade.models.backends.sqlite import in_memory
from escalade.models.reader import open_reader
from tests.back_end import BackEnd, Files
from tests.lives import Life
from tests.models.opening import opens, sentence


@pytest.fixture
def back(empty: Path, tmp_path: Path) -> BackEnd:
    """Registers in files."""
    return Files(empty, tmp_path)


def test_no_damage_is_found_where_there_is_nothing() -> None:
    with closing(in_memory()) as connection:
        assert connection.damage() == []


COLUMNS = {table.name: [column.name for column in table.columns] for table in SQLModel.metadata.sorted_tables}


SHAPES = (
    "SELECT name, pk FROM pragma_table_info(?1) ORDER BY cid",
    'SELECT name, "unique", origin FROM pragma_index_list(?1) ORDER BY name',
)


def test_a_register_in_memory_has_the_tables_of_one_that_is_kept(place: Location) -> None:
    with closing(sqlite3.connect(place.path)) as kept, closing(in_memory()) as memory:
        for table in COLUMNS:
            for asked in SHAPES:
                assert memory.execute(asked, (table,)).fetchall() == kept.execute(asked, (table,)).fetchall()


def test_a_damaged_register_is_named_with_what_helps(
    place: Location, keep: Callable[[Location, Life], Location]
) -> None:
    keep(place, Life().begins())
    data = bytearray(place.path.read_bytes())
    data[4096:] = os.urandom(len(data) - 4096)
    place.path.write_bytes(data)
    assert sentence(lambda: opens(place, write=False)) == (
        f"The register at {place} is damaged. Restore a backup, then run “escalade verify”."
    )


def test_what_nobody_foresaw_is_said_as_the_database_says_it(place: Location) -> None:
    def fails() -> None:
        with open_reader(place) as reader:
            reader.connection.execute("SELECT nonsense")

    assert sentence(fails) == f"The register at {place} cannot be used: no such column: nonsense."


def test_a_register_is_kept_as_safely_as_can_be(place: Location) -> None:
    with closing(connect(place, write=True)) as connection:
        asked = ("journal_mode", "foreign_keys", "synchronous")
        found = [connection.execute(f"PRAGMA {one}").fetchone()[0] for one in asked]
    assert found == ["wal", 1, 2]
