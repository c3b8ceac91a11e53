"""The schema: migrations, tables, statements and triggers say the same."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import URL, Engine, create_engine, inspect
from sqlmodel import SQLModel

from escalade.models import tables
from escalade.models.backends import Location, connect
from escalade.models.backends.sqlite import in_memory
from escalade.models.store import statements
from escalade.models.store.schema import HEAD, VERSIONS
from tests.back_end import BackEnd, Files
from tests.lives import Life

Opened = Callable[[Location], sqlite3.Connection]
OTHERWISE = "SELECT 99, subject, ordinal, 'other', officer, place, day, at, audience, data, node FROM record"
"""A record's subject and ordinal at another place, saying something else."""
STATEMENTS = {name: text for name, text in vars(statements).items() if name.isupper() and isinstance(text, str)}
COLUMNS = {table.name: [column.name for column in table.columns] for table in SQLModel.metadata.sorted_tables}

SHAPES = (
    "SELECT name, pk FROM pragma_table_info(?) ORDER BY cid",
    'SELECT name, "unique", origin FROM pragma_index_list(?) ORDER BY name',
)


@pytest.fixture
def back(empty: Path, tmp_path: Path) -> BackEnd:
    """Registers in files: what a server does otherwise is tried in test_server.py."""
    return Files(empty, tmp_path)


@pytest.fixture
def engine(place: Location) -> Iterator[Engine]:
    """SQLAlchemy's connection to a new register."""
    made = create_engine(URL.create("sqlite", database=str(place.path)))
    yield made
    made.dispose()


def test_the_migrations_make_the_tables_that_are_described(engine: Engine) -> None:
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), SQLModel.metadata) == []
    assert tables.RecordRow.metadata is SQLModel.metadata


def test_the_migrations_make_the_indexes_keys_and_checks_that_are_described(engine: Engine) -> None:
    found = inspect(engine)
    for table in SQLModel.metadata.sorted_tables:
        indexes = {str(one["name"]): one["column_names"] for one in found.get_indexes(table.name)}
        assert indexes == {str(one.name): [column.name for column in one.columns] for one in table.indexes}
        assert found.get_pk_constraint(table.name)["constrained_columns"] == [one.name for one in table.primary_key]
        nullable = {column["name"]: column["nullable"] for column in found.get_columns(table.name)}
        assert nullable == {column.name: column.nullable for column in table.columns}
    assert [one["column_names"] for one in found.get_unique_constraints("record")] == [["subject", "ordinal"]]
    assert [one["sqltext"] for one in found.get_check_constraints("record")] == ["position > 0 AND ordinal > 0"]


def test_a_register_in_memory_has_the_tables_that_the_migrations_make(place: Location) -> None:
    with closing(sqlite3.connect(place.path)) as kept, closing(in_memory()) as memory:
        for table in COLUMNS:
            for asked in SHAPES:
                assert memory.execute(asked, (table,)).fetchall() == kept.execute(asked, (table,)).fetchall()


def test_the_versions_are_those_of_the_migrations() -> None:
    folder = Path(tables.__file__).parent / "migrations" / "versions"
    numbers = sorted(path.name.partition("_")[0] for path in folder.glob("[0-9]*.py"))
    assert (tuple(numbers), numbers[-1]) == (VERSIONS, HEAD)


@pytest.mark.parametrize("name", STATEMENTS)
def test_every_statement_runs_on_the_schema(place: Location, name: str) -> None:
    with closing(connect(place, write=True)) as connection:
        connection.execute(f"EXPLAIN {STATEMENTS[name]}", [None] * places_in(STATEMENTS[name]))


def places_in(statement: str) -> int:
    """How many values a statement takes."""
    return max(map(int, re.findall(r"\?(\d+)", statement)), default=0)


@pytest.mark.parametrize("name", [name for name, text in STATEMENTS.items() if "INSERT" in text])
def test_what_is_inserted_is_whole(name: str) -> None:
    shape = re.search(r"INTO (\w+) \(([^)]*)\)\s+VALUES \(([^)]*)\)", STATEMENTS[name])
    assert shape
    table, columns, values = shape[1], shape[2].split(", "), shape[3].split(", ")
    assert columns == COLUMNS[table]
    assert values == [f"?{number}" for number in range(1, len(columns) + 1)]


def test_a_subject_is_put_with_every_column_but_its_name_and_kind() -> None:
    replaced = re.findall(r"(\w+) = excluded\.\1", statements.PUT_SUBJECT)
    assert replaced == [column for column in COLUMNS["subject"] if column not in {"reference", "kind", "round"}]


def test_every_column_is_read_where_all_are() -> None:
    for statement, table in ((statements.EVERY_COLUMN, "record"), (statements.SUBJECT, "subject")):
        assert re.findall(r"\.(\w+)", statement.partition("FROM")[0]) == COLUMNS[table]


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


def test_a_reader_changes_nothing_even_where_it_tries(place: Location) -> None:
    with closing(connect(place, write=False)) as connection, pytest.raises(sqlite3.OperationalError, match="readonly"):
        connection.execute("DELETE FROM subject")


def test_a_register_is_kept_as_safely_as_can_be(place: Location) -> None:
    with closing(connect(place, write=True)) as connection:
        asked = ("journal_mode", "foreign_keys", "synchronous")
        found = [connection.execute(f"PRAGMA {one}").fetchone()[0] for one in asked]
    assert found == ["wal", 1, 2]
