"""The tree as the architecture tests look at it: its rooms and sources."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NOT_ROOMS = frozenset({"build", "demo", "dist", "tests"})


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder that holds pyproject.toml."""
    return ROOT


@pytest.fixture(scope="session")
def rooms() -> tuple[str, ...]:
    """The package folders at the root, in order."""
    return tuple(
        sorted(init.parent.name for init in ROOT.glob("[a-z]*/__init__.py") if init.parent.name not in NOT_ROOMS)
    )


@pytest.fixture(scope="package")  # 200 MB, which the tests of other folders need not bear
def sources(rooms: tuple[str, ...]) -> dict[str, ast.Module]:
    """Each of our modules, parsed, by its path from the root."""
    files = [*ROOT.glob("*.py"), *(file for room in rooms for file in sorted((ROOT / room).rglob("*.py")))]
    return {file.relative_to(ROOT).as_posix(): ast.parse(file.read_text("utf-8")) for file in files}
