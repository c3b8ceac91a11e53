"""Signing in through a provider of the organisation."""

from __future__ import annotations

import time
from http import HTTPStatus

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse, RedirectResponse

from escalade.models.server.sign_in import end_provider_sessions
from escalade.models.server.store import SignInRow
from escalade.web.auth.accounts import Account
from escalade.web.auth.openid import Begun, OpenIdClient, read_ended_session
from escalade.web.auth.providers import ProviderError, Voucher, tell_refusal
from escalade.web.auth.trusted_header import read_headers
from escalade.web.forms.form_data import Posted
from escalade.web.forms.provider import (
    address_of_return,
    cookie_of_state,
    end_unrenewed,
    find_client,
    go_on,
    recall,
    way_back,
)
from escalade.web.forms.sign_in import Onward, enter, require_knock
from escalade.web.i18n.language import LANGUAGES
from escalade.web.middleware.request_context import BROWSER, Here, Visit
from escalade.workflow.values.errors import RequestError

ROUTER = APIRouter()
UNCACHED = {"cache-control": "no-store"}
"""What answers to a provider say of themselves (Back-Channel Logout, 2.8)."""


@ROUTER.post("/sign-in/through/{key}")
def sign_in_through(visit: Here, key: str, form: Posted) -> Response:
    """Go on to a provider; in at once where the proxy names whoever comes."""
    way, provider = require_knock(visit, form), visit.app_state.providers.get(key)
    if provider and provider.header:
        return enter_vouched(visit, read_headers(provider, visit.request), way)
    return go_on(visit, find_client(visit, key), way)


def enter_vouched(visit: Visit, voucher: Voucher, way: Onward) -> Response:
    """Sign in for whom a provider vouches."""
    visit.app_state.store.put(SignInRow(account=voucher.officer, at=time.time()))
    return enter(visit, visit.app_state.sessions.open(Account(voucher.officer, ""), voucher), way)


@ROUTER.get("/sign-in/return/{key}")
def come_back(visit: Here, key: str) -> Response:
    """Take what a provider says of whoever signed in there."""
    client = find_client(visit, key)
    begun = recall(visit, client.provider)
    if begun.prefix.removeprefix("/") in LANGUAGES and begun.prefix != visit.prefix:  # back to the language begun in
        return RedirectResponse(f"{begun.prefix}{visit.here}", HTTPStatus.SEE_OTHER)
    if begun.renews:
        answer = come_back_unasked(visit, client, begun)
    else:
        answer = enter_vouched(visit, hear(visit, client, begun), way_back(visit, begun))
    answer.delete_cookie(cookie_of_state(begun.state))
    return answer


def hear(visit: Visit, client: OpenIdClient, begun: Begun) -> Voucher:
    """Learn of a provider who came back from there."""
    asked = visit.request.query_params
    if "code" not in asked:
        raise tell_refusal(client.provider, asked.get("error", ""))
    statement = client.finish(asked["code"], begun, address_of_return(visit, client.provider))
    return client.provider.vouch(statement)


def come_back_unasked(visit: Visit, client: OpenIdClient, begun: Begun) -> Response:
    """Renew a session of the same person; else end it."""
    token, way = visit.request.cookies.get(BROWSER, ""), way_back(visit, begun)
    try:
        goes_on, error = visit.app_state.sessions.renew(token, hear(visit, client, begun)), None
    except (ProviderError, RequestError) as failed:
        goes_on, error = False, failed
    return enter(visit, token, way) if goes_on else end_unrenewed(visit, way, error)


@ROUTER.post("/sign-out/through/{key}")
def end_from_there(visit: Here, key: str, form: Posted) -> Response:
    """Take a provider's word that a session ended there, past every browser."""
    state = visit.app_state
    try:
        ended = read_ended_session(find_client(visit, key), str(form.get("logout_token", "")), int(time.time()))
    except ProviderError as error:
        state.log.say("provider unusable", error.why)
        return JSONResponse({"error": "invalid_request"}, HTTPStatus.BAD_REQUEST, UNCACHED)
    end_provider_sessions(state.store, key, ended.subject, ended.session, ended.at)
    return Response(status_code=HTTPStatus.OK, headers=UNCACHED)
