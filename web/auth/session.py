"""Sessions: who is signed in, held by this process and ended with it."""

from __future__ import annotations

import secrets
import time
from hashlib import sha256
from typing import TYPE_CHECKING

import msgspec

from escalade.web.auth.account import Account

if TYPE_CHECKING:
    from collections.abc import Callable

    from escalade.web.auth.accounts import Book

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

    def __init__(self, book: Book, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        """Hold sessions that last so many seconds."""
        self._book, self._seconds, self._clock = book, seconds, clock
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
        account = self._book.accounts().get(session.account.name)
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
