"""A mail server of the tests, which misbehaves as it is told."""

from __future__ import annotations

import asyncio
import os
import re
import signal
from types import TracebackType
from typing import Any, Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session
from fast_mail_parser import PyMail, parse_email

PASSWORD = "a made-up password of a mail server"  # noqa: S105  # of the tests alone


class AnyPort(Controller):
    """A server that listens wherever there is room."""

    def _trigger_server(self) -> None:
        """Call it where it listens."""
        assert isinstance(self.server, asyncio.Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]  # aiosmtpd leaves it untyped


class PostOffice:
    """A mail server at a port of this machine, with all that it took."""

    def __init__(self, hostname: str = "127.0.0.1", **options: Any) -> None:
        """Take everything, unless told otherwise.

        Args:
            hostname: where it listens.
            options: what aiosmtpd takes: TLS, and who may sign in.
        """
        self.taken: list[PyMail] = []
        self.raw: list[bytes] = []
        self.envelopes: list[tuple[str, list[str]]] = []
        self.at_recipient: dict[str, str] = {}
        """What is answered to an address, in place of taking it."""
        self.at_sender = ""
        self.behind_data: list[str] = []
        """What happens to the next messages: hang, drop, take and drop, take and kill; or an answer."""
        self.victim = 0
        """The process that is killed."""
        self._controller = AnyPort(self, hostname=hostname, port=0, **options)

    def __enter__(self) -> Self:
        """Open."""
        self._controller.start()
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: object, _trace: TracebackType | None) -> None:
        """Close."""
        self._controller.stop()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._controller.port)

    @property
    def place(self) -> str:
        """Where it is, as it is typed."""
        return f"smtp://{self._controller.hostname}:{self.port}"

    async def handle_MAIL(  # noqa: N802  # as aiosmtpd calls it
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Somebody wants to send."""
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return self.at_sender or "250 OK"

    async def handle_RCPT(  # noqa: N802  # as aiosmtpd calls it
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """To somebody."""
        answer = self.at_recipient.get(address, "250 OK")
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
            envelope.rcpt_options.extend(options)
        return answer

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802  # as above
        """A message."""
        what = self.behind_data.pop(0) if self.behind_data else "take"
        if what.startswith("take"):
            assert isinstance(envelope.content, bytes)
            self.raw.append(envelope.content)
            self.taken.append(parse_email(envelope.content))
            self.envelopes.append((str(envelope.mail_from), list(envelope.rcpt_tos)))
        if what == "take and kill":
            os.kill(self.victim, signal.SIGKILL)
        if what == "hang":
            await asyncio.sleep(5)
        if what in {"drop", "take and drop", "hang"}:
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
        return what if what[0].isdigit() else "250 OK"

    def to(self, address: str) -> list[PyMail]:
        """The messages that went to an address."""
        pairs = zip(self.envelopes, self.taken, strict=True)
        return [message for (_, addresses), message in pairs if address in addresses]


def signs_in_with_password(_server: SMTP, _session: Session, _envelope: Envelope, _how: str, data: Any) -> AuthResult:
    """Whoever knows the password may send."""
    return AuthResult(success=data.password == PASSWORD.encode(), handled=False)


def links_in(message: PyMail) -> list[str]:
    """The addresses in a message's text."""
    return re.findall(r"https?://\S+", message.text_plain[0])
