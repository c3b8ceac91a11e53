"""A process that is killed at each step of writing, and what is left then.

Run as a program with the register to work on and what to do (`act` or
`load`): for the first, the second, the third … statement in turn a copy is
written to by a process that kills itself there. It prints what each left.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from escalade.models.engine import Location
from escalade.models.queries import open_reader
from escalade.models.register import Register, open_register
from escalade.models.upkeep import verify
from tests.lives import TOPIC, Life, at

Write = Callable[[Register], object]


def written(place: Location, life: Life, write: Write, statement: int) -> bool:
    """Let a process write that kills itself at a statement; whether it came through."""
    child = os.fork()
    if child == 0:
        with open_register(place, clock=life.noon) as register:
            left = [statement]

            def count(_sql: str) -> None:
                left[0] -= 1
                if left[0] == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

            register.connection.set_trace_callback(count)
            write(register)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0


def left_by(place: Location, life: Life, write: Write) -> list[tuple[int, list[str]]]:
    """How many records each killing left, and what is wrong with them."""
    found, through, statement = [], False, 0
    while not through:
        statement += 1
        copy = Location(place.path.with_name(f"copy {statement}.db"))
        shutil.copy(place.path, copy.path)
        through = written(copy, life, write, statement)
        with open_reader(copy) as reader:
            size = reader.size()
        found.append((size, [f"{one.where} {one.what}" for one in verify(copy).findings]))
    return found


def main(path: str, what: str) -> None:
    """Print what each killing left, as JSON."""
    place, life = Location(Path(path)), at(Life(), "debated")
    with open_register(place, clock=life.noon) as register:
        register.load(life.performed)
    done = len(life.performed)
    life.does("record statement", TOPIC)
    consensus = life.fitting("record consensus", TOPIC)
    load = life.performed[done:]
    works: dict[str, Write] = {
        "act": lambda register: register.act(consensus),
        "load": lambda register: register.load([*load, consensus]),
    }
    sys.stdout.write(json.dumps(left_by(place, life, works[what])))


if __name__ == "__main__":
    main(*sys.argv[1:])
