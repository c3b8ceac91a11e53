"""Who is written to, and what becomes of each letter."""

from __future__ import annotations

import signal
import subprocess
import sys
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import cast

import pytest

from escalade.models.server.mail import (
    LEASE_SECONDS,
    MOST_TRIES,
    erase_address,
    list_failures,
    list_subscribers,
    list_waiting,
    retry_failures,
)
from escalade.web.mail.smtp import MailServer, MailServerError, parse_mail_server
from escalade.web.mail.subscription import parse_address
from escalade.web.middleware.request_context import Visit
from escalade.web.routes.mail import reader_of
from escalade.workflow.values.errors import RequestError
from tests.telling import ENVIRONMENT, ROOT
from tests.web.browser import DESK, READER, Browser, hidden, said, signs_in
from tests.web.conftest import Visitors

from .conftest import SENDER, SITE, World
from .post_office import links_in
from .test_news import AGREED, DEBATED, PROPOSED

ADDRESS = "reader@made-up.example"


def asks(world: World, address: str = ADDRESS, **more: object) -> str:
    """Send the form of the public."""
    data = {"address": address, "kind": ["decisions"], "language": "en", **more}
    return said(world.browser.post("/mail", data=data))


def test_nothing_is_sent_before_the_owner_of_the_address_confirms_it(world: World) -> None:
    assert f"A letter goes to {ADDRESS}." in asks(world)
    (letter,) = world.looks()
    assert letter.subject == "Please confirm that you want mail from MWG"
    assert "List-Unsubscribe" not in letter.headers
    way = next(one for one in links_in(letter) if "/mail/" in one)
    world.does("open-round 2031 --as 'Made-up Desk' --title en=Another --on 2020-02-03")
    assert world.looks() == []
    assert "Nothing is sent before you confirm" in said(world.browser.get(way.removeprefix(SITE)))
    assert [one.confirmed for one in list_subscribers(world.store)] == [0]
    page = world.browser.post(way.removeprefix(SITE), data={"change": "confirm"})
    assert "The address is confirmed." in said(page)
    assert world.looks() == []


def test_one_click_of_a_mail_program_erases_the_address_and_again_is_no_error(world: World) -> None:
    key = world.asks(ADDRESS, "decisions", "meetings")
    for _ in range(2):
        answer = world.browser.post(f"/mail/{key}", data={"List-Unsubscribe": "One-Click"})
        assert (answer.status_code, "address is erased" in said(answer)) == (200, True)
    assert list_subscribers(world.store) == []
    assert world.browser.get(f"/mail/{key}").status_code == 422


def test_what_is_sent_is_changed_behind_the_address_of_the_letter(world: World) -> None:
    key = world.asks(ADDRESS, "decisions")
    data = {"change": "save", "kind": ["papers", "waiting"], "language": "ar"}
    assert "Your choice is saved." in said(world.browser.post(f"/mail/{key}", data=data))
    (kept,) = list_subscribers(world.store)
    assert (kept.kinds, kept.language) == ("papers", "ar")
    refused = world.browser.post(f"/mail/{key}", data={**data, "kind": []})
    assert (refused.status_code, "Choose at least one thing" in said(refused)) == (422, True)


def test_whoever_asks_for_a_known_address_learns_and_changes_nothing(world: World) -> None:
    unknown = asks(world, "another@made-up.example")
    world.asks(ADDRESS, "decisions")
    world.now += 7200
    assert asks(world, kind=["papers"]) == unknown.replace("another@made-up.example", ADDRESS)
    letter = world.looks(minutes=1)[-1]
    assert letter.subject == "Your subscription to mail from MWG"
    assert "It is sent already." in letter.text_plain[0]
    assert {one.kinds for one in list_subscribers(world.store)} == {"decisions"}
    assert asks(world)
    assert world.looks(minutes=1) == []


def test_an_address_that_nobody_confirms_is_erased(world: World) -> None:
    asks(world)
    world.looks()
    world.looks(minutes=3 * 24 * 60 + 1)
    assert list_subscribers(world.store) == []


def test_an_officer_has_one_subscription_and_another_address_is_confirmed_anew(world: World) -> None:
    world.asks("desk@made-up.example", "waiting", name=DESK)
    signs_in(world.browser, DESK)
    page = world.browser.get("/mail").text
    assert 'value="desk@made-up.example"' in page
    data = {"form": hidden(page, "form"), "language": "fr", "kind": ["waiting"]}
    assert "Your choice is saved." in said(
        world.browser.post("/mail", data={**data, "address": "desk@made-up.example"})
    )
    assert "A letter goes to" in said(world.browser.post("/mail", data={**data, "address": "new@made-up.example"}))
    (kept,) = list_subscribers(world.store)
    assert (kept.address, kept.account, kept.confirmed) == ("new@made-up.example", DESK, 0)
    assert world.browser.post("/mail", data={**data, "form": "forged"}).status_code == 403


def test_what_waits_is_offered_to_those_who_signed_in_alone(world: World) -> None:
    assert "waits for your office" not in world.browser.get("/mail").text
    signs_in(world.browser, READER)
    assert "waits for your office" in world.browser.get("/mail").text


def test_who_has_no_account_of_their_own_is_written_to_as_the_public(world: World) -> None:
    through_a_provider = cast(
        "Visit", SimpleNamespace(officer=DESK, app_state=SimpleNamespace(accounts=world.accounts))
    )
    assert reader_of(through_a_provider) == DESK
    world.accounts.remove(DESK)
    assert reader_of(through_a_provider) == ""


def test_asking_again_and_again_is_slowed_down(world: World) -> None:
    answers = [world.browser.post("/mail", data={"address": ADDRESS, "kind": ["papers"]}) for _ in range(11)]
    assert [one.status_code for one in answers] == [200] * 10 + [429]
    assert len(world.looks()) == 1


def test_one_mailbox_is_written_to_ten_times_however_it_is_spelled_and_wherever_from(world: World) -> None:
    def ask(number: int) -> int:
        """Ask for it in another spelling, behind another proxy each time."""
        typed = {"address": f"Reader+{number}@made-up.example", "kind": ["papers"]}
        browser = Browser(world.browser.app, client=(f"192.0.2.{number}", 50000))
        return browser.post("/mail", data=typed).status_code

    assert [ask(number) for number in range(1, 12)] == [200] * 10 + [429]


def test_there_is_no_such_page_where_no_mail_is_sent(visitors: Visitors) -> None:
    stranger: Browser = visitors()
    assert {stranger.get(path).status_code for path in ("/mail", "/mail/any")} == {404}
    assert stranger.post("/mail", data={"address": ADDRESS}).status_code == 404


@pytest.mark.parametrize(
    "text", ["", "nobody", "a@b", "a b@made-up.example", "a@made-up.example\nBcc: b@c.example", "ü@made-up.example",
             "a@made..up", "<a@made-up.example>", f"{'a' * 65}@made-up.example", "a@made-up.example, b@c.example",
             "a@made-up.example?bcc=b", "a@made?up.example", "a@made-up.example?.example", "a@made%up.example",
             "a@=?utf-8?q?made?=.example", "a@made_up.example", "a@-up.example"],
)  # fmt: skip
def test_what_is_no_address_is_refused(world: World, text: str) -> None:
    with pytest.raises(RequestError):
        parse_address(text)
    answer = world.browser.post("/mail", data={"address": text, "kind": ["papers"]})
    assert (answer.status_code, "is no address for mail" in said(answer)) == (422, True)
    assert list_subscribers(world.store) == []


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
