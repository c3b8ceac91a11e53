"""Sessions that a provider vouches for: begun, confirmed again, ended.

With what a provider is asked again lies beside the session under a key that
only the browser has, so nothing there opens anything.
"""

from __future__ import annotations

import time
from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import TYPE_CHECKING

import msgspec
from cryptography.fernet import Fernet, InvalidToken

from escalade.models.server.tables import VoucherRow
from escalade.models.server.vouchers import confirm_voucher, end_provider_sessions, keep_voucher, take_turn
from escalade.web.auth.accounts import Account
from escalade.web.auth.back_channel import read_ended_session
from escalade.web.auth.openid import OpenIdClient, Statement
from escalade.web.auth.provider_errors import NoLongerVouchedError, ProviderError, ProviderRefusedError
from escalade.web.auth.providers import NamesNobodyError, Provider, SeveralOfficersError
from escalade.web.auth.session import key_of
from escalade.workflow.values.errors import RequestError
from escalade.workflow.values.message import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from escalade.models.server.store import ServerStore
    from escalade.web.auth.session import Session, Sessions
    from escalade.web.operations.logs import RequestLog

UNRENEWED_SECONDS = 3600.0
"""How long a session lasts where a provider gives nothing to ask it again with."""
RETRY_SECONDS = 60.0
"""After how long a provider that did not answer is asked once more."""
PATIENCE = 2
"""For how many times the usual interval a session outlasts a provider that does not answer."""


class UnconfirmedSessionError(RequestError):
    """A provider could not be asked for so long that a session ended."""

    def __init__(self, provider: str) -> None:
        """Name the provider, and what follows."""
        super().__init__(
            Message(
                "{provider} could not be asked for some time whether it still vouches for you, so your session has "
                "ended and nothing was recorded. Sign in anew.",
                provider=provider,
            )
        )


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
        log: RequestLog,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Know the providers; none is asked yet."""
        self.providers, self._log = providers, log
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
        token = self._sessions.open(account, None if statement.refresh else UNRENEWED_SECONDS)
        now = self._clock()
        voucher = VoucherRow(
            key=key_of(token),
            provider=key,
            issuer=provider.issuer,
            subject=statement.subject,
            claim=str(naming),
            vouched=statement.at,
            confirmed=now,
            asked=now,
            sealed=seal(token, statement),
        )
        session = statement.signed.get("sid")
        keep_voucher(self._store, voucher, naming.name, session if isinstance(session, str) else "")
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

    def confirm(self, session: Session, token: str) -> Session:
        """Give a session back, where its provider vouches on when asked.

        Raises:
            NoLongerVouchedError: it does not, and the session has ended.
            UnconfirmedSessionError: it could not be asked for too long, and the session has ended.
        """
        voucher = session.voucher
        if voucher is None or not self._is_due(voucher):
            return session
        provider, now = self.client(voucher.provider).provider, self._clock()
        if not take_turn(self._store, voucher.key, voucher.asked, now):
            return session
        try:
            self._ask(provider, session, voucher, token)
        except (NoLongerVouchedError, NamesNobodyError, SeveralOfficersError) as error:
            self._sessions.end(token)
            raise NoLongerVouchedError(provider.name) from error
        except (ProviderError, ProviderRefusedError) as error:
            self._log.say("provider unusable", error.why)
            if now - voucher.confirmed <= PATIENCE * provider.recheck_seconds:
                return session
            self._sessions.end(token)
            raise UnconfirmedSessionError(provider.name) from error
        return session

    def find_statement(self, session: Session, token: str) -> str:
        """The signed statement on which a session rests."""
        kept = unseal(token, session.voucher.sealed) if session.voucher else None
        return kept.token if kept else ""

    def _is_due(self, voucher: VoucherRow) -> bool:
        """Whether it is time to ask again; sooner where the last answer was none."""
        interval = self.providers[voucher.provider].recheck_seconds
        if voucher.asked > voucher.confirmed:
            interval = min(RETRY_SECONDS, interval)
        return self._clock() - voucher.asked >= interval

    def _ask(self, provider: Provider, session: Session, voucher: VoucherRow, token: str) -> None:
        """Ask a provider whether it vouches on for somebody.

        Raises:
            EscaladeError: it does not, or does not answer.
        """
        kept = unseal(token, voucher.sealed)
        if kept is None:
            raise NoLongerVouchedError(provider.name)
        if not kept.refresh:  # there is nothing to ask with; the session is short
            return
        said = self.client(provider.key).renew(kept)
        if provider.naming_of(said.claims).name != session.account.name:
            raise NoLongerVouchedError(provider.name)
        confirm_voucher(self._store, voucher.key, self._clock(), seal(token, said))


def seal(token: str, statement: Statement) -> bytes:
    """Hide what a provider is asked with; the browser's token opens it."""
    return _box(token).encrypt(msgspec.json.encode(statement))


def unseal(token: str, sealed: bytes) -> Statement | None:
    """Read what a provider is asked with; None where the token does not fit."""
    try:
        return msgspec.json.decode(_box(token).decrypt(sealed), type=Statement)
    except (InvalidToken, msgspec.MsgspecError):
        return None


def _box(token: str) -> Fernet:
    return Fernet(urlsafe_b64encode(sha256(b"voucher|" + token.encode()).digest()))
