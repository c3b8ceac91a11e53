"""The errors of pages and calls, and the status that answers each."""

from __future__ import annotations

import re
from http import HTTPStatus

from escalade.models.store.errors import BusyError, PlacedError
from escalade.web.auth.providers import (
    MismatchedClientError,
    ProviderRefusedError,
    UnknownProviderError,
    UnnamedVisitorError,
    UnprovenIdentityError,
    UnreachableProviderError,
)
from escalade.workflow.values.errors import (
    EscaladeError,
    Message,
    Messages,
    PaperError,
    RefusalError,
    RegisterError,
    RequestError,
    Series,
    UnknownReferenceError,
    Word,
)
from escalade.workflow.values.reference import MalformedReferenceError


class LargeBodyError(RequestError):
    """More is sent than is taken."""

    def __init__(self, most: int, *, is_known: bool) -> None:
        """Say how much is taken, and from whom more."""
        said = Message(
            "What was sent is larger than {most} bytes, which is the most that is taken here.", most=f"{most:,}"
        )
        super().__init__(said if is_known else Messages(said, Message("Whoever is signed in may send more.")))


class SlowBodyError(RequestError):
    """A body is sent too slowly."""

    sentence = "What was sent did not arrive within {seconds} seconds, so nothing was done. Try again."


class BrokenBodyError(RequestError):
    """The connection ended before all was sent."""

    sentence = "The connection ended before all was sent, so nothing was done."


class ActInThePastError(RequestError):
    """An act is asked for on the register as it was."""

    sentence = "What was is read, and never acted on: leave as_of out of the address."


class ForeignFormError(RequestError):
    """A form that was not given by this session."""

    sentence = (
        "This form was not made for your present session, so nothing was done. Open the page anew, and try again."
    )


class ForeignAnswerError(RequestError):
    """An answer of a provider to nothing that this browser began."""

    sentence = (
        "This answer of {provider} belongs to no signing in that was begun in this browser within ten minutes, "
        "so you are not signed in. Begin anew."
    )


class NoOfficeError(RequestError):
    """A page for officers, and the visitor holds no office today."""

    def __init__(self, name: str) -> None:
        """Name the visitor, where one is signed in."""
        unknown = Message(
            "You are not signed in, or your session has ended, so nothing was done. Sign in, and try again."
        )
        held = Message("{name} holds no office today. Only officers act; every reader may read.", name=name)
        super().__init__(held if name else unknown)


class SeenAsPublicError(RequestError):
    """A page for officers, and the visitor sees what the public sees."""

    sentence = "You see what the public sees, and this page is for officers. Choose to see all again."


class OtherOfficeError(RequestError):
    """A page or an act of an office that the visitor does not hold."""

    sentence = "This is for {offices}; {officer} is {held}."


class UnusableAccountsError(EscaladeError):
    """The accounts cannot be used, as a visitor is told."""

    sentence = (
        "The accounts cannot be used, so nobody can be signed in for now. "
        "Whoever runs this server finds the reason in its log."
    )


class BytesWithheldError(RequestError):
    """The bytes of a record name what its reader may not read."""

    sentence = "The bytes of {record} name more than you may read, so its proof is for officers. Ask the secretariat."


class NoTokenShownError(RequestError):
    """A call for officers came without a token that opens it."""

    def __init__(self, *, shown: bool) -> None:
        """Say whether a token was shown."""
        said = (
            Message("This token opens nothing: it was revoked, or never given.")
            if shown
            else Message("This call is for officers.")
        )
        how = Message("Officers make tokens under “Your access”; show one as Authorization: Bearer TOKEN.")
        super().__init__(Messages(said, how))


class UnknownParameterError(RequestError):
    """A call is given a parameter that it does not take."""

    def __init__(self, name: str, known: frozenset[str]) -> None:
        """Name the parameter, and those there are."""
        super().__init__(
            Message("This call has no parameter “{name}”; it takes {known}.", name=name, known=Series(sorted(known)))
            if known
            else Message("This call has no parameter “{name}”; it takes none.", name=name)
        )


class TokenScopeError(RequestError):
    """A token is shown for something else than it was given for."""

    sentence = "This token is for “{scope}”; this call takes one for “{wanted}”."


class BodyError(RequestError):
    """The body of a request is not what its call takes."""

    def __init__(self, sentence: str, pointer: str = "") -> None:
        """Say what is wrong, and where; empty where it is the whole."""
        self.pointer = pointer
        super().__init__(sentence)


def point_at(path: str) -> str:
    """The JSON pointer of a place in a body (RFC 6901).

    >>> point_at("version.questions[1]")
    '/version/questions/1'
    """
    return "".join(f"/{one}" for one in re.split(r"[.\[\]]+", path) if one)


class BodyKindError(RequestError):
    """The body of a request is of another kind."""

    def __init__(self, kind: str) -> None:
        """Name the kind."""
        super().__init__(
            Message("The body is “{kind}”; this call takes application/json.", kind=kind)
            if kind
            else Message("The body is of no kind that is named; this call takes application/json.")
        )


class UnknownProblemError(RequestError):
    """There is no type of problem so called."""

    sentence = "There is no type of problem “{name}”."


STATUS: dict[type[EscaladeError], HTTPStatus] = {
    kind: status
    for status, kinds in {
        HTTPStatus.BAD_REQUEST: (BrokenBodyError,),
        HTTPStatus.UNAUTHORIZED: (NoTokenShownError,),
        HTTPStatus.FORBIDDEN: (
            ForeignFormError, ForeignAnswerError, NoOfficeError, OtherOfficeError, SeenAsPublicError,
            TokenScopeError, BytesWithheldError, ProviderRefusedError, UnnamedVisitorError,
        ),
        HTTPStatus.NOT_FOUND: (
            UnknownReferenceError, MalformedReferenceError, UnknownProblemError, UnknownProviderError,
        ),
        HTTPStatus.REQUEST_TIMEOUT: (SlowBodyError,),
        HTTPStatus.CONFLICT: (RefusalError, PaperError),
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE: (LargeBodyError,),
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE: (BodyKindError,),
        HTTPStatus.UNPROCESSABLE_ENTITY: (RequestError,),
        HTTPStatus.INTERNAL_SERVER_ERROR: (EscaladeError,),
        HTTPStatus.BAD_GATEWAY: (UnprovenIdentityError, MismatchedClientError),
        HTTPStatus.SERVICE_UNAVAILABLE: (
            BusyError, RegisterError, UnusableAccountsError, UnreachableProviderError,
        ),
    }.items()
    for kind in kinds
}  # fmt: skip
"""The status of an error: that of its nearest class."""
NOT_ENTITLED = "officer_holds_the_office_then_or_now"
"""The rule that says that another office does it."""


OF_PROGRAM = frozenset({"page", "act on this page"})
"""Kinds of things that the program has, and no register."""


def sentence_for_visitors(error: EscaladeError) -> str:
    """Say what is wrong, without where the register lies and what it hides.

    What may not be read is told as what is not there, and neither as certain.
    """
    if isinstance(error, UnknownReferenceError) and error.kind not in OF_PROGRAM:
        facts = {"kind": Word(error.kind), "reference": error.reference}
        said = Message("There is no {kind} “{reference}” in this register that you may read.", **facts)
        return Messages(said, *error.ways)
    return error.unplaced if isinstance(error, PlacedError) else str(error)


def status_of(error: EscaladeError) -> HTTPStatus:
    """The status of the page that tells an error."""
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)


def status_of_call(error: EscaladeError, method: str) -> HTTPStatus:
    """The status of the answer to a call that failed.

    It tells programs more than a page tells people: whose act it is, and
    whether the address or the body names what there is not.
    """
    status = status_of(error)
    if isinstance(error, RefusalError) and any(cause.rule == NOT_ENTITLED for cause in error.causes):
        return HTTPStatus.FORBIDDEN
    if status == HTTPStatus.INTERNAL_SERVER_ERROR and type(error) is not EscaladeError:
        return HTTPStatus.CONFLICT  # a paper lacks a fact, a check found something wrong: no defect of the server
    if status == HTTPStatus.NOT_FOUND and method == "POST":
        return HTTPStatus.UNPROCESSABLE_ENTITY
    return status
