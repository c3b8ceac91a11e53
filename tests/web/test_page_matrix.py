"""Who may open what: every page, by everyone there is; no address is forgotten."""

from __future__ import annotations

import re

import pytest
from fastapi.routing import APIRoute
from starlette.routing import Route

from escalade.models.backends import Location
from escalade.models.reader import open_reader
from escalade.web.routes import rooms
from tests.web.acts import put_forward, record
from tests.web.browser import CHAIR, COUNCIL_DESK, DESK, READER, Browser, hidden
from tests.web.conftest import Visitors

PUBLIC, OFFICERS = "everyone", (CHAIR, DESK, COUNCIL_DESK)
OF_CHAIR = (CHAIR, DESK)
FOG, AGENDA = "2020/fog", "/rounds/2020/papers/agenda"
OPENED: dict[str, tuple[str, object]] = {
    "/": ("/", PUBLIC),
    "/search": ("/search?words=fog", PUBLIC),
    "/room": ("/room", PUBLIC),
    "/rounds/{name}": ("/rounds/2020", PUBLIC),
    "/topics/{round_}/{name}": (f"/topics/{FOG}", PUBLIC),
    "/topics/{round_}/{name}/way.svg": (f"/topics/{FOG}/way.svg", PUBLIC),
    "/decisions": ("/decisions", PUBLIC),
    "/help": ("/help", PUBLIC),
    "/help/{part}": ("/help/chair", PUBLIC),
    "/feeds/{what}.atom": ("/feeds/decisions.atom", PUBLIC),
    "/feeds/consultations.ics": ("/feeds/consultations.ics", PUBLIC),
    "/sitemap.xml": ("/sitemap.xml", PUBLIC),
    "/robots.txt": ("/robots.txt", PUBLIC),
    "/sign-in": ("/sign-in", PUBLIC),
    "/rounds/{name}/plan": ("/rounds/2020/plan", PUBLIC),
    "/rounds/{name}/plan.svg": ("/rounds/2020/plan.svg", PUBLIC),
    "/rounds/{name}/plan.ics": ("/rounds/2020/plan.ics", PUBLIC),
    "/{place:path}/records/{ordinal}": (f"/topics/{FOG}/records/1", PUBLIC),
    "/sessions/{name}": ("/sessions/Assembly 2020", PUBLIC),
    "/meetings/{name}": ("/meetings/1", PUBLIC),
    "/body": ("/body", PUBLIC),
    "/api/docs": ("/api/docs", PUBLIC),
    "/verify": ("/verify", PUBLIC),
    "/inbox": ("/inbox", (*OFFICERS, READER)),
    "/read": ("/read", (DESK,)),
    "/people": ("/people", (*OFFICERS, READER)),
    "/{place:path}/acts": ("/rounds/2020/acts", OFFICERS),
    "/{place:path}/acts/{act}": (f"/topics/{FOG}/acts/take-position", OFFICERS),
    "/drafts/{kind}/{language}.{form}": ("/drafts/agenda/en.md?about=1", OFFICERS),
    "/chair": ("/chair", OF_CHAIR),
    "/chair/{act}/{place:path}": (f"/chair/open-debate/topics/{FOG}", OF_CHAIR),
    "/rounds/{name}/papers/{kind}": (f"{AGENDA}?about=meeting/1", OFFICERS),
    "/rounds/{name}/papers/{kind}/translation": (f"{AGENDA}/translation?about=meeting/1&to=ru", (DESK,)),
}
"""An address of each page, and for whom it is."""
MAIL = {"/mail": "/mail", "/mail/{key}": "/mail/none"}
"""Pages of subscriptions."""
NOT_THERE = {"/papers/{digest}": f"/papers/{'0' * 64}", **MAIL}
"""Pages that are only there once something was issued, or where mail is sent."""
SENT_BACK = {"/sign-in/return/{key}"}
"""Where providers send whoever signed in there; `openid/` tries it."""
INVITED = {"/welcome/{token}"}
"""Pages for whoever was invited; `test_people.py` tries them."""
ENDLESS = {"/room/stream"}
"""What goes on as long as a screen is open; everyone may open it, see `test_screens.py`."""
SENT = {
    "/room": "/room",
    "/read": "/read",
    "/people": "/people",
    "/people/invite": "/people/invite",
    "/people/appoint": "/people/appoint",
    "/people/end": "/people/end",
    "/{place:path}/acts/{act}": f"/topics/{FOG}/acts/open-debate",
    "/chair": "/chair",
    "/chair/{act}/{place:path}": f"/chair/open-debate/topics/{FOG}",
    "/rounds/{name}/papers/{kind}": f"{AGENDA}?about=meeting/1",
    "/rounds/{name}/papers/{kind}/translation": f"{AGENDA}/translation",
}
"""Where each form is sent that acts; `/sign-in`, `/sign-out`, `/view` and `/look` are tried in `test_account.py`,
those of mail in `mail/test_subscription.py`."""


@pytest.fixture
def fog(place: Location) -> None:
    """A topic that was put forward."""
    record(place, put_forward())


def addresses(method: str) -> set[str]:
    """Every address at which a page answers a method."""
    routes = [one for room in rooms() for one in room.routes]
    return {one.path for one in routes if isinstance(one, APIRoute | Route) and method in (one.methods or ())}


def test_every_page_is_tried_here() -> None:
    assert addresses("GET") == {*OPENED, *NOT_THERE, *ENDLESS, *INVITED, *SENT_BACK}
    assert addresses("POST") == {
        *SENT,
        "/sign-in",
        "/sign-out",
        "/view",
        "/look",
        "/verify",
        "/sign-in/through/{key}",
        "/sign-out/through/{key}",
        *MAIL,
        *INVITED,
    }
    assert addresses("PUT") | addresses("PATCH") | addresses("DELETE") == set()


@pytest.mark.usefixtures("fog")
@pytest.mark.parametrize("name", [None, READER, *OFFICERS])
def test_each_page_is_for_whom_it_is(name: str | None, visitors: Visitors) -> None:
    browser = visitors(name)
    for path, whose in OPENED.values():
        answer = browser.get(path, follow_redirects=False)
        is_theirs = whose == PUBLIC or (isinstance(whose, tuple) and name in whose)
        expected = 200 if is_theirs else 403 if name else 303
        assert answer.status_code == expected, (path, answer.text)
        if expected == 303:
            assert answer.headers["location"].startswith("/sign-in?next="), path
        if is_theirs and "<main" in answer.text:
            assert answer.text.count("<h1") == 1, path
            assert not re.search(r'class="hint"[^>]*>\s*</p>', answer.text), path
    assert {browser.get(path).status_code for path in NOT_THERE.values()} == {404}


@pytest.mark.usefixtures("fog")
@pytest.mark.parametrize("name", [None, READER, *OFFICERS])
def test_no_form_is_taken_that_another_session_was_given(name: str | None, place: Location, visitors: Visitors) -> None:
    browser, before = visitors(name), size(place)
    others = [hidden(visitors(one).get("/inbox").text, "form") for one in OFFICERS]
    for path in SENT.values():
        for stolen in (*others, "guessed", ""):
            assert browser.post(path, data={"form": stolen, "on": "2020-03-02"}).status_code == 403, path
    assert size(place) == before


@pytest.mark.usefixtures("fog")
def test_no_page_is_opened_by_a_cookie_that_is_no_session(visitors: Visitors) -> None:
    for cookie in ("guessed", "", "a" * 4000, "escalade_guessed"):
        browser: Browser = visitors()
        browser.cookies.set("escalade_session", cookie)
        for path, whose in OPENED.values():
            answer = browser.get(path, follow_redirects=False)
            assert answer.status_code == (200 if whose == PUBLIC else 303), path


def size(place: Location) -> int:
    """How many records there are."""
    with open_reader(place) as register:
        return register.size()
