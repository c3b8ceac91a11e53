"""Errors as whoever asked is told: by a page, or as a problem (RFC 9457)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from http import HTTPStatus

import msgspec
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, Response
from markupsafe import escape
from starlette.exceptions import HTTPException

from escalade.models.server.store import StoreError
from escalade.models.store.errors import BusyError, PlacedError
from escalade.web.auth.accounts import AccountFileError
from escalade.web.auth.providers import ProviderError
from escalade.web.i18n.language import catalogue, direction, language_of, split_language
from escalade.web.middleware.errors import UnusableAccountsError, sentence_for_visitors, status_of
from escalade.web.middleware.headers import HEADERS
from escalade.web.middleware.request_context import LapsedError, Visit
from escalade.workflow.values.errors import EscaladeError

WAY_BACK = "To the state of play"
"""What leads to the first page, as every page of an error says it."""
DEFECT = "Something unexpected happened. This is a defect of escalade; please report it."
"""What is said where the program itself is at fault."""
DEFECT_OF_ACT = (
    "Something unexpected happened, and it is not certain whether what you sent was recorded. "
    "Look at the record before you send it again. This is a defect of escalade; please report it."
)
"""The same of what was sent to be recorded: it may have failed after that, when the answer was drawn."""


class Failure(msgspec.Struct, frozen=True):
    """A failure, as far as whoever asked may know of it."""

    status: HTTPStatus
    error: str
    """The name of its class."""
    sentence: str = ""
    headers: Mapping[str, str] | None = None
    known: EscaladeError | None = None
    """The error, where it is one of ours."""


def install_handlers(app: FastAPI, answer: Callable[[Request, Exception], Response]) -> None:
    """Let an application tell its errors."""
    for kind in (EscaladeError, RequestValidationError, HTTPException, Exception):
        app.add_exception_handler(kind, answer)


def answer_with_page(request: Request, error: Exception) -> Response:
    """Answer with an error, explained to whoever reads pages."""
    return show_page(request, explain_to_reader(request, error))


def explain_to_reader(request: Request, error: Exception) -> Failure:
    """Say what is wrong to whoever reads pages.

    An address that is none of ours tells them no more than that.
    """
    match error:
        case EscaladeError():
            known = hide_places(request, error)
            headers = {"retry-after": str(known.seconds)} if isinstance(known, BusyError) else None
            return Failure(status_of(known), known.code, sentence_for_visitors(known), headers, known)
        case RequestValidationError():
            return Failure(HTTPStatus.NOT_FOUND, "CallError")
        case HTTPException():
            return Failure(HTTPStatus(error.status_code), "CallError")
    defect = DEFECT_OF_ACT if request.method == "POST" else DEFECT
    return Failure(HTTPStatus.INTERNAL_SERVER_ERROR, "Defect", defect)


def hide_places(request: Request, error: EscaladeError) -> EscaladeError:
    """Say an error as a visitor may read it; log what is for the operator."""
    if isinstance(error, PlacedError):
        request.app.state.app_state.log.say("register unusable", error)
    if isinstance(error, AccountFileError | StoreError):
        what = "accounts" if isinstance(error, AccountFileError) else "sessions"
        request.app.state.app_state.log.say(f"{what} unusable", error)
        return UnusableAccountsError()
    if isinstance(error, ProviderError):
        request.app.state.app_state.log.say("provider unusable", error.why)
    return error


def show_page(request: Request, failure: Failure) -> Response:
    """Draw the page that says what is wrong, whoever asked."""
    if failure.error == "Defect":  # what failed may be what draws pages
        language = language_of(request.scope)
        said, way = (escape(catalogue(language).gettext(one)) for one in (failure.sentence, WAY_BACK))
        named = split_language(request.scope["path"])[0]
        home = f"/{named}/" if named else "/"
        head = f"<!doctype html><html lang={language} dir={direction(language)}><title>escalade</title>"
        page = f'{head}<p>{said}<p><a href="{home}">{way}</a>'
        return HTMLResponse(page, failure.status, HEADERS)
    visit = Visit(request)
    try:
        visit.session  # noqa: B018  # looked up here, for the page shows it
    except (AccountFileError, StoreError, LapsedError):
        visit.session = None
    facts = {"status": failure.status, "sentence": failure.sentence}
    told = visit.page("trouble.html", None, facts, failure.status)
    told.headers.update(failure.headers or {})
    return told
