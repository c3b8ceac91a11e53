"""Stores of servers: a file, and a database that several share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from escalade.models.server.store import ServerStore
from tests.programs import POSTGRESQL
from tests.server import Server


@pytest.fixture(params=["file", pytest.param("database", marks=pytest.mark.needs(POSTGRESQL))])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where a store is made: nothing is there yet."""
    if request.param == "file":
        yield str(tmp_path / "sessions.db")
        return
    server: Server = request.getfixturevalue("server")
    with server.database("template0") as url:
        yield url


@pytest.fixture
def store(place: str) -> Iterator[ServerStore]:
    """A store, closed at the end."""
    kept = ServerStore(place)
    yield kept
    kept.close()
