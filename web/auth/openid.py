"""A client of OpenID Connect: Authlib's own, for the code flow with PKCE.

What a provider says is believed once its signature, issuer, audience, nonce
and times were checked (OpenID Connect Core, 3.1.3.7). Its description and keys
are fetched when they are needed, and anew each hour or for a key not known.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock
from typing import Any

import msgspec
from authlib.integrations.base_client import BaseApp, OAuth2Mixin, OAuthError, OpenIDMixin
from authlib.integrations.httpx_client import OAuth2Client
from authlib.oidc.core import CodeIDToken
from httpx2 import HTTPError, TransportError
from joserfc import jwt
from joserfc.errors import BadSignatureError, InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry
from joserfc.jwt import JWTClaimsRegistry

from escalade.web.auth.providers import (
    Provider,
    Statement,
    UnprovenIdentityError,
    UnreachableProviderError,
    tell_refusal,
)

PATIENCE_SECONDS = 5.0
"""How long a provider may take to answer."""
LEEWAY_SECONDS = 60
"""How far the clock of a provider may differ from ours."""
OLD_SECONDS = 600
"""How long ago a statement may have been made that was asked for just now."""
SUBJECT = re.compile(r"[!-~](?:[ -~]{0,253}[!-~])?")
"""What somebody may be called: at most 255 signs of ASCII (OpenID Connect Core, 2)."""
FRESH_SECONDS = 3600
"""How long the description and the keys of a provider are held."""
UNASKED_SECONDS = 60
"""How often, at most, keys are fetched for what nobody here asked for."""
NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")
"""The addresses that a provider has."""
MORE = ("userinfo_endpoint", "end_session_endpoint")
"""Those that some have besides."""
DISCOVERY = "/.well-known/openid-configuration"
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519")
"""How a statement may be signed: with a key of which only the provider has the secret half."""


class Begun(msgspec.Struct, frozen=True):
    """A sign-in that is under way, as only its browser holds it."""

    provider: str
    state: str
    nonce: str
    verifier: str
    onward: str = ""
    prefix: str = ""
    """How the addresses begin among which they went about: with a language, or with none."""
    typed: str = ""
    """What gives back what was typed before."""
    renews: bool = False
    """Whether a session goes on with it, of which nobody is asked anything."""


class IdToken(CodeIDToken):  # type: ignore[misc]  # Authlib has no types
    """What a provider signs of somebody, with what Authlib leaves open."""

    def validate(self, now: int | None = None, leeway: int = 0) -> None:
        """Check all of it."""
        super().validate(now, leeway)
        if self.header.get("typ", "JWT").upper() != "JWT":
            raise ValueError("it is a statement of another kind")
        if self["iat"] < time.time() - OLD_SECONDS:
            raise ValueError("it was said long ago")
        if not SUBJECT.fullmatch(self["sub"]):
            raise ValueError("its subject is empty, too long, or no plain text")


class OpenIdClient(OAuth2Mixin, OpenIDMixin, BaseApp):  # type: ignore[misc]  # Authlib has no types
    """A client of one provider; it is asked nothing until somebody comes."""

    client_cls = OAuth2Client

    def __init__(self, provider: Provider) -> None:
        """Know the provider."""
        super().__init__(
            None,
            provider.key,
            client_id=provider.client,
            client_secret=provider.secret or None,
            server_metadata_url=f"{provider.issuer.rstrip('/')}{DISCOVERY}",
            client_kwargs={
                "scope": " ".join(provider.scopes),
                "code_challenge_method": "S256",
                "timeout": PATIENCE_SECONDS,
                "leeway": 0,  # what was given a moment ago is used at once, however short it lasts
            },
        )
        self.provider = provider
        self._lock = RLock()
        self._fetched = self._fetched_keys = self._failed = float("-inf")
        self._failure = ""

    def begin(self, redirect: str, language: str, signed: str = "", **way: str) -> tuple[str, Begun]:
        """Begin to sign somebody in; where they go, and what their browser holds.

        Args:
            redirect: where the provider sends them back.
            language: that of the pages, which the provider may take up.
            signed: what it said last, where a session is renewed, and nobody is asked anything.
            way: where they go afterwards.
        """
        silent = {"prompt": "none", "id_token_hint": signed} if signed else {}
        with self.judging():
            made = self.create_authorization_url(redirect, ui_locales=language, **silent)
        held = (made["state"], made["nonce"], made["code_verifier"])
        return str(made["url"]), Begun(self.provider.key, *held, renews=bool(signed), **way)

    def finish(self, code: str, begun: Begun, redirect: str) -> Statement:
        """Learn who signed in."""
        with self.judging():
            token = self.fetch_access_token(redirect, code=code, code_verifier=begun.verifier)
            try:
                said = self._parse(token, begun.nonce)
            except BadSignatureError:  # the provider may have other keys by now, and call them as before
                self.fetch_jwk_set(force=True)
                said = self._parse(token, begun.nonce)
            known = self.userinfo(token=token) if "userinfo_endpoint" in self.load_server_metadata() else said
            if known.get("sub") != said["sub"]:  # OpenID Connect Core, 5.3.2
                raise ValueError("it tells of another subject than was signed in")
        session = said.get("sid")
        return Statement(
            subject=said["sub"],
            at=int(said["iat"]),
            claims={**said, **known},
            session=session if isinstance(session, str) else "",
            signed=token["id_token"],
        )

    def _parse(self, token: dict[str, Any], nonce: str) -> dict[str, Any]:
        """Check a signed statement; what it says."""
        options = {"iss": {"essential": True, "value": self.provider.issuer}, "aud": {"value": self.client_id}}

        def claims(said: Any, header: Any, options: Any, params: dict[str, Any]) -> IdToken:
            return IdToken(said, header, options, {**params, "access_token": token.get("access_token")})

        return dict(self.parse_id_token(token, nonce, options, claims, LEEWAY_SECONDS))

    def address_of_end(self, signed: str, redirect: str) -> str:
        """Where a session ends at the provider too; empty where nowhere."""
        with self.judging():
            if "end_session_endpoint" not in self.load_server_metadata():
                return ""
            return str(self.create_logout_url(redirect, signed, client_id=self.client_id)["url"])

    @contextmanager
    def judging(self) -> Iterator[None]:
        """Tell what goes wrong with a provider as errors of ours."""
        provider = self.provider
        try:
            yield
        except OAuthError as error:
            raise tell_refusal(provider, str(error.error)) from error
        except HTTPError as error:
            raise UnreachableProviderError(provider, f"{type(error).__name__} {error}".strip()) from error
        except (JoseError, ValueError, KeyError, TypeError, RuntimeError) as error:
            raise UnprovenIdentityError(provider, f"{type(error).__name__} {error}".strip()) from error

    def load_server_metadata(self) -> dict[str, Any]:
        """What the provider says of itself, fetched anew each hour.

        Raises:
            ValueError: it is another's, or lacks an address, or names one in the clear.
        """
        with self._fetching():
            if time.time() - self._fetched > FRESH_SECONDS:
                self.server_metadata = {}
                told, issuer = super().load_server_metadata(), self.provider.issuer
                places = {name: told[name] for name in (*NEEDED, *MORE) if isinstance(told.get(name), str)}
                in_clear = [
                    one for one in places.values() if issuer.startswith("https:") and not one.startswith("https:")
                ]
                if told.get("issuer") != issuer or in_clear or not places.keys() >= {*NEEDED}:
                    raise ValueError(f"it describes itself as {told.get('issuer')}, with {places}")
                self.server_metadata = {
                    **places,
                    "token_endpoint_auth_method": self._way_of_client(told),
                    "id_token_signing_alg_values_supported": ALGORITHMS,
                }
                self._fetched = time.time()
            return self.server_metadata

    def _way_of_client(self, told: dict[str, Any]) -> str:
        """How we show our secret: in the body where it is taken there.

        In the head, providers disagree on how what is no letter is written (RFC 6749, 2.3.1).
        """
        if not self.client_secret:
            return "none"
        known = told.get("token_endpoint_auth_methods_supported") or ()
        return "client_secret_post" if "client_secret_post" in known else "client_secret_basic"

    @contextmanager
    def _fetching(self) -> Iterator[None]:
        """Ask alone; whoever waited meanwhile takes what came of it.

        So nobody waits for all of those before them.
        """
        begun = time.monotonic()
        with self._lock:
            if self._failed > begun:
                raise TransportError(self._failure)
            try:
                yield
            except HTTPError as error:
                self._failed, self._failure = time.monotonic(), f"{type(error).__name__} {error}".strip()
                raise

    def fetch_jwk_set(self, force: bool = False) -> Any:  # noqa: FBT001, FBT002  # as Authlib has it
        """The keys with which the provider signs."""
        with self._fetching():
            if force or "jwks" not in self.load_server_metadata():
                self._fetched_keys = time.time()
                keys = super().fetch_jwk_set(force=True)
                del self.server_metadata["jwks"]  # they are held where they can be read
                KeySet.import_key_set(keys)
                self.server_metadata["jwks"] = keys
            return self.server_metadata["jwks"]

    def read_signed(self, signed: str) -> jwt.Token:
        """Read what the provider signed without our asking.

        The keys are fetched for it once a minute at most, whoever sends it.
        """
        registry = JWSRegistry(algorithms=list(ALGORITHMS), strict_check_header=False)
        with self.judging():
            try:
                return jwt.decode(signed, KeySet.import_key_set(self.fetch_jwk_set()), registry=registry)
            except (InvalidKeyIdError, BadSignatureError):  # the provider may have other keys by now
                if time.time() - self._fetched_keys < UNASKED_SECONDS:
                    raise
                return jwt.decode(signed, KeySet.import_key_set(self.fetch_jwk_set(force=True)), registry=registry)


EVENT = "http://schemas.openid.net/event/backchannel-logout"
"""What the provider says that happened."""
TYPES = frozenset({None, "logout+jwt", "JWT"})
"""What such a statement may be called; a statement on who somebody is may not pass for one."""


class EndedSession(msgspec.Struct, frozen=True):
    """What ended at a provider: one session there, or all of somebody."""

    subject: str
    """Who it was; empty where only the session is named."""
    session: str
    """The session there; empty where all of them ended."""
    at: int
    """When it was said, in seconds since 1970, UTC."""


def read_ended_session(client: OpenIdClient, signed: str, now: int) -> EndedSession:
    """Check a provider's word that a session ended there; what ended.

    It comes from the provider itself and past every browser (OpenID Connect Back-Channel Logout 1.0, 2.6), so
    nothing is believed but its signature. It ends sessions that were vouched for before it was said, and no later
    one, however often it is shown.
    """
    read = client.read_signed(signed)
    said: dict[str, Any] = dict(read.claims)
    essential: Any = {name: {"essential": True} for name in ("iat", "exp", "jti", "events")}
    essential |= {"iss": {"essential": True, "value": client.provider.issuer}}
    essential |= {"aud": {"essential": True, "value": client.provider.client}}
    with client.judging():
        JWTClaimsRegistry(now, LEEWAY_SECONDS, **essential).validate(said)
    if problem := _find_problem(said, read.header.get("typ")):
        raise UnprovenIdentityError(client.provider, problem)
    return EndedSession(said.get("sub", ""), said.get("sid", ""), int(said["iat"]))


def _find_problem(said: dict[str, Any], kind: object) -> str:
    """Say what keeps a signed statement from ending anything; empty where nothing does."""
    events = said["events"]
    if kind not in TYPES:
        return "what came is no word of a session that ended"
    if not isinstance(events, dict) or not isinstance(events.get(EVENT), dict):
        return "it does not say that a session ended"
    if "nonce" in said:
        return "a statement on who somebody is was shown as if a session had ended"
    named = [said[name] for name in ("sub", "sid") if name in said]
    if not named or not all(isinstance(one, str) and one for one in named):
        return "it names no session and nobody"
    return ""
