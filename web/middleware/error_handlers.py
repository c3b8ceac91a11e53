"""Errors as whoever asked is told: by a page, or as a problem (RFC 9457)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from http import HTTPStatus

import msgspec
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, Response
from markupsafe import escape
from starlette.exceptions import HTTPException

from escalade.models.server.store import StoreError
from escalade.models.store.errors import BusyError, PlacedError
from escalade.services.acts.suggestions import Typist
from escalade.services.papers.issue import UnfitForIssueError
from escalade.services.views.check import Remark, describe_finding
from escalade.services.views.nouns import in_nouns
from escalade.services.views.outlook import CauseData, causes_of, describe_cause
from escalade.services.views.shape import Shape
from escalade.web.auth.accounts import AccountFileError
from escalade.web.auth.provider_errors import ProviderError
from escalade.web.i18n.language import catalogue, direction, language_of, split_language
from escalade.web.middleware.errors import UnusableAccountsError, sentence_for_visitors, status_of, status_of_call
from escalade.web.middleware.headers import HEADERS
from escalade.web.middleware.request_context import Visit
from escalade.workflow.values.errors import EscaladeError, MovedMeanwhileError, PaperError, RefusalError, RequestError
from escalade.workflow.values.message import encode_phrase

MEDIA = "application/problem+json"
PROBLEMS = "/api/problems"
"""Where each type of problem is told."""
WAY_BACK = "To the state of play"
"""What leads to the first page, as every page of an error says it."""
DEFECT = "Something unexpected happened. This is a defect of escalade; please report it."
"""What is said where the program itself is at fault."""
DEFECT_OF_ACT = (
    "Something unexpected happened, and it is not certain whether what you sent was recorded. "
    "Look at the record before you send it again. This is a defect of escalade; please report it."
)
"""The same of what was sent to be recorded: it may have failed after that, when the answer was drawn."""


class Problem(Shape, omit_defaults=True):
    """What is wrong, and what clears it (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    error: str
    causes: list[CauseData]
    newest: str | None = None
    """The newest record of what moved meanwhile."""
    findings: list[Remark] = msgspec.field(default_factory=list)
    """What a check found in a paper that is therefore not issued."""


def slug_of(error: str) -> str:
    """The last part of the address that tells a type of problem.

    >>> slug_of("NoTokenShownError")
    'no-token-shown'
    """
    return "-".join(part.lower() for part in re.findall(r"[A-Z][a-z]*", error.removesuffix("Error")))


class Failure(msgspec.Struct, frozen=True):
    """A failure, as far as whoever asked may know of it."""

    status: HTTPStatus
    error: str
    """The name of its class."""
    sentence: str = ""
    headers: Mapping[str, str] | None = None
    known: EscaladeError | None = None
    """The error, where it is one of ours."""


def install_handlers(app: FastAPI, *, of_calls: bool) -> None:
    """Let an application tell its errors: as problems to calls, else as pages."""
    explain, show = (explain_to_call, show_problem) if of_calls else (explain_to_reader, show_page)

    def answer(request: Request, error: Exception) -> Response:
        """Answer with the error, explained."""
        return show(request, explain(request, error))

    for kind in (EscaladeError, RequestValidationError, HTTPException, Exception):
        app.add_exception_handler(kind, answer)


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


def explain_to_call(request: Request, error: Exception) -> Failure:
    """Say what is wrong to a program."""
    failure = explain_to_reader(request, error)
    match error:
        case EscaladeError():
            status = status_of_call(failure.known or error, request.method)
            headers = {"www-authenticate": "Bearer"} if status == HTTPStatus.UNAUTHORIZED else failure.headers
            return msgspec.structs.replace(failure, status=status, headers=headers)
        case RequestValidationError():
            said = "; ".join(f"“{'.'.join(map(str, one['loc'][1:]))}”: {one['msg']}" for one in error.errors())
            sentence = f"A parameter is not of its shape: {said}."
            return Failure(HTTPStatus.UNPROCESSABLE_ENTITY, "ParameterError", sentence)
        case HTTPException():
            sentence = f"There is no such call: {failure.status.phrase.lower()}."
            return msgspec.structs.replace(failure, sentence=sentence, headers=error.headers)
    return failure


def hide_places(request: Request, error: EscaladeError) -> EscaladeError:
    """Say an error as a visitor may read it; log what is for the operator."""
    if isinstance(error, PlacedError):
        request.app.state.app_state.log.say("register unusable", str(error))
    if isinstance(error, AccountFileError | StoreError):
        what = "accounts" if isinstance(error, AccountFileError) else "sessions"
        request.app.state.app_state.log.say(f"{what} unusable", str(error))
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
    except (AccountFileError, StoreError):
        visit.session = None
    facts = {"status": failure.status, "sentence": failure.sentence}
    told = visit.page("trouble.html", None, facts, failure.status)
    told.headers.update(failure.headers or {})
    return told


def show_problem(request: Request, failure: Failure) -> Response:
    """Write what is wrong as data, with what clears it."""
    known, constitution = failure.known, None
    if isinstance(known, PaperError | RefusalError | RequestError):
        constitution = request.app.state.app_state.constitution()
    told = Problem(
        type=f"{PROBLEMS}/{slug_of(failure.error)}",
        title=failure.status.phrase,
        status=int(failure.status),
        detail=in_nouns(failure.sentence, constitution),
        error=failure.error,
        causes=[
            describe_cause(cause, Typist(None, constitution=constitution))
            for cause in (causes_of(known) if isinstance(known, RefusalError) else ())
        ],
        newest=known.newest if isinstance(known, MovedMeanwhileError) else None,
        findings=[describe_finding(one) for one in known.findings] if isinstance(known, UnfitForIssueError) else [],
    )
    headers = {"cache-control": "no-store", **(failure.headers or {})}
    return Response(msgspec.json.encode(told, enc_hook=encode_phrase, order="sorted"), failure.status, headers, MEDIA)
