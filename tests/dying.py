"""Processes that write to a register on a server, and kill themselves at a statement.

Run as a program, it is told a line for each: the number of the statement, the
register, the moment, what to do (`act` or `issue`) and the motion. It answers with the number of
the process, and, told nothing, with how it ended.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from datetime import datetime
from typing import Any

import msgspec
import psycopg

from escalade.models.backends import locate
from escalade.models.register import open_register
from escalade.workflow.motions import MOTIONS

PAPER = b"# A note\n"


def counted(whole: Callable[..., Any], left: list[int]) -> Callable[..., Any]:
    """What sends a statement, once it is known that the process lives to send it."""

    def sends(*given: Any, **named: Any) -> Any:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return whole(*given, **named)

    return sends


def write(statement: int, url: str, at: str, what: str, line: str) -> None:
    """Write, unless the process dies before."""
    left, moment = [statement], datetime.fromisoformat(at)
    for shape, name in ((psycopg.Connection, "execute"), (psycopg.RawCursor, "executemany")):
        setattr(shape, name, counted(getattr(shape, name), left))
    told = msgspec.json.decode(line)
    motion: Any = msgspec.convert(told, MOTIONS[told["act"]])
    papers = [(motion.file_name, PAPER)] if what == "issue" else []
    with open_register(locate(url), clock=lambda: moment) as register:
        register.act(motion, papers=papers)
        counted(lambda: None, left)()  # recorded, and not said


def begun(*given: Any) -> int:
    """Let a process write; its number."""
    child = os.fork()
    if child == 0:
        write(*given)
        os._exit(0)
    return child


def main() -> None:
    """Answer each line that is told; nothing is connected before a process forks."""
    child = 0
    for line in sys.stdin:
        given = json.loads(line)
        answer = child = begun(*given) if given else os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        sys.stdout.write(f"{answer}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
