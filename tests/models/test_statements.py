"""Every statement is text that runs on either database as it stands."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from escalade import models
from escalade.models.backends import Place, connect
from escalade.models.backends.sqlite import in_memory
from escalade.models.store import statements
from escalade.models.store.projections import PROJECTIONS, Projection
from escalade.models.store.tables import TABLES, TEXT_OF_THE_SCHEMA, lines_of_the_text

ROOT = Path(models.__file__).parents[1]
STATEMENTS = {name: text for name, text in vars(statements).items() if name.isupper() and isinstance(text, str)}
COLUMNS = {table.name: [column.name for column in table.columns] for table in TABLES.values()}
SQL = re.compile(
    r"^\s*(SELECT|INSERT INTO|UPDATE \w+ SET|DELETE FROM|REPLACE INTO|WITH \w+ AS|PRAGMA"
    r"|CREATE (VIRTUAL )?(TABLE|INDEX|TRIGGER)|CREATE (OR REPLACE )?(PROCEDURE|FUNCTION)"
    r"|DROP (TABLE|FUNCTION|PROCEDURE)|BEGIN|COMMIT|ROLLBACK|CALL \w+)\b"
)


def places_in(statement: str) -> int:
    """How many values a statement takes."""
    return max(map(int, re.findall(r"\?(\d+)", statement)), default=0)


def test_the_text_of_the_schema_is_what_the_tables_say() -> None:
    assert TEXT_OF_THE_SCHEMA.read_text() == "\n".join(lines_of_the_text()) + "\n", (
        "call python -m escalade.models.store.tables"
    )


def test_every_statement_fits_the_schema(place: Place) -> None:
    derived = [text for one in PROJECTIONS for text in (one.find, one.put, one.remove, one.clear)]
    with closing(connect(place, write=True)) as connection:
        for statement in (*STATEMENTS.values(), *derived):
            connection.execute(f"EXPLAIN {statement}", [None] * places_in(statement))


@pytest.mark.parametrize("name", [name for name, text in STATEMENTS.items() if "INSERT" in text])
def test_what_is_inserted_is_whole(name: str) -> None:
    shape = re.search(r"INTO (\w+) \(([^)]*)\)\s+VALUES \(([^)]*)\)", STATEMENTS[name])
    assert shape
    table, columns, values = shape[1], shape[2].split(", "), shape[3].split(", ")
    assert columns == COLUMNS[table]
    assert values == [f"?{number}" for number in range(1, len(columns) + 1)]


@pytest.mark.parametrize("one", PROJECTIONS, ids=lambda one: one.table)
def test_a_projection_has_every_column_of_its_table(one: Projection) -> None:
    table = TABLES[one.table]
    assert re.findall(r"\w+", one.find.partition("FROM")[0])[1:] == COLUMNS[one.table]
    assert re.findall(r"(\w+) = \?", one.remove) == [column.name for column in table.primary_key]


def test_sql_stands_in_the_memory_alone() -> None:
    assert {name for name, text in texts() if SQL.match(text) and not name.startswith("models/")} == set()


def texts() -> Iterator[tuple[str, str]]:
    """Every text of ours but docstrings, with the file that it stands in."""
    for room in ("commands", "models", "services", "templates", "web", "workflow"):
        for path in sorted((ROOT / room).rglob("*.py")):
            tree = ast.parse(path.read_text())
            spoken = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
            for node in ast.walk(tree):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in spoken:
                    yield str(path.relative_to(ROOT)), node.value


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        (statements.NAMING, "SEARCH named USING COVERING INDEX named_by (name=? AND position<?)"),
        (statements.AT_PLACE, "SEARCH record USING INDEX record_at_place (place=? AND position<?)"),
        (statements.TOPICS, "SEARCH topic USING PRIMARY KEY (reference>? AND reference<?)"),
        (statements.ROUNDS, "SEARCH subject USING COVERING INDEX subject_counted (kind=?)"),
    ],
)
def test_what_is_asked_often_is_found_by_its_index(statement: str, found: str) -> None:
    with closing(in_memory()) as connection:
        rows = connection.execute(f"EXPLAIN QUERY PLAN {statement}", (None,) * places_in(statement)).fetchall()
    assert found in [row[3] for row in rows]


def test_a_list_of_topics_is_read_in_its_order() -> None:
    with closing(in_memory()) as connection:
        rows = connection.execute(f"EXPLAIN QUERY PLAN {statements.TOPICS}", (None,) * 4).fetchall()
    assert not any("TEMP B-TREE" in row[3] for row in rows)
