"""The PostgreSQL of the tests runs while somebody uses it, and no longer."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from tests.keeper import DATA, PATIENCE, PIPE, is_alive
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


def test_the_server_is_stopped_after_the_last_who_uses_it_even_where_all_are_killed(tmp_path: Path) -> None:
    first = User(tmp_path)
    postmaster = int((tmp_path / DATA / "postmaster.pid").read_text("ascii").partition("\n")[0])
    second = User(tmp_path)
    first.kill()
    assert second.makes_a_database()
    assert is_alive(postmaster)
    second.kill()
    until = time.monotonic() + PATIENCE
    while (tmp_path / PIPE).exists() and time.monotonic() < until:
        time.sleep(0.05)
    assert not is_alive(postmaster)
    assert not (tmp_path / PIPE).exists()
    assert not (tmp_path / DATA).exists()
