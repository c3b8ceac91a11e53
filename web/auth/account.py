"""The accounts of officers: a file of their own, never in the register.

Each account has the name under which its owner acts and a hash of the
password (Argon2id), beside it the hashes of its tokens. The file, which
`Book` reads and writes, is for its owner's eyes alone.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import msgspec
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from escalade.web.auth.token import Token
from escalade.workflow.values.errors import EscaladeError, RequestError

if TYPE_CHECKING:
    from pathlib import Path

SHORTEST, LONGEST = 12, 1000
"""How many characters a password may have."""

NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$vOU9i1fB7QN9bliSBSoAxA$yexGdCxUJTfRNiJGMgSpzvhwxKJtxWeUWDNpCPmBBVc"
"""A hash that no password has; trying it takes as long as any other."""


class AccountFileError(EscaladeError):
    """The file of accounts cannot be used."""

    def __init__(self, path: Path, problem: str) -> None:
        """Name the file and what is wrong, as a clause."""
        self.path = path
        super().__init__(f"The file of accounts {path} {problem}.")


class PasswordError(RequestError):
    """A password that is too short or too long."""

    def __init__(self, length: int) -> None:
        """Say how long one is."""
        self.length = length
        super().__init__(f"A password has {SHORTEST} to {LONGEST} characters; this one has {length}.")


class NoAccountError(RequestError):
    """Nobody of that name has an account."""

    def __init__(self, name: str, path: Path) -> None:
        """Name whose account was looked for, and where."""
        self.name = name
        super().__init__(f"“{name}” has no account in {path}.")


class NoTokenError(RequestError):
    """An account has no token of that name."""

    def __init__(self, token: str, name: str) -> None:
        """Name the token, and whose it would be."""
        self.token, self.name = token, name
        super().__init__(f"{name} has no token “{token}”; “escalade account tokens” lists all there are.")


class Account(msgspec.Struct, frozen=True):
    """Who may sign in."""

    name: str
    password: str
    """The hash of the password."""
    tokens: tuple[Token, ...] = ()
    """What programs of theirs show instead."""


class Cost(msgspec.Struct, frozen=True):
    """What hashing a password takes, of Argon2id; each hash names it."""

    memory: int = 65536
    """In KiB."""
    passes: int = 3
    lanes: int = 4


COST = Cost()
"""What each new password is worth."""


@cache
def hasher(cost: Cost = COST) -> PasswordHash:
    """What hashes passwords at a cost, and tries those of any."""
    return PasswordHash((Argon2Hasher(cost.passes, cost.memory, cost.lanes),))


def hash_password(password: str, cost: Cost = COST) -> str:
    """The hash of a new password.

    Raises:
        PasswordError: it is too short or too long.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise PasswordError(len(password))
    return hasher(cost).hash(password)
