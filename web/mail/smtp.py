"""The mail server: where it is, how one speaks to it, and what it answers.

The standard library's smtplib is used: it speaks STARTTLS, TLS and every way to
sign in that servers offer, and one message is sent after the other anyway.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable
from email.utils import parseaddr
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from escalade.workflow.values.errors import EscaladeError, Message, RequestError

SECONDS = 30.0
"""How long an answer of the server is waited for."""
HERE = frozenset({"localhost", "127.0.0.1", "::1"})
"""Servers of this machine: spoken to in clear where they offer nothing else, and whatever their certificate."""
PORTS = {"smtp": 587, "smtps": 465}
PERMANENT = 500
"""The first answer that says: do not try again."""


class MailServerError(EscaladeError):
    """The mail server cannot be used at all, whatever is sent."""

    def __init__(self, place: str, reason: str) -> None:
        """Name the server, and what is wrong."""
        self.place = place
        super().__init__(
            Message("The mail server {place} cannot be used: {reason}. Everything waits.", place=place, reason=reason)
        )


class Reply(NamedTuple):
    """What came of one message."""

    outcome: str
    """sent, put off or refused."""
    said: str


class MailPlace(NamedTuple):
    """Where a mail server is, and as whom one signs in there."""

    host: str
    port: int
    tls: bool
    """Whether TLS is spoken from the first byte; else STARTTLS is asked for."""
    name: str

    def __str__(self) -> str:
        """Show it, without any password."""
        return f"{'smtps' if self.tls else 'smtp'}://{self.host}:{self.port}"


def parse_mail_server(given: str) -> MailPlace:
    """Read where a mail server is.

    Raises:
        RequestError: it is not written as one, or holds a password.
    """
    shown = given
    try:
        parts = urlsplit(given)
        is_one = parts.scheme in PORTS and parts.hostname and not parts.path.strip("/") and not parts.query
        if parts.password is not None:
            shown = f"{parts.scheme}://{parts.username}:…@{parts.hostname}"
        elif is_one:
            port = parts.port or PORTS[parts.scheme]
            return MailPlace(str(parts.hostname), port, parts.scheme == "smtps", unquote(parts.username or ""))
    except ValueError:  # a port that is none
        pass
    raise RequestError(
        "no-place-of-mail",
        "“{given}” names no mail server: write smtp://NAME@HOST:587 (STARTTLS) or smtps://NAME@HOST:465 (TLS), "
        "and leave the password out.",
        given=shown,
    )


class MailServer:
    """A mail server, spoken to while messages wait."""

    def __init__(
        self,
        place: MailPlace,
        password: str = "",
        *,
        seconds: float = SECONDS,
        trust: Callable[[], ssl.SSLContext] = ssl.create_default_context,
    ) -> None:
        """Speak to nobody yet.

        Args:
            place: where it is.
            password: what opens the account that the place names.
            seconds: how long each answer is waited for.
            trust: gives what makes its certificate believed.
        """
        self.place, self._password, self._seconds, self._trust = place, password, seconds, trust
        self._open: smtplib.SMTP | None = None

    def send(self, sender: str, address: str, message: bytes) -> Reply:
        """Send one message, and say what came of it."""
        server = self._connected()
        try:
            server.sendmail(sender, [address], message)
        except smtplib.SMTPSenderRefused as error:
            self.close()
            raise MailServerError(str(self.place), _said(error.smtp_code, error.smtp_error)) from error
        except smtplib.SMTPRecipientsRefused as error:
            return _refused(*next(iter(error.recipients.values())))
        except smtplib.SMTPResponseException as error:
            return _refused(error.smtp_code, error.smtp_error)
        except (OSError, smtplib.SMTPException) as error:  # it hung, or left; whether it took the message is not known
            self.close()
            return Reply("put off", _reason(error))
        return Reply("sent", "")

    def close(self) -> None:
        """Take leave of the server, where one is still spoken to."""
        server, self._open = self._open, None
        if server is not None:
            try:
                server.quit()
            except (OSError, smtplib.SMTPException):
                server.close()

    def _connected(self) -> smtplib.SMTP:
        if self._open is None:
            try:
                self._open = self._connect()
            except (OSError, smtplib.SMTPException) as error:
                raise MailServerError(str(self.place), _reason(error)) from error
        return self._open

    def _connect(self) -> smtplib.SMTP:
        host, port, tls, name = self.place
        server = (
            smtplib.SMTP_SSL(host, port, timeout=self._seconds, context=self._trusted())
            if tls
            else smtplib.SMTP(host, port, timeout=self._seconds)
        )
        try:
            server.ehlo()
            if not tls and (server.has_extn("starttls") or host not in HERE):
                server.starttls(context=self._trusted())
                server.ehlo()
            if name:
                server.login(name, self._password)
        except BaseException:
            server.close()
            raise
        return server

    def _trusted(self) -> ssl.SSLContext:
        """Whose certificate is believed: of this machine any, unless a password goes there.

        Mail servers come with a certificate that they made themselves, which nobody vouches for.
        """
        context = self._trust()
        if self.place.host in HERE and not self.place.name:
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        return context


def _refused(code: int, said: bytes | str) -> Reply:
    """What a refusal comes to: some are for now, others for good."""
    return Reply("refused" if code >= PERMANENT else "put off", _said(code, said))


def _said(code: int, said: bytes | str) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return " ".join(f"{code} {text}".split())[:300]


def _reason(error: Exception) -> str:
    """Why nothing came of it, as a clause."""
    if isinstance(error, smtplib.SMTPResponseException):
        return _said(error.smtp_code, error.smtp_error)
    if isinstance(error, TimeoutError):
        return "it did not answer in time"
    said = " ".join(str(getattr(error, "strerror", None) or str(error) or type(error).__name__).split()).rstrip(".")
    return (said[:1].lower() if said[1:2].islower() else said[:1]) + said[1:300]


def is_address(text: str) -> bool:
    """Whether a text is the address of a sender."""
    return parseaddr(text)[1] == text and "@" in text
