"""The database itself refuses to rewrite."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from escalade.models.backends import Location, connect
from tests.back_end import BackEnd, Files
from tests.lives import Life

Opened = Callable[[Location], sqlite3.Connection]

OTHERWISE = "SELECT 99, subject, ordinal, 'other', officer, place, day, at, audience, data, node FROM record"
"""A record's subject and ordinal at another place, saying something else."""


@pytest.fixture
def back(empty: Path, tmp_path: Path) -> BackEnd:
    """Registers in files: what a server does otherwise is tried in test_postgresql_engine.py."""
    return Files(empty, tmp_path)


@pytest.mark.parametrize(
    ("table", "change", "sentence"),
    [
        ("record", "UPDATE record SET act = 'other'", "a record is never rewritten"),
        ("record", "UPDATE record SET data = x'00' WHERE position = 1", "a record is never rewritten"),
        ("record", "DELETE FROM record", "a record is never removed"),
        ("record", "REPLACE INTO record SELECT * FROM record WHERE position = 1", "a record is never replaced"),
        ("record", f"REPLACE INTO record {OTHERWISE} WHERE position = 1", "a record is never replaced"),
        ("record", f"INSERT OR IGNORE INTO record {OTHERWISE} WHERE position = 2", "a record is never replaced"),
        ("record", "UPDATE OR REPLACE record SET position = 1 WHERE position = 2", "a record is never rewritten"),
        ("paper", "UPDATE paper SET data = x'00'", "an issued paper is never rewritten"),
        ("paper", "DELETE FROM paper", "an issued paper is never removed"),
        ("paper", "REPLACE INTO paper VALUES ('ab', 'note.md', x'02')", "an issued paper is never replaced"),
        ("paper", "INSERT OR IGNORE INTO paper VALUES ('ab', 'note.md', x'02')", "an issued paper is never replaced"),
    ],
)
@pytest.mark.parametrize(
    "opened", [lambda place: connect(place, write=True), lambda place: sqlite3.connect(place.path)]
)
def test_the_database_itself_refuses_to_rewrite(
    place: Location, keep: Callable[[Location, Life], Location], table: str, change: str, sentence: str, opened: Opened
) -> None:
    keep(place, Life().begins())
    with closing(opened(place)) as connection:
        connection.execute("INSERT INTO paper VALUES ('ab', 'note.md', x'01')")
        before = everything(connection, table)
        with pytest.raises(sqlite3.IntegrityError, match=sentence):
            connection.execute(change)
        assert everything(connection, table) == before


def test_a_paper_that_is_issued_again_stays_as_it_was(place: Location) -> None:
    with closing(sqlite3.connect(place.path)) as connection:
        connection.execute("INSERT INTO paper VALUES ('ab', 'note.md', x'01')")
        for verb in ("REPLACE", "INSERT OR IGNORE", "INSERT"):
            connection.execute(f"{verb} INTO paper VALUES ('ab', 'other.md', x'01')")
        assert everything(connection, "paper") == [("ab", "note.md", b"\x01")]


def everything(connection: sqlite3.Connection, table: str) -> list[tuple[object, ...]]:
    """Every row of a table."""
    return connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608  # the names are ours
