"""Processes that are killed at a system call, for a tracer to run.

The tracer kills whichever process makes one of the calls for the LAST time. Told a
line, the path of a register, the call, the place at which to die, a motion and its
moment, a process uses up all but so many of its calls, and writes. The answer is how
it ended.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import msgspec

from escalade.models.backends import Location
from escalade.models.register import open_register
from escalade.workflow.motions import MOTIONS

LAST = 400
"""At which of its calls the tracer kills a process; none that is tried makes as many."""
NOWHERE = "/nowhere/at/all"
CALLS: dict[str, Callable[[int], object]] = {
    "pwrite64": lambda file: os.pwrite(file, b"", 0),
    "ftruncate": lambda file: os.ftruncate(file, 0),
    "fdatasync": os.fdatasync,
    "unlink": lambda _file: os.unlink(NOWHERE),  # noqa: PTH108  # the call itself
}
"""The calls that are counted, as the tracer names them, each with a way to make it for nothing."""


def use_up(call: str, place: int) -> None:
    """Leave this process alive until it makes a call so many times more."""
    file = os.memfd_create("used up")
    for _ in range(LAST - place):
        with suppress(FileNotFoundError):
            CALLS[call](file)
    os.close(file)


def write(place: Location, line: str, at: str) -> None:
    """Record an act."""
    motion = msgspec.json.decode(line)
    with open_register(place, clock=lambda: datetime.fromisoformat(at)) as register:
        register.act(msgspec.convert(motion, MOTIONS[motion["act"]]))


def ended(path: str, call: str, place: int, line: str, at: str) -> int:
    """Let a process write; its exit code, or the signal that killed it."""
    child = os.fork()
    if child == 0:
        use_up(call, place)
        write(Location(Path(path)), line, at)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def main() -> None:
    """Answer each line that is told."""
    for line in sys.stdin:
        sys.stdout.write(f"{ended(*json.loads(line))}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
