"""A proxy that signs people in: heard where it is the one that was named, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi import FastAPI
from httpx2 import Response

from escalade.models.backends import Location
from escalade.models.reader import open_reader
from escalade.web.settings import Settings
from tests.web.browser import CHAIR, DESK, Browser, does, hidden, said
from tests.web.conftest import MakeApp
from tests.web.openid.test_sign_in import PROPOSE, TYPED

PROXY, VISITOR = "192.0.2.7", "198.51.100.9"
ISSUER = "https://house.example"
FILE = f"""
[provider.house]
name = "Made-up house"
issuer = "{ISSUER}"
header = "Remote-User"
"""
NAMES = ((DESK, "Remote-Groups", "desk"), (CHAIR, "Remote-User", "bo"), (CHAIR, "Remote-Groups", "both"))
ADA = {"remote-user": "ada", "remote-groups": "all, desk"}
Reach = Callable[..., Browser]


@pytest.fixture
def reach(place: Location, tmp_path: Path, make_app: MakeApp) -> Reach:
    """Browsers of one server, each behind some address."""
    file = tmp_path / "providers.toml"
    rules = (
        f'[[provider.house.officer]]\nname = "{one}"\nclaim = "{claim}"\nvalue = "{value}"\n'
        for one, claim, value in NAMES
    )
    file.write_text(FILE + "".join(rules), "utf-8")
    apps: dict[bool, FastAPI] = {}

    def browser(address: str = PROXY, *, secure: bool = True) -> Browser:
        accounts, proxies = tmp_path / "accounts.toml", f"{PROXY},2001:db8::/64"
        setting = Settings(register=place, accounts=accounts, providers=file, secure=secure, proxy=proxies)
        apps[secure] = apps.get(secure) or make_app(setting)
        return Browser(apps[secure], base_url="https://testserver", client=(address, 4321))

    return browser


def presses(browser: Browser, headers: dict[str, str] | list[tuple[str, str]]) -> Response:
    """Press the button of the house, behind a proxy that says so."""
    page = browser.get("/sign-in", params={"next": "/people"})
    assert "Sign in through Made-up house" in said(page)
    data = {"knock": hidden(page.text, "knock"), "next": "/people"}
    return browser.post("/sign-in/through/house", data=data, headers=headers, follow_redirects=False)


def test_whom_the_proxy_names_is_signed_in_and_every_record_says_who_vouched(reach: Reach, place: Location) -> None:
    browser = reach()
    assert presses(browser, ADA).headers["location"] == "/people"
    browser.headers.update(ADA)
    assert f"You are signed in as {DESK}." in said(browser.get("/people"))
    assert "Recorded: Fog signals ." in said(does(browser, PROPOSE, **TYPED))
    with open_reader(place) as reader:
        record = reader.standing().record("2020/fog#1")
    assert record.officer == DESK
    assert record.identity.startswith(f"vouched for by {ISSUER} at ")
    browser.post("/sign-out", data={"form": hidden(browser.get("/people").text, "form")})
    assert browser.get("/people").url.path == "/sign-in"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"remote-groups": "desk"},
        {"remote-user": "", "remote-groups": "desk"},
        {"remote-user": "a" * 256, "remote-groups": "desk"},
        [("remote-user", "ada"), ("remote-user", "bo"), ("remote-groups", "desk")],
    ],
)
def test_what_names_nobody_or_two_signs_nobody_in(
    headers: dict[str, str] | list[tuple[str, str]], reach: Reach
) -> None:
    assert presses(reach(), headers).status_code == 404


@pytest.mark.parametrize(
    ("headers", "sentence"),
    [
        ({"remote-user": "ada"}, "nothing that it says of you names"),
        ([("remote-user", "ada"), ("remote-groups", "all"), ("remote-groups", "desk")], "nothing that it says of you"),
        ({"remote-user": "bo", "remote-groups": "desk"}, "more than one officer"),
    ],
)
def test_names_and_groups_make_officers_by_the_table_of_the_file(
    headers: dict[str, str] | list[tuple[str, str]], sentence: str, reach: Reach
) -> None:
    answer = presses(reach(), headers)
    assert (answer.status_code, sentence in said(answer)) == (403, True)


@pytest.mark.parametrize(
    ("address", "secure"), [(VISITOR, True), ("127.0.0.1", True), ("2001:db8:1::1", True), (PROXY, False)]
)
def test_nobody_but_the_proxy_is_heard(address: str, secure: bool, reach: Reach) -> None:  # noqa: FBT001  # a row of a table
    forged = {**ADA, "x-forwarded-for": PROXY}
    assert presses(reach(address, secure=secure), forged).status_code == 404
    browser = reach()
    presses(browser, ADA)
    thief = reach(address, secure=secure)
    thief.cookies.update(browser.cookies)
    assert thief.get("/people", headers=forged).url.path == "/sign-in", "not even with the cookie of a session"


def test_behind_the_proxy_visitors_are_told_apart_and_it_is_heard_all_the_same(reach: Reach) -> None:
    assert presses(reach("2001:db8::7"), {**ADA, "x-forwarded-for": VISITOR}).status_code == 303


@pytest.mark.parametrize(
    "later",
    [
        {},
        {**ADA, "remote-groups": "all"},
        {"remote-user": "bo"},
        {**ADA, "remote-user": "eve"},
        {**ADA, "remote-groups": "desk, both"},
    ],
)
def test_a_session_holds_while_the_proxy_names_the_same_person_with_every_request(
    later: dict[str, str], reach: Reach
) -> None:
    browser = reach()
    presses(browser, ADA)
    form = hidden(browser.get(PROPOSE, headers=ADA).text, "form")
    assert browser.get("/people", headers=later).url.path == "/sign-in"
    answer = browser.post(PROPOSE, data={"form": form, "step": "act", "words": "fog"}, headers=later)
    assert (answer.status_code, "Nothing that you typed is lost" in said(answer)) == (403, True)
