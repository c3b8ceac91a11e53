"""How often somebody may try to sign in, by account and by address."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

MINUTES = 15
OF_ACCOUNT, OF_ADDRESS = 10, 50
"""How many failures are let pass within those minutes."""
MOST = 10_000
"""How many accounts and addresses are remembered at once."""


class Pace:
    """Failures of late, by account and by address."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Remember nothing yet."""
        self._clock = clock
        self._failures: dict[str, list[float]] = {}

    def wait(self, name: str, address: str) -> int:
        """For how many seconds nobody may try; nought where one may."""
        return max(self._wait(f"name {name}", OF_ACCOUNT), self._wait(f"address {address}", OF_ADDRESS))

    def failed(self, name: str, address: str) -> None:
        """Remember that somebody failed."""
        for key in (f"name {name}", f"address {address}"):
            self._failures[key] = [*self._recent(key), self._clock()][-OF_ADDRESS:]
        while len(self._failures) > MOST:
            del self._failures[next(iter(self._failures))]

    def succeeded(self, name: str) -> None:
        """Forget the failures of an account."""
        self._failures.pop(f"name {name}", None)

    def _recent(self, key: str) -> list[float]:
        since = self._clock() - MINUTES * 60
        return [moment for moment in self._failures.get(key, ()) if moment > since]

    def _wait(self, key: str, most: int) -> int:
        recent = self._recent(key)
        return int(recent[-most] + MINUTES * 60 - self._clock()) + 1 if len(recent) >= most else 0
