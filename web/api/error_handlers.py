"""The one place that turns errors into problems (RFC 9457)."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import msgspec
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from escalade.services.acts.suggestions import Typist
from escalade.services.papers.issue import UnfitForIssueError
from escalade.services.views.data import of_finding, of_refusal
from escalade.web.auth.bootstrap import WrongWordError
from escalade.web.middleware.error_handlers import DEFECT, STATUS, as_told, status_of
from escalade.workflow.values.errors import EscaladeError, MovedMeanwhileError, RefusalError, RequestError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MEDIA = "application/problem+json"
NOT_ENTITLED = "officer_holds_the_office"
"""The rule that says that another office does it."""


class NoTokenShownError(RequestError):
    """A call for officers came without a token that opens it."""

    def __init__(self, *, shown: bool) -> None:
        """Say whether a token was shown."""
        said = "This token opens nothing: it was revoked, or never given." if shown else "This call is for officers."
        super().__init__(f"{said} “escalade account token NAME” makes a token; show it as Authorization: Bearer TOKEN.")


class UnknownParameterError(RequestError):
    """A call is given a parameter that it does not take."""

    def __init__(self, name: str, known: frozenset[str]) -> None:
        """Name the parameter, and those there are."""
        self.name = name
        takes = f"takes {', '.join(sorted(known))}" if known else "takes none"
        super().__init__(f"This call has no parameter “{name}”; it {takes}.")


class BodyError(RequestError):
    """The body of a request is not what its call takes."""


class BodyKindError(RequestError):
    """The body of a request is of another kind."""

    def __init__(self, kind: str) -> None:
        """Name the kind."""
        said = f"“{kind}”" if kind else "of no kind that is named"
        super().__init__(f"The body is {said}; this call takes application/json.")


class BodySizeError(RequestError):
    """The body of a request is too large."""

    def __init__(self, most: int) -> None:
        """Say how large it may be."""
        super().__init__(f"The body is larger than {most:,} bytes, which is the most this call takes.")


OWN: dict[type[EscaladeError], HTTPStatus] = {
    NoTokenShownError: HTTPStatus.UNAUTHORIZED,
    WrongWordError: HTTPStatus.UNAUTHORIZED,
    BodyKindError: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    BodySizeError: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
}


def install_handlers(app: FastAPI) -> None:
    """Let an application tell its errors as problems."""
    handlers: dict[type[Exception], Callable[[Request, Exception], Response]] = {
        EscaladeError: of_ours,
        RequestValidationError: of_parameters,
        HTTPException: of_the_web,
        Exception: of_a_defect,
    }
    for kind, handler in handlers.items():
        app.add_exception_handler(kind, handler)


def of_ours(request: Request, error: Exception) -> Response:
    """What the program itself says is wrong."""
    known = as_told(request, error)
    causes = of_refusal(known, Typist(None)) if isinstance(known, RefusalError) else []
    status = OWN.get(type(known)) or _status(known, request, causes)
    more: dict[str, Any] = {"newest": known.newest} if isinstance(known, MovedMeanwhileError) else {}
    if isinstance(known, UnfitForIssueError):
        more["findings"] = [of_finding(one) for one in known.findings]
    headers = {"www-authenticate": "Bearer"} if status == HTTPStatus.UNAUTHORIZED else {}
    return problem(status, type(known).__name__, str(known), causes, more, headers)


def _status(error: EscaladeError, request: Request, causes: list[dict[str, Any]]) -> HTTPStatus:
    """The status of an error; a body that names what is not is malformed."""
    if any(cause["rule"] == NOT_ENTITLED for cause in causes):
        return HTTPStatus.FORBIDDEN
    if type(error) not in STATUS and error.exit_code not in {2, 3} and status_of(error) == STATUS[EscaladeError]:
        return HTTPStatus.CONFLICT  # a paper lacks a fact, a check found something wrong: no defect of the server
    status = status_of(error)
    wrong_body = status == HTTPStatus.NOT_FOUND and request.method == "POST"
    return HTTPStatus.UNPROCESSABLE_ENTITY if wrong_body else status


def of_parameters(_request: Request, error: Exception) -> Response:
    """A parameter that is not of its shape."""
    found = error.errors() if isinstance(error, RequestValidationError) else []
    said = "; ".join(f"“{'.'.join(map(str, one['loc'][1:]))}”: {one['msg']}" for one in found)
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, "ParameterError", f"A parameter is not of its shape: {said}.")


def of_the_web(_request: Request, error: Exception) -> Response:
    """An address or a method that there is not."""
    known = error if isinstance(error, HTTPException) else HTTPException(HTTPStatus.NOT_FOUND)
    status = HTTPStatus(known.status_code)
    return problem(status, "CallError", f"There is no such call: {status.phrase.lower()}.", headers=known.headers)


def of_a_defect(_request: Request, _error: Exception) -> Response:
    """Something unexpected; its trace is in the server's log alone."""
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, "Defect", DEFECT)


def problem(
    status: HTTPStatus,
    error: str,
    detail: str,
    causes: list[dict[str, Any]] | None = None,
    more: Mapping[str, Any] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """An answer that says what is wrong, and what clears it."""
    told = {
        "type": "about:blank",
        "title": status.phrase,
        "status": int(status),
        "detail": detail,
        "error": error,
        "causes": causes or [],
        **(more or {}),
    }
    written = msgspec.json.encode(told, order="sorted")
    return Response(written, status, {"cache-control": "no-store", **(headers or {})}, MEDIA)
