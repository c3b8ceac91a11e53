"""Sessions, which outlive a restart and which several servers may share."""

from __future__ import annotations

import hmac
import secrets
import time
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

import msgspec

from escalade.models.server.sign_in import keep_session, lend_sight
from escalade.models.server.tables import SessionRow, VoucherRow
from escalade.web.auth.accounts import Account
from escalade.workflow.values.identity import mark_voucher

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from escalade.models.server.store import ServerStore
    from escalade.web.auth.accounts import Accounts
    from escalade.web.auth.providers import Provider


def signature(key: bytes, *texts: str) -> str:
    """Sign texts with a key, each apart from the next (HMAC, SHA-256).

    >>> signature(b"key", "ab", "c") == signature(b"key", "a", "bc")
    False
    """
    whole = b"".join(len(one).to_bytes(8, "big") + one for one in (text.encode() for text in texts))
    return hmac.new(key, whole, sha256).hexdigest()[:40]


MOST = 20
"""How many sessions an account may have; the oldest makes room."""
VOUCHED = "vouched for"
"""What stands in place of a password's hash where a provider vouches; nothing hashes to it."""


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
    ends: float
    seen_as: str = ""
    """Whose sight it borrows: the public's, before a page is projected."""

    voucher: VoucherRow | None = None
    """Who vouches for them, where they signed in through a provider."""

    @property
    def identity(self) -> str:
        """How it is known who acts, as records say it."""
        if self.voucher is None:
            return "signed in"
        return mark_voucher(self.voucher.issuer, moment_of(self.voucher.vouched))

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

    def open(self, account: Account, seconds: float | None = None) -> str:
        """Begin a session, and give the token that only its browser knows.

        Args:
            account: whose it is; one without a password is vouched for.
            seconds: how long it lasts, where that is less than others do.
        """
        token, now = secrets.token_urlsafe(32), self._clock()
        row = SessionRow(
            key=key_of(token),
            account=account.name,
            password=key_of(account.password) if account.password else VOUCHED,
            begun=now,
            ends=now + min(self._seconds, self._seconds if seconds is None else seconds),
            seen_as="",
        )
        keep_session(self._store, row, MOST)
        return token

    def find(self, token: str | None) -> Session | None:
        """The session of a token, while it lasts and its account stands."""
        kept = self._store.get(SessionRow, key_of(token), self._clock()) if token else None
        if token is None or kept is None:
            return None
        form = signature(token.encode(), "form")
        if kept.password == VOUCHED:
            voucher = self._find_voucher(kept)
            return Session(Account(kept.account, ""), form, kept.ends, kept.seen_as, voucher) if voucher else None
        account = self._accounts.read().get(kept.account)
        if account is None or key_of(account.password) != kept.password:
            return None
        return Session(account, form, kept.ends, kept.seen_as)

    def _find_voucher(self, kept: SessionRow) -> VoucherRow | None:
        """Who vouches for a session; None where the operator took that away."""
        voucher = self._store.get(VoucherRow, kept.key)
        provider = self._providers.get(voucher.provider) if voucher else None
        if voucher is None or provider is None or provider.issuer != voucher.issuer:
            return None
        return voucher if provider.still_names(kept.account, voucher.claim) else None

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
