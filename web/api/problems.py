"""What is wrong, told as a problem (RFC 9457) in the words of the API."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Annotated

import msgspec
from fastapi import APIRouter, Path, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from escalade.services.acts.fields import typed_fields
from escalade.services.papers.issue import UnfitForIssueError
from escalade.services.views.check import Remark, describe_finding
from escalade.services.views.nouns import in_nouns
from escalade.services.views.outlook import CauseData, causes_of, describe_cause
from escalade.services.views.shape import Shape, fields_in
from escalade.web.api.call import Calling, data, validate
from escalade.web.api.schema import OPEN, PROBLEM, reads
from escalade.web.middleware.error_handlers import DEFECT, Failure, explain_to_reader
from escalade.web.middleware.errors import BodyError, UnknownProblemError, point_at, status_of_call
from escalade.workflow.motions import MOTIONS, Constitute
from escalade.workflow.values.errors import (
    EscaladeError,
    MovedMeanwhileError,
    PaperError,
    RefusalError,
    RequestError,
    encode_phrase,
)
from escalade.workflow.values.remedy import Cause

ROUTER = APIRouter(tags=["readings"], default_response_class=Response)
PROBLEMS = "/api/problems"
"""Where each type of problem is told."""
OPTION = re.compile(r"--([a-z]+(?:-[a-z]+)*)(?: [A-Z]+\b)?")
"""An option of the command line, with the word for its value."""
BESIDES = {
    "CallError": "There is no such call, or not by that method.",
    "ParameterError": "A parameter of a call is not of its shape.",
    "Defect": DEFECT,
}
"""Problems that no error of ours tells."""


class ProblemCause(CauseData, omit_defaults=True, kw_only=True):
    """One broken rule, what clears it, and the places in the body to mend."""

    pointers: list[str] = msgspec.field(default_factory=list)


class Problem(Shape, omit_defaults=True, kw_only=True):
    """What is wrong, and what clears it (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    error: str
    pointer: str = ""
    """The place in the body that is wrong (RFC 6901); empty where it is no one place."""
    causes: list[ProblemCause]
    newest: str | None = None
    """The newest record of what moved meanwhile."""
    findings: list[Remark] = msgspec.field(default_factory=list)
    """What a check found in a paper that is therefore not issued."""


class ProblemType(Shape):
    """A type of problem: where it is told, and what it means."""

    type: str
    error: str
    """The name by which `error` of a problem has it."""
    meaning: str


@ROUTER.get("/problems/{name}", responses=reads(ProblemType, "What it means."), **OPEN)
def problem(call: Calling, name: Annotated[str, Path(max_length=100, pattern="^[a-z-]+$")]) -> Response:
    """What a type of problem means: the address that its `type` gives."""
    found = next((one for one in list_types() if one.type == f"{PROBLEMS}/{name}"), None)
    if found is None:
        raise UnknownProblemError(name=name)
    return validate(data(found, {}), call.request)


def list_types() -> Iterator[ProblemType]:
    """List every type: the errors there are, and what each means."""
    meant = {kind.__name__: (kind.__doc__ or "").strip().partition("\n")[0] for kind in kinds_below(EscaladeError)}
    for error, meaning in {**meant, **BESIDES}.items():
        yield ProblemType(type=f"{PROBLEMS}/{slug_of(error)}", error=error, meaning=meaning)


def kinds_below(kind: type[EscaladeError]) -> Iterator[type[EscaladeError]]:
    """List an error and all that are more exact than it."""
    yield kind
    for below in kind.__subclasses__():
        yield from kinds_below(below)


def slug_of(error: str) -> str:
    """The last part of the address that tells a type of problem.

    >>> slug_of("NoTokenShownError")
    'no-token-shown'
    """
    return "-".join(part.lower() for part in re.findall(r"[A-Z][a-z]*", error.removesuffix("Error")))


def answer_with_problem(request: Request, error: Exception) -> Response:
    """Answer a call with an error, as data, with what clears it."""
    failure = explain_to_call(request, error)
    known, constitution = failure.known, None
    if isinstance(known, PaperError | RefusalError | RequestError):
        constitution = request.app.state.app_state.constitution()
    names = name_fields(getattr(request.state, "act", ""))
    told = Problem(
        type=f"{PROBLEMS}/{slug_of(failure.error) or slug_of(type(known).__name__)}",  # a code is told with its class
        title=failure.status.phrase,
        status=int(failure.status),
        detail=in_words_of_calls(in_nouns(failure.sentence, constitution), names),
        error=failure.error,
        pointer=find_pointer(known),
        causes=[
            describe(cause, names, constitution)
            for cause in (causes_of(known) if isinstance(known, RefusalError) else ())
        ],
        newest=known.newest if isinstance(known, MovedMeanwhileError) else None,
        findings=[describe_finding(one) for one in known.findings] if isinstance(known, UnfitForIssueError) else [],
    )
    headers = {"cache-control": "no-store", **(failure.headers or {})}
    return Response(msgspec.json.encode(told, enc_hook=encode_phrase, order="sorted"), failure.status, headers, PROBLEM)


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


def find_pointer(error: EscaladeError | None) -> str:
    """Find the place in the body that an error is about."""
    match error:
        case BodyError():
            return error.pointer
        case RequestError() if error.field:
            return point_at(error.field)
    return ""


def name_fields(act: str) -> Mapping[str, str]:
    """The place in a body for each option and field of an act."""
    fields = typed_fields(act) if act in MOTIONS and act != "issue" else ()
    return {name: ".".join(one.path) for one in fields for name in (one.option, one.key)}


def in_words_of_calls(sentence: str, names: Mapping[str, str]) -> str:
    """A sentence with the fields of a body in the place of options.

    >>> in_words_of_calls("Give --title, or --reason not-at-hand.", {"title": "version.title"})
    'Give “version.title”, or “reason” “not at hand”.'
    """
    plain = sentence.replace("--set ", "").replace("not-at-hand", "“not at hand”")
    return OPTION.sub(lambda one: f"“{names.get(one[1]) or one[1].replace('-', '_')}”", plain)


def say_for_calls(told: CauseData, names: Mapping[str, str]) -> CauseData:
    """Put a cause into the words of calls."""
    told.sentence, told.remedy.note = (in_words_of_calls(one, names) for one in (told.sentence, told.remedy.note))
    return told


def describe(cause: Cause, names: Mapping[str, str], constitution: Constitute | None) -> ProblemCause:
    """One cause with all its fields, and where the body is mended."""
    told, remedy = say_for_calls(describe_cause(cause, constitution), names), cause.remedy
    mended = {**remedy.given, **remedy.without} if remedy.kind in {"input", "date", "officer"} else {}
    return ProblemCause(**fields_in(CauseData, told), pointers=[point_at(names.get(name, name)) for name in mended])
