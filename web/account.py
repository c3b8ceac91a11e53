"""The accounts of officers: a file of their own, never in the register.

Each account has the name under which its owner acts and a hash of the
password (Argon2id). The file is for its owner's eyes alone.
"""

from __future__ import annotations

import os
import tomllib
from functools import cache
from typing import TYPE_CHECKING

import msgspec
import tomli_w
from pwdlib import PasswordHash

from escalade.workflow.errors import EscaladeError, RequestError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SHORTEST, LONGEST = 12, 1000
"""How many characters a password may have."""

FOR_OTHERS = 0o077
"""The rights of anybody but the owner of a file."""

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


class Account(msgspec.Struct, frozen=True):
    """Who may sign in."""

    name: str
    password: str
    """The hash of the password."""


@cache
def hasher() -> PasswordHash:
    """What hashes passwords, and tries them."""
    return PasswordHash.recommended()


def hashed(password: str) -> str:
    """The hash of a new password.

    Raises:
        PasswordError: it is too short or too long.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise PasswordError(len(password))
    return hasher().hash(password)


class Book:
    """The accounts, read anew when their file changes."""

    def __init__(self, path: Path, more: Mapping[str, Account] | None = None) -> None:
        """Read them from a file; `more` are of this start only."""
        self.path = path
        self._more = dict(more or {})
        self._seen: tuple[int, int] | None = None
        self._held: dict[str, Account] = {}

    def accounts(self) -> dict[str, Account]:
        """Every account, by name.

        Raises:
            AccountFileError: the file cannot be read, or others may read it.
        """
        try:
            facts = self.path.stat()
        except FileNotFoundError:
            return self._more
        if facts.st_mode & FOR_OTHERS and os.name == "posix":
            raise AccountFileError(self.path, "may be read by others; run “chmod 600” on it")
        if (facts.st_mtime_ns, facts.st_size) != self._seen:
            self._held = _read(self.path)
            self._seen = (facts.st_mtime_ns, facts.st_size)
        return {**self._held, **self._more}

    def verified(self, name: str, password: str) -> Account | None:
        """The account that a name and a password open, if they do.

        A name without an account takes as long to be refused as any other.
        """
        account = self.accounts().get(name)
        matches = len(password) <= LONGEST and hasher().verify(password, account.password if account else NOBODY)
        return account if matches else None

    def add(self, name: str, password: str) -> None:
        """Write an account down, or give it another password.

        Raises:
            PasswordError: the password is too short or too long.
            AccountFileError: the file cannot be read or written.
        """
        self._write({**self.accounts(), name: Account(name, hashed(password))})

    def remove(self, name: str) -> None:
        """Take an account out.

        Raises:
            NoAccountError: there is none.
            AccountFileError: the file cannot be read or written.
        """
        accounts = self.accounts()
        if accounts.pop(name, None) is None:
            raise NoAccountError(name, self.path)
        self._write(accounts)

    def _write(self, accounts: dict[str, Account]) -> None:
        data = {"account": {name: {"password": one.password} for name, one in sorted(accounts.items())}}
        draft = self.path.with_name(f".{self.path.name}.{os.getpid()}.new")
        try:
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as written:
                tomli_w.dump(data, written)
            draft.replace(self.path)
        except OSError as error:
            draft.unlink(missing_ok=True)
            raise AccountFileError(self.path, f"cannot be written: {(error.strerror or str(error)).lower()}") from error


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    password: str


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    account: dict[str, _Entry] = {}


def _read(path: Path) -> dict[str, Account]:
    """The accounts that a file holds.

    Raises:
        AccountFileError: it cannot be read, or is not of that shape.
    """
    try:
        held = msgspec.convert(tomllib.loads(path.read_text("utf-8")), _File).account
        return {name: Account(name, entry.password) for name, entry in held.items()}
    except OSError as error:
        raise AccountFileError(path, f"cannot be read: {(error.strerror or str(error)).lower()}") from error
    except ValueError as error:
        raise AccountFileError(path, f"is not of its shape: {error}") from error
