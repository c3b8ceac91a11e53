"""Every page that reads shows the register as it was; no page acts on it."""

from __future__ import annotations

from contextlib import ExitStack

import pytest

from escalade.models.backends import Location
from escalade.models.reader import open_reader
from escalade.models.reader_pool import AT_ONCE
from tests.web.acts import put_forward, record, steps
from tests.web.browser import CHAIR, COUNCIL_DESK, DESK, Browser, does, hidden, said
from tests.web.caller import Caller
from tests.web.conftest import Visitors
from tests.web.operating import Serving
from tests.web.test_page_matrix import FOG, OPENED

OF_NO_REGISTER = {"/sign-in", "/api/docs", "/room", "/help", "/help/{part}"}
OF_NOW = {
    *("/feeds/{what}.atom", "/feeds/consultations.ics", "/robots.txt"),
    "/sitemap.xml",
}
"""What tells programs what is new, and is asked for nothing else."""
"""Pages that show nothing of the register, or what a meeting looks at now."""
ACTING = {"/{place:path}/acts/{act}", "/chair/{act}/{place:path}"}
"""Pages with the form of an act."""
TODAY, BEFORE = "as_of=2031-01-01", "as_of=2000-01-01"
BANNER = "had taken effect by"


@pytest.fixture(autouse=True)
def fog(place: Location) -> None:
    """A topic that was put forward, and is debated."""
    record(place, put_forward(title="Fog"), *steps("debated"))


def test_every_page_that_reads_shows_what_was(visitors: Visitors) -> None:
    browsers = [visitors(name) for name in (None, CHAIR, DESK, COUNCIL_DESK)]
    for page in sorted(OPENED.keys() - OF_NO_REGISTER - OF_NOW - ACTING):
        path = OPENED[page][0]
        answers = ((one, one.get(path, follow_redirects=False)) for one in browsers)
        browser, now = next(found for found in answers if found[1].status_code == 200)
        then, before = (browser.get(add(path, asked)) for asked in (TODAY, BEFORE))
        assert (then.status_code, before.status_code in {200, 403, 404, 409}) == (200, True), (page, said(then))
        if then.headers["content-type"].startswith("text/html"):
            assert (BANNER in said(then), BANNER in said(now)) == (True, False), page
        assert before.content != then.content, page


def add(path: str, asked: str) -> str:
    """An address that asks for more."""
    return f"{path}{'&' if '?' in path else '?'}{asked}"


def test_every_page_with_the_form_of_an_act_refuses_the_past(visitors: Visitors, place: Location) -> None:
    paths = {
        f"/topics/{FOG}/acts/record-consensus": CHAIR,
        f"/chair/record-consensus/topics/{FOG}": CHAIR,
        "/rounds/2020/acts/take-note": COUNCIL_DESK,
    }
    for path, name in paths.items():
        browser = visitors(name)
        page, size = browser.get(path), records(place)
        assert page.status_code == 200
        found = browser.get(add(path, TODAY))
        assert (found.status_code, "never acted on" in said(found)) == (422, True), (path, said(found))
        sent = browser.post(f"{path}?{TODAY}", data={"form": hidden(page.text, "form"), "seen": ""})
        assert (sent.status_code, records(place)) == (422, size), path


def records(place: Location) -> int:
    """How many records there are."""
    with open_reader(place) as reader:
        return reader.size()


def test_a_topic_is_shown_as_it_stood_on_a_day(visitors: Visitors) -> None:
    stood = said(visitors().get(f"/topics/{FOG}", params={"as_of": "2020-02-20"}))
    assert "This page shows what had taken effect by 20 February 2020." in stood
    assert "the Group has not debated it yet" in stood
    assert "the Group has not debated it yet" not in said(visitors().get(f"/topics/{FOG}"))
    french = said(visitors().get(f"/fr/topics/{FOG}", params={"as_of": "2020-02-20"}))
    assert "Cette page montre ce qui avait pris effet au 20 février 2020." in french
    assert visitors().get(f"/topics/{FOG}", params={"as_of": "2020-02-09"}).status_code == 404


@pytest.mark.parametrize("asked", [{"as_of": "yesterday"}, {"as_of": "<b>"}, {"as_of": "2020-02"}])
def test_what_is_no_day_or_moment_is_said(visitors: Visitors, asked: dict[str, str]) -> None:
    found = visitors().get("/", params=asked)
    assert (found.status_code, "<b>" in found.text) == (422, False)


def test_whoever_asks_for_what_was_while_others_do_is_told_to_try_again(serving: Serving) -> None:
    app = serving()
    stranger, caller = Browser(app), Caller(app)
    with ExitStack() as others:
        for _ in range(AT_ONCE):
            others.enter_context(app.state.app_state.readers.open_past("2031-01-01"))
        page, call = stranger.get("/?as_of=2031-01-01"), caller.get("topics", as_of="2031-01-01")
        assert (page.status_code, page.headers["retry-after"]) == (503, "5")
        assert "Try again in a few seconds" in said(page)
        assert (call.status_code, call.headers["retry-after"]) == (503, "5")
        assert call.json()["error"] == "PastBusyError"
        assert (stranger.get("/").status_code, caller.get("topics").status_code) == (200, 200)
    assert stranger.get("/?as_of=2031-01-01").status_code == 200


def test_a_page_of_an_earlier_day_says_what_it_leaves_out_since_its_day_is_unknown(visitors: Visitors) -> None:
    asked = {"field_version__title.en": "Mist", "field_version__questions.en.0": "What?", "field_by_state": "Isle"}
    path = "/rounds/2020/acts/propose"
    assert does(visitors(DESK), path, words="mist", **asked, on="unknown", audience="members").is_success
    left_out = "nothing tells that they had happened by then: 1 (2020/mist#1)."
    for page in ("/rounds/2020", "/rounds/2020/plan"):
        then = {"as_of": "2020-02-20"}
        assert left_out in said(visitors(DESK).get(page, params=then))
        assert "left out" not in said(visitors(DESK).get(page))
        assert "left out" not in said(visitors().get(page, params=then))
    assert left_out in said(visitors(DESK).get("/rounds/2020/plan", params={"on": "2020-02-20"}))
    assert "laissés de côté" in said(visitors(DESK).get("/fr/rounds/2020/plan", params={"on": "2020-02-20"}))
