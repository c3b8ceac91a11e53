"""The wait after a wrong password: by name and address, and by each.

Whoever knows an officer's name can use up the attempts of their own address,
and with many addresses those of the name, so that the officer waits too. The present
password, which whoever changes their own access types, and requests for mail are
counted like attempts to sign in, and apart from them.

Counts lie with the sessions, so that a restart forgets none and several servers
count together. pyrate-limiter could share them in a database too, but wants a table
there for each name that somebody types, counts an attempt under one limit though
another refuses it, and gives none back.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from hashlib import sha256
from ipaddress import IPv6Address, ip_address
from math import ceil
from typing import NamedTuple

from escalade.models.server.sign_in import admit_attempt, forgive_attempt
from escalade.models.server.store import ServerStore

REFILL_SECONDS = 15 * 60
"""How long it takes until all attempts that were used up are there again.

They come back one by one: whoever has used up all ten at one address waits a
tenth of it, a minute and a half, for the next. `docs/settings.md` names the
numbers.
"""
PER_NAME_AND_ADDRESS = 10
"""How many attempts a name has at one address."""
PER_ADDRESS = 50
"""How many an address has for all names."""
PER_NAME = 200
"""How many a name has at all addresses, to sign in; its owner waits with whoever guesses. Elsewhere ten."""
Limits = dict[str, int]


class Attempt(NamedTuple):
    """Somebody who tries to sign in, or does what is counted like it."""

    name: str
    address: str
    purpose: str = "sign in"
    """What is tried: attempts at one thing leave those at another alone."""

    @property
    def limits(self) -> Limits:
        """How many attempts there are, by what they are counted for."""
        network = network_of(self.address)
        alone = {
            _key(self.purpose, "address", network): PER_ADDRESS,
            _key(self.purpose, "name", self.name): PER_NAME if self.purpose == "sign in" else PER_NAME_AND_ADDRESS,
        }
        return {_key(self.purpose, "pair", self.name, network): PER_NAME_AND_ADDRESS, **alone}


class RateLimit:
    """Count the attempts of late, by name, address and pair."""

    def __init__(self, store: ServerStore, clock: Callable[[], float] = time.time) -> None:
        """Count them where sessions are kept."""
        self._store, self._clock = store, clock

    def admit(self, attempt: Attempt) -> int:
        """Count an attempt, or say for how many seconds none may be made.

        It counts from its beginning, so that many at once are as many one by one.
        """
        return ceil(admit_attempt(self._store, _shares(attempt), REFILL_SECONDS, self._clock()))

    def forgive(self, attempt: Attempt) -> None:
        """Take back what an attempt counted that succeeded."""
        forgive_attempt(self._store, _shares(attempt), next(iter(attempt.limits)), self._clock())


def _shares(attempt: Attempt) -> dict[str, float]:
    """How many seconds an attempt takes to come back, by what it is counted for."""
    return {key: REFILL_SECONDS / most for key, most in attempt.limits.items()}


def network_of(address: str) -> str:
    """Name the network that one person has.

    >>> network_of("192.0.2.1"), network_of("2001:db8::1") == network_of("2001:db8::2")
    ('192.0.2.1', True)
    """
    try:
        found = ip_address(address)
    except ValueError:
        return address
    return found.packed[:8].hex() if isinstance(found, IPv6Address) and not found.ipv4_mapped else address


def _key(*parts: str) -> str:
    return sha256("\0".join(parts).encode()).hexdigest()[:32]
