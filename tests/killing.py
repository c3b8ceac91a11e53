"""A process that is killed at each step of writing, and what is left then.

Run as a program, it is told a line for each register to work on, its path and
what to do (`act`, `load`, `issue`, `rebuild`, `upgrade` from the version before or
`upgrade all` from the first, `new` for a register that is made): for the first, the
second, the third … statement in turn a copy is written to by a process that kills
itself there. It answers with a line of what each left.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from escalade.commands.terminal.new_register import making
from escalade.models.backends import Location
from escalade.models.integrity.rebuild import rebuild
from escalade.models.integrity.verify import verify
from escalade.models.reader import open_reader
from escalade.models.register import Register, open_register
from escalade.models.store.schema import HEAD, VERSIONS
from escalade.models.transfer.backup import upgrade, version_of
from tests.lives import ROUND, TOPIC, Life, at

if TYPE_CHECKING:
    from escalade.models.store.clock import Clock
    from escalade.workflow.motions import Motion

Write = Callable[[Location], object]
PAPER = b"# A note\n"
MANY = 7
"""How many statements lie between two killings where there are very many."""
FIRST, BEFORE = VERSIONS[0], "0002"
"""The versions of the schema that a register is brought on from."""


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
    """What each killing left: the version, records, papers, and what is wrong with them."""
    found: list[dict[str, object]] = []
    through, statement = False, 1 - step
    while not through:
        statement += step
        copy = Location(place.path.with_name(f"copy {statement}.db"))
        shutil.copy(place.path, copy.path)
        through = written(copy, write, statement)
        found.append({"version": brought_on(copy), **looked_at(copy)} if copy.path.exists() else NOTHING)
    return found


NOTHING: dict[str, object] = {"version": HEAD, "size": 0, "papers": 0, "wrong": []}
"""What a killing leaves where there was no register."""


def brought_on(copy: Location) -> str | None:
    """The version that a killing left; an older one is upgraded again.

    The backup is whole wherever it is there, and no draft of it is left then.
    """
    version = version_of(copy)
    backup = copy.path.with_name(f"{copy.path.name}.before-{HEAD}")
    if backup.exists():
        assert version_of(Location(backup)) in {FIRST, BEFORE}
    if version != HEAD:
        upgrade(copy)
        assert [path.name for path in copy.path.parent.glob(f"*{backup.name}*")] == [backup.name]
        assert size_of(backup) == size_of(copy.path)
    return version


def size_of(path: Path) -> int:
    """How many records a file holds, whatever its version."""
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("SELECT count(*) FROM record").fetchone()[0])


def looked_at(copy: Location) -> dict[str, object]:
    """What a register holds, and what is wrong with it."""
    with open_reader(copy) as reader:
        papers = [data for (data,) in reader.connection.execute("SELECT data FROM paper")]
        size = reader.size()
    assert papers in ([], [PAPER])
    return {"size": size, "papers": len(papers), "wrong": [f"{one.where} {one.what}" for one in verify(copy).findings]}


def older(place: Location, version: str) -> None:
    """Take a register back to an older version."""
    with closing(sqlite3.connect(place.path, isolation_level=None)) as connection:
        for table in ("record", "paper"):
            connection.execute(f"DROP TRIGGER {table}_is_never_replaced")
        for table in ("awaited", "absent_paper", "search_index"):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("ALTER TABLE subject DROP COLUMN objections")
        if version == FIRST:
            connection.execute("DROP TABLE paper")
        connection.execute("UPDATE alembic_version SET version_num = ?", (version,))


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
        "upgrade": upgrade,
        "upgrade all": upgrade,
        "new": made_anew([*life.performed[:done], *load], life.noon),
    }
    if what.startswith("upgrade"):
        older(place, FIRST if what == "upgrade all" else BEFORE)
    return left_by(place, works[what], MANY if what == "new" else 1)


def main() -> None:
    """Answer each line that is told; what takes long to import is imported once, before a process forks."""
    import_module("escalade.models.backends.migrate")
    for line in sys.stdin:
        sys.stdout.write(json.dumps(tried(*json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
