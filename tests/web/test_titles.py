"""What topics are called on pages: after a merger, and where what was decided under another title is told."""

from __future__ import annotations

from typing import Any

import feedparser
import pytest

from escalade.cli import run
from escalade.models.backends import Location
from escalade.models.register import open_register
from escalade.services.acts.bind import convert_fields
from tests.web.browser import CHAIR, COUNCIL_DESK, DESK, said
from tests.web.caller import Caller
from tests.web.conftest import Visitors
from tests.web.operating import Serving


def text(title: str) -> dict[str, Any]:
    """The text of a topic."""
    return {"title": {"en": title}, "questions": [{"en": "What?"}]}


def acts(place: Location, *made: tuple[str, dict[str, Any]]) -> None:
    """Record acts."""
    with open_register(place) as register:
        for name, fields in made:
            register.act(convert_fields(name, fields))


def put_forward(name: str, title: str) -> tuple[str, dict[str, Any]]:
    """A topic that is put forward."""
    return "propose", {"of": [name], "version": text(title), "by_state": ["Isle"], "by": DESK, "on": "2020-02-10"}


@pytest.fixture
def merged(place: Location) -> None:
    """A topic that was merged into another one, under a text of both."""
    met = {"by": CHAIR, "evidence": {"meeting": "1"}, "on": "2020-03-02"}
    acts(
        place,
        put_forward("2020/cats", "Made-up cats"),
        put_forward("2020/ice", "Made-up ice"),
        ("open debate", {**met, "of": ["2020/cats", "2020/ice"]}),
        ("merge", {**met, "of": ["2020/cats"], "into": "2020/ice", "version": text("Ice and cats")}),
    )


@pytest.mark.usefixtures("merged")
def test_a_topic_that_was_merged_keeps_its_title_and_says_where_it_went(visitors: Visitors) -> None:
    browser = visitors()
    cats, ice = browser.get("/topics/2020/cats"), browser.get("/topics/2020/ice")
    assert "<title>Made-up cats" in cats.text
    assert "Made-up cats It was merged into “ Ice and cats ”. Since 2 March 2020." in said(cats)
    assert 'into “<a href="/topics/2020/ice">Ice and cats</a>”' in cats.text
    assert 'It took in “<a href="/topics/2020/cats">Made-up cats</a>”.' in ice.text
    for path in ("/", "/rounds/2020"):
        page = browser.get(path)
        assert '<h3><a href="/topics/2020/cats">Made-up cats</a></h3>' in page.text
        assert 'into “<a href="/topics/2020/ice">Ice and cats</a>”' in page.text
        assert 'It took in “<a href="/topics/2020/cats">Made-up cats</a>”.' in page.text
    assert "fusionné avec «\u00a0" in browser.get("/fr/topics/2020/cats").text


@pytest.mark.usefixtures("merged")
@pytest.mark.parametrize("name", [None, DESK])
def test_lists_and_calls_call_a_merged_topic_as_its_page_does(
    name: str | None, place: Location, serving: Serving, capsys: pytest.CaptureFixture[str]
) -> None:
    caller = Caller(serving(), name)
    titles = {one["reference"]: one["title"] for one in caller.get("topics").json()}
    assert titles == {"2020/cats": {"en": "Made-up cats"}, "2020/ice": {"en": "Ice and cats"}}
    assert caller.get("topics/2020/cats").json()["title"] == {"en": "Made-up cats"}
    assert run(["--register", str(place), "list"]) == 0
    assert "Made-up cats" in capsys.readouterr().out


def test_a_list_calls_an_annulled_topic_as_its_page_does(place: Location, visitors: Visitors) -> None:
    mistake = {"records": ["2020/cats#1"], "by": DESK, "on": "2020-02-10", "why": {"en": "Made-up mistake"}}
    acts(place, put_forward("2020/cats", "Made-up cats"), ("annul", mistake))
    assert visitors().get("/api/topics").json()[0]["title"] == {"en": "Made-up cats"}
    assert "Made-up cats" in said(visitors().get("/topics/2020/cats"))


@pytest.mark.usefixtures("merged")
def test_the_record_of_a_merger_leads_to_the_other_topic(visitors: Visitors) -> None:
    record = visitors().get("/topics/2020/cats/records/3")
    assert "Merged into another topic: Made-up cats" in said(record)
    assert '<dt>Into</dt><dd><a class="reference" href="/topics/2020/ice">2020/ice</a></dd>' in record.text.replace(
        "\n", ""
    )


@pytest.fixture
def renamed(place: Location) -> None:
    """A topic that was referred back under one title, and got another one since."""
    met = {"by": CHAIR, "of": ["2020/fog"], "evidence": {"meeting": "1"}}
    tried = {"tried": {"en": "Much."}, "refer": True, "words": {"en": "To refer it."}}
    sat = {
        "evidence": {"session": "Assembly 2020", "sitting": 1, "document": "MA20/80"},
        "guidance": "not at hand",
        "words": {"en": "Back."},
    }
    acts(
        place,
        put_forward("2020/fog", "Made-up fog"),
        ("open debate", {**met, "on": "2020-03-02"}),
        ("record no consensus", {**met, **tried, "on": "2020-03-03"}),
        (
            "escalate",
            {
                "of": ["2020/fog"],
                "by": DESK,
                "to_session": "Assembly 2020",
                "evidence": {"document": "MA20/5"},
                "on": "2020-04-06",
            },
        ),
        ("refer back", {"of": ["2020/fog"], "by": COUNCIL_DESK, **sat, "on": "2020-06-02"}),
        (
            "revise",
            {
                "of": ["2020/fog"],
                "by": DESK,
                "version": {**text("Made-up horns"), "source": "MA20/90"},
                "on": "2020-07-01",
            },
        ),
    )


@pytest.mark.usefixtures("renamed")
def test_what_was_decided_is_told_under_the_title_of_then(visitors: Visitors) -> None:
    then, link = "Made-up fog", '<a href="/topics/2020/fog">{}</a>'
    decisions = visitors().get("/decisions").text
    assert decisions.count(link.format(then)) == 2
    assert "Made-up horns" not in decisions
    session = visitors(COUNCIL_DESK).get("/sessions/Assembly%202020").text
    assert f"Referred back to the Group</p>\n<h3>{link.format(then)}" in session
    for number, act in ((3, "No consensus"), (5, "Referred back to the Group"), (6, "Text revised")):
        named = then if number < 6 else "Made-up horns"
        assert f"<h1>{act}: {named}</h1>" in visitors().get(f"/topics/2020/fog/records/{number}").text
    for path in ("/", "/rounds/2020"):
        page = visitors().get(path).text
        assert page.count(link.format(then)) == 1, path
        assert page.count(link.format("Made-up horns")) == 1, path
    assert "Made-up fog" in visitors().get("/meetings/1").text
    feed = feedparser.parse(visitors().get("/feeds/decisions.atom").content)
    assert {one.title.partition(": ")[2] for one in feed.entries} == {then}
