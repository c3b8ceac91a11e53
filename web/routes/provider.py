"""Signing in through a provider of the organisation."""

from __future__ import annotations

import time
from http import HTTPStatus

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse, RedirectResponse

from escalade.models.server.tables import SignInRow
from escalade.web.auth.provider_errors import ProviderError, tell_refusal
from escalade.web.forms.form_data import Posted
from escalade.web.forms.provider import address_of_return, cookie_of_state, go_on, other_language, recall, way_back
from escalade.web.forms.sign_in import enter, require_knock
from escalade.web.middleware.request_context import Here

ROUTER = APIRouter()
UNCACHED = {"cache-control": "no-store"}
"""What answers to a provider say of themselves (Back-Channel Logout, 2.8)."""


@ROUTER.post("/sign-in/through/{key}")
def sign_in_through(visit: Here, key: str, form: Posted) -> Response:
    """Go on to a provider."""
    return go_on(visit, visit.app_state.vouching.client(key), require_knock(visit, form))


@ROUTER.get("/sign-in/return/{key}")
def come_back(visit: Here, key: str) -> Response:
    """Take what a provider says of whoever signed in there."""
    state, asked = visit.app_state, visit.request.query_params
    client = state.vouching.client(key)
    begun = recall(visit, client.provider)
    if place := other_language(visit, begun):
        return RedirectResponse(place, HTTPStatus.SEE_OTHER)
    if "code" not in asked:
        raise tell_refusal(client.provider, asked.get("error", ""))
    statement = client.finish(asked["code"], begun, address_of_return(visit, client.provider))
    token, account = state.vouching.open(key, statement)
    state.store.put(SignInRow(account=account.name, at=time.time()))
    answer = enter(visit, token, way_back(visit, begun))
    answer.delete_cookie(cookie_of_state(begun.state))
    return answer


@ROUTER.post("/sign-out/through/{key}")
def end_from_there(visit: Here, key: str, form: Posted) -> Response:
    """Take a provider's word that a session ended there, past every browser."""
    state = visit.app_state
    try:
        state.vouching.end(key, str(form.get("logout_token", "")))
    except ProviderError as error:
        state.log.say("provider unusable", error.why)
        return JSONResponse({"error": "invalid_request"}, HTTPStatus.BAD_REQUEST, UNCACHED)
    return Response(status_code=HTTPStatus.OK, headers=UNCACHED)
