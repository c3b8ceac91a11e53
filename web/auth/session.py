"""Sessions, which this process holds and ends, and signatures of a server."""

from __future__ import annotations

import hmac
import secrets
import time
from hashlib import sha256
from typing import TYPE_CHECKING

import msgspec

from escalade.web.auth.accounts import Account

if TYPE_CHECKING:
    from collections.abc import Callable

    from escalade.web.auth.accounts import Accounts

BYTES = 32
"""How long the key is."""


class Signer:
    """Signs texts for as long as this process lasts."""

    def __init__(self) -> None:
        """Make a key that nobody else knows."""
        self._key = secrets.token_bytes(BYTES)

    def sign(self, *texts: str) -> str:
        """Sign texts, each apart from the next."""
        return signature(self._key, *texts)

    def is_own(self, mark: str, *texts: str) -> bool:
        """Say whether a signature is ours, and of these texts."""
        return hmac.compare_digest(mark.encode(), self.sign(*texts).encode())


def signature(key: bytes, *texts: str) -> str:
    """Sign texts with a key, each apart from the next (HMAC, SHA-256).

    >>> signature(b"key", "ab", "c") == signature(b"key", "a", "bc")
    False
    """
    whole = b"".join(len(one).to_bytes(8, "big") + one for one in (text.encode() for text in texts))
    return hmac.new(key, whole, sha256).hexdigest()[:40]


MOST = 20
"""How many sessions an account may have; the oldest makes room."""


class Session(msgspec.Struct, frozen=True):
    """Somebody who signed in, and the token of their forms."""

    account: Account
    form: str
    """What every form of the session carries."""
    ends: float
    seen_as: str = ""
    """Whose sight it borrows: the public's, before a page is projected."""


class Sessions:
    """Every session, by the hash of its token."""

    def __init__(self, accounts: Accounts, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        """Hold sessions that last so many seconds."""
        self._accounts, self._seconds, self._clock = accounts, seconds, clock
        self._held: dict[str, Session] = {}

    def open(self, account: Account) -> str:
        """Begin a session, and give the token that only its browser knows."""
        now = self._clock()
        self._held = {key: one for key, one in self._held.items() if one.ends > now}
        own = [key for key, one in self._held.items() if one.account.name == account.name]
        for key in own[: max(0, len(own) - MOST + 1)]:
            del self._held[key]
        token = secrets.token_urlsafe(32)
        self._held[_key(token)] = Session(account, secrets.token_urlsafe(32), now + self._seconds)
        return token

    def find(self, token: str | None) -> Session | None:
        """The session of a token, while it lasts and its account stands."""
        session = self._held.get(_key(token)) if token else None
        if session is None or session.ends <= self._clock():
            return None
        account = self._accounts.read().get(session.account.name)
        return session if account is not None and account.password == session.account.password else None

    def look(self, token: str | None, seen_as: str) -> None:
        """See as the public does, or with one's own eyes again."""
        if token and (session := self._held.get(_key(token))):
            self._held[_key(token)] = msgspec.structs.replace(session, seen_as=seen_as)

    def end(self, token: str | None) -> None:
        """End a session."""
        if token:
            self._held.pop(_key(token), None)


def _key(token: str) -> str:
    return sha256(token.encode()).hexdigest()
