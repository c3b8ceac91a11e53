"""The text that runs is what the statements compile to, and nobody writes it by hand."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from escalade.models.backends.postgresql_statements import SPELT
from escalade.models.store import statements
from escalade.models.store.compiler import MODULES, QUERIES, parameters

ROOT = Path(__file__).parents[2]


SQL = re.compile(
    r"^\s*(SELECT|INSERT INTO|UPDATE \w+ SET|DELETE FROM|REPLACE INTO|WITH \w+ AS|PRAGMA"
    r"|CREATE (VIRTUAL )?(TABLE|INDEX|TRIGGER)|CREATE (OR REPLACE )?(PROCEDURE|FUNCTION)"
    r"|DROP (TABLE|FUNCTION|PROCEDURE)|BEGIN|COMMIT|ROLLBACK|CALL \w+)\b"
)


BY_HAND = {
    "models/backends/postgresql.py": "locks, transactions, settings, and the call of the procedure",
    "models/backends/postgresql_engine.py": "the catalogue, settings, a copy, and a lock",
    "models/backends/sqlite.py": "transactions, pragmas, and the catalogue",
    "models/backends/sqlite_engine.py": "pragmas",
    "models/as_of.py": "a pragma",
    "models/server/store.py": "pragmas, and how a transaction begins",
    "models/store/constructs.py": "what SQLAlchemy lacks",
    "models/store/guards.py": "what plain tables cannot say",
}
"""Where SQL is written by hand, and what it is."""


GENERATED = {str(path.relative_to(ROOT)) for path in MODULES}


def hand_written() -> Iterator[tuple[str, str]]:
    """Every text of ours that is SQL, with the file that it stands in."""
    for room in ("cli.py", "commands", "models", "services", "templates", "web", "workflow"):
        for path in [ROOT / room] if room.endswith(".py") else sorted((ROOT / room).rglob("*.py")):
            name = str(path.relative_to(ROOT))
            if name not in GENERATED:
                yield from ((name, text) for text in texts_in(path) if SQL.match(text))


def texts_in(path: Path) -> Iterator[str]:
    """The texts of a module, but its docstrings."""
    tree = ast.parse(path.read_text())
    spoken = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in spoken:
            yield node.value


@pytest.mark.parametrize(("path", "lines"), MODULES.items(), ids=lambda one: getattr(one, "stem", ""))
def test_the_text_is_what_the_statements_compile_to(path: Path, lines: Callable[[], Iterator[str]]) -> None:
    assert path.read_text() == "\n".join(lines()) + "\n", "call python -m escalade.models.store.compiler"


@pytest.mark.parametrize("name", QUERIES)
def test_both_databases_take_the_same_values(name: str) -> None:
    text, numbers = getattr(statements, name), set(range(1, len(parameters(QUERIES[name])) + 1))
    assert set(map(int, re.findall(r"\?(\d+)", text))) == numbers
    assert set(map(int, re.findall(r"\$(\d+)", SPELT[text]))) == numbers


def test_sql_stands_in_the_memory_alone() -> None:
    assert {name for name, _ in hand_written() if not name.startswith("models/")} == set()


def test_sql_is_written_by_hand_only_where_it_must_be() -> None:
    found = {name for name, _ in hand_written()}
    assert found == set(BY_HAND)
