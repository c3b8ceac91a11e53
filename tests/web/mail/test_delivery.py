"""Each message goes once, whatever the mail server does; nothing is lost."""

from __future__ import annotations

import signal
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from escalade.models.server.mail import (
    LEASE_SECONDS,
    MOST_TRIES,
    erase_address,
    list_failures,
    list_waiting,
    retry_failures,
)
from escalade.web.mail.smtp import MailServer, MailServerError, parse_mail_server
from tests.telling import ENVIRONMENT, ROOT

from .conftest import SENDER, World
from .test_news import AGREED, DEBATED, PROPOSED

READERS = tuple(f"reader{number}@made-up.example" for number in range(3))


@pytest.fixture
def three(world: World) -> World:
    """Three readers, and a decision that they are still to be told of."""
    for address in READERS:
        world.asks(address, "decisions")
    world.does(PROPOSED, DEBATED, AGREED)
    world.now += 24 * 3600
    assert world.queue() == 3
    world.office.taken.clear()
    world.office.envelopes.clear()
    return world


def test_what_is_refused_for_good_is_said_and_can_be_tried_again(three: World) -> None:
    three.office.at_recipient[READERS[0]] = "550 5.1.1 No such made-up mailbox"
    done = three.deliver()
    assert (done.sent, done.failed, done.put_off) == (2, 1, 0)
    (failed,) = list_failures(three.store)
    assert (failed.address, failed.reply) == (READERS[0], "550 5.1.1 No such made-up mailbox")
    three.office.at_recipient.clear()
    assert three.deliver().sent == 0
    assert retry_failures(three.store, three.now) == 1
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
    assert [one.reply for one in list_failures(three.store)] == ["451 4.7.1 Greylisted, for the tests"]


@pytest.mark.parametrize("what", ["hang", "drop", "452 4.3.1 No room, for the tests"])
def test_a_message_that_the_server_does_not_take_goes_later_and_the_others_at_once(three: World, what: str) -> None:
    three.office.behind_data = [what]
    three.server = MailServer(three.server.place, seconds=2)  # sooner than the office lets go
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
    three.server = MailServer(parse_mail_server("smtp://127.0.0.1:1"))
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
