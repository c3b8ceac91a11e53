"""Mail is asked for on a page, confirmed by its reader, ended at a click."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from escalade.models.server.mail import list_subscribers
from escalade.web.mail.subscription import AddressError, parse_address
from escalade.web.middleware.request_context import Visit
from escalade.web.routes.mail import reader_of
from tests.web.browser import DESK, READER, Browser, hidden, said, signs_in
from tests.web.conftest import Visitors

from .conftest import SITE, World
from .post_office import links_in

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
    key = world.asks(ADDRESS, "decisions", "dates")
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
    with pytest.raises(AddressError):
        parse_address(text)
    answer = world.browser.post("/mail", data={"address": text, "kind": ["papers"]})
    assert (answer.status_code, "is no address for mail" in said(answer)) == (422, True)
    assert list_subscribers(world.store) == []
