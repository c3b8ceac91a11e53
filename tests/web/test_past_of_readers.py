"""What was is told to each from what they may read, whatever corrects it for others."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI

from escalade.cli import run
from escalade.models import as_of
from escalade.models.as_of import open_past
from escalade.models.backends import Location
from escalade.models.backends.connection import Connection
from escalade.models.backends.sqlite import in_memory
from escalade.web.auth.accounts import Account
from escalade.web.settings import Settings
from tests.web.browser import CHAIR, DESK, READER, Browser, said, signs_in
from tests.web.caller import Caller, with_tokens
from tests.web.conftest import MakeApp, Visitors
from tests.web.test_withheld import FOG, PUT_FORWARD, TEXT, record

MET: dict[str, Any] = {"of": ["2020/fog"], "by": CHAIR, "on": "2020-03-02", "evidence": {"meeting": "1"}}
STATED = ("record statement", {**FOG, "on": "2020-03-10", "holders": ("Latecomer",), "text": {"en": "x"}})
LAUNCHED = (
    PUT_FORWARD,
    ("open debate", MET),
    ("record consensus", MET),
    ("launch", {**FOG, "on": "2020-03-05", "opens": "2020-04-01", "closes": "2020-06-30", "reason": {"en": "Made-up"}}),
)


@pytest.fixture
def app(place: Location, accounts: dict[str, Account], tmp_path: Path, make_app: MakeApp) -> FastAPI:
    """The pages and the API of the register."""
    return make_app(Settings(register=place, accounts=tmp_path / "accounts.toml"), with_tokens(accounts))


def corrects(name: str, told_on: str, audience: str, /, **fields: str) -> tuple[str, dict[str, Any]]:
    """A correction that not everybody may read."""
    said_ = {"by": DESK, "on": told_on, "why": {"en": "err"}, "fields": fields, "audience": audience}
    return "correct", {"records": [name], **said_}


def looks(app: FastAPI, name: str | None, path: str) -> str:
    """What a page says to somebody; empty where there is none."""
    browser = Browser(app)
    if name:
        signs_in(browser, name)
    page = browser.get(path)
    browser.close()
    return said(page) if page.status_code == 200 else ""


VISITORS = pytest.mark.parametrize(
    ("audience", "unread", "readers"),
    [("office", [None, READER], [CHAIR]), ("members", [None], [READER, CHAIR])],
)


@VISITORS
def test_a_day_that_is_corrected_for_others_stays_what_it_was(
    app: FastAPI, place: Location, audience: str, unread: list[str | None], readers: list[str]
) -> None:
    corrected = corrects("2020/fog#2", "2020-05-01", audience, on="2020-04-20")
    record(place, PUT_FORWARD, (STATED[0], {**STATED[1], "audience": "public"}), corrected)
    for name in (*unread, *readers):
        caller, knows = Caller(app, name), name in readers
        then = caller.get("history/2020/fog", as_of="2020-03-12").json()
        assert [one["reference"] for one in then] == (["2020/fog#1"] if knows else ["2020/fog#1", "2020/fog#2"])
        told = caller.get("show/2020/fog%232", as_of="2020-05-30").text
        assert ("2020-04-20" in told, "2020-03-10" in told) == (knows, not knows)
        page = looks(app, name, "/topics/2020/fog?as_of=2020-03-12")
        assert ("Latecomer" in page) == (not knows)
        assert ("20 April" in looks(app, name, "/topics/2020/fog?as_of=2020-05-30")) == knows


@VISITORS
def test_a_topic_whose_first_day_is_corrected_for_others_is_there_on_its_own(
    app: FastAPI, place: Location, audience: str, unread: list[str | None], readers: list[str]
) -> None:
    record(place, PUT_FORWARD, corrects("2020/fog#1", "2020-02-25", audience, on="2020-02-20"))
    for name in (*unread, *readers):
        knows = name in readers
        assert ("Fog signals" in looks(app, name, "/topics/2020/fog?as_of=2020-02-15")) == (not knows)
        assert ("Fog signals" in looks(app, name, "/rounds/2020?as_of=2020-02-15")) == (not knows)
        listed = Caller(app, name).get("list", as_of="2020-02-15").json()
        assert [one["reference"] for one in listed] == ([] if knows else ["2020/fog"])


@VISITORS
def test_a_plan_of_a_day_turns_by_nothing_that_its_reader_may_not_read(
    app: FastAPI, place: Location, audience: str, unread: list[str | None], readers: list[str]
) -> None:
    record(place, *LAUNCHED)
    names = (*unread, *readers)
    before = {name: Caller(app, name).get("plan/2020", on="2020-03-20").json()["lines"] for name in names}
    then = {name: Caller(app, name).get("plan/2020", as_of="2020-03-20").json()["lines"] for name in names}
    record(place, corrects("2020/fog#4", "2020-03-25", audience, on="2020-03-22"))
    for name in names:
        found = Caller(app, name).get("plan/2020", on="2020-03-20").json()["lines"]
        past = Caller(app, name).get("plan/2020", as_of="2020-03-20").json()["lines"]
        assert (found != before[name], past != then[name]) == (name in readers,) * 2


def test_whoever_holds_no_office_any_more_reads_nothing_of_an_earlier_day_as_an_officer(
    app: FastAPI, place: Location
) -> None:
    hidden = {**PUT_FORWARD[1], "audience": "office"}
    succeeds = {"of": ["body"], "by": DESK, "on": "2020-06-01", "name": "Made-up Successor", "office": "chair"}
    record(place, (PUT_FORWARD[0], hidden), ("appoint", succeeds))
    for name, status in ((CHAIR, 404), (DESK, 200), (READER, 404), (None, 404)):
        assert Caller(app, name).get("show/2020/fog").status_code == status
        assert Caller(app, name).get("show/2020/fog", as_of="2020-05-01").status_code == status
        assert ("Fog signals" in looks(app, name, "/topics/2020/fog?as_of=2020-05-01")) == (status == 200)


def test_a_paper_for_the_public_is_drawn_of_a_day_from_what_the_public_may_read(
    place: Location, capsys: pytest.CaptureFixture[str]
) -> None:
    lamps = ("propose", {**PUT_FORWARD[1], "of": ["2020/lamps"], "version": {**TEXT, "title": {"en": "Lamps"}}})
    record(place, PUT_FORWARD, lamps, corrects("2020/fog#1", "2020-02-25", "office", on="2020-02-20"))
    with open_past(place, as_of="2020-02-15", known_at=None) as past:
        found = {name: past.standing(reader=name).topic("2020/fog") is not None for name in ("public", "members")}
        assert (found, past.standing(reader="office").topic("2020/fog")) == ({"public": True, "members": True}, None)
        assert past.standing().topic("2020/fog") is None
    drawn = {}
    for audience in ("public", "office"):
        words = ["agenda", "1", "--as-of", "2020-02-15", "--audience", audience]
        assert run(["--register", str(place.path), *words]) == 0
        drawn[audience] = "Fog signals" in capsys.readouterr().out
    assert drawn == {"public": True, "office": False}


@pytest.mark.parametrize(("hides", "made"), [("members", 2), ("office", 3)])
def test_no_more_pasts_are_made_than_there_are_readers_who_read_otherwise(
    place: Location, visitors: Visitors, monkeypatch: pytest.MonkeyPatch, hides: str, made: int
) -> None:
    said_ = {"holders": ("Made-up Land",), "stance": "reserve", "text": {"en": "Hm."}, "source": "MA20/1"}
    record(place, *LAUNCHED, ("take position", {**FOG, "on": "2020-02-11", **said_, "audience": hides}))
    found: list[int] = []

    def counts() -> Connection:
        """Make one as ever."""
        found.append(1)
        return in_memory()

    monkeypatch.setattr(as_of, "in_memory", counts)
    answer = visitors(CHAIR).get("/topics/2020/fog/records/5?as_of=2020-12-31")
    assert (answer.status_code, len(found)) == (200, made)
    assert f"This page shows what is for {'members' if hides == 'members' else 'the office'} only." in answer.text
