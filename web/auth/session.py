"""Sessions, which outlive a restart and which several servers may share."""

from __future__ import annotations

import hmac
import secrets
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from math import inf

import msgspec

from escalade.models.server.sign_in import keep_session, lend_sight, renew_session
from escalade.models.server.store import ServerStore, SessionRow
from escalade.web.auth.accounts import Account, Accounts
from escalade.web.auth.providers import Provider, Voucher
from escalade.workflow.values.identity import mark_voucher


def signature(key: bytes, *texts: str) -> str:
    """Sign texts with a key, each apart from the next (HMAC, SHA-256).

    >>> signature(b"key", "ab", "c") == signature(b"key", "a", "bc")
    False
    """
    whole = b"".join(len(one).to_bytes(8, "big") + one for one in (text.encode() for text in texts))
    return hmac.new(key, whole, sha256).hexdigest()[:40]


MOST = 20
"""How many sessions an account may have; the oldest makes room."""


def moment_of(seconds: float) -> str:
    """A moment as records name it.

    >>> moment_of(1580461200)
    '2020-01-31T09:00:00Z'
    """
    return datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Session(msgspec.Struct, frozen=True):
    """Somebody who signed in, and the token of their forms."""

    account: Account
    form: str
    """What every form of the session carries; it follows from what only the browser holds."""
    row: SessionRow
    has_lapsed: bool = False
    """Whether the provider is to vouch again before anything is done in it."""

    @property
    def seen_as(self) -> str:
        """Whose sight it borrows: the public's, before a page is projected."""
        return self.row.seen_as

    @property
    def identity(self) -> str:
        """How it is known who acts, as records say it."""
        return mark_voucher(self.row.issuer, moment_of(self.row.vouched)) if self.row.provider else "signed in"

    def sign(self, *texts: str) -> str:
        """Sign texts, so that this session alone takes them for its own."""
        return signature(self.form.encode(), *texts)


class Sessions:
    """Every session, by the hash of its token."""

    def __init__(
        self,
        accounts: Accounts,
        store: ServerStore,
        seconds: float,
        clock: Callable[[], float] = time.time,
        providers: Mapping[str, Provider] | None = None,
    ) -> None:
        """Hold sessions that last so many seconds."""
        self._accounts, self._store, self._seconds, self._clock = accounts, store, seconds, clock
        self._providers = providers or {}

    def open(self, account: Account, voucher: Voucher | None = None) -> str:
        """Begin a session, and give the token that only its browser knows."""
        token = secrets.token_urlsafe(32)
        keep_session(self._store, self._row(token, account, voucher), MOST)
        return token

    def renew(self, token: str | None, voucher: Voucher) -> bool:
        """Renew a session for whom a provider vouches; whether it goes on."""
        row = self._row(token or "", Account(voucher.officer, ""), voucher)
        return renew_session(self._store, row, self._clock())

    def _row(self, token: str, account: Account, voucher: Voucher | None) -> SessionRow:
        now = self._clock()
        row = SessionRow(
            key=key_of(token),
            account=account.name,
            password=key_of(account.password),
            begun=now,
            ends=now + self._seconds,
            holds=now + min(self._seconds, voucher.seconds if voucher else inf),
        )
        return row.sqlmodel_update(voucher.facts) if voucher else row

    def find(self, token: str | None) -> Session | None:
        """The session of a token, while its account or its provider stands."""
        now = self._clock()
        kept = self._store.get(SessionRow, key_of(token), now) if token else None
        if token is None or kept is None:
            return None
        if kept.provider:
            account = Account(kept.account, "") if self._is_named(kept) else None
        else:
            account = self._accounts.read().get(kept.account)
            account = account if account and key_of(account.password) == kept.password else None
        return Session(account, signature(token.encode(), "form"), kept, kept.holds <= now) if account else None

    def _is_named(self, kept: SessionRow) -> bool:
        """Whether the operator lets the provider name whose session it is."""
        provider = self._providers.get(kept.provider)
        return bool(provider and provider.issuer == kept.issuer and provider.still_names(kept.account, kept.claim))

    def look(self, token: str | None, seen_as: str) -> None:
        """See as the public does, or with one's own eyes again."""
        if token:
            lend_sight(self._store, key_of(token), seen_as)

    def end(self, token: str | None) -> None:
        """End a session."""
        if token:
            self._store.drop(SessionRow, key=key_of(token))


def key_of(secret: str) -> str:
    """The hash by which what only a browser holds is found again."""
    return sha256(secret.encode()).hexdigest()
