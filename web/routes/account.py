"""Signing in and out."""

from __future__ import annotations

import secrets
from http import HTTPStatus

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from escalade.web.auth.rate_limit import DEVICE_COOKIE_SECONDS, Attempt, cookie_name, device_in, new_device
from escalade.web.forms.form_data import Posted
from escalade.web.forms.sign_in import KNOCKING, bake, read_kept, render_kept, render_sign_in
from escalade.web.i18n.language import CHOSEN, LANGUAGES, split_language
from escalade.web.middleware.errors import ForeignFormError
from escalade.web.middleware.request_context import BROWSER, LOOK, LOOKS, Here, Visit
from escalade.workflow.records.audience import READERS

ROUTER = APIRouter()
YEAR = 365 * 24 * 3600
"""How many seconds a look and a language are kept."""


@ROUTER.get("/sign-in")
def show_sign_in(visit: Here) -> Response:
    """The form of signing in."""
    return render_sign_in(visit, visit.request.query_params.get("next", ""))


@ROUTER.post("/sign-in")
def sign_in(visit: Here, form: Posted) -> Response:
    """Sign in, or be told that name and password do not fit."""
    name, password, onward, kept = (str(form.get(key, "")) for key in ("name", "password", "next", "kept"))
    knock = visit.request.cookies.get(KNOCKING, "")
    if not knock or not secrets.compare_digest(str(form.get("knock", "")).encode(), knock.encode()):
        raise ForeignFormError
    attempt = Attempt(name, visit.request.client.host if visit.request.client else "", find_device(visit, name))
    wait = visit.app_state.rate_limit.admit(attempt)
    if wait:
        answer = render_sign_in(visit, onward, HTTPStatus.TOO_MANY_REQUESTS, name=name, wait=wait, kept=kept)
        answer.headers["retry-after"] = str(wait)
        return answer
    account = visit.app_state.accounts.verify(name, password)
    if account is None:
        return render_sign_in(visit, onward, HTTPStatus.UNAUTHORIZED, name=name, failed=True, kept=kept)
    visit.app_state.rate_limit.forgive(attempt)
    token, typed = visit.app_state.sessions.open(account), read_kept(kept) if is_here(onward) else []
    if typed:
        visit.session = visit.app_state.sessions.find(token)
    answer = render_kept(visit, onward, typed) if typed else visit.redirect(onward if is_here(onward) else "/inbox")
    bake(visit, answer, BROWSER, token)
    if not attempt.device:
        bake(visit, answer, cookie_name(name), new_device(account), DEVICE_COOKIE_SECONDS)
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
