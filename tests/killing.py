"""A process that is killed at each step of writing, and what is left then.

Run as a program, it is told a line for each register to work on, its path and
what to do (`act`, `load`, `issue`, `rebuild`, `new` for a register that is made): for
the first, the second, the third … statement in turn a copy is written to by a process
that kills itself there. It answers with a line of what each left.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from escalade.commands.terminal.new_register import making
from escalade.models.backends import Location
from escalade.models.integrity.completeness import rebuild
from escalade.models.integrity.verify import verify
from escalade.models.reader import open_reader
from escalade.models.register import Register, open_register
from tests.lives import ROUND, TOPIC, Life, at

if TYPE_CHECKING:
    from escalade.models.store.clock import Clock
    from escalade.workflow.motions import Motion

Write = Callable[[Location], object]
PAPER = b"# A note\n"
MANY = 7
"""How many statements lie between two killings where there are very many."""


def written(place: Location, write: Write, statement: int) -> bool:
    """Let a process write that kills itself at a statement; whether it came through."""
    child = os.fork()
    if child == 0:
        kill_at(statement)
        write(place)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0


def kill_at(statement: int) -> None:
    """Let this process kill itself at a statement, on whatever connection."""
    left, connect = [statement], sqlite3.connect

    def count(_sql: str) -> None:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def traced(*given: Any, **named: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*given, **named)
        connection.set_trace_callback(count)
        return connection

    sqlite3.connect = sqlite3.dbapi2.connect = traced  # type: ignore[assignment]  # in this process, which ends here


def left_by(place: Location, write: Write, step: int) -> list[dict[str, object]]:
    """What each killing left: records, papers, and what is wrong with them."""
    found: list[dict[str, object]] = []
    through, statement = False, 1 - step
    while not through:
        statement += step
        copy = Location(place.path.with_name(f"copy {statement}.db"))
        shutil.copy(place.path, copy.path)
        through = written(copy, write, statement)
        found.append(looked_at(copy) if copy.path.exists() else NOTHING)
    return found


NOTHING: dict[str, object] = {"size": 0, "papers": 0, "wrong": []}
"""What a killing leaves where there was no register."""


def looked_at(copy: Location) -> dict[str, object]:
    """What a register holds, and what is wrong with it."""
    with open_reader(copy) as reader:
        papers = [data for (data,) in reader.connection.execute("SELECT data FROM paper")]
        size = reader.size()
    assert papers in ([], [PAPER])
    return {"size": size, "papers": len(papers), "wrong": [f"{one.where} {one.what}" for one in verify(copy).findings]}


def made_anew(motions: list[Motion], clock: Clock) -> Write:
    """Make a register where there is none, and load acts into it."""

    def write(place: Location) -> None:
        place.path.unlink()
        with making(place, clock=clock) as register:
            register.load(motions)

    return write


def tried(path: str, what: str) -> list[dict[str, object]]:
    """What each killing left."""
    place, life = Location(Path(path)), at(Life(), "debated")
    with open_register(place, clock=life.noon) as register:
        register.load(life.performed)
    done = len(life.performed)
    life.does("record statement", TOPIC)
    consensus = life.fitting("record consensus", TOPIC)
    load = life.performed[done:]
    issue: Any = life.fitting("issue", ROUND, paper=sha256(PAPER).hexdigest())

    def registering(write: Callable[[Register], object]) -> Write:
        def opened(place: Location) -> None:
            with open_register(place, clock=life.noon) as register:
                write(register)

        return opened

    works: dict[str, Write] = {
        "act": registering(lambda register: register.act(consensus)),
        "load": registering(lambda register: register.load([*load, consensus])),
        "issue": registering(lambda register: register.act(issue, papers=[(issue.file_name, PAPER)])),
        "rebuild": rebuild,
        "new": made_anew([*life.performed[:done], *load], life.noon),
    }
    return left_by(place, works[what], MANY if what == "new" else 1)


def main() -> None:
    """Answer each line that is told."""
    for line in sys.stdin:
        sys.stdout.write(json.dumps(tried(*json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
