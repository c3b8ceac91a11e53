"""How pages call what was merged, renamed or annulled."""

from __future__ import annotations

import html
import re

import feedparser
import pytest

from escalade.models.backends import Location
from escalade.web.rendering.address import act_address, address
from tests.web.acts import MET, Act, on, put_forward, record, steps, text
from tests.web.browser import CHAIR, COUNCIL_DESK, DESK, READER, Browser, said, signs_in
from tests.web.chromium.crawl import within
from tests.web.conftest import Visitors
from tests.web.operating import Serving


@pytest.fixture
def merged(place: Location) -> None:
    """A topic that was merged into another one, under a text of both."""
    of = ("2020/cats", "2020/ice")
    both = on("merge", of[0], **MET, on="2020-03-02", into=of[1], version=text("Ice and cats"))
    record(place, put_forward(of[0], "Made-up cats"), put_forward(of[1], "Made-up ice"), *steps("debated", of=of), both)


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


@pytest.fixture
def renamed(place: Location) -> None:
    """A topic that was referred back under one title, and got another one since."""
    sat = {"evidence": {"session": "Assembly 2020", "sitting": 1, "document": "MA20/80"}, "words": {"en": "Back."}}
    record(
        place,
        put_forward(title="Made-up fog"),
        *steps("debated", "unresolved", "referred"),
        on("refer back", by=COUNCIL_DESK, **sat, guidance="not at hand", on="2020-06-02"),
        on("revise", by=DESK, version={**text("Made-up horns"), "source": "MA20/90"}, on="2020-07-01"),
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


TOPIC, SENT = "2020/oops", "2020/fog"
"""A topic that was put forward by mistake, and one whose consultation was launched by mistake."""
ANNULLED = (TOPIC, SENT, "meeting/9", "session/Assembly 2029", "2029")
"""A subject of each kind whose first record, or launch, was annulled."""
VISITORS = (None, READER, DESK, CHAIR, COUNCIL_DESK)
SOURCE = re.compile(r'<(?:a|img)[^>]*? (?:href|src)="([^"#]+)')


def annul(record: str, by: str, on: str) -> Act:
    """The annulment of a record."""
    subject = record.partition("#")[0]
    return "annul", {"of": [subject], "records": [record], "by": by, "on": on, "why": {"en": "Made-up mistake."}}


@pytest.fixture
def undone(place: Location) -> None:
    """A subject of each kind that was recorded by mistake."""
    days = {"opens": "2029-03-02", "closes": "2029-03-03", "place": "not at hand", "on": "2020-02-11"}
    agreed = on("record consensus", **MET, words={"en": "Agreed so."}, on="2020-03-03")
    record(
        place,
        put_forward(TOPIC, "Made-up title"),
        annul(f"{TOPIC}#1", DESK, "2020-02-12"),
        put_forward(SENT, "Fog"),
        *steps("debated"),
        agreed,
        on("launch", opens="2020-03-10", closes="2099-01-10", by=DESK, on="2020-03-10"),
        annul(f"{SENT}#4", DESK, "2020-03-12"),
        on("convene", "meeting/9", by=DESK, **days),
        annul("meeting/9#1", DESK, "2020-02-12"),
        on("convene", "session/Assembly 2029", by=COUNCIL_DESK, **days),
        annul("session/Assembly 2029#1", COUNCIL_DESK, "2020-02-12"),
        on("open round", "2029", by=DESK, on="2020-02-11"),
        annul("2029#1", DESK, "2020-02-12"),
    )


def pages_about(name: str) -> list[str]:
    """The addresses at which a subject is or may be shown."""
    at = address(name)
    papers = [f"{at}/papers/{kind}" for kind in ("note", "report", "notice", "call")]
    council = [act_address(name, "approve")]
    records = [f"{at}/records/{number}" for number in (1, 2, 4, 5)]
    acts = [f"{act_address(name, 'annul')}?records={name.replace('#', '%23')}%23{number}" for number in (1, 2, 4)]
    plan = [f"{at}/plan", f"{at}/plan.svg", f"{at}/plan.ics", f"{at}/way.svg", f"{at}?old=1&new=2"]
    return [at, *papers, *council, *records, f"{at}/acts", *acts, *plan]


def calls_about(name: str) -> list[str]:
    """The calls of the API about a subject."""
    readings = ("subjects", "topics", "records", "why", "plan")
    papers = [f"/api/papers/{kind}/{name}.md" for kind in ("note", "notice")]
    return [*(f"/api/{one}/{name}" for one in readings), *papers, f"/api/decisions?session={name.partition('/')[2]}"]


def walk(browser: Browser, beginnings: list[str]) -> dict[str, int]:
    """What each page answers that links lead to from some."""
    found: dict[str, int] = {}
    waiting = list(beginnings)
    while waiting:
        path = waiting.pop()
        if path in found or path.startswith(("/room/stream", "/static")):
            continue
        answer = browser.get(path)
        found[path] = answer.status_code
        if answer.headers["content-type"].startswith("text/html"):
            waiting += [link for one in SOURCE.findall(html.unescape(answer.text)) if (link := within(path, one))]
    return found


@pytest.mark.usefixtures("undone")
@pytest.mark.parametrize("name", VISITORS)
def test_no_page_fails_for_what_was_annulled(name: str | None, serving: Serving) -> None:
    browser = Browser(serving(), raise_server_exceptions=False)
    if name:
        assert signs_in(browser, name) != "/sign-in"
    shared = ["/", "/decisions", "/search?words=made-up", "/inbox", "/sitemap.xml", "/body"]
    shared += ["/chair", "/room", "/verify", "/api/topics", "/api/consultations"]
    shared += [f"/feeds/{what}.atom" for what in ("decisions", "consultations", "documents")]
    found = walk(browser, [*shared, *(path for one in ANNULLED for path in pages_about(one) + calls_about(one))])
    assert {path: status for path, status in found.items() if status >= 500} == {}
    assert {found[address(one)] for one in ANNULLED} == {200}


@pytest.mark.usefixtures("undone")
def test_what_was_put_forward_by_mistake_says_so_under_the_name_it_had(visitors: Visitors) -> None:
    page = visitors().get(address(TOPIC))
    assert "<title>Annulled: Made-up title" in page.text
    assert (
        "Annulled: Made-up title It was recorded by mistake, and the record says so. Since 12 February 2020."
        in said(page)
    )
    assert "The text" not in said(page)
    desk = said(visitors(DESK).get("/inbox"))
    assert "Meeting 9 Annulled" in desk
    assert "Assembly 2029 Annulled" in said(visitors(COUNCIL_DESK).get("/inbox"))


@pytest.mark.usefixtures("undone")
def test_the_page_of_a_meeting_says_when_it_was_called_off_and_when_it_was_to_be_held(visitors: Visitors) -> None:
    page = said(visitors(DESK).get(address("meeting/9")))
    assert "Called off: 12 February 2020 ( meeting/9#2 ). It was to be held: 2 and 3 March 2029" in page, page
