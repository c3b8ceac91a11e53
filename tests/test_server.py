"""The PostgreSQL of the tests runs while somebody uses it, and no longer."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.keeper import DATA, PATIENCE, PIPE, is_alive
from tests.programs import POSTGRESQL
from tests.server import FOLDER

ROOT = Path(__file__).parents[1]
USING = """
import sys
from tests.server import Server
server = Server()
for _ in sys.stdin:
    print(server.new(), flush=True)
"""


class User:
    """Somebody who uses the server of a folder, until killed."""

    def __init__(self, folder: Path) -> None:
        """Come, and make a database."""
        line, environment = [sys.executable, "-c", USING], {**os.environ, FOLDER: str(folder)}
        self._process = subprocess.Popen(
            line, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )
        assert self.makes_a_database()

    def makes_a_database(self) -> bool:
        """Whether the server does what it is asked."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write("\n")
        return self._process.stdout.readline().startswith("r")

    def kill(self) -> None:
        """Go without a word."""
        with self._process:
            self._process.kill()


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that the server's own user can enter; pytest shuts its own to others at each start."""
    with tempfile.TemporaryDirectory(prefix="escalade-tests-", ignore_cleanup_errors=True) as made:
        yield Path(made)


@pytest.mark.needs(POSTGRESQL)
def test_the_server_is_stopped_after_the_last_who_uses_it_even_where_all_are_killed(folder: Path) -> None:
    first = User(folder)
    postmaster = int((folder / DATA / "postmaster.pid").read_text("ascii").partition("\n")[0])
    second = User(folder)
    first.kill()
    assert second.makes_a_database()
    assert is_alive(postmaster)
    second.kill()
    until = time.monotonic() + PATIENCE
    while (folder / PIPE).exists() and time.monotonic() < until:
        time.sleep(0.05)
    assert not is_alive(postmaster)
    assert not (folder / PIPE).exists()
    assert not (folder / DATA).exists()
