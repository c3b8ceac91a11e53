"""Every statement fits the schema."""

from __future__ import annotations

import re
from contextlib import closing
from pathlib import Path

import pytest

from escalade.models.backends import Location, connect
from escalade.models.store import statements
from escalade.models.store.compiler import QUERIES
from escalade.models.tables import TABLES
from tests.back_end import BackEnd, Files

STATEMENTS = {name: getattr(statements, name) for name in QUERIES}

COLUMNS = {table.name: [column.name for column in table.columns] for table in TABLES.values()}
COLUMNS["search_index"] = ["rowid", "words"]


@pytest.fixture
def back(empty: Path, tmp_path: Path) -> BackEnd:
    """Registers in files: what a server does otherwise is tried in test_postgresql_engine.py."""
    return Files(empty, tmp_path)


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
