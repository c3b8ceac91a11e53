"""The accounts of officers: a file of their own, never in the register.

Each account has the name under which its owner acts and a hash of the
password (Argon2id), beside it the hashes of its tokens. A token is what a
program shows in place of the password; it is shown once, when it is made, and
as it is as random as a key, one round of SHA-256 hides it. The file is for its
owner's eyes alone.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec
import tomli_w
from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from escalade.models.files import is_open_to_others, read_toml, reason_of
from escalade.workflow.values.errors import EscaladeError, Message, RequestError

MARK = "escalade_"
"""How every token begins, so that one is told from other secrets."""
BYTES, SALT_BYTES = 32, 16


Scope = Literal["read", "act", "metrics"]
"""What a token is for; one that acts also reads."""
SCOPES: tuple[Scope, ...] = ("read", "act", "metrics")
DAYS, MOST_DAYS = 365, 3650
"""How long a token lasts unless it is said, and at most."""


class Token(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A token as it is kept: its name, its hash, how long it lasts, for what."""

    name: str
    hash: str
    made: str
    ends: str
    scope: Scope = "act"

    def opens(self, scope: Scope) -> bool:
        """Whether it opens what asks for a scope."""
        return scope in {self.scope, "read" if self.scope == "act" else self.scope}

    def is_over(self) -> bool:
        """Whether its end has come."""
        return datetime.now(UTC).isoformat(timespec="seconds") >= self.ends


def new_token(scope: Scope = "act", days: int = DAYS) -> tuple[Token, str]:
    """A token to keep, and what its owner is shown."""
    shown = f"{MARK}{secrets.token_urlsafe(BYTES)}"
    now = datetime.now(UTC)
    made, ends = (one.isoformat(timespec="seconds") for one in (now, now + timedelta(days)))
    return Token(secrets.token_hex(4), hash_of(shown), made, ends, scope), shown


def hash_of(shown: str) -> str:
    """The hash by which a token is found again."""
    return sha256(shown.encode()).hexdigest()


SHORTEST, LONGEST = 12, 1000
"""How many characters a password may have."""

NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$vOU9i1fB7QN9bliSBSoAxA$yexGdCxUJTfRNiJGMgSpzvhwxKJtxWeUWDNpCPmBBVc"
"""A hash that no password has; trying it takes as long as any other."""


class AccountFileError(EscaladeError):
    """The file of accounts cannot be used."""

    def __init__(self, path: Path, problem: str) -> None:
        """Name the file and what is wrong, as a clause."""
        self.path = path
        super().__init__(Message("The file of accounts {path} {problem}.", path=path, problem=problem))


class Account(msgspec.Struct, frozen=True):
    """Who may sign in."""

    name: str
    password: str
    """The hash of the password."""
    tokens: tuple[Token, ...] = ()
    """What programs of theirs show instead."""


class ShownToken(NamedTuple):
    """A token that is shown, and whose it is."""

    account: Account
    token: Token


class Cost(msgspec.Struct, frozen=True):
    """The cost of hashing a password with Argon2id; each hash names it."""

    memory: int = 65536
    """In KiB."""
    passes: int = 3
    lanes: int = 4


COST = Cost()
"""What each new password is worth."""


def hash_password(password: str, cost: Cost = COST) -> str:
    """The hash of a new password."""
    if not SHORTEST <= len(password) <= LONGEST:
        sentence = "A password has {shortest} to {longest} characters; this one has {length}."
        facts = {"shortest": SHORTEST, "longest": LONGEST, "length": len(password)}
        raise RequestError("password", sentence, **facts)
    salt = secrets.token_bytes(SALT_BYTES)
    kdf = Argon2id(salt=salt, length=BYTES, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory)
    return kdf.derive_phc_encoded(password.encode())


def opens(kept: str, password: str) -> bool:
    """Whether a password is the one of a hash, of whatever cost."""
    try:
        Argon2id.verify_phc_encoded(password.encode(), kept)
    except InvalidKey:
        return False
    return True


LARGEST = 8_000_000
"""The largest file of accounts, in bytes: some twenty thousand."""
TOO_MUCH = Message("has more keys and values than any file of accounts")


class Accounts:
    """The accounts, read anew when their file changes."""

    def __init__(self, path: Path, more: Mapping[str, Account] | None = None, cost: Cost = COST) -> None:
        """Read them from a file; `more` stand in none, and are of this start only."""
        self.path = path
        self._cost = cost
        self._more = dict(more or {})
        self._seen: tuple[int, int] | None = None
        self._held: dict[str, Account] = {}

    def read(self) -> dict[str, Account]:
        """Every account, by name.

        Raises:
            AccountFileError: the file cannot be read, or others may read it.
        """
        try:
            facts = self.path.stat()
        except FileNotFoundError:
            return self._more
        except OSError as error:
            raise AccountFileError(self.path, Message("cannot be read: {reason}", reason=reason_of(error))) from error
        if is_open_to_others(facts.st_mode):
            raise AccountFileError(self.path, Message("may be read by others; run “chmod 600” on it"))
        if (facts.st_mtime_ns, facts.st_size) != self._seen:
            self._held = _read(self.path)
            self._seen = (facts.st_mtime_ns, facts.st_size)
        return {**self._held, **self._more}

    def is_kept(self, name: str) -> bool:
        """Whether an account of that name may stand in the file."""
        return name not in self._more

    def verify(self, name: str, password: str) -> Account | None:
        """The account that a name and a password open, if they do.

        A name without an account takes as long to be refused as any other.
        """
        account = self.read().get(name)
        matches = len(password) <= LONGEST and opens(account.password if account else NOBODY, password)
        return account if matches else None

    def bearer(self, header: str) -> ShownToken | None:
        """Find whose token a header shows, if it is anybody's and lasts."""
        scheme, _, token = header.partition(" ")
        if scheme.lower() != "bearer":
            return None
        found = hash_of(token.strip())
        known = (ShownToken(account, one) for account in self.read().values() for one in account.tokens)
        return next((one for one in known if one.token.hash == found and not one.token.is_over()), None)

    def give_token(self, name: str, scope: Scope = "act", days: int = DAYS) -> tuple[Token, str]:
        """Make a token for an account; what it is, and what to show its owner."""
        kept, shown = new_token(scope, days)
        account = self._known(name)
        self._write({**self.read(), name: msgspec.structs.replace(account, tokens=(*account.tokens, kept))})
        return kept, shown

    def revoke_token(self, name: str, token: str) -> None:
        """Take a token away; whoever shows it is a stranger from now on."""
        account = self._known(name)
        left = tuple(one for one in account.tokens if one.name != token)
        if len(left) == len(account.tokens):
            sentence = "{name} has no token “{token}”; “escalade account tokens” lists all there are."
            raise RequestError("no-token", sentence, name=name, token=token)
        self._write({**self.read(), name: msgspec.structs.replace(account, tokens=left)})

    def list_tokens(self, name: str | None = None) -> list[tuple[str, Token]]:
        """List the tokens of one account, or of all, with whose they are."""
        accounts = sorted(self.read().items()) if name is None else [(name, self._known(name))]
        return [(whose, token) for whose, account in accounts for token in account.tokens]

    def _known(self, name: str) -> Account:
        account = self.read().get(name)
        if account is None:
            raise self._lacks(name)
        return account

    def _lacks(self, name: str) -> RequestError:
        return RequestError("no-account", "“{name}” has no account in {path}.", name=name, path=self.path)

    def add(self, name: str, password: str) -> None:
        """Write an account down, or give it another password.

        Its tokens end.
        """
        self._write({**self.read(), name: Account(name, hash_password(password, self._cost))})

    def remove(self, name: str) -> None:
        """Take an account out."""
        accounts = self.read()
        if accounts.pop(name, None) is None:
            raise self._lacks(name)
        self._write(accounts)

    def _write(self, accounts: dict[str, Account]) -> None:
        entries = {
            name: _Entry(one.password, list(one.tokens))
            for name, one in sorted(accounts.items())
            if name not in self._more
        }
        data = msgspec.to_builtins(_File(entries))
        draft = self.path.with_name(f".{self.path.name}.{os.getpid()}.new")
        try:
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as written:
                tomli_w.dump(data, written)
            draft.replace(self.path)
        except OSError as error:
            draft.unlink(missing_ok=True)
            problem = Message("cannot be written: {reason}", reason=reason_of(error))
            raise AccountFileError(self.path, problem) from error


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    password: str
    tokens: list[Token] = []


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    account: dict[str, _Entry] = {}


def _read(path: Path) -> dict[str, Account]:
    held = read_toml(path, _File, AccountFileError, TOO_MUCH, LARGEST).account
    return {name: Account(name, entry.password, tuple(entry.tokens)) for name, entry in held.items()}
