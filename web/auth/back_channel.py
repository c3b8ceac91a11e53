"""Word of a provider that a session ended there.

It comes from the provider itself and past every browser (OpenID Connect
Back-Channel Logout 1.0), so nothing is believed but its signature. It ends
sessions that were vouched for before it was said, and no later one, however
often it is shown.
"""

from __future__ import annotations

from typing import Any

import msgspec
from joserfc.jwt import JWTClaimsRegistry

from escalade.web.auth.openid import LEEWAY_SECONDS, OpenIdClient
from escalade.web.auth.providers import UnprovenIdentityError

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
    """Check what a provider signed (section 2.6); what ended there."""
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
