"""Signing in and out."""

from __future__ import annotations

import secrets
import time
from http import HTTPStatus
from typing import TYPE_CHECKING

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from escalade.models.server.access import note_sign_in
from escalade.web.auth.rate_limit import DEVICE_COOKIE_SECONDS, Attempt, cookie_name, device_in, new_device
from escalade.web.auth.second_factor import admits
from escalade.web.forms.form_data import Posted
from escalade.web.forms.sign_in import (
    KNOCKING,
    Onward,
    ask_for_code,
    bake,
    is_half,
    read_kept,
    render_kept,
    render_sign_in,
)
from escalade.web.i18n.language import CHOSEN, LANGUAGES, split_language
from escalade.web.middleware.errors import ForeignFormError
from escalade.web.middleware.request_context import BROWSER, LOOK, LOOKS, Here, Visit
from escalade.workflow.records.audience import READERS

if TYPE_CHECKING:
    from starlette.datastructures import FormData

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
        return render_sign_in(visit, way.onward, HTTPStatus.UNAUTHORIZED, name=name, failed=True, kept=way.kept)
    visit.app_state.rate_limit.forgive(attempt)
    if account.second_factor:
        return ask_for_code(visit, account, way)
    return let_in(visit, account, attempt, way)


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


def require_knock(visit: Visit, form: FormData) -> Onward:
    """Where whoever signs in was going; a form of another browser is refused.

    Raises:
        ForeignFormError: it was not opened in this one.
    """
    knock = visit.request.cookies.get(KNOCKING, "")
    if not knock or not secrets.compare_digest(str(form.get("knock", "")).encode(), knock.encode()):
        raise ForeignFormError
    return Onward(str(form.get("next", "")), str(form.get("kept", "")))


def attempt_of(visit: Visit, name: str) -> Attempt:
    """The attempt that a visit makes to sign in."""
    return Attempt(name, visit.request.client.host if visit.request.client else "", find_device(visit, name))


def wait_longer(answer: Response, seconds: int) -> Response:
    """Say to programs too for how long no attempt is taken."""
    answer.headers["retry-after"] = str(seconds)
    return answer


def let_in(visit: Visit, account: Account, attempt: Attempt, way: Onward) -> Response:
    """Begin a session, and lead to where the visitor was going."""
    token, leads = visit.app_state.sessions.open(account), is_here(way.onward)
    note_sign_in(visit.app_state.store, account.name, time.time())
    typed = read_kept(way.kept) if leads else []
    if typed:
        visit.session = visit.app_state.sessions.find(token)
    answer = render_kept(visit, way.onward, typed) if typed else visit.redirect(way.onward if leads else "/inbox")
    bake(visit, answer, BROWSER, token)
    if not attempt.device:
        bake(visit, answer, cookie_name(account.name), new_device(account), DEVICE_COOKIE_SECONDS)
    answer.delete_cookie(KNOCKING)
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
    visit.app_state.sessions.end(visit.request.cookies.get(BROWSER))
    answer = visit.redirect("/")
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


def is_here(path: str) -> bool:
    """Whether a path leads to a page of ours, and nowhere else."""
    return path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
