"""The server that answers for the pages: one process, one port.

uvicorn waits without end for the head of a first request, for the rest of a
head that began, and for whoever does not read what is answered; and it takes
a request that gives two lengths. Here each of them ends.
"""

from __future__ import annotations

import asyncio
import secrets
import socket
from asyncio import TimerHandle
from contextlib import suppress
from typing import Any

import h11
import uvicorn
from uvicorn.config import LOGGING_CONFIG
from uvicorn.protocols.http.h11_impl import H11Protocol

from escalade.models.backends.location import Place
from escalade.models.reader import open_reader
from escalade.web.app import create_app
from escalade.web.auth.accounts import Account, hash_password
from escalade.web.operations.logs import CONFIGURATION
from escalade.web.settings import Settings
from escalade.workflow.procedure import OFFICES
from escalade.workflow.values.dates import when

LARGEST_HEAD = 16 * 1024
"""How many bytes the head of a request may have."""
HEAD_SECONDS, READ_SECONDS, CLOSE_SECONDS = 15.0, 60.0, 10.0
"""How long a head may take, an answer may wait to be read, and a connection may take to close."""
TWO_LENGTHS = "This request gives two lengths, Content-Length and Transfer-Encoding, so nothing was done."
ENDLESS = "/room/stream"
"""How the address ends at which an answer goes on as long as a screen is open."""
SLOW = b"The head of this request did not arrive in time, so nothing was done.\n"


class StrictConnection(h11.Connection):
    """Refuses a request that gives its length twice (RFC 9112, 6.1)."""

    has_two_lengths = False

    def next_event(self) -> Any:
        """Give the next event."""
        event = super().next_event()
        if isinstance(event, h11.Request):
            names = {name for name, _ in event.headers}
            self.has_two_lengths = {b"content-length", b"transfer-encoding"} <= names
            if self.has_two_lengths:
                raise h11.RemoteProtocolError(TWO_LENGTHS)
        return event


class BoundedProtocol(H11Protocol):
    """A connection on which nothing is waited for without end."""

    _head: TimerHandle | None = None
    _read: TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Expect the head of a request."""
        super().connection_made(transport)
        self.conn = StrictConnection(h11.SERVER, LARGEST_HEAD)
        self._watch_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing more."""
        for timer in (self._head, self._read):
            if timer is not None:
                timer.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what came, and wait for the rest of a head for a while."""
        super().data_received(data)
        self._watch_head()

    def _watch_head(self) -> None:
        if self.conn.their_state is h11.IDLE and not self.transport.is_closing():
            self._head = self._head or self.loop.call_later(HEAD_SECONDS, self._refuse_head)
        elif self._head is not None:
            self._head.cancel()
            self._head = None

    def _refuse_head(self) -> None:
        if not self.transport.is_closing():
            head = f"HTTP/1.1 408 Request Timeout\r\ncontent-type: text/plain\r\ncontent-length: {len(SLOW)}\r\n"
            self.transport.write(f"{head}connection: close\r\n\r\n".encode() + SLOW)
            self.transport.close()
            self._end()

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no request, and say why."""
        has_two = isinstance(self.conn, StrictConnection) and self.conn.has_two_lengths
        super().send_400_response(TWO_LENGTHS if has_two else msg)
        self._end()

    def on_response_complete(self) -> None:
        """Expect the next request, or the end."""
        super().on_response_complete()
        self._end()

    def timeout_keep_alive_handler(self) -> None:
        """End a connection on which nothing more is asked."""
        super().timeout_keep_alive_handler()
        self._end()

    def _end(self) -> None:
        """See that a connection that is closing is closed."""
        if self.transport.is_closing():
            self.loop.call_later(CLOSE_SECONDS, self.transport.abort)

    def shutdown(self) -> None:
        """Stop: what is sent without end ends, the rest once it is answered."""
        super().shutdown()
        if not self.transport.is_closing() and str(self.scope["path"]).endswith(ENDLESS):
            self.transport.close()

    def pause_writing(self) -> None:
        """Wait for whoever does not read, for a while."""
        super().pause_writing()
        self._read = self._read or self.loop.call_later(READ_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        """Go on where they read again."""
        super().resume_writing()
        if self._read is not None:
            self._read.cancel()
            self._read = None


MOST = 800
"""How many connections are held at once; further ones are answered 503."""


def guests(register: Place) -> list[tuple[str, str, str]]:
    """For each office its first holder today, with a password made now."""
    with open_reader(register) as reader:
        standing = reader.standing()
        day = when(standing.today.isoformat())
        held = {office: standing.body.holders(office, day) for office in OFFICES}
    return [(office, found[-1].name, secrets.token_urlsafe(12)) for office, found in held.items() if found]


def serve(settings: Settings, opened: socket.socket, known: list[tuple[str, str, str]]) -> None:
    """Answer on an open port until interrupted.

    Who is `known` signs in for this start only.
    """
    more = {name: Account(name, hash_password(password)) for _, name, password in known}
    with suppress(KeyboardInterrupt):  # uvicorn raises it again once everybody is answered
        uvicorn.Server(uvicorn.Config(create_app(settings, more), **options(settings))).run([opened])


def options(settings: Settings) -> dict[str, Any]:
    """How uvicorn serves the pages."""
    return {
        "http": BoundedProtocol,
        "ws": "none",
        "limit_concurrency": MOST,
        "log_level": "warning",
        "log_config": CONFIGURATION if settings.log else LOGGING_CONFIG,
        "server_header": False,
        "proxy_headers": False,
        "timeout_graceful_shutdown": 5,
    }
