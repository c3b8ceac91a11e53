"""What was is told to those who may read it today."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi import FastAPI

from escalade.models.backends import Location
from escalade.web.auth.accounts import Account
from escalade.web.settings import Settings
from tests.web.browser import CHAIR, DESK, READER, Browser, said, signs_in
from tests.web.caller import Caller, with_tokens
from tests.web.conftest import MakeApp
from tests.web.test_withheld import PUT_FORWARD, record


@pytest.fixture
def app(place: Location, accounts: dict[str, Account], tmp_path: Path, make_app: MakeApp) -> FastAPI:
    """The pages and the API of the register."""
    return make_app(Settings(register=place, accounts=tmp_path / "accounts.toml"), with_tokens(accounts))


def looks(app: FastAPI, name: str | None, path: str) -> str:
    """What a page says to somebody; empty where there is none."""
    browser = Browser(app)
    if name:
        signs_in(browser, name)
    page = browser.get(path)
    browser.close()
    return said(page) if page.status_code == 200 else ""


def test_whoever_holds_no_office_any_more_reads_nothing_of_an_earlier_day_as_an_officer(
    app: FastAPI, place: Location
) -> None:
    hidden = {**PUT_FORWARD[1], "audience": "office"}
    succeeds = {"of": ["body"], "by": DESK, "on": "2020-06-01", "name": "Made-up Successor", "office": "chair"}
    record(place, (PUT_FORWARD[0], hidden), ("appoint", succeeds))
    for name, status in ((CHAIR, 404), (DESK, 200), (READER, 404), (None, 404)):
        assert Caller(app, name).get("topics/2020/fog").status_code == status
        assert Caller(app, name).get("topics/2020/fog", as_of="2020-05-01").status_code == status
        assert ("Fog signals" in looks(app, name, "/topics/2020/fog?as_of=2020-05-01")) == (status == 200)


def test_what_was_is_for_those_who_may_read_it_today(app: FastAPI, place: Location) -> None:
    hidden, opened = {**PUT_FORWARD[1], "audience": "members"}, {"fields": {"audience": "public"}}
    met = {"of": ["2020/fog"], "by": CHAIR, "on": "2020-03-02", "evidence": {"meeting": "1"}}
    record(place, (PUT_FORWARD[0], hidden), ("open debate", met))
    assert Caller(app).get("topics/2020/fog", as_of="2020-02-20").status_code == 404
    why = {"why": {"en": "The embargo is over."}}
    record(place, ("correct", {"records": ["2020/fog#1"], "by": DESK, "on": "2020-04-01", **why, **opened}))
    states = {"2020-02-20": "proposed", "2020-03-20": "debated"}
    for name in (None, READER, CHAIR):
        found = {day: Caller(app, name).get("topics/2020/fog", as_of=day).json()["state"] for day in states}
        assert found == states
        assert "Fog signals" in looks(app, name, "/topics/2020/fog?as_of=2020-02-20")
