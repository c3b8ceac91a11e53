"""A process that writes to a register on a server, and kills itself at a statement.

Run as a program with the number of the statement, the register, the moment, what
to do (`act`; `issue`; `overtaken`, where the process takes the lock itself, as a
load does) and the motion. It says `done` where it came through.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from datetime import datetime
from typing import Any

import msgspec
import psycopg

from escalade.models import postgresql
from escalade.models.engine import locate
from escalade.models.register import open_register
from escalade.workflow.motion import MOTIONS

PAPER = b"# A note\n"


def counted(whole: Callable[..., Any], left: list[int]) -> Callable[..., Any]:
    """What sends a statement, once it is known that the process lives to send it."""

    def sends(*given: Any, **named: Any) -> Any:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return whole(*given, **named)

    return sends


def main(statement: str, url: str, at: str, what: str, line: str) -> None:
    """Write, unless the process dies before."""
    left, moment = [int(statement)], datetime.fromisoformat(at)
    for shape, name in ((psycopg.Connection, "execute"), (psycopg.RawCursor, "executemany")):
        setattr(shape, name, counted(getattr(shape, name), left))
    told = msgspec.json.decode(line)
    motion = msgspec.convert(told, MOTIONS[told["act"]])
    papers = [("note.md", PAPER)] if what == "issue" else []
    postgresql.TRIES = 0 if what == "overtaken" else postgresql.TRIES
    with open_register(locate(url), clock=lambda: moment) as register:
        register.act(motion, papers=papers)
        counted(lambda: None, left)()  # recorded, and not said
    sys.stdout.write("done\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
