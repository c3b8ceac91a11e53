"""What is shown is never older than the record, nor another visitor's."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from fastapi import FastAPI

from escalade.models.backends import Location
from escalade.web.app import create_app
from escalade.web.auth.accounts import Account
from escalade.web.middleware.request_context import Visit
from escalade.web.settings import Settings
from tests.web.browser import CHAIR, DESK, Browser, hidden, signs_in
from tests.web.caller import TOKENS, with_tokens
from tests.web.operating import Serving

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
        assert desk.get("/rounds/2020/acts/approve").status_code == 403
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
