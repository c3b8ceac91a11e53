"""The errors of pages and calls, and the status that answers each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from http import HTTPStatus

from escalade.models.store.errors import BusyError, PlacedError
from escalade.web.auth.provider_errors import (
    MismatchedClientError,
    ProviderRefusedError,
    UnprovenIdentityError,
    UnreachableProviderError,
)
from escalade.web.auth.providers import UnknownProviderError, UnnamedVisitorError
from escalade.web.middleware.body_limit import BrokenBodyError, LargeBodyError, SlowBodyError
from escalade.workflow.rules.always import titles
from escalade.workflow.values.errors import (
    EscaladeError,
    PaperError,
    RefusalError,
    RegisterError,
    RequestError,
    UnknownReferenceError,
)
from escalade.workflow.values.message import Message, Messages, Series, Word
from escalade.workflow.values.reference import MalformedReferenceError


class ForeignFormError(RequestError):
    """A form that was not given by this session."""

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__(
            "This form was not made for your present session, so nothing was done. Open the page anew, and try again."
        )


class ForeignAnswerError(RequestError):
    """An answer of a provider to nothing that this browser began."""

    def __init__(self, provider: str) -> None:
        """Name the provider, and what to do."""
        super().__init__(
            Message(
                "This answer of {provider} belongs to no signing in that was begun in this browser within ten minutes, "
                "so you are not signed in. Begin anew.",
                provider=provider,
            )
        )


class NoOfficeError(RequestError):
    """A page for officers, and the visitor holds no office today."""

    def __init__(self, name: str) -> None:
        """Name the visitor, where one is signed in."""
        self.name = name
        unknown = Message(
            "You are not signed in, or your session has ended, so nothing was done. Sign in, and try again."
        )
        held = Message("{name} holds no office today. Only officers act; every reader may read.", name=name)
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
        facts = {"offices": titles(offices, " or "), "officer": name, "held": titles(held)}
        super().__init__(Message("This page is for {offices}; {officer} is {held}.", **facts))


class UnusableAccountsError(EscaladeError):
    """The accounts cannot be used, as a visitor is told."""

    def __init__(self) -> None:
        """Say who finds out why; the file itself is nothing to visitors."""
        super().__init__(
            "The accounts cannot be used, so nobody can be signed in for now. "
            "Whoever runs this server finds the reason in its log."
        )


class BytesWithheldError(RequestError):
    """The bytes of a record name what its reader may not read."""

    def __init__(self, record: str) -> None:
        """Name the record, and who may give more."""
        self.record = record
        super().__init__(
            Message(
                "The bytes of {record} name more than you may read, so its proof is for officers. Ask the secretariat.",
                record=record,
            )
        )


class NoTokenShownError(RequestError):
    """A call for officers came without a token that opens it."""

    def __init__(self, *, shown: bool) -> None:
        """Say whether a token was shown."""
        said = (
            Message("This token opens nothing: it was revoked, or never given.")
            if shown
            else Message("This call is for officers.")
        )
        how = Message("Whoever runs the server gives tokens; show one as Authorization: Bearer TOKEN.")
        super().__init__(Messages(said, how))


class UnknownParameterError(RequestError):
    """A call is given a parameter that it does not take."""

    def __init__(self, name: str, known: frozenset[str]) -> None:
        """Name the parameter, and those there are."""
        self.name = name
        super().__init__(
            Message("This call has no parameter “{name}”; it takes {known}.", name=name, known=Series(sorted(known)))
            if known
            else Message("This call has no parameter “{name}”; it takes none.", name=name)
        )


class TokenScopeError(RequestError):
    """A token is shown for something else than it was given for."""

    def __init__(self, scope: str, wanted: str) -> None:
        """Name what it is for, and what is wanted."""
        self.scope, self.wanted = scope, wanted
        super().__init__(
            Message("This token is for “{scope}”; this call takes one for “{wanted}”.", scope=scope, wanted=wanted)
        )


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

    def __init__(self, name: str) -> None:
        """Name what was looked for."""
        self.name = name
        super().__init__(Message("There is no type of problem “{name}”.", name=name))


STATUS: dict[type[EscaladeError], HTTPStatus] = {
    LargeBodyError: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    BodyKindError: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    SlowBodyError: HTTPStatus.REQUEST_TIMEOUT,
    BrokenBodyError: HTTPStatus.BAD_REQUEST,
    UnknownProblemError: HTTPStatus.NOT_FOUND,
    NoTokenShownError: HTTPStatus.UNAUTHORIZED,
    ForeignFormError: HTTPStatus.FORBIDDEN,
    NoOfficeError: HTTPStatus.FORBIDDEN,
    TokenScopeError: HTTPStatus.FORBIDDEN,
    OtherOfficeError: HTTPStatus.FORBIDDEN,
    SeenAsPublicError: HTTPStatus.FORBIDDEN,
    BytesWithheldError: HTTPStatus.FORBIDDEN,
    UnknownReferenceError: HTTPStatus.NOT_FOUND,
    MalformedReferenceError: HTTPStatus.NOT_FOUND,
    RequestError: HTTPStatus.UNPROCESSABLE_ENTITY,
    RefusalError: HTTPStatus.CONFLICT,
    PaperError: HTTPStatus.CONFLICT,
    BusyError: HTTPStatus.SERVICE_UNAVAILABLE,
    RegisterError: HTTPStatus.SERVICE_UNAVAILABLE,
    UnusableAccountsError: HTTPStatus.SERVICE_UNAVAILABLE,
    UnreachableProviderError: HTTPStatus.SERVICE_UNAVAILABLE,
    UnprovenIdentityError: HTTPStatus.BAD_GATEWAY,
    MismatchedClientError: HTTPStatus.BAD_GATEWAY,
    ProviderRefusedError: HTTPStatus.FORBIDDEN,
    UnnamedVisitorError: HTTPStatus.FORBIDDEN,
    UnknownProviderError: HTTPStatus.NOT_FOUND,
    ForeignAnswerError: HTTPStatus.FORBIDDEN,
    EscaladeError: HTTPStatus.INTERNAL_SERVER_ERROR,
}
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
