"""The header Idempotency-Key: what is sent again is answered again.

As the IETF's draft on that header has it: the key is the caller's own, a
day long; the same key on another call is refused. Without it a repeat is
judged as any act is, and the procedure refuses it.
"""

from __future__ import annotations

import time
from collections.abc import MutableMapping, Sequence
from functools import partial
from hashlib import sha256
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import msgspec
from pydantic import TypeAdapter, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from escalade.models.server.answers import begin_answer, forget_answer, keep_answer
from escalade.models.server.tables import AnswerRow
from escalade.web.api.call import token_in
from escalade.web.middleware.error_handlers import answer_call
from escalade.web.middleware.errors import KeyMalformedError, KeyTakenError, StillUnderWayError
from escalade.workflow.values.errors import EscaladeError

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from escalade.web.state import State

LONGEST = 255
"""How many characters a key may have."""
REPLAYED = (b"idempotency-replayed", b"true")
"""What tells an answer that is given again."""


FLAG = TypeAdapter(bool)
"""How FastAPI reads a parameter that is a flag."""


def is_trial(text: str) -> bool:
    """Whether a call asks for a dry run, or for what the call itself refuses.

    >>> [is_trial(text) for text in ("False", "off", "no", "true", "perhaps")]
    [False, False, False, True, True]
    """
    try:
        return FLAG.validate_python(text)
    except ValidationError:
        return True


class FirstAnswers:
    """Answers what is sent again under a key as the first time."""

    def __init__(self, app: ASGIApp, *, app_state: State) -> None:
        """Wrap what answers calls."""
        self._app, self._app_state = app, app_state

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, by what is kept where the call bears a key."""
        request = Request(scope, receive) if scope["type"] == "http" and scope["method"] == "POST" else None
        key = request.headers.get("idempotency-key") if request else None
        if request is None or key is None or is_trial(request.query_params.get("dry_run", "false")):
            await self._app(scope, receive, send)
            return
        try:
            answer = await self._answer(request, key.strip().strip('"'))
        except EscaladeError as error:
            answer = answer_call(request, error)
        await answer(scope, receive, send)

    async def _answer(self, request: Request, key: str) -> ASGIApp:
        account = self._app_state.accounts.bearer(token_in(request.headers.get("authorization", "")))
        if account is None:
            return self._app
        if not (0 < len(key) <= LONGEST and key.isprintable()):
            raise KeyMalformedError
        body = await request.body()
        asked = b"\0".join((request.url.path.encode(), request.url.query.encode(), body))
        row = AnswerRow(
            key=sha256(f"{account.name}\0{key}".encode()).hexdigest(),
            asked=sha256(asked).hexdigest(),
            begun=time.time(),
            status=None,
            headers="",
            body=b"",
        )
        first = await run_in_threadpool(begin_answer, self._app_state.store, row)
        if first is None:
            return partial(self._answer_first, row.key, body)
        if first.asked != row.asked:
            raise KeyTakenError
        if first.status is None:
            raise StillUnderWayError
        return repeat_answer(first)

    async def _answer_first(self, key: str, body: bytes, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for the first time, and keep what was said before it is sent."""
        said, parts = list[MutableMapping[str, Any]](), [body]

        async def give() -> MutableMapping[str, Any]:
            """Give the body that was read already."""
            return {"type": "http.request", "body": parts.pop()} if parts else await receive()

        async def take(message: MutableMapping[str, Any]) -> None:
            """Keep what is answered."""
            said.append(message)

        try:
            await self._app(scope, give, take)
        finally:
            await run_in_threadpool(self._keep, key, said)
        for message in said:
            await send(message)

    def _keep(self, key: str, said: Sequence[MutableMapping[str, Any]]) -> None:
        """Keep an answer; one that tells of a failure of the server is forgotten."""
        status = said[0]["status"] if said else HTTPStatus.INTERNAL_SERVER_ERROR
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            forget_answer(self._app_state.store, key)
            return
        headers = msgspec.json.encode([[one.decode("latin-1") for one in pair] for pair in said[0]["headers"]])
        whole = b"".join(message.get("body", b"") for message in said)
        keep_answer(self._app_state.store, key, status, headers.decode(), whole)


def repeat_answer(first: AnswerRow) -> Response:
    """Give an answer again, and say that it is given again."""
    answer = Response(first.body, first.status or HTTPStatus.OK)
    kept = msgspec.json.decode(first.headers, type=list[tuple[str, str]])
    answer.raw_headers = [*((name.encode("latin-1"), value.encode("latin-1")) for name, value in kept), REPLAYED]
    return answer
