"""A process that is killed before each change of a file, and what the next one leaves.

Run as a program, it is told what to do and a folder, in which a folder `given` may
lie to begin with. Before the first, the second, the third … change of a file in turn
a process kills itself; another one does the same again. It prints what each left.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from importlib import import_module
from io import StringIO
from pathlib import Path

from escalade.cli import run
from escalade.commands.admin.publish import refuse_foreign, replace_files
from escalade.commands.terminal.new_register import open_or_make
from escalade.commands.terminal.settings import CommandSettings
from escalade.models.backends import Location
from escalade.models.reader import open_reader
from tests.lives import Life, at

CHANGES = {"os.rename", "os.mkdir", "os.remove", "os.link", "sqlite3.connect"}
"""What changes a file; one that is opened to be written does, too."""
SITE = {"index.html": b"<p>Made up.</p>", "rounds/2020.html": b"<p>Made up, too.</p>"}
ISSUE = (
    "--kind agenda --subject 1 --symbol MA20/90 --mark Rev --language en --form md --accept all --on 2020-03-01 "
    "--to papers"
)


def killed(work: Callable[[], object], change: int) -> bool:
    """Let a process work that kills itself before a change; whether it did."""
    child = os.fork()
    if child == 0:
        left = [change]

        def count(event: str, given: tuple[object, ...]) -> None:
            writes = event == "open" and isinstance(given[1], str) and not given[1].startswith("r")
            left[0] -= writes or event in CHANGES
            if left[0] == 0 and event != "os.kill":
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count)
        work()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def publish() -> None:
    """Publish into a folder, as the command does."""
    site = Path("site")
    refuse_foreign(site)
    replace_files(SITE, site)


def load() -> None:
    """Load acts into a register that is made, unless it is there, as the command does."""
    life, is_there = at(Life(), "debated"), Path("new.db").exists()
    with open_or_make(CommandSettings(register="new.db"), clock=life.noon) as register:
        register.load([] if is_there else life.performed)


def issue() -> str:
    """Issue a revision, and say what is said of it."""
    with redirect_stdout(StringIO()) as told, redirect_stderr(StringIO()) as said:
        code = run(["--register", "register.db", "issue", "2020", *ISSUE.split(), "--as", "Made-up Desk"])
    assert code == 0, said.getvalue()
    return told.getvalue() + said.getvalue()


def issued() -> list[str]:
    """The papers of the round that are on record, each with its mark and number."""
    with open_reader(Location(Path("register.db"))) as reader:
        papers = reader.standing().round("2020").papers
    return [f"{paper.symbol} {paper.mark} {paper.number}" for _, paper in papers]


WORKS: dict[str, Callable[[], object]] = {
    "publish": publish, "publish again": publish, "publish into": publish, "load": load, "issue": issue,
}  # fmt: skip


def left() -> list[str]:
    """Every file that is there but the journals of a register."""
    files = (str(path) for path in Path().rglob("*") if path.is_file())
    return sorted(name for name in files if not name.endswith(("-wal", "-shm")))


def main(what: str, folder: str) -> None:
    """Kill a process at each change in turn, and print what the next one leaves."""
    for name in ("models.register", "templates.checks.checking", "templates.formats.file"):
        import_module(f"escalade.{name}")  # once, before a process forks
    given, found, change, dies = Path(folder) / "given", list[object](), 0, True
    while dies:
        change += 1
        here = Path(folder) / str(change)
        shutil.copytree(given, here)
        os.chdir(here)
        dies = killed(WORKS[what], change)
        said = WORKS[what]()
        found.append([left(), issued() if what == "issue" else [], str(said or "")])
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
