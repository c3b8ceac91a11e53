"""A client of OpenID Connect: the code flow with PKCE, as Authlib has it.

What a provider says is believed once its signature, issuer, audience, nonce
and times were checked (OpenID Connect Core, 3.1.3.7). Its description and keys
are fetched when they are needed, and anew each hour or for a key not known.
"""

from __future__ import annotations

import re
import time
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

import msgspec
from authlib.common.security import generate_token
from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import OAuth2Client
from authlib.oidc.core import CodeIDToken
from httpx2 import HTTPError, TransportError
from joserfc import jwt
from joserfc.errors import BadSignatureError, InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from escalade.web.auth.provider_errors import (
    UnprovenIdentityError,
    UnreachableProviderError,
    tell_refusal,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from escalade.web.auth.providers import Provider

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


class Statement(msgspec.Struct, frozen=True):
    """What a provider says of somebody, once it was checked."""

    subject: str
    at: int
    """When it was said, in seconds since 1970, UTC."""
    claims: dict[str, Any]
    """All of it: signed, and told besides to whoever shows what it gave."""
    session: str
    """What it calls its own session; empty where it does not say."""
    signed: str
    """The signed part, as it came."""


class OpenIdClient:
    """A client of one provider."""

    def __init__(self, provider: Provider, clock: Callable[[], float] = time.time) -> None:
        """Know the provider; it is asked for nothing yet."""
        self.provider = provider
        self._clock, self._lock = clock, Lock()
        self._description: dict[str, Any] = {}
        self._keys: Any = None
        self._fetched = self._fetched_keys = self._failed = float("-inf")
        self._failure = ""

    def begin(self, redirect: str, language: str, signed: str = "", **way: str) -> tuple[str, Begun]:
        """Begin to sign somebody in; where they go, and what their browser holds.

        Args:
            redirect: where the provider sends them back.
            language: that of the pages, which the provider may take up.
            signed: what it said last, where a session is renewed, and nobody is asked anything.
            way: where they go afterwards.

        Raises:
            UnreachableProviderError: it does not answer.
        """
        begun = Begun(
            self.provider.key, generate_token(32), generate_token(32), generate_token(64), renews=bool(signed), **way
        )
        silent = {"prompt": "none", "id_token_hint": signed} if signed else {}
        with self._asking() as client:
            address, _ = client.create_authorization_url(
                self._endpoint("authorization_endpoint"),
                state=begun.state,
                code_verifier=begun.verifier,
                nonce=begun.nonce,
                redirect_uri=redirect,
                ui_locales=language,
                **silent,
            )
        return str(address), begun

    def finish(self, code: str, begun: Begun, redirect: str) -> Statement:
        """Learn who signed in.

        Raises:
            UnreachableProviderError: the provider does not answer.
            ProviderRefusedError: it gives nothing for the code.
            MismatchedClientError: it gives this server nothing at all.
            UnprovenIdentityError: what it gives is not to be believed.
        """
        with self._asking() as client:
            token = client.fetch_token(
                self._endpoint("token_endpoint"),
                grant_type="authorization_code",
                code=code,
                code_verifier=begun.verifier,
                redirect_uri=redirect,
            )
            said = self._check(token["id_token"], token, begun.nonce)
            known = self._ask_more(client, said["sub"])
        session = said.get("sid")
        return Statement(
            subject=said["sub"],
            at=int(said["iat"]),
            claims={**said, **known},
            session=session if isinstance(session, str) else "",
            signed=token["id_token"],
        )

    def address_of_end(self, signed: str, redirect: str) -> str:
        """Where a session ends at the provider too; empty where nowhere.

        Raises:
            UnreachableProviderError: it does not answer.
        """
        with self._asking():
            place = str(self._describe().get("end_session_endpoint") or "")
        asked = {"id_token_hint": signed, "post_logout_redirect_uri": redirect, "client_id": self.provider.client}
        return f"{place}{'&' if '?' in place else '?'}{urlencode(asked)}" if place else ""

    @contextmanager
    def _asking(self) -> Iterator[OAuth2Client]:
        """A connection; what goes wrong on it is told as errors of ours."""
        provider = self.provider
        made = OAuth2Client(
            provider.client,
            provider.secret or None,
            scope=" ".join(provider.scopes),
            code_challenge_method="S256",
            timeout=PATIENCE_SECONDS,
            leeway=0,  # what was given a moment ago is used at once, however short it lasts
        )
        with self.judging(), made as client:
            client.token_endpoint_auth_method = self._way_of_client()
            yield client

    @contextmanager
    def judging(self) -> Iterator[None]:
        """Tell what goes wrong with a provider as errors of ours.

        Raises:
            UnreachableProviderError: it does not answer.
            ProviderRefusedError: it refuses.
            UnprovenIdentityError: what it gives is not to be believed.
        """
        provider = self.provider
        try:
            yield
        except OAuthError as error:
            raise tell_refusal(provider, str(error.error)) from error
        except HTTPError as error:
            raise UnreachableProviderError(provider, f"{type(error).__name__} {error}".strip()) from error
        except (JoseError, ValueError, KeyError, TypeError, RecursionError) as error:
            raise UnprovenIdentityError(provider, f"{type(error).__name__} {error}".strip()) from error

    def _way_of_client(self) -> str:
        """How we show our secret: in the body where it is taken there.

        In the head, providers disagree on how what is no letter is written (RFC 6749, 2.3.1).
        """
        if not self.provider.secret:
            return "none"
        known = self._describe().get("token_endpoint_auth_methods_supported") or ()
        return "client_secret_post" if "client_secret_post" in known else "client_secret_basic"

    def _describe(self) -> dict[str, Any]:
        """What the provider says of itself (OpenID Connect Discovery)."""
        with self._fetching():
            if self._clock() - self._fetched > FRESH_SECONDS:
                description = self._fetch(f"{self.provider.issuer.rstrip('/')}{DISCOVERY}")
                if description.get("issuer") != self.provider.issuer:
                    found = description.get("issuer")
                    raise UnprovenIdentityError(self.provider, f"it says that its issuer is “{found}”")
                self._description, self._keys, self._fetched = description, None, self._clock()
            return self._description

    def _endpoint(self, name: str) -> str:
        """The address of an endpoint, over TLS where the issuer's is.

        Raises:
            UnprovenIdentityError: there is none, or it is in the clear.
        """
        place = self._describe().get(name)
        if not isinstance(place, str):
            raise UnprovenIdentityError(self.provider, f"it has no {name}")
        if urlsplit(place).scheme != "https" and self.provider.issuer.startswith("https:"):
            raise UnprovenIdentityError(self.provider, f"its {name} is not reached over TLS")
        return place

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

    def _fetch(self, place: str) -> dict[str, Any]:
        with OAuth2Client(timeout=PATIENCE_SECONDS) as client:
            answer = client.request("GET", place, withhold_token=True)
        answer.raise_for_status()
        return dict(answer.json())

    def _key_set(self, *, anew: bool = False) -> Any:
        """The keys with which the provider signs."""
        place = self._endpoint("jwks_uri")
        with self._fetching():
            if anew or self._keys is None:
                self._fetched_keys = self._clock()
                self._keys = KeySet.import_key_set(self._fetch(place))  # type: ignore[arg-type]  # checked as it is read
            return self._keys

    def _check(self, signed: str, token: Mapping[str, Any], nonce: str) -> dict[str, Any]:
        """Check a signed statement; what it says."""
        read, provider = self._decode(signed), self.provider
        options: Any = {"iss": {"essential": True, "value": provider.issuer}, "aud": {"value": provider.client}}
        params = {"nonce": nonce, "client_id": provider.client, "access_token": token.get("access_token")}
        said = CodeIDToken(read.claims, read.header, options, params)
        said.validate(now=int(self._clock()), leeway=LEEWAY_SECONDS)
        if read.header.get("typ", "JWT").upper() != "JWT":
            raise UnprovenIdentityError(provider, "it is a statement of another kind")
        if said["iat"] < self._clock() - OLD_SECONDS:
            raise UnprovenIdentityError(provider, "it was said long ago")
        if not SUBJECT.fullmatch(said["sub"]):
            raise UnprovenIdentityError(provider, "its subject is empty, too long, or no plain text")
        return dict(said)

    def read_signed(self, signed: str) -> jwt.Token:
        """Read what the provider signed without our asking.

        The keys are fetched for it once a minute at most, whoever sends it.

        Raises:
            UnreachableProviderError: they cannot be fetched.
            UnprovenIdentityError: the provider did not sign it.
        """
        with self.judging():
            return self._decode(signed, unasked=True)

    def _decode(self, signed: str, *, unasked: bool = False) -> jwt.Token:
        registry = JWSRegistry(algorithms=list(ALGORITHMS), strict_check_header=False)
        try:
            return jwt.decode(signed, self._key_set(), registry=registry)
        except (InvalidKeyIdError, BadSignatureError):  # the provider may have other keys by now
            if unasked and self._clock() - self._fetched_keys < UNASKED_SECONDS:
                raise
            return jwt.decode(signed, self._key_set(anew=True), registry=registry)

    def _ask_more(self, client: OAuth2Client, subject: str) -> dict[str, Any]:
        """What else the provider tells of somebody, where it has a place for that."""
        if not self._describe().get("userinfo_endpoint"):
            return {}
        answer = client.get(self._endpoint("userinfo_endpoint"))
        answer.raise_for_status()
        known = dict(answer.json())
        if known.get("sub") != subject:  # OpenID Connect Core, 5.3.2
            raise UnprovenIdentityError(self.provider, "it tells of another subject than was signed in")
        return known
