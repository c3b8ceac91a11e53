"""What was recorded by mistake: each kind of subject, annulled as to its first record, on every page there is."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest

from escalade.models.backends import Location
from escalade.models.register import open_register
from escalade.services.acts.bind import convert_fields
from escalade.web.rendering.address import act_address, address
from tests.web.browser import CHAIR, COUNCIL_DESK, DESK, READER, Browser, said, signs_in
from tests.web.chromium.crawl import within
from tests.web.conftest import Visitors
from tests.web.operating import Serving

TOPIC, SENT = "2020/oops", "2020/fog"
"""A topic that was put forward by mistake, and one whose consultation was launched by mistake."""
ANNULLED = (TOPIC, SENT, "meeting/9", "session/Assembly 2029", "2029")
"""A subject of each kind whose first record, or launch, was annulled."""
VISITORS = (None, READER, DESK, CHAIR, COUNCIL_DESK)
LINK = re.compile(r'<a [^>]*?href="([^"#]+)')
SOURCE = re.compile(r'<(?:a|img)[^>]*? (?:href|src)="([^"#]+)')


def text(title: str) -> dict[str, Any]:
    """The text of a topic."""
    return {"title": {"en": title}, "questions": [{"en": "What?"}]}


def annul(record: str, by: str, on: str) -> tuple[str, dict[str, Any]]:
    """The annulment of a record."""
    subject = record.partition("#")[0]
    return "annul", {"of": [subject], "records": [record], "by": by, "on": on, "why": {"en": "Made-up mistake."}}


def put_forward(name: str, title: str) -> tuple[str, dict[str, Any]]:
    """A topic that is put forward."""
    return "propose", {"of": [name], "version": text(title), "by_state": ["Isle"], "by": DESK, "on": "2020-02-10"}


@pytest.fixture
def undone(place: Location) -> None:
    """A subject of each kind that was recorded by mistake."""
    met = {"by": CHAIR, "of": [SENT], "evidence": {"meeting": "1"}}
    days = {"opens": "2029-03-02", "closes": "2029-03-03", "place": "not at hand", "on": "2020-02-11"}
    acts = (
        put_forward(TOPIC, "Made-up title"),
        annul(f"{TOPIC}#1", DESK, "2020-02-12"),
        put_forward(SENT, "Fog"),
        ("open debate", {**met, "on": "2020-03-02"}),
        ("record consensus", {**met, "words": {"en": "Agreed so."}, "on": "2020-03-03"}),
        ("launch", {"of": [SENT], "opens": "2020-03-10", "closes": "2099-01-10", "by": DESK, "on": "2020-03-10"}),
        annul(f"{SENT}#4", DESK, "2020-03-12"),
        ("convene", {"of": ["meeting/9"], "by": DESK, **days}),
        annul("meeting/9#1", DESK, "2020-02-12"),
        ("convene", {"of": ["session/Assembly 2029"], "by": COUNCIL_DESK, **days}),
        annul("session/Assembly 2029#1", COUNCIL_DESK, "2020-02-12"),
        ("open round", {"of": ["2029"], "by": DESK, "on": "2020-02-11"}),
        annul("2029#1", DESK, "2020-02-12"),
    )
    with open_register(place) as register:
        for name, fields in acts:
            register.act(convert_fields(name, fields))


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
def test_what_was_annulled_is_listed_under_its_title_with_both_days(visitors: Visitors) -> None:
    link = f'<a href="{address(TOPIC)}">Made-up title</a>'
    page = visitors().get("/rounds/2020")
    assert link in page.text
    assert "Put forward 10 Feb 2020 Annulled 12 Feb 2020" in said(page)
    for number, act in ((1, "Put forward"), (2, "Record annulled")):
        record = said(visitors().get(f"{address(TOPIC)}/records/{number}"))
        assert f"State of play \u203a Made-up title \u203a {TOPIC}#{number}" in record
        assert f"{act}: Made-up title" in record


@pytest.mark.usefixtures("undone")
def test_the_page_of_a_meeting_says_when_it_was_called_off_and_when_it_was_to_be_held(visitors: Visitors) -> None:
    page = said(visitors(DESK).get(address("meeting/9")))
    assert "Called off: 12 February 2020 ( meeting/9#2 ). It was to be held: 2 and 3 March 2029" in page, page


def test_the_page_of_a_meeting_says_how_it_is_held(visitors: Visitors, place: Location) -> None:
    with open_register(place) as register:
        register.act(convert_fields("convene", {"of": ["meeting/1"], "form": "hybrid", "by": DESK, "on": "2020-02-11"}))
    assert "2 and 3 March 2020, Made-up Harbour (hybrid)" in said(visitors().get("/meetings/1"))
