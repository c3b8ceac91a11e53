"""Each message goes once, whatever the mail server does; nothing is lost."""

from __future__ import annotations

import signal
import ssl
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from escalade.models.server.lease import LEASE_SECONDS
from escalade.models.server.mail_queue import MOST_TRIES, list_failed, list_waiting, retry_failed
from escalade.models.server.subscribers import erase_address
from escalade.web.mail.smtp import (
    MailServer,
    MailServerError,
    MailServerPlaceError,
    is_address,
    read_mail_place,
)
from tests.telling import ENVIRONMENT, ROOT

from .conftest import SENDER, World
from .post_office import PASSWORD, PostOffice, signs_in_with_password
from .test_news import AGREED, DEBATED, PROPOSED

READERS = tuple(f"reader{number}@made-up.example" for number in range(3))


@pytest.fixture
def three(world: World) -> World:
    """Three readers, and a decision that they are still to be told of."""
    for address in READERS:
        world.asks(address, "decisions")
    world.does(PROPOSED, DEBATED, AGREED)
    assert world.queue() == 3
    world.office.taken.clear()
    world.office.envelopes.clear()
    return world


def test_what_is_refused_for_good_is_said_and_can_be_tried_again(three: World) -> None:
    three.office.at_recipient[READERS[0]] = "550 5.1.1 No such made-up mailbox"
    done = three.deliver()
    assert (done.sent, done.failed, done.put_off) == (2, 1, 0)
    (failed,) = list_failed(three.store)
    assert (failed.address, failed.reply) == (READERS[0], "550 5.1.1 No such made-up mailbox")
    three.office.at_recipient.clear()
    assert three.deliver().sent == 0
    assert retry_failed(three.store, three.now) == 1
    assert three.deliver().sent == 1
    assert sorted(one for _, to in three.office.envelopes for one in to) == sorted(READERS)


def test_what_is_put_off_is_tried_again_after_waits_that_grow_and_then_given_up(three: World) -> None:
    three.office.at_recipient[READERS[0]] = "451 4.7.1 Greylisted, for the tests"
    assert three.deliver().put_off == 1
    assert three.deliver() == (0, 0, 0, 0)
    waits = []
    for _ in range(MOST_TRIES - 2):
        (mail,) = list_waiting(three.store)
        waits.append(mail.due - three.now)
        three.now = mail.due - 1
        assert three.deliver() == (0, 0, 0, 0)
        three.now = mail.due
        assert three.deliver().put_off == 1
    assert waits == sorted(waits)
    assert waits[0] == 300
    (mail,) = list_waiting(three.store)
    three.now = mail.due
    assert three.deliver().failed == 1
    assert [one.reply for one in list_failed(three.store)] == ["451 4.7.1 Greylisted, for the tests"]


@pytest.mark.parametrize("what", ["hang", "drop", "452 4.3.1 No room, for the tests"])
def test_a_message_that_the_server_does_not_take_goes_later_and_the_others_at_once(three: World, what: str) -> None:
    three.office.behind_data = [what]
    done = three.deliver()
    assert (done.sent, done.put_off) == (2, 1)
    three.now += 300
    assert three.deliver().sent == 1
    assert sorted(one for _, to in three.office.envelopes for one in to) == sorted(READERS)


def test_where_the_answer_is_lost_the_same_message_goes_once_more(three: World) -> None:
    three.office.behind_data = ["take and drop"]
    assert three.deliver().put_off == 1
    three.now += 300
    assert three.deliver().sent == 1
    names = [one.headers["Message-ID"][0] for one in three.office.taken]
    assert (len(names), len(set(names))) == (4, 3)


def test_a_server_that_is_down_or_refuses_the_sender_counts_against_no_message(three: World) -> None:
    three.office.at_sender = "550 5.7.1 Not from here, say the tests"
    with pytest.raises(MailServerError, match=r"cannot be used: 550 5\.7\.1 Not from here"):
        three.deliver()
    three.server = MailServer(read_mail_place("smtp://127.0.0.1:1"))
    with pytest.raises(MailServerError, match=r"smtp://127\.0\.0\.1:1 cannot be used: connection refused\. Everything"):
        three.deliver()
    assert [(one.state, one.tries, one.due) for one in list_waiting(three.store)] == [("waiting", 0, three.now)] * 3


def test_whoever_ends_their_subscription_gets_nothing_that_waited(three: World) -> None:
    assert erase_address(three.store, READERS[0]) == 1
    assert three.deliver().sent == 2
    assert READERS[0] not in str(three.office.envelopes)


def test_two_processes_that_look_at_once_tell_nothing_twice(three: World) -> None:
    assert three.queue() == 0
    assert len(list_waiting(three.store)) == 3


def test_a_queue_that_is_killed_loses_nothing_and_repeats_at_most_the_one_on_its_way(three: World) -> None:
    here = "from escalade.cli import run; import sys; sys.exit(run(sys.argv[1:]))"
    words = [
        sys.executable,
        "-c",
        here,
        "--register",
        str(three.place.path),
        "mail",
        "--once",
        "--from",
        SENDER.address,
    ]
    words += ["--site", SENDER.site, "--smtp", three.office.place, "--accounts", str(three.accounts.path)]
    three.make_due(datetime.now(UTC).timestamp() - 1)
    three.office.behind_data = ["take", "take and kill"]
    process = subprocess.Popen(words, cwd=ROOT, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    three.office.victim = process.pid
    _, said = process.communicate(timeout=120)
    assert process.returncode == -signal.SIGKILL, said
    assert [one.state for one in list_waiting(three.store)].count("sending") == 1
    three.now = datetime.now(UTC).timestamp()
    assert three.deliver().sent == 1
    three.now += LEASE_SECONDS
    assert three.deliver().sent == 1
    assert list_waiting(three.store) == []
    names = [one.headers["Message-ID"][0] for one in three.office.taken]
    assert (len(names), len(set(names))) == (4, 3)


@pytest.fixture
def closed(certificate: Path) -> Iterator[PostOffice]:
    """A mail server that speaks TLS once it is asked to, and wants a password."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    options: dict[str, Any] = {"tls_context": context, "require_starttls": True, "auth_required": True}
    with PostOffice(**options, authenticator=signs_in_with_password) as found:
        yield found


def test_a_server_is_spoken_to_in_secret_and_signed_in_to(closed: PostOffice, certificate: Path) -> None:
    place = read_mail_place(closed.place.replace("://", "://made-up%20desk@"))

    def trusting() -> ssl.SSLContext:
        return ssl.create_default_context(cafile=certificate)

    server = MailServer(place, PASSWORD, trust=trusting)
    assert server.send(SENDER.address, READERS[0], b"Subject: made up\r\n\r\nMade up.\r\n").outcome == "sent"
    server.close()
    wrong = MailServer(place, "another", trust=trusting)
    with pytest.raises(MailServerError, match="535 "):
        wrong.send(SENDER.address, READERS[0], b"")
    with pytest.raises(MailServerError, match="certificate"):
        MailServer(place, PASSWORD).send(SENDER.address, READERS[0], b"")


@pytest.fixture
def self_made(certificate: Path) -> Iterator[Callable[[str], PostOffice]]:
    """Mail servers that offer TLS under a certificate that nobody vouches for."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    with ExitStack() as opened:
        yield lambda hostname: opened.enter_context(PostOffice(hostname, tls_context=context, require_starttls=True))


def test_to_this_machine_a_certificate_of_its_own_making_will_do(self_made: Callable[[str], PostOffice]) -> None:
    here, elsewhere = self_made("127.0.0.1"), self_made("127.0.0.2")
    server = MailServer(read_mail_place(here.place))
    assert server.send(SENDER.address, READERS[0], b"Subject: made up\r\n\r\nMade up.\r\n").outcome == "sent"
    server.close()
    assert len(here.raw) == 1
    with pytest.raises(MailServerError, match="certificate"):
        MailServer(read_mail_place(elsewhere.place)).send(SENDER.address, READERS[0], b"")
    with pytest.raises(MailServerError, match="certificate"):  # a password goes nowhere unproven
        MailServer(read_mail_place(here.place.replace("://", "://made-up%20desk@")), PASSWORD).send("", "", b"")


def test_nothing_goes_in_clear_to_another_machine() -> None:
    with PostOffice("127.0.0.2") as other:  # an address of this machine that is not known as one
        with pytest.raises(MailServerError, match="STARTTLS"):
            MailServer(read_mail_place(other.place)).send(SENDER.address, READERS[0], b"")
        assert other.raw == []


def test_the_port_is_that_of_the_way_of_speaking() -> None:
    assert read_mail_place("smtp://desk@mail.example") == ("mail.example", 587, False, "desk")
    assert read_mail_place("smtps://mail.example").port == 465


@pytest.mark.parametrize(
    "place",
    [
        "",
        "mail.example",
        "http://mail.example",
        "smtp://",
        "smtp://a:secret@mail.example",
        "smtp://h:port",
        "smtp://h/x",
    ],
)
def test_what_names_no_mail_server_is_refused_and_no_password_repeated(place: str) -> None:
    with pytest.raises(MailServerPlaceError) as refused:
        read_mail_place(place)
    assert "secret" not in str(refused.value)


def test_a_sender_is_an_address_and_nothing_else() -> None:
    assert [is_address(one) for one in ("a@b.example", "A <a@b.example>", "a", "")] == [True, False, False, False]
