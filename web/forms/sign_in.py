"""The form of signing in, and what was typed before a session ended."""

from __future__ import annotations

import secrets
from http import HTTPStatus
from typing import Any, NamedTuple

import msgspec
from fastapi import Response
from starlette.datastructures import FormData

from escalade.web.middleware.errors import ForeignFormError
from escalade.web.middleware.request_context import BROWSER, LapsedError, Visit
from escalade.workflow.values.errors import EscaladeError

KNOCKING = "escalade_knock"
"""The cookie that shows that the form of signing in was opened here."""
NOT_KEPT = frozenset({"form", "step", "more"})
"""What a form says of itself, and nobody typed."""
Typed = list[tuple[str, str]]
AT_THE_CHAIR = frozenset({"chair", "vice-chair"})
"""The offices whose work lies on the page of the chair; that of others is what waits."""


class Onward(NamedTuple):
    """Where whoever signs in was going, and what they had typed there."""

    onward: str
    kept: str


def render_sign_in(visit: Visit, onward: str, status: int = HTTPStatus.OK, **facts: Any) -> Response:
    """The form, with a token that its browser alone has."""
    knock = visit.request.cookies.get(KNOCKING) or secrets.token_urlsafe(32)
    known = {"onward": onward, "knock": knock, "name": "", "failed": "", "wait": 0, "kept": "", "token": "", **facts}
    known["providers"] = visit.app_state.providers
    answer = visit.page("account/sign-in.html", None, known, status)
    bake(visit, answer, KNOCKING, knock)
    return answer


def require_knock(visit: Visit, form: FormData) -> Onward:
    """Where whoever signs in was going; a form of another browser is refused."""
    knock = visit.request.cookies.get(KNOCKING, "")
    if not knock or not secrets.compare_digest(str(form.get("knock", "")).encode(), knock.encode()):
        raise ForeignFormError
    return Onward(str(form.get("next", "")), str(form.get("kept", "")))


def enter(visit: Visit, token: str, way: Onward) -> Response:
    """Lead whoever signed in to where they were going."""
    leads = is_here(way.onward)
    typed = read_kept(way.kept) if leads else []
    visit.session = visit.app_state.sessions.find(token)
    if typed:
        answer = render_kept(visit, way.onward, typed)
    else:
        answer = visit.redirect(way.onward if leads else find_desk(visit))
    bake(visit, answer, BROWSER, token)
    answer.delete_cookie(KNOCKING)
    return answer


def find_desk(visit: Visit) -> str:
    """Find the one desk of whoever signed in, else what waits."""
    try:
        with visit.reading() as sight:
            desks = {"/chair" if office in AT_THE_CHAIR else "/inbox" for office in sight.offices}
    except EscaladeError:  # no register yet, or none that can be read: the page itself will say so
        desks = set()
    return desks.pop() if len(desks) == 1 else "/inbox"


def is_here(path: str) -> bool:
    """Whether a path leads to a page of ours, and nowhere else."""
    return path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()


def bake(visit: Visit, answer: Response, name: str, value: str, seconds: int = 0) -> None:
    """Give the browser a cookie that scripts and other sites never see."""
    lasts = seconds or int(visit.app_state.settings.session_hours * 3600)
    answer.set_cookie(name, value, max_age=lasts, httponly=True, samesite="lax")


def render_unsent(visit: Visit, form: FormData) -> Response:
    """Show what was typed into a form whose session ended; nothing is done.

    Whoever is signed in again looks at it once more before anything is
    recorded; whoever is not signs in first.

    Raises:
        LapsedError: their provider is to be asked first.
    """
    texts = [(name, value) for name, value in form.multi_items() if isinstance(value, str)]
    typed = [(name, value) for name, value in texts if value.strip() and name not in NOT_KEPT]
    if visit.session is None:
        kept = msgspec.json.encode(typed).decode()
        if visit.kept_session:
            raise LapsedError(visit.kept_session.row, visit.path, kept)
        return render_sign_in(visit, visit.path, HTTPStatus.FORBIDDEN, kept=kept)
    return render_kept(visit, visit.path, typed, HTTPStatus.FORBIDDEN)


def read_kept(text: str) -> Typed:
    """What was typed, as the form of signing in carried it; else nothing."""
    try:
        return msgspec.json.decode(text, type=Typed) if text else []
    except msgspec.MsgspecError:
        return []


def render_kept(visit: Visit, onward: str, typed: Typed, status: int = HTTPStatus.OK) -> Response:
    """What was typed, ready to be looked at again."""
    return visit.page("account/kept.html", None, {"onward": onward, "typed": typed}, status)
