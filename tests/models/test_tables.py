"""The tables are those that the migrations make."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import URL, Engine, create_engine, inspect
from sqlmodel import SQLModel

from escalade.models import tables
from escalade.models.backends import Location
from tests.back_end import BackEnd, Files

COLUMNS = {table.name: [column.name for column in table.columns] for table in SQLModel.metadata.sorted_tables}


@pytest.fixture
def back(empty: Path, tmp_path: Path) -> BackEnd:
    """Registers in files: what a server does otherwise is tried in test_postgresql_engine.py."""
    return Files(empty, tmp_path)


@pytest.fixture
def engine(place: Location) -> Iterator[Engine]:
    """SQLAlchemy's connection to a new register."""
    made = create_engine(URL.create("sqlite", database=str(place.path)))
    yield made
    made.dispose()


def test_the_migrations_make_the_tables_that_are_described(engine: Engine) -> None:
    with engine.connect() as connection:
        opts = {"include_name": lambda name, *_: not str(name).startswith("search_index")}  # FTS5 makes its own tables
        assert compare_metadata(MigrationContext.configure(connection, opts=opts), SQLModel.metadata) == []
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
