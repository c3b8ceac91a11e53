"""One call: who makes it, what they send, and what they are told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Annotated, Any, NamedTuple, TypeVar
from urllib.parse import urlencode

import msgspec
from fastapi import Depends, Query, Request
from fastapi.responses import Response

from escalade.services.acts.parse import describe_mismatch
from escalade.web.auth.accounts import Scope
from escalade.web.auth.scoped_reader import Sight
from escalade.web.middleware.errors import (
    BodyError,
    BodyKindError,
    NoOfficeError,
    NoTokenShownError,
    TokenScopeError,
    UnknownParameterError,
    point_at,
)
from escalade.web.middleware.headers import is_known, tag_of, validate_answer
from escalade.web.state import State
from escalade.workflow.motions.mismatch import find_mismatch
from escalade.workflow.values.errors import Message, encode_phrase

LEFT_OUT = "left-out"
"""The header that says how many acts on unknown days a reading of an earlier day leaves out."""

S = TypeVar("S")


async def read_body(request: Request) -> bytes:
    """Read the body of a request, of a type that is taken."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise BodyKindError(kind)
    return await request.body()


class File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file that a body brings: its name, and its bytes in base64."""

    name: str
    data: bytes


def decode_body(body: bytes, shape: type[S]) -> S:
    """A body in its shape."""
    value, pointer = None, ""
    try:
        value = msgspec.json.decode(body)
        return msgspec.convert(value, shape)
    except RecursionError:
        problem: str = Message("it is nested too deeply")
    except msgspec.ValidationError as error:
        found = find_mismatch(value, shape)
        problem, pointer = (describe_mismatch(found), point_at(found.path)) if found else (str(error), "")
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        problem = str(error).rstrip(".")
    raise BodyError(Message("The body is not of its shape: {problem}.", problem=problem), pointer)


OF_CALLS = {"vary": "Authorization", "cache-control": "private, no-cache"}
"""What every reading says of itself."""
Limit = Annotated[int, Query(ge=1, le=1000, description="How many are answered at a time.")]
After = Annotated[str, Query(max_length=1000, description="Only what comes after this one, as a page before named it.")]
AsOf = Annotated[str | None, Query(max_length=100, description="What had taken effect by that day.")]
KnownAt = Annotated[str | None, Query(max_length=100, description="What had been recorded by then.")]
Text = Annotated[str | None, Query(max_length=1000)]
MOST_DIGITS = 9
"""Of a count that is one: no register holds more."""


class Page(NamedTuple):
    """A part of an answer, and the key after which it goes on."""

    items: Any
    onward: str


def number_in(after: str) -> int:
    """How many came before, as a key says it; none where it says none."""
    return int(after) if after.isascii() and after.isdigit() and len(after) <= MOST_DIGITS else 0


def parameters(request: Request) -> frozenset[str]:
    """The parameters that a call takes behind its path, as it is described."""
    route = request.scope["route"]
    described = request.app.openapi()["paths"][route.path_format][request.method.lower()]
    return frozenset(one["name"] for one in described.get("parameters", ()) if one["in"] == "query")


class Call:
    """A request for data, with what belongs to it."""

    def __init__(
        self, request: Request, scope: Scope = "read", as_of: str | None = None, known_at: str | None = None
    ) -> None:
        """Receive a caller, whose token has to open a scope; who reads may name a day, and a moment of the record."""
        self.request, self._past = request, (as_of, known_at)
        self.app_state: State = request.app.state.app_state
        known = parameters(request)
        if unknown := [name for name in request.query_params if name not in known]:
            raise UnknownParameterError(unknown[0], known)
        self.officer = ""
        if header := request.headers.get("authorization"):
            shown = self.app_state.accounts.bearer(header)
            if shown is None:
                raise NoTokenShownError(shown=True)
            if not shown.token.opens(scope):
                raise TokenScopeError(scope=shown.token.scope, wanted=scope)
            self.officer = shown.account.name

    @contextmanager
    def reading(self) -> Iterator[Sight]:
        """The register, now or as it was, as the caller may see it."""
        readers = self.app_state.readers
        with readers.open_past(*self._past) if any(self._past) else readers.open() as register:
            yield Sight(register, self.officer)

    def in_office(self, sight: Sight) -> None:
        """Turn away whoever holds no office today."""
        if not self.officer:
            raise NoTokenShownError(shown=False)
        if not sight.offices:
            raise NoOfficeError(self.officer)

    def answer(self, make: Callable[[Sight], Any], *, of_office: bool = False, sealed: bool = False) -> Response:
        """Answer from the register, or say that the caller has it already.

        Args:
            make: the data; a `Page` says where it goes on.
            of_office: whether it is for officers alone.
            sealed: whether it bears the seal of the whole record, and changes with it.
        """
        with self.reading() as sight:
            if of_office:
                self.in_office(sight)
            asked, tag = self.request.headers, ""
            if sealed:
                tag = tag_of(sight.audience, sight.seal, str(sight.whole.today), self.officer)
            if tag and is_known(tag, asked.get("if-none-match", "")):
                return validate_answer(Response(), tag, OF_CALLS, asked)
            made = make(sight)
            headers = {}
            if isinstance(made, Page):
                headers, made = self._link(made.onward), made.items
            if sight.omissions:
                headers[LEFT_OUT] = str(len(sight.omissions))
            told = made if isinstance(made, Response) else data(made, headers)
            return validate_answer(told, tag or tag_of(sight.audience, bytes(told.body)), OF_CALLS, asked)

    def _link(self, onward: str) -> dict[str, str]:
        """Where a page goes on (RFC 8288); nothing where it does not."""
        if not onward:
            return {}
        asked = [(name, value) for name, value in self.request.query_params.multi_items() if name != "after"]
        return {"link": f'<?{urlencode([*asked, ("after", onward)])}>; rel="next"'}


def call_of(request: Request) -> Call:
    """A call by whomever, on what is now."""
    return Call(request)


def reading_of(request: Request, as_of: AsOf = None) -> Call:
    """A call that reads, now or as it was on a day."""
    return Call(request, as_of=as_of)


def known_reading_of(request: Request, as_of: AsOf = None, known_at: KnownAt = None) -> Call:
    """One that can also read what was on record at a moment."""
    return Call(request, as_of=as_of, known_at=known_at)


def officer_of(request: Request) -> Call:
    """A call by an officer, before anything that they send is read."""
    return _seen_in_office(Call(request))


def acting_of(request: Request) -> Call:
    """One that writes: it takes a token that acts."""
    return _seen_in_office(Call(request, "act"))


def _seen_in_office(call: Call) -> Call:
    with call.reading() as sight:
        call.in_office(sight)
    return call


def data(told: Any, headers: dict[str, str], status: int = HTTPStatus.OK) -> Response:
    """Data as an answer: JSON, its keys sorted."""
    return Response(
        msgspec.json.encode(told, enc_hook=encode_phrase, order="sorted"), status, headers, "application/json"
    )


def validate(told: Response, request: Request) -> Response:
    """Put an answer under its tag, or say that the caller has it."""
    return validate_answer(told, tag_of("", bytes(told.body)), OF_CALLS, request.headers)


Calling = Annotated[Call, Depends(call_of)]
Asked = Annotated[Call, Depends(reading_of)]
AskedWhen = Annotated[Call, Depends(known_reading_of)]
Officer = Annotated[Call, Depends(officer_of)]
Acting = Annotated[Call, Depends(acting_of)]
Body = Annotated[bytes, Depends(read_body)]
"""What calls ask for: who makes one, and what they send."""
