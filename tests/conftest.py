"""What holds for every test."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.server import Server, forget_folder, name_folder

# A machine that is busy is not a defect, so no example has a deadline.
settings.register_profile("escalade", deadline=None)
settings.load_profile("escalade")

# What the programs keep between runs is kept apart from the user's own, and shared by the tests.
CACHE = os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp(prefix="escalade-tests-")
name_folder()


LONGEST = 1_000
"""How many characters the name of a test may have: each process that runs tests is sent all of them."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse names that hold what a test tries whole; one held 100 MB, and each worker two gigabytes."""
    if long := [item.nodeid[:LONGEST] for item in items if len(item.nodeid) > LONGEST]:
        message = f"the name of a test has more than {LONGEST} characters: {long[0]}…"
        raise pytest.UsageError(message)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave nothing behind: neither folders nor a server that runs."""
    shutil.rmtree(CACHE, ignore_errors=True)
    if not hasattr(config, "workerinput"):  # the others share what this one named
        forget_folder()


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server, where its wheel is installed."""
    server = Server()
    yield server
    server.leave()
