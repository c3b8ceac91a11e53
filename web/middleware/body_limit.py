"""Bound what a request may bring, by bytes and by time.

Bytes are counted as they come, whatever length was announced, before anything
is parsed. Whoever is not signed in may send little: a form to sign in.
"""

from __future__ import annotations

import asyncio
import time
from typing import NamedTuple

from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.types import Message as AsgiMessage

from escalade.web.i18n.language import cookie_of
from escalade.web.middleware.errors import BrokenBodyError, LargeBodyError, SlowBodyError
from escalade.web.middleware.request_context import BROWSER
from escalade.web.state import State
from escalade.workflow.values.errors import EscaladeError

OF_STRANGERS, OF_PAPERS, OF_KNOWN, OF_ACTS = 64_000, 8_000_000, 32_000_000, 1_000_000
"""The most bytes from whoever is not signed in, where a paper is verified, from whoever is, and as an act alone."""
ACTS, PAPERS = "/api/acts", frozenset({"/verify", "/api/verify"})
SECONDS, SECONDS_OF_KNOWN = 30.0, 300.0
"""How long a body may take, from strangers and from whoever is signed in."""
LINGER = 2.0
"""How many seconds what is still sent is thrown away, so that the answer arrives before the end."""


class Limit(NamedTuple):
    """How much a body may be, and how long it may take."""

    most: int
    seconds: float
    is_known: bool


def bound_bodies(app: ASGIApp, *, app_state: State) -> ASGIApp:
    """Let through what a body may be; count what comes."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        headers = dict(scope["headers"]) if scope["type"] == "http" else {}
        if b"transfer-encoding" not in headers and headers.get(b"content-length", b"0").strip() == b"0":
            await app(scope, receive, send)
            return
        is_known = await run_in_threadpool(is_signed_in, scope, headers, app_state)  # it may look a session up
        body = RequestBody(receive, send, limit_at(scope["path"], is_known=is_known), headers.get(b"content-length"))
        await app(scope, body.receive, body.send)

    return answer


def limit_at(path: str, *, is_known: bool) -> Limit:
    """How much may be sent there."""
    if is_known:
        return Limit(OF_ACTS if path == ACTS else OF_KNOWN, SECONDS_OF_KNOWN, is_known=True)
    return Limit(OF_PAPERS, SECONDS, is_known=True) if path in PAPERS else Limit(OF_STRANGERS, SECONDS, is_known=False)


def is_signed_in(scope: Scope, headers: dict[bytes, bytes], app_state: State) -> bool:
    """Whether somebody signed in, or shows a token."""
    try:
        if scope["path"].startswith("/api/"):
            return app_state.accounts.bearer(headers.get(b"authorization", b"").decode("latin-1")) is not None
        return app_state.sessions.find(cookie_of(scope, BROWSER)) is not None
    except EscaladeError:  # the accounts cannot be used: whoever asks is told so
        return False


class RequestBody:
    """The body of one request, as it comes."""

    def __init__(self, receive: Receive, send: Send, limit: Limit, length: bytes | None) -> None:
        """Expect a body, of a length where one is announced."""
        self._receive, self._send, self._limit = receive, send, limit
        self._announced = int(length) if length and length.isdigit() else 0
        self._ends = time.monotonic() + limit.seconds
        self._count, self._is_whole = 0, False

    async def receive(self) -> AsgiMessage:
        """Give the next part."""
        if self._is_whole:
            return await self._receive()
        if max(self._announced, self._count) > self._limit.most:
            raise LargeBodyError(self._limit.most, is_known=self._limit.is_known)
        try:
            message = await asyncio.wait_for(self._receive(), self._ends - time.monotonic())
        except TimeoutError:
            raise SlowBodyError(seconds=f"{self._limit.seconds:.0f}") from None
        if message["type"] == "http.disconnect":
            raise BrokenBodyError
        self._count += len(message.get("body", b""))
        if self._count > self._limit.most:
            raise LargeBodyError(self._limit.most, is_known=self._limit.is_known)
        self._is_whole = not message.get("more_body")
        return message

    async def send(self, message: AsgiMessage) -> None:
        """Answer; end the connection where part of the body is left."""
        if self._is_whole:
            await self._send(message)
        elif message["type"] == "http.response.start":
            await self._send({**message, "headers": [*message["headers"], (b"connection", b"close")]})
        elif message.get("more_body"):
            await self._send(message)
        else:
            await self._send({**message, "more_body": True})
            await self._drain()
            await self._send({"type": "http.response.body", "body": b""})

    async def _drain(self) -> None:
        """Throw away what is still sent, for a while."""
        ends = time.monotonic() + LINGER
        while not self._is_whole and time.monotonic() < ends:
            try:
                message = await asyncio.wait_for(self._receive(), ends - time.monotonic())
            except TimeoutError:
                return
            self._is_whole = message["type"] == "http.disconnect" or not message.get("more_body")
