"""Signing in and out."""

from __future__ import annotations

import time
from http import HTTPStatus
from typing import TYPE_CHECKING

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from escalade.models.server.access import note_sign_in
from escalade.web.auth.rate_limit import DEVICE_COOKIE_SECONDS, Attempt, cookie_name, device_in, new_device
from escalade.web.auth.second_factor import admits
from escalade.web.forms.form_data import Posted
from escalade.web.forms.provider import end_elsewhere
from escalade.web.forms.sign_in import (
    Onward,
    ask_for_code,
    bake,
    enter,
    is_half,
    is_here,
    passkey_site,
    render_sign_in,
    require_knock,
)
from escalade.web.i18n.language import CHOSEN, LANGUAGES, split_language
from escalade.web.middleware.errors import ForeignFormError
from escalade.web.middleware.request_context import BROWSER, LOOK, LOOKS, Here, Visit
from escalade.workflow.records.audience import READERS

if TYPE_CHECKING:
    from escalade.web.auth.accounts import Account

ROUTER = APIRouter()
YEAR = 365 * 24 * 3600
"""How many seconds a look and a language are kept."""


@ROUTER.get("/sign-in")
def show_sign_in(visit: Here) -> Response:
    """The form of signing in."""
    asked = visit.request.query_params
    return render_sign_in(visit, asked.get("next", ""), name=asked.get("name", ""))


@ROUTER.post("/sign-in")
def sign_in(visit: Here, form: Posted) -> Response:
    """Sign in, or be told that name and password do not fit."""
    name, password = (str(form.get(key, "")) for key in ("name", "password"))
    way = require_knock(visit, form)
    attempt = attempt_of(visit, name)
    if wait := visit.app_state.rate_limit.admit(attempt):
        answer = render_sign_in(visit, way.onward, HTTPStatus.TOO_MANY_REQUESTS, name=name, wait=wait, kept=way.kept)
        return wait_longer(answer, wait)
    account = visit.app_state.accounts.verify(name, password)
    if account is None:
        return render_sign_in(visit, way.onward, HTTPStatus.UNAUTHORIZED, name=name, failed="password", kept=way.kept)
    visit.app_state.rate_limit.forgive(attempt)
    if account.second_factor:
        return ask_for_code(visit, account, way)
    return let_in(visit, account, attempt, way)


@ROUTER.post("/sign-in/passkey")
def sign_in_by_passkey(visit: Here, form: Posted) -> Response:
    """Sign in by what a passkey signed; no password or code is asked for."""
    way = require_knock(visit, form)
    site = passkey_site(visit)
    account = site.find_signer(visit.app_state.accounts, str(form.get("credential", ""))) if site else None
    if account is None:
        return render_sign_in(visit, way.onward, HTTPStatus.UNAUTHORIZED, failed="passkey", kept=way.kept)
    return let_in(visit, account, attempt_of(visit, account.name), way)


@ROUTER.post("/sign-in/code")
def give_code(visit: Here, form: Posted) -> Response:
    """Finish signing in with the code of a second factor."""
    name, half, code = (str(form.get(key, "")) for key in ("name", "half", "code"))
    way = require_knock(visit, form)
    account = visit.app_state.accounts.read().get(name)
    if account is None or not is_half(half, account):
        return render_sign_in(visit, way.onward, name=name, kept=way.kept)
    attempt = attempt_of(visit, name)
    if wait := visit.app_state.rate_limit.admit(attempt):
        return wait_longer(ask_for_code(visit, account, way, HTTPStatus.TOO_MANY_REQUESTS, wait=wait), wait)
    if not admits(account, code, visit.app_state.store, time.time()):
        return ask_for_code(visit, account, way, HTTPStatus.UNAUTHORIZED, failed=True)
    visit.app_state.rate_limit.forgive(attempt)
    return let_in(visit, account, attempt, way)


def attempt_of(visit: Visit, name: str) -> Attempt:
    """The attempt that a visit makes to sign in."""
    return Attempt(name, visit.request.client.host if visit.request.client else "", find_device(visit, name))


def wait_longer(answer: Response, seconds: int) -> Response:
    """Say to programs too for how long no attempt is taken."""
    answer.headers["retry-after"] = str(seconds)
    return answer


def let_in(visit: Visit, account: Account, attempt: Attempt, way: Onward) -> Response:
    """Begin a session, and lead to where the visitor was going."""
    token = visit.app_state.sessions.open(account)
    note_sign_in(visit.app_state.store, account.name, time.time())
    answer = enter(visit, token, way)
    if not attempt.device:
        bake(visit, answer, cookie_name(account.name), new_device(account), DEVICE_COOKIE_SECONDS)
    return answer


def find_device(visit: Visit, name: str) -> str:
    """Find the cookie of a browser in which that name signed in before."""
    cookie = visit.request.cookies.get(cookie_name(name), "")
    return device_in(cookie, visit.app_state.accounts.read().get(name)) if cookie else ""


@ROUTER.post("/sign-out")
def sign_out(visit: Here, form: Posted) -> Response:
    """Sign out: the session ends here, not in the browser alone."""
    if visit.session is None:  # nothing to end; another site may have sent this, so the cookie stays as it is
        return visit.redirect("/")
    if not visit.carries(form.get("form")):
        raise ForeignFormError
    token = visit.request.cookies.get(BROWSER, "")
    answer = end_elsewhere(visit, visit.session, token) or visit.redirect("/")
    visit.app_state.sessions.end(token)
    answer.delete_cookie(BROWSER)
    return answer


@ROUTER.post("/view")
def switch_view(visit: Here, form: Posted) -> Response:
    """See what the public sees, until the visitor wants to see all again."""
    if not visit.carries(form.get("form")):
        raise ForeignFormError
    seen_as, onward = str(form.get("seen_as", "")), str(form.get("next", ""))
    visit.app_state.sessions.look(visit.request.cookies.get(BROWSER), READERS[0] if seen_as == READERS[0] else "")
    return RedirectResponse(onward if is_here(onward) else visit.to("/"), HTTPStatus.SEE_OTHER)


@ROUTER.post("/look")
def choose_look(visit: Here, form: Posted) -> Response:
    """Keep how pages look, or in which language they are."""
    look, language, onward = (str(form.get(key, "")) for key in ("look", "language", "next"))
    if language in LANGUAGES:
        onward = f"/{language}{split_language(onward)[1] if is_here(onward) else '/'}"
    answer = RedirectResponse(onward if is_here(onward) else visit.to("/"), HTTPStatus.SEE_OTHER)
    if language in LANGUAGES:
        bake(visit, answer, CHOSEN, language, YEAR)
        return answer
    if look in LOOKS:
        bake(visit, answer, LOOK, look, YEAR)
    else:
        answer.delete_cookie(LOOK)
    return answer
