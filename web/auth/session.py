"""Sessions, which outlive a restart and which several servers may share."""

from __future__ import annotations

import hmac
import secrets
import time
from hashlib import sha256
from typing import TYPE_CHECKING

import msgspec

from escalade.models.server.sessions import end_session, find_session, keep_session, lend_sight
from escalade.models.server.tables import SessionRow
from escalade.web.auth.accounts import Account

if TYPE_CHECKING:
    from collections.abc import Callable

    from escalade.models.server.store import ServerStore
    from escalade.web.auth.accounts import Accounts


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
    """What every form of the session carries; it follows from what only the browser holds."""
    ends: float
    seen_as: str = ""
    """Whose sight it borrows: the public's, before a page is projected."""

    def sign(self, *texts: str) -> str:
        """Sign texts, so that this session alone takes them for its own."""
        return signature(self.form.encode(), *texts)


class Sessions:
    """Every session, by the hash of its token."""

    def __init__(
        self, accounts: Accounts, store: ServerStore, seconds: float, clock: Callable[[], float] = time.time
    ) -> None:
        """Hold sessions that last so many seconds."""
        self._accounts, self._store, self._seconds, self._clock = accounts, store, seconds, clock

    def open(self, account: Account) -> str:
        """Begin a session, and give the token that only its browser knows."""
        token, now = secrets.token_urlsafe(32), self._clock()
        row = SessionRow(
            key=_key(token),
            account=account.name,
            password=_key(account.password),
            begun=now,
            ends=now + self._seconds,
            seen_as="",
        )
        keep_session(self._store, row, MOST)
        return token

    def find(self, token: str | None) -> Session | None:
        """The session of a token, while it lasts and its account stands."""
        kept = find_session(self._store, _key(token), self._clock()) if token else None
        account = self._accounts.read().get(kept.account) if kept else None
        if token is None or kept is None or account is None or _key(account.password) != kept.password:
            return None
        return Session(account, signature(token.encode(), "form"), kept.ends, kept.seen_as)

    def look(self, token: str | None, seen_as: str) -> None:
        """See as the public does, or with one's own eyes again."""
        if token:
            lend_sight(self._store, _key(token), seen_as)

    def end(self, token: str | None) -> None:
        """End a session."""
        if token:
            end_session(self._store, _key(token))


def _key(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
