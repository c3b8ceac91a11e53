"""A command in a process of its own, and how much memory that took."""

from __future__ import annotations

import atexit
import os
import sys
from contextlib import ExitStack
from functools import cache
from typing import NamedTuple

from tests.telling import Told, telling

from .conftest import Shell

ROOM = 500
"""How many MB a process may take that refuses a file, its own modules included."""


class Called(NamedTuple):
    """What came of a command in a process of its own."""

    code: int
    said: str
    room: int
    """How many MB it took at most."""


@cache
def calling() -> Told:
    """The process from which they are forked: one for all tests, which ends with them."""
    stack = ExitStack()
    atexit.register(stack.close)
    return stack.enter_context(telling(sys.executable, "-m", "tests.calling"))


def alone(shell: Shell, *words: str) -> Called:
    """Call a command in a process of its own."""
    code, said, room = calling()(str(shell.folder), dict(os.environ), words)
    return Called(code, " ".join(said.split()), room)
