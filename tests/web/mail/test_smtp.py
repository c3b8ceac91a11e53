"""A mail server is spoken to in secret, and taken by its place alone."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from escalade.web.mail.smtp import (
    MailServer,
    MailServerError,
    is_address,
    parse_mail_server,
)
from escalade.workflow.values.errors import RequestError

from .conftest import SENDER
from .post_office import PASSWORD, PostOffice, signs_in_with_password

READER = "reader@made-up.example"


@pytest.fixture
def closed(certificate: Path) -> Iterator[PostOffice]:
    """A mail server that speaks TLS once it is asked to, and wants a password."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    options: dict[str, Any] = {"tls_context": context, "require_starttls": True, "auth_required": True}
    with PostOffice(**options, authenticator=signs_in_with_password) as found:
        yield found


def test_a_server_is_spoken_to_in_secret_and_signed_in_to(closed: PostOffice, certificate: Path) -> None:
    place = parse_mail_server(closed.place.replace("://", "://made-up%20desk@"))

    def trusting() -> ssl.SSLContext:
        return ssl.create_default_context(cafile=certificate)

    server = MailServer(place, PASSWORD, trust=trusting)
    assert server.send(SENDER.address, READER, b"Subject: made up\r\n\r\nMade up.\r\n").outcome == "sent"
    server.close()
    wrong = MailServer(place, "another", trust=trusting)
    with pytest.raises(MailServerError, match="535 "):
        wrong.send(SENDER.address, READER, b"")
    with pytest.raises(MailServerError, match="certificate"):
        MailServer(place, PASSWORD).send(SENDER.address, READER, b"")


@pytest.fixture
def self_made(certificate: Path) -> Iterator[Callable[[str], PostOffice]]:
    """Mail servers that offer TLS under a certificate that nobody vouches for."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    with ExitStack() as opened:
        yield lambda hostname: opened.enter_context(PostOffice(hostname, tls_context=context, require_starttls=True))


def test_to_this_machine_a_certificate_of_its_own_making_will_do(self_made: Callable[[str], PostOffice]) -> None:
    here, elsewhere = self_made("127.0.0.1"), self_made("127.0.0.2")
    server = MailServer(parse_mail_server(here.place))
    assert server.send(SENDER.address, READER, b"Subject: made up\r\n\r\nMade up.\r\n").outcome == "sent"
    server.close()
    assert len(here.raw) == 1
    with pytest.raises(MailServerError, match="certificate"):
        MailServer(parse_mail_server(elsewhere.place)).send(SENDER.address, READER, b"")
    with pytest.raises(MailServerError, match="certificate"):  # a password goes nowhere unproven
        MailServer(parse_mail_server(here.place.replace("://", "://made-up%20desk@")), PASSWORD).send("", "", b"")


def test_nothing_goes_in_clear_to_another_machine() -> None:
    with PostOffice("127.0.0.2") as other:  # an address of this machine that is not known as one
        with pytest.raises(MailServerError, match="STARTTLS"):
            MailServer(parse_mail_server(other.place)).send(SENDER.address, READER, b"")
        assert other.raw == []


def test_the_port_is_that_of_the_way_of_speaking() -> None:
    assert parse_mail_server("smtp://desk@mail.example") == ("mail.example", 587, False, "desk")
    assert parse_mail_server("smtps://mail.example").port == 465


NO_SERVERS = (
    "",
    "mail.example",
    "http://mail.example",
    "smtp://",
    "smtp://a:secret@mail.example",
    "smtp://h:port",
    "smtp://h/x",
)


@pytest.mark.parametrize("place", NO_SERVERS)
def test_what_names_no_mail_server_is_refused_and_no_password_repeated(place: str) -> None:
    with pytest.raises(RequestError) as refused:
        parse_mail_server(place)
    assert "secret" not in str(refused.value)


def test_a_sender_is_an_address_and_nothing_else() -> None:
    assert [is_address(one) for one in ("a@b.example", "A <a@b.example>", "a", "")] == [True, False, False, False]
