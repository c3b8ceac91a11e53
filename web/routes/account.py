"""Signing in and out."""

from __future__ import annotations

import secrets
import time
from http import HTTPStatus

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from escalade.models.server.store import SignInRow
from escalade.web.auth.rate_limit import Attempt
from escalade.web.forms.form_data import OwnForm, Posted
from escalade.web.forms.provider import end_elsewhere
from escalade.web.forms.sign_in import bake, enter, is_here, render_sign_in, require_knock
from escalade.web.i18n.language import CHOSEN, LANGUAGES, split_language
from escalade.web.middleware.errors import ForeignFormError
from escalade.web.middleware.request_context import BROWSER, LOOK, LOOKS, Here
from escalade.workflow.records.audience import READERS

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
    attempt = Attempt(name, visit.host)
    if wait := visit.app_state.rate_limit.admit(attempt):
        answer = render_sign_in(visit, way.onward, HTTPStatus.TOO_MANY_REQUESTS, name=name, wait=wait, kept=way.kept)
        answer.headers["retry-after"] = str(wait)
        return answer
    account = visit.app_state.accounts.verify(name, password)
    if account is None:
        return render_sign_in(visit, way.onward, HTTPStatus.UNAUTHORIZED, name=name, failed="password", kept=way.kept)
    visit.app_state.rate_limit.forgive(attempt)
    visit.app_state.store.put(SignInRow(account=account.name, at=time.time()))
    return enter(visit, visit.app_state.sessions.open(account), way)


@ROUTER.post("/sign-out")
def sign_out(visit: Here, form: Posted) -> Response:
    """Sign out: the session ends here, not in the browser alone."""
    session = visit.kept_session
    if session is None:  # nothing to end; another site may have sent this, so the cookie stays as it is
        return visit.redirect("/")
    if not secrets.compare_digest(str(form.get("form", "")).encode(), session.form.encode()):
        raise ForeignFormError
    visit.session = None
    answer = end_elsewhere(visit, session) or visit.redirect("/")
    visit.app_state.sessions.end(visit.request.cookies.get(BROWSER))
    answer.delete_cookie(BROWSER)
    return answer


@ROUTER.post("/view")
def switch_view(visit: Here, form: OwnForm) -> Response:
    """See what the public sees, until the visitor wants to see all again."""
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
