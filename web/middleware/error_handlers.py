"""The one place that turns errors into pages."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, Response
from markupsafe import escape
from starlette.exceptions import HTTPException

from escalade.web.auth.account import AccountFileError
from escalade.web.auth.bootstrap import NotBegunHereError, WrongWordError
from escalade.web.i18n.language import catalogue, language_of
from escalade.web.middleware import body_limit
from escalade.web.middleware.headers import HEADERS
from escalade.web.middleware.request_context import Visit
from escalade.workflow.rules.always import TITLES
from escalade.workflow.values.errors import (
    EscaladeError,
    PaperError,
    RefusalError,
    RegisterError,
    RequestError,
    UnknownReferenceError,
)
from escalade.workflow.values.reference import MalformedReferenceError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class ForeignFormError(RequestError):
    """A form that was not given by this session."""

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__(
            "This form was not made for your present session, so nothing was done. Open the page anew, and try again."
        )


class NoOfficeError(RequestError):
    """A page for officers, and the visitor holds no office today."""

    def __init__(self, name: str) -> None:
        """Name the visitor, where one is signed in."""
        self.name = name
        unknown = "You are not signed in, or your session has ended, so nothing was done. Sign in, and try again."
        held = f"{name} holds no office today. Only officers act; every reader may read."
        super().__init__(held if name else unknown)


class SeenAsPublicError(RequestError):
    """A page for officers, and the visitor sees what the public sees."""

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__("You see what the public sees, and this page is for officers. Choose to see all again.")


class OtherOfficeError(RequestError):
    """A page for an office that the visitor does not hold."""

    def __init__(self, name: str, held: Sequence[str], offices: Sequence[str]) -> None:
        """Name the visitor, what they hold, and whose page it is."""
        self.name, self.held, self.offices = name, tuple(held), tuple(offices)
        titles = [TITLES[office] for office in offices]
        super().__init__(
            f"This page is for {' or '.join(titles)}; {name} is {' and '.join(TITLES[office] for office in held)}."
        )


class UnusableAccountsError(EscaladeError):
    """The accounts cannot be used, as a visitor is told."""

    def __init__(self) -> None:
        """Say who finds out why; the file itself is nothing to visitors."""
        super().__init__(
            "The accounts cannot be used, so nobody can be signed in for now. "
            "Whoever runs this server finds the reason in its log."
        )


class BytesWithheldError(RequestError):
    """The bytes of a record name what its reader may not know of."""

    def __init__(self, record: str) -> None:
        """Name the record, and who may give more."""
        self.record = record
        super().__init__(
            f"The bytes of {record} name more than you may read, so its proof is for officers. Ask the secretariat."
        )


DEFECT = "Something unexpected happened, and nothing was recorded. This is a defect of escalade; please report it."
"""What is said where the program itself is at fault."""

STATUS: dict[type[EscaladeError], HTTPStatus] = {
    **body_limit.STATUS,
    ForeignFormError: HTTPStatus.FORBIDDEN,
    NoOfficeError: HTTPStatus.FORBIDDEN,
    OtherOfficeError: HTTPStatus.FORBIDDEN,
    SeenAsPublicError: HTTPStatus.FORBIDDEN,
    BytesWithheldError: HTTPStatus.FORBIDDEN,
    NotBegunHereError: HTTPStatus.FORBIDDEN,
    WrongWordError: HTTPStatus.FORBIDDEN,
    UnknownReferenceError: HTTPStatus.NOT_FOUND,
    MalformedReferenceError: HTTPStatus.NOT_FOUND,
    RequestError: HTTPStatus.UNPROCESSABLE_ENTITY,
    RefusalError: HTTPStatus.CONFLICT,
    PaperError: HTTPStatus.CONFLICT,
    RegisterError: HTTPStatus.SERVICE_UNAVAILABLE,
    UnusableAccountsError: HTTPStatus.SERVICE_UNAVAILABLE,
    EscaladeError: HTTPStatus.INTERNAL_SERVER_ERROR,
}
"""The status of an error: that of its nearest class."""


def status_of(error: EscaladeError) -> HTTPStatus:
    """The status of the answer that tells an error."""
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)


def install_handlers(app: FastAPI) -> None:
    """Let an application tell its errors as pages."""
    handlers: dict[type[Exception], Callable[[Request, Exception], Response]] = {
        EscaladeError: of_ours,
        RequestValidationError: of_an_address,
        HTTPException: of_the_web,
        Exception: of_a_defect,
    }
    for kind, handler in handlers.items():
        app.add_exception_handler(kind, handler)


def of_ours(request: Request, error: Exception) -> Response:
    """What the program itself says is wrong."""
    known = as_told(request, error)
    return drawn(request, status_of(known), str(known))


def as_told(request: Request, error: Exception) -> EscaladeError:
    """Say an error as a visitor may read it; log what is not theirs."""
    if isinstance(error, AccountFileError):
        request.app.state.house.log.say("accounts unusable", str(error))
        return UnusableAccountsError()
    return error if isinstance(error, EscaladeError) else EscaladeError(str(error))


def drawn(request: Request, status: HTTPStatus, sentence: str = "") -> Response:
    """A page that says what is wrong, whoever asked."""
    visit = Visit(request)
    try:
        visit.session  # noqa: B018  # looked up here, for the page shows it
    except AccountFileError:
        visit.session = None
    return visit.page("trouble.html", None, {"status": status, "sentence": sentence}, status)


def of_the_web(request: Request, error: Exception) -> Response:
    """An address or a method that there is not."""
    status = HTTPStatus(error.status_code) if isinstance(error, HTTPException) else HTTPStatus.NOT_FOUND
    return drawn(request, status)


def of_an_address(request: Request, _error: Exception) -> Response:
    """An address with a part that is not of its shape leads nowhere."""
    return of_the_web(request, HTTPException(HTTPStatus.NOT_FOUND))


def of_a_defect(request: Request, _error: Exception) -> Response:
    """Something unexpected; its trace is in the server's log alone.

    No page is drawn: what failed may be what draws pages.
    """
    language = language_of(request.scope)
    said = escape(catalogue(language).gettext(DEFECT))
    page = f"<!doctype html><html lang={language}><title>escalade</title><p>{said}"
    return HTMLResponse(page, HTTPStatus.INTERNAL_SERVER_ERROR, HEADERS)
