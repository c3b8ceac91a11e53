"""Sessions that a provider vouches for: begun, and ended on its word."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from escalade.models.server.sign_in import end_provider_sessions, keep_voucher
from escalade.models.server.tables import VoucherRow
from escalade.web.auth.accounts import Account
from escalade.web.auth.back_channel import read_ended_session
from escalade.web.auth.openid import OpenIdClient
from escalade.web.auth.session import key_of
from escalade.workflow.values.errors import RequestError
from escalade.workflow.values.message import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from escalade.models.server.store import ServerStore
    from escalade.web.auth.openid import Statement
    from escalade.web.auth.providers import Provider
    from escalade.web.auth.session import Session, Sessions

SECONDS = 3600.0
"""How long a session lasts that a provider vouches for."""


class UnknownProviderError(RequestError):
    """Nobody signs in through such a provider."""

    def __init__(self, key: str) -> None:
        """Name what was asked for."""
        self.key = key
        super().__init__(Message("Nobody signs in through “{provider}” here.", provider=key))


class Vouching:
    """The providers, and the sessions that they vouch for."""

    def __init__(
        self,
        providers: Mapping[str, Provider],
        sessions: Sessions,
        store: ServerStore,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Know the providers; none is asked yet."""
        self.providers = providers
        self._sessions, self._store, self._clock = sessions, store, clock
        self._clients = {key: OpenIdClient(provider, clock) for key, provider in providers.items()}

    def client(self, key: str) -> OpenIdClient:
        """The client of a provider.

        Raises:
            UnknownProviderError: there is none.
        """
        if key not in self._clients:
            raise UnknownProviderError(key)
        return self._clients[key]

    def through(self, officer: str) -> list[str]:
        """The names of the providers that may name an officer."""
        return [one.name for one in self.providers.values() if any(naming.name == officer for naming in one.officers)]

    def officers(self) -> set[str]:
        """Every name that a provider may give to somebody."""
        return {naming.name for one in self.providers.values() for naming in one.officers}

    def name_of(self, session: Session) -> str:
        """The provider that vouches for a session, as pages call it."""
        return self.providers[session.voucher.provider].name if session.voucher else ""

    def open(self, key: str, statement: Statement) -> tuple[str, Account]:
        """Begin a session for whom a statement names; its token, and who it is.

        Raises:
            NamesNobodyError: it names nobody here.
            SeveralOfficersError: it names more than one.
        """
        provider = self.client(key).provider
        naming = provider.naming_of(statement.claims)
        account = Account(naming.name, "")
        token = self._sessions.open(account, SECONDS)
        voucher = VoucherRow(
            key=key_of(token),
            provider=key,
            issuer=provider.issuer,
            subject=statement.subject,
            claim=str(naming),
            vouched=statement.at,
            sid=statement.session,
            signed=statement.signed,
        )
        keep_voucher(self._store, voucher, naming.name)
        return token, account

    def end(self, key: str, signed: str) -> int:
        """End the sessions that a provider says have ended there; how many.

        Raises:
            UnknownProviderError: there is no such provider.
            UnreachableProviderError: its keys cannot be fetched.
            UnprovenIdentityError: it is not the provider who says so.
        """
        ended = read_ended_session(self.client(key), signed, int(self._clock()))
        return end_provider_sessions(self._store, key, ended.subject, ended.session, ended.at)
