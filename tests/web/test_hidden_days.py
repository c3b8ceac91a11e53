"""Days that are corrected for others move nothing in the lists that everybody reads."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI

from escalade.models.backends import Location
from escalade.web.auth.accounts import Account
from escalade.web.settings import Settings
from tests.web.browser import CHAIR, DESK, READER, Browser, said, signs_in
from tests.web.caller import Caller, with_tokens
from tests.web.conftest import MakeApp
from tests.web.test_past_of_readers import LAUNCHED, corrects
from tests.web.test_withheld import record

TODAY = date.today()  # noqa: DTZ011  # the day of this machine, as the server takes it
VISITORS = pytest.mark.parametrize(
    ("audience", "unread", "readers"),
    [("office", [None, READER], [CHAIR]), ("members", [None], [READER, CHAIR])],
)


def day(days: int) -> str:
    """A day so far from now."""
    return (TODAY + timedelta(days)).isoformat()


@pytest.fixture
def app(place: Location, accounts: dict[str, Account], tmp_path: Path, make_app: MakeApp) -> FastAPI:
    """The pages and the API of the register."""
    return make_app(Settings(register=place, accounts=tmp_path / "accounts.toml"), with_tokens(accounts))


def page(app: FastAPI, name: str | None, path: str) -> str:
    """What a page says to somebody, or a file holds."""
    browser = Browser(app)
    if name:
        signs_in(browser, name)
    answer = browser.get(path)
    browser.close()
    assert answer.status_code == 200, path
    return said(answer) or answer.text


@VISITORS
def test_a_consultation_stays_open_to_whoever_reads_no_other_end(
    app: FastAPI, place: Location, audience: str, unread: list[str | None], readers: list[str]
) -> None:
    act, fields = LAUNCHED[-1]
    record(place, *LAUNCHED[:-1], (act, {**fields, "closes": day(90)}))
    record(place, corrects("2020/fog#4", day(-1), audience, closes=day(-8), physical=day(-3)))
    for name in (*unread, *readers):
        knows = name in readers
        told = Caller(app, name).get("consultations").json()
        assert [(one["reference"], one["over"], one["closes"]) for one in told] == [
            ("2020/fog", knows, day(-8) if knows else day(90))
        ]
    assert "Fog signals" in page(app, None, "/feeds/consultations.ics")
    assert "Fog signals" in page(app, None, "/consultations")


@VISITORS
def test_a_consultation_is_over_to_whoever_reads_no_later_end(
    app: FastAPI, place: Location, audience: str, unread: list[str | None], readers: list[str]
) -> None:
    act, fields = LAUNCHED[-1]
    record(place, *LAUNCHED[:-1], (act, {**fields, "closes": day(-8)}))
    record(place, corrects("2020/fog#4", day(-1), audience, closes=day(90)))
    for name in (*unread, *readers):
        told = Caller(app, name).get("consultations").json()
        assert [(one["reference"], one["over"]) for one in told] == [("2020/fog", name not in readers)]
    assert "Fog signals" not in page(app, None, "/feeds/consultations.ics")


def test_the_room_tells_everybody_of_no_meeting_that_is_moved_for_others(app: FastAPI, place: Location) -> None:
    met: dict[str, Any] = {"of": ["meeting/4"], "by": DESK, "on": "2020-02-10", "place": {"en": "Made-up Harbour"}}
    before = page(app, None, "/room")
    assert "Meeting 4" not in before
    record(place, ("convene", {**met, "opens": day(40), "closes": day(41)}))
    record(place, corrects("meeting/4#1", day(-2), "office", opens=day(-1), closes=day(1)))
    assert page(app, None, "/room") == before
    assert page(app, READER, "/room") == before
    assert "Meeting 4" in page(app, CHAIR, "/chair")
    listed = Caller(app).get("show/meeting/4").text
    assert (day(40) in listed, day(-1) in listed) == (True, False)


def test_the_room_tells_of_the_meeting_that_is_moved_away_for_others(app: FastAPI, place: Location) -> None:
    met: dict[str, Any] = {"of": ["meeting/4"], "by": DESK, "on": "2020-02-10", "place": {"en": "Made-up Harbour"}}
    record(place, ("convene", {**met, "opens": day(-1), "closes": day(1)}))
    before = page(app, None, "/room")
    assert "Meeting 4" in before
    record(place, corrects("meeting/4#1", day(-2), "office", opens=day(40), closes=day(41)))
    assert page(app, None, "/room") == before
    record(
        place,
        ("annul", {"records": ["meeting/4#1"], "by": DESK, "on": day(0), "why": {"en": "err"}, "audience": "office"}),
    )
    assert page(app, None, "/room") == before
