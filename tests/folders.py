"""Where the files of tests lie: in memory, where there is room; no test tries whether a disk forgets.

The database server of the tests waits for no disk either. `PYTEST_DEBUG_TEMPROOT`
names another place.
"""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path

MEMORY = Path("/dev/shm")  # noqa: S108  # pytest makes a folder of its own in it
ROOM = 8 * 2**30
"""How much must be free: what it says is half of the memory there is, and the tests themselves take some."""

NUMBERS = count(1)


def has_room(folder: Path = MEMORY, room: int = ROOM) -> bool:
    """Whether a folder takes the files of tests, programs among them."""
    if not os.access(folder, os.W_OK | os.X_OK):
        return False
    there = os.statvfs(folder)
    return there.f_bavail * there.f_frsize >= room and not there.f_flag & os.ST_NOEXEC


def choose() -> None:
    """Let pytest make its folders in memory, unless it was told where."""
    if has_room():
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


def make_folder(within: Path) -> Path:
    """A folder with a path that nothing in this process had: what is kept by path is not taken for another's."""
    folder = within / str(next(NUMBERS))
    folder.mkdir()
    return folder
