"""The pages, served by a process of its own, as `escalade serve` does."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2

from escalade.models.backends.location import Location

PATIENCE = 30
"""For how many seconds a server may come up."""


class Served:
    """A register whose pages are served, until it is stopped or killed."""

    def __init__(self, register: Location, *options: str) -> None:
        """Serve a register on a free port; its accounts lie beside it."""
        self.register, self._options = register, options
        self.log = register.path.with_name("server.log")
        self.port = free_port()
        self._start()

    @property
    def address(self) -> str:
        """Where the pages are."""
        return f"http://127.0.0.1:{self.port}"

    def _start(self) -> None:
        serve = ["--register", str(self.register.path), "serve", "--port", str(self.port), *self._options]
        line = [sys.executable, "-c", "from escalade.cli import main; main()", *serve]
        environment = {**os.environ, "XDG_CONFIG_HOME": str(self.register.path.parent)}
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(line, stdout=log, stderr=log, env=environment)
        until = time.monotonic() + PATIENCE
        while not self._answers():
            assert self._process.poll() is None, self.log.read_text("utf-8")
            assert time.monotonic() < until, self.log.read_text("utf-8")
            time.sleep(0.05)

    def _answers(self) -> bool:
        try:
            return httpx2.get(f"{self.address}/static/style.css").is_success
        except httpx2.TransportError:
            return False

    def killed(self) -> None:
        """Kill it where it stands."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def again(self) -> None:
        """Serve the same register anew."""
        self._start()

    def stop(self) -> None:
        """Stop it, as its operator does."""
        self._process.send_signal(signal.SIGINT)
        self._process.wait(PATIENCE)


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def serving(register: Path, *options: str) -> Iterator[Served]:
    """A register served for a while; its log holds no trace of a defect."""
    served = Served(Location(register), *options)
    try:
        yield served
    finally:
        served.stop()
    assert "Traceback" not in served.log.read_text("utf-8")
