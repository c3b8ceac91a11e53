"""What holds for every answer: whose it is, its headers, its failures, and many writers."""

from __future__ import annotations

import re
import sqlite3
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path

import pytest
from fastapi import FastAPI

from escalade.models.backends import Location, create, sqlite
from escalade.models.integrity.verify import verify
from escalade.web.app import create_app
from escalade.web.auth.accounts import Account
from escalade.web.middleware.request_context import Visit
from escalade.web.rendering.page import FOLDER
from escalade.web.settings import Settings
from tests.web.browser import CHAIR, DESK, Browser, does, hidden, said, signs_in
from tests.web.caller import TOKENS, Caller, with_tokens
from tests.web.conftest import MakeApp, Visitors
from tests.web.operating import FIELDS, Serving

FOG = {
    "of": ["2020/fog"],
    "version": {"title": {"en": "Fog signals"}},
    "by_state": ["Made-up Land"],
    "on": "2020-02-10",
}


def test_a_page_stays_until_the_record_changes(place: Location, accounts: dict[str, Account], tmp_path: Path) -> None:
    app = create_app(Settings(register=place, accounts=tmp_path / "accounts.toml"), with_tokens(accounts))
    token = {"authorization": f"Bearer {TOKENS[DESK]}"}
    with Browser(app) as client:
        first = client.get("/rounds/2020")
        again = client.get("/rounds/2020")
        assert (first.text, first.headers) == (again.text, again.headers)
        assert client.get("/fr/rounds/2020").text != first.text
        assert client.post("/api/acts", json={"act": "propose", **FOG}, headers=token).status_code == 201
        assert "Fog signals" in client.get("/rounds/2020").text
        assert client.get("/api/inbox").status_code == 401
        assert client.get("/api/inbox", headers=token).status_code == 200
        assert client.get("/api/inbox").status_code == 401
        place.path.unlink()
        assert client.get("/rounds/2020").status_code == 503


def test_what_one_is_shown_is_for_their_session_alone(
    place: Location, accounts: dict[str, Account], tmp_path: Path
) -> None:
    app = create_app(Settings(register=place, accounts=tmp_path / "accounts.toml"), accounts)
    with Browser(app) as one:
        shown_apart(one, app)


def shown_apart(stranger: Browser, app: FastAPI) -> None:
    """Ask as three visitors, whose requests one loop answers."""
    desk, chair = Browser(app), Browser(app)
    desk.portal = chair.portal = stranger.portal
    signs_in(desk, DESK)
    signs_in(chair, CHAIR)
    for _ in range(2):
        assert DESK in desk.get("/chair").text
        assert DESK in desk.get("/rounds/2020/acts/approve").text
        assert stranger.get("/chair", follow_redirects=False).status_code == 303
        pages = [one.get("/rounds/2020").text for one in (stranger, desk, chair)]
        assert len(set(pages)) == 3
    token = desk.cookies["escalade_session"]
    desk.post("/sign-out", data={"form": hidden(desk.get("/rounds/2020").text, "form")})
    desk.cookies.set("escalade_session", token)
    assert desk.get("/rounds/2020").text == pages[0]
    assert desk.get("/chair", follow_redirects=False).status_code == 303


def test_a_server_that_stops_closes_what_it_opened(
    place: Location, accounts: dict[str, Account], tmp_path: Path
) -> None:
    app = create_app(Settings(register=place, accounts=tmp_path / "accounts.toml"), accounts)
    with Browser(app) as browser, app.state.app_state.readers.open() as reader:
        assert browser.get("/rounds/2020").status_code == 200
        connection = reader.connection
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        connection.execute("SELECT 1")


def broken(*_: object) -> None:
    """Fail as no page is to fail."""
    message = "a made-up defect"
    raise ValueError(message)


def test_an_error_on_a_page_claims_nothing_of_the_record_and_leads_back(
    serving: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = Browser(serving(), raise_server_exceptions=False)
    signs_in(browser, DESK)
    page = browser.get("/rounds/2020/acts/propose").text
    monkeypatch.setattr(Visit, "page", broken)
    read = browser.get("/fr/rounds/2020")
    assert (read.status_code, "enregistré" in read.text) == (500, False)
    assert '<a href="/fr/">Vers l’état des travaux</a>' in read.text
    typed = {"form": hidden(page, "form"), "seen": hidden(page, "seen"), "step": "act", "words": "fog"}
    sent = browser.post("/rounds/2020/acts/propose", data=typed)
    assert sent.status_code == 500
    assert "nothing was recorded" not in sent.text
    assert "not certain whether what you sent was recorded" in sent.text


ANSWERS = ["/", "/sign-in", "/static/style.css", "/nothing", "/fr/body", "/inbox"]


@pytest.mark.parametrize("path", ANSWERS)
def test_every_answer_forbids_what_no_page_needs(path: str, visitors: Visitors) -> None:
    headers = visitors().get(path, follow_redirects=False).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "strict-transport-security" not in headers


@pytest.mark.parametrize("path", ["/rounds/2020/plan.svg", "/topics/2020/fog/way.svg"])
def test_a_drawing_that_is_opened_by_itself_may_be_dark(path: str, visitors: Visitors) -> None:
    typed = {"field_version__title.en": "Fog", "field_version__questions.en.0": "What?", "field_by_state": "Isle"}
    does(visitors(DESK), "/rounds/2020/acts/propose", words="fog", on="2020-02-10", **typed)
    answer = visitors().get(path)
    (style,) = re.findall(r"<style>(.*?)</style>", answer.text, re.DOTALL)
    allowed = b64encode(sha256(style.encode()).digest()).decode()
    assert f"style-src 'self' 'sha256-{allowed}';" in answer.headers["content-security-policy"]


def test_a_fault_shows_no_trace_and_keeps_its_headers(tmp_path: Path, make_app: MakeApp) -> None:
    app = make_app(Settings(register=Location(tmp_path / "register.db"), accounts=tmp_path / "accounts.toml"))

    @app.get("/faulty")
    def faulty() -> None:
        raise ZeroDivisionError

    answer = Browser(app, raise_server_exceptions=False).get("/faulty")
    assert answer.status_code == 500
    assert "ZeroDivision" not in answer.text
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


def test_over_tls_cookies_are_this_hosts_alone_and_in_the_clear_the_same_without_prefix(serving: Serving) -> None:
    for secure, place, name in (
        (True, "https://testserver", "__Host-escalade_session"),
        (False, "http://testserver", "escalade_session"),
    ):
        browser = Browser(serving(secure=secure), base_url=place)
        told = browser.get("/sign-in").headers
        assert ("; Secure" in told["set-cookie"], "strict-transport-security" in told) == (secure, secure)
        assert signs_in(browser, DESK) == "/inbox"
        assert list(browser.cookies) == [name], "what was for signing in alone is gone"
        browser.post("/look", data={"look": "dark", "next": "/"})
        assert 'data-look="dark"' in browser.get("/").text
        browser.post("/sign-out", data={"form": hidden(browser.get("/").text, "form")})
        assert name not in browser.cookies


def test_over_tls_a_cookie_that_another_host_may_have_set_is_none(serving: Serving) -> None:
    browser = Browser(serving(secure=True), base_url="https://testserver")
    signs_in(browser, DESK)
    token = browser.cookies["__Host-escalade_session"]
    browser.cookies.clear()
    browser.cookies.set("escalade_session", token)
    assert browser.get("/inbox", follow_redirects=False).status_code == 303


def test_no_page_holds_a_script_or_style_of_its_own() -> None:
    pages = {page.name: page.read_text("utf-8") for page in (FOLDER / "pages").rglob("*.html")}
    letter = pages.pop("letter.html")  # a letter has its style in it, for what reads mail asks for no other file
    assert pages
    assert "<script" not in letter
    marks = ("<script>", "<style", " style=", " onclick=", " onload=", "javascript:", "|safe")
    assert [(name, mark) for name, text in pages.items() for mark in marks if mark in text] == []


WRITERS, ACTS = 8, 6


def test_many_writers_are_all_recorded_however_short_a_database_waits(
    serving: Serving, place: Location, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = serving()
    caller = Caller(app, DESK)
    assert caller.act("propose", **FIELDS).status_code == HTTPStatus.CREATED
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.001)

    def write(writer: int) -> list[int]:
        own = Caller(app, DESK)
        said = ({"en": f"Word {number} of writer {writer}."} for number in range(ACTS))
        told = {"of": FIELDS["of"], "on": FIELDS["on"], "holders": [f"Land {writer}"]}
        return [own.act("record-statement", text=text, **told).status_code for text in said]

    with ThreadPoolExecutor(WRITERS) as pool:
        assert [code for codes in pool.map(write, range(WRITERS)) for code in codes] == [201] * WRITERS * ACTS
    assert verify(place).findings == []


def test_no_page_begins_a_register_and_the_first_says_what_does(tmp_path: Path, make_app: MakeApp) -> None:
    create(place := Location(tmp_path / "register.db"))
    browser = Browser(make_app(Settings(register=place, accounts=tmp_path / "accounts.toml")))
    assert "This register holds nothing yet: whoever runs the server begins it with “escalade init”." in said(
        browser.get("/")
    )
    assert "No topic is shown at the moment." in said(browser.get("/room"))
