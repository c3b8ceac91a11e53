"""Stops the PostgreSQL of the tests once nobody uses it any more.

    python keeper.py FOLDER

Whoever uses the server holds the pipe in its folder open, and lets go of it
however it ends, even killed. The last one gone, the server is stopped and
what it kept is removed.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PIPE, DATA = "users", "data"
"""The pipe of those who use the server, and what it keeps."""

PATIENCE = 30
"""For how many seconds the server may take to stop."""


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Come or go while nobody else does."""
    with (folder / "lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def keep(folder: Path, users: int) -> None:
    """Wait until nobody uses the server, then stop it and remove what it kept."""
    while True:
        with locked(folder):
            if not is_used(users):
                stop(folder / DATA / "postmaster.pid")
                shutil.rmtree(folder / DATA, ignore_errors=True)
                (folder / PIPE).unlink()
                return
        os.read(users, 1)  # nobody ever writes: it returns when the last one is gone


def is_used(users: int) -> bool:
    """Whether anybody holds the pipe open."""
    os.set_blocking(users, False)
    try:
        return os.read(users, 1) != b""
    except BlockingIOError:
        return True
    finally:
        os.set_blocking(users, True)


def stop(running: Path) -> None:
    """Stop the server that a file names, and wait until it is gone."""
    if not running.exists():
        return
    process = int(running.read_text("ascii").partition("\n")[0])
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGINT)  # whoever is connected is sent away
        if not comes(lambda: not running.exists()):
            os.kill(process, signal.SIGKILL)
        comes(lambda: not is_alive(process), 2)


def is_alive(process: int) -> bool:
    """Whether there is such a process, be it only unburied."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def comes(true: Callable[[], bool], patience: float = PATIENCE) -> bool:
    """Whether something becomes true within so many seconds."""
    until = time.monotonic() + patience
    while not true() and time.monotonic() < until:
        time.sleep(0.05)
    return true()


if __name__ == "__main__":
    place = Path(sys.argv[1])
    pipe = os.open(place / PIPE, os.O_RDONLY | os.O_NONBLOCK)
    if os.fork() == 0:
        os.setsid()
        keep(place, pipe)
