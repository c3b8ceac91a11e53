"""Another system, which takes what it is told, or misbehaves as it is told."""

from __future__ import annotations

import os
import signal
import ssl
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from types import TracebackType
from typing import Any, ClassVar, NamedTuple, Self

from standardwebhooks import Webhook

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"  # noqa: S105  # of the tests alone
NEXT_SECRET = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"  # noqa: S105  # of the tests alone


class Request(NamedTuple):
    """What came in."""

    path: str
    headers: dict[str, str]
    body: str

    def verified(self, secret: str = SECRET) -> Any:
        """What is told, once the library has found the signature right."""
        return Webhook(secret).verify(self.body, self.headers)


class Receiver:
    """A server of HTTP at a port of this machine, with all that it took."""

    def __init__(self, trust: ssl.SSLContext | None = None) -> None:
        """Take everything, unless told otherwise; over TLS where there is a certificate."""
        self.asked: list[Request] = []
        self.does: list[str] = []
        """What is done with the next requests: a status, hang, trickle, drop, kill."""
        self.victim = 0
        """The process that is killed."""
        self.over = Event()
        handler = type("Handler", (_Handler,), {"receiver": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        if trust:
            self._server.socket = trust.wrap_socket(self._server.socket, server_side=True)
        self.port = self._server.server_address[1]
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    def __enter__(self) -> Self:
        """Open."""
        self._thread.start()
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: object, _trace: TracebackType | None) -> None:
        """Close."""
        self.over.set()
        self._server.shutdown()
        self._server.server_close()


class _Handler(BaseHTTPRequestHandler):
    receiver: ClassVar[Receiver]
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        """Take what comes, and do as one was told."""
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        self.receiver.asked.append(Request(self.path, dict(self.headers.items()), body))
        does = self.receiver.does.pop(0) if self.receiver.does else "204"
        self.close_connection = True
        if does == "hang":
            self.receiver.over.wait(30)
        elif does == "trickle":
            self._trickle()
        elif does == "kill":
            os.kill(self.receiver.victim, signal.SIGKILL)
        elif does != "drop":
            status, _, wait = does.partition(" ")
            self.send_response(int(status))
            for name, value in (
                ("location", f"http://127.0.0.1:{self.receiver.port}/elsewhere"),
                ("retry-after", wait),
            ):
                if value:
                    self.send_header(name, value)
            self.send_header("content-length", "0")
            self.end_headers()

    def _trickle(self) -> None:
        """Answer a letter at a time, for as long as anybody listens."""
        while not self.receiver.over.is_set():
            try:
                self.wfile.write(b"H")
            except OSError:
                return
            time.sleep(0.1)

    def log_message(self, *_said: Any) -> None:
        """Say nothing."""
