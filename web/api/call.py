"""One call: who makes it, what they send, and what they are told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http import HTTPStatus
from typing import Annotated, Any, NamedTuple, TypeVar
from urllib.parse import urlencode

import msgspec
from fastapi import Depends, Query, Request
from fastapi.responses import Response

from escalade.services.acts.field_errors import describe_mismatch
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
from escalade.workflow.values.message import Message, encode_phrase

LEFT_OUT = "left-out"
"""The header that says how many acts on unknown days a reading of an earlier day leaves out."""

S = TypeVar("S")
T = TypeVar("T")


async def read_body(request: Request) -> bytes:
    """Read the body of a request, of a type that is taken.

    Raises:
        BodyKindError: it is of another.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise BodyKindError(kind)
    return await request.body()


class File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file that a body brings: its name, and its bytes in base64."""

    name: str
    data: bytes


def decode_body(body: bytes, shape: type[S]) -> S:
    """A body in its shape.

    Raises:
        BodyError: it is no JSON, or not of that shape.
    """
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


SCHEME = "bearer "
OF_CALLS = {"vary": "Authorization", "cache-control": "private, no-cache"}
"""What every reading says of itself."""
Limit = Annotated[int, Query(ge=1, le=1000, description="How many are answered at a time.")]
After = Annotated[str, Query(max_length=1000, description="Only what comes after this one, as a page before named it.")]
AsOf = Annotated[str | None, Query(max_length=100, description="What had taken effect by that day.")]
KnownAt = Annotated[str | None, Query(max_length=100, description="What had been recorded by then.")]
Text = Annotated[str | None, Query(max_length=1000)]


def token_in(header: str) -> str:
    """The token that a header shows; empty where it shows none."""
    return header[len(SCHEME) :].strip() if header.lower().startswith(SCHEME) else ""


class Page(NamedTuple):
    """A part of an answer, and the key after which it goes on."""

    items: Any
    onward: str


def cut_page(items: Sequence[T], after: str, limit: int) -> tuple[list[T], str]:
    """Cut a page out of a list; its key is how many came before."""
    start = int(after) if after.isascii() and after.isdigit() and len(after) < len("1" * 10) else 0
    return list(items[start : start + limit]), str(start + limit) if start + limit < len(items) else ""


def parameters(request: Request) -> frozenset[str]:
    """The parameters that a call takes behind its path, as it is described."""
    route = request.scope["route"]
    described = request.app.openapi()["paths"][route.path_format][request.method.lower()]
    return frozenset(one["name"] for one in described.get("parameters", ()) if one["in"] == "query")


class Call:
    """A request for data, with what belongs to it."""

    scope: Scope = "read"
    """What its token has to open."""

    def __init__(self, request: Request) -> None:
        """Receive a caller.

        Raises:
            UnknownParameterError: the call has no such parameter.
        """
        self.request = request
        self.app_state: State = request.app.state.app_state
        known = parameters(request)
        unknown = [name for name in request.query_params if name not in known]
        if unknown:
            raise UnknownParameterError(unknown[0], known)
        self.officer = self._shown(request.headers.get("authorization", ""))

    def _shown(self, header: str) -> str:
        """The name of whoever shows a token; empty for strangers."""
        if not header:
            return ""
        shown = self.app_state.accounts.bearer(token_in(header))
        if shown is None:
            raise NoTokenShownError(shown=True)
        if not shown.token.opens(self.scope):
            raise TokenScopeError(scope=shown.token.scope, wanted=self.scope)
        return shown.account.name

    @contextmanager
    def reading(self) -> Iterator[Sight]:
        """The register at one moment, as the caller may see it."""
        with self.app_state.readers.open() as register:
            yield Sight(register, self.officer)

    def in_office(self, sight: Sight) -> None:
        """Turn away whoever holds no office today.

        Raises:
            NoTokenShownError: no token was shown.
            NoOfficeError: the caller holds no office.
        """
        if not self.officer:
            raise NoTokenShownError(shown=False)
        if not sight.offices:
            raise NoOfficeError(self.officer)

    def link_onward(self, made: Any) -> dict[str, str]:
        """Where a page goes on (RFC 8288)."""
        if not isinstance(made, Page) or not made.onward:
            return {}
        asked = [(name, value) for name, value in self.request.query_params.multi_items() if name != "after"]
        return {"link": f'<?{urlencode([*asked, ("after", made.onward)])}>; rel="next"'}


class OfficerCall(Call):
    """A call by somebody who holds an office."""

    def __init__(self, request: Request) -> None:
        """Receive a caller, before anything that they send is read."""
        super().__init__(request)
        with self.reading() as sight:
            self.in_office(sight)


class ActingCall(OfficerCall):
    """One that writes: it takes a token that acts."""

    scope = "act"


class ReadCall(Call):
    """A call that reads, now or as it was on a day."""

    known_at: str | None = None

    def __init__(self, request: Request, as_of: AsOf = None) -> None:
        """Receive a reader."""
        super().__init__(request)
        self.as_of = as_of

    @contextmanager
    def reading(self) -> Iterator[Sight]:
        """The register, now or as it was, as the caller may see it."""
        if not (self.as_of or self.known_at):
            with super().reading() as sight:
                yield sight
            return
        with self.app_state.readers.open_past(self.as_of, self.known_at) as register:
            yield Sight(register, self.officer)

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
            items = made.items if isinstance(made, Page) else made
            onward = self.link_onward(made) | ({LEFT_OUT: str(len(sight.omissions))} if sight.omissions else {})
            told = made if isinstance(made, Response) else data(items, onward)
            return validate_answer(told, tag or tag_of(sight.audience, bytes(told.body)), OF_CALLS, asked)


class KnownCall(ReadCall):
    """One that can also read what was on record at a moment."""

    def __init__(self, request: Request, as_of: AsOf = None, known_at: KnownAt = None) -> None:
        """Receive a reader."""
        super().__init__(request, as_of)
        self.known_at = known_at


class LedgerCall(ReadCall):
    """A call on the ledger as it lies.

    An earlier register is made anew from the records that had effect then: its
    root need never have been that of the ledger, and proves nothing.
    """

    def __init__(self, request: Request) -> None:
        """Receive a reader, who names no day."""
        super().__init__(request)


def data(told: Any, headers: dict[str, str], status: int = HTTPStatus.OK) -> Response:
    """Data as an answer: JSON, its keys sorted."""
    return Response(
        msgspec.json.encode(told, enc_hook=encode_phrase, order="sorted"), status, headers, "application/json"
    )


def validate(told: Response, request: Request) -> Response:
    """Put an answer under its tag, or say that the caller has it."""
    return validate_answer(told, tag_of("", bytes(told.body)), OF_CALLS, request.headers)


Calling = Annotated[Call, Depends(Call)]
"""A call, by whomever."""

Officer = Annotated[OfficerCall, Depends(OfficerCall)]
"""A call by somebody who holds an office."""

Acting = Annotated[ActingCall, Depends(ActingCall)]
"""The same, as what writes asks for it."""

Body = Annotated[bytes, Depends(read_body)]
"""The body of a call."""

Asked = Annotated[ReadCall, Depends(ReadCall)]
"""A call, as a reading asks for it."""

AskedWhen = Annotated[KnownCall, Depends(KnownCall)]
"""The same, with the moment at which something was on record."""

OnLedger = Annotated[LedgerCall, Depends(LedgerCall)]
"""A call on the ledger, which takes no day."""
