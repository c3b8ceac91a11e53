"""Going on to a provider and coming back: to sign in there, and out."""

from __future__ import annotations

import secrets
import time
from hashlib import sha256
from http import HTTPStatus

import msgspec
from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from escalade.models.server.sign_in import keep_unsent_text, take_unsent_text
from escalade.models.server.store import TypedRow
from escalade.web.auth.openid import Begun, OpenIdClient
from escalade.web.auth.providers import Provider, ProviderError, ProviderRefusedError, UnknownProviderError
from escalade.web.auth.session import Session, key_of
from escalade.web.forms.sign_in import Onward, bake, is_here, render_sign_in
from escalade.web.middleware.errors import ForeignAnswerError
from escalade.web.middleware.request_context import BROWSER, LapsedError, Visit
from escalade.workflow.values.errors import EscaladeError

THROUGH = "escalade_through_"
"""How the cookie of a sign-in that is under way begins; one browser may have several."""
UNDER_WAY_SECONDS = 600
"""How long somebody may take to sign in at a provider."""
TYPED_SECONDS = 3600
"""How long what they typed before waits for them."""
LONGEST_ONWARD = 1500
"""The longest address to which a sign-in leads back, in characters; a cookie holds it."""


def address_of(visit: Visit, provider: Provider, path: str) -> str:
    """The whole address of a page, as a provider knows it."""
    return f"{provider.address or str(visit.request.base_url).rstrip('/')}{path}"


def address_of_return(visit: Visit, provider: Provider) -> str:
    """Where a provider sends whoever signed in there."""
    return address_of(visit, provider, f"/sign-in/return/{provider.key}")


def find_client(visit: Visit, key: str) -> OpenIdClient:
    """The client of a provider."""
    if key not in visit.app_state.clients:
        raise UnknownProviderError(provider=key)
    return visit.app_state.clients[key]


def go_on(visit: Visit, client: OpenIdClient, way: Onward, signed: str = "") -> Response:
    """Send somebody to a provider; unasked where it signed something before."""
    provider = client.provider
    onward = way.onward if is_here(way.onward) and len(way.onward) <= LONGEST_ONWARD else ""
    token, moment = secrets.token_urlsafe(32) if way.kept else "", time.time()
    if token:
        kept = TypedRow(key=key_of(token), ends=moment + TYPED_SECONDS, typed=way.kept)
        keep_unsent_text(visit.app_state.store, kept, moment)
    leads = {"onward": onward, "prefix": visit.prefix, "typed": token}
    place, begun = client.begin(address_of_return(visit, provider), visit.language, signed, **leads)
    if visit.request.method == "GET":
        answer: Response = RedirectResponse(place, HTTPStatus.SEE_OTHER)
    else:
        answer = render_onward(visit, provider, place, signs_out=False)
    bake(visit, answer, cookie_of_state(begun.state), msgspec.json.encode(begun).hex(), UNDER_WAY_SECONDS)
    return answer


def renew(request: Request, lapsed: Exception) -> Response:
    """Ask the provider anew for whoever is signed in; else they are out."""
    if not isinstance(lapsed, LapsedError):  # Starlette tells handlers no more of an error
        raise lapsed
    visit, way = Visit(request), Onward(lapsed.onward, lapsed.kept)
    visit.session = None
    try:
        return go_on(visit, find_client(visit, lapsed.session.provider), way, lapsed.session.signed)
    except ProviderError as error:
        return end_unrenewed(visit, way, error)


def end_unrenewed(visit: Visit, way: Onward, error: EscaladeError | None) -> Response:
    """End a session for which nobody vouches; what was typed in it waits."""
    if isinstance(error, ProviderError):
        visit.app_state.log.say("provider unusable", error.why)
    visit.app_state.sessions.end(visit.request.cookies.get(BROWSER))
    visit.session = None
    answer = render_sign_in(visit, way.onward, kept=way.kept) if way.kept else visit.redirect(way.onward or "/")
    answer.delete_cookie(BROWSER)
    return answer


def render_onward(visit: Visit, provider: Provider, place: str, *, signs_out: bool) -> Response:
    """A page that leads on by itself, and has a link besides.

    A form may not lead to another site (Content-Security-Policy, form-action); a page that was answered may.
    """
    answer = visit.page("account/onward.html", None, {"provider": provider, "place": place, "signs_out": signs_out})
    answer.headers["refresh"] = f"0; url={place}"
    answer.headers["referrer-policy"] = "no-referrer"
    return answer


def recall(visit: Visit, provider: Provider) -> Begun:
    """What this browser began, to which a provider answers."""
    asked = visit.request.query_params
    state, issuer = asked.get("state", ""), asked.get("iss", provider.issuer)
    try:
        begun = msgspec.json.decode(bytes.fromhex(visit.request.cookies.get(cookie_of_state(state), "")), type=Begun)
    except (msgspec.MsgspecError, ValueError) as error:
        raise ForeignAnswerError(provider=provider.name) from error
    fits = secrets.compare_digest(begun.state.encode(), state.encode()) and begun.provider == provider.key
    if not fits or issuer != provider.issuer:  # RFC 9207: the answer of one provider is not given to another
        raise ForeignAnswerError(provider=provider.name)
    return begun


def way_back(visit: Visit, begun: Begun) -> Onward:
    """Where whoever signed in was going, and what they had typed there."""
    typed = take_unsent_text(visit.app_state.store, key_of(begun.typed), time.time()) if begun.typed else ""
    return Onward(begun.onward, typed)


def cookie_of_state(state: str) -> str:
    """The name of the cookie of a sign-in that is under way."""
    return f"{THROUGH}{sha256(state.encode()).hexdigest()[:12]}"


def end_elsewhere(visit: Visit, session: Session) -> Response | None:
    """Send whoever signs out to their provider, where it takes that."""
    client = visit.app_state.clients.get(session.row.provider)
    if client is None:
        return None
    back = address_of(visit, client.provider, "/")
    try:
        place = client.address_of_end(session.row.signed, back)
    except (ProviderError, ProviderRefusedError):  # whoever signs out is signed out here in any case
        return None
    return render_onward(visit, client.provider, place, signs_out=True) if place else None
