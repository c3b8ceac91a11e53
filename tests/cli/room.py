"""A command in a process of its own, and how much memory that took."""

from __future__ import annotations

import subprocess
import sys
from typing import NamedTuple

from .conftest import Shell

ROOM = 500
"""How many MB a process may take that refuses a file, its own modules included."""
CALLING = """
import sys
from pathlib import Path
from escalade.cli import run
code = run(sys.argv[1:])
(most,) = (line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
print(int(most.split()[1]) >> 10, file=sys.stderr)
sys.exit(code)
"""


class Called(NamedTuple):
    """What came of a command in a process of its own."""

    code: int
    said: str
    room: int
    """How many MB it took at most."""


def alone(shell: Shell, *words: str) -> Called:
    """Call a command in a process of its own."""
    command = [sys.executable, "-c", CALLING, *words]
    done = subprocess.run(command, cwd=shell.folder, capture_output=True, text=True, check=False)
    *said, room = done.stderr.splitlines()
    return Called(done.returncode, " ".join(" ".join(said).split()), int(room))
