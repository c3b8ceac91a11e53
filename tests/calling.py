"""Commands called in processes of their own, forked from a warm one.

Run as a program, it is told a line for each: the folder, the environment and the
words. It answers with the exit code, what was said on standard error, and how many
MB the process took at most.
"""

from __future__ import annotations

import json
import os
import sys
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryFile

from escalade.cli import run

WARM = (
    "commands.terminal.new_register",
    "models.cases",
    "models.register",
    "models.transfer",
    "workflow.motions",
)
"""What takes long to import, and most commands import."""


def answered(folder: str, environment: dict[str, str], words: list[str]) -> tuple[int, str, int]:
    """Call a command in another process, and say what came of it."""
    with TemporaryFile() as said, TemporaryFile() as room:
        child = os.fork()
        if child == 0:
            call(folder, environment, words, said.fileno(), room.fileno())
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        for file in (said, room):
            file.seek(0)
        return code, said.read().decode(), int(room.read() or 0)


def call(folder: str, environment: dict[str, str], words: list[str], said: int, room: int) -> None:
    """Call a command, and end this process with its exit code."""
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    nothing = os.open(os.devnull, os.O_RDWR)
    for file, to in ((nothing, 0), (nothing, 1), (said, 2)):
        os.dup2(file, to)
    code = 70
    try:
        code = run(words)
    finally:
        lines = Path("/proc/self/status").read_text("utf-8").splitlines()
        (most,) = (line for line in lines if line.startswith("VmHWM"))
        os.write(room, str(int(most.split()[1]) >> 10).encode())
        sys.stderr.flush()
        os._exit(code)


def main() -> None:
    """Answer each line that is told."""
    for name in WARM:
        import_module(f"escalade.{name}")
    for line in sys.stdin:
        sys.stdout.write(json.dumps(answered(*json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
