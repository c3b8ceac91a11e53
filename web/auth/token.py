"""Tokens: what a program shows in place of its owner's password.

A token is shown once, when it is made. The file of accounts keeps its hash;
as a token is as random as a key, one round of SHA-256 hides it.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from hashlib import sha256

import msgspec

MARK = "escalade_"
"""How every token begins, so that one is told from other secrets."""
BYTES = 32


class Token(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A token as it is kept: its name, its hash, and when it was made."""

    name: str
    hash: str
    made: str


def new_token() -> tuple[Token, str]:
    """A token to keep, and what its owner is shown."""
    shown = f"{MARK}{secrets.token_urlsafe(BYTES)}"
    made = datetime.now(UTC).isoformat(timespec="seconds")
    return Token(secrets.token_hex(4), hash_of(shown), made), shown


def hash_of(shown: str) -> str:
    """The hash by which a token is found again."""
    return sha256(shown.encode()).hexdigest()
