"""What happens between the trial of an act and its writing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, cast

from escalade.models.backends.connection import Connection
from escalade.models.register import Register


class Interrupted:
    """A connection on which something happens before an act is written."""

    def __init__(self, connection: Connection, happens: Iterable[Callable[[], object]]) -> None:
        """Let one thing happen before each act, as long as there are any."""
        self._whole, self._happens = connection, iter(happens)

    def append(self, parcel: Callable[[str], str]) -> bool:
        """Let it happen, then append the act."""
        next(self._happens, lambda: None)()
        return self._whole.append(parcel)

    def __getattr__(self, name: str) -> Any:
        """Do all else as the connection does."""
        return getattr(self._whole, name)


def interrupt(register: Register, happens: Iterable[Callable[[], object]]) -> None:
    """Let something happen each time between the trial of an act and its writing."""
    register.connection = cast("Connection", Interrupted(register.connection, happens))
