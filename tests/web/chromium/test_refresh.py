"""A draft that is looked at again is drawn anew, from what is on record by then."""

from __future__ import annotations

from tests.web.browser import DESK
from tests.web.chromium.conftest import Opened
from tests.web.chromium.person import Person
from tests.web.chromium.server import Served

DRAFT = "/rounds/2020/papers/note"
STALE = "() => document.getElementById('preview').replaceChildren('What was.')"
LOOK = "() => dispatchEvent(new Event('focus'))"


def test_a_draft_is_drawn_anew_when_its_window_is_looked_at_again(scene: Served, opened: Opened) -> None:
    desk = Person(opened(scene))
    desk.signs_in(DESK)
    desk.page.goto(DRAFT)
    drawn = desk.page.inner_html("#preview")
    for _ in range(2):  # what was exchanged is exchanged again
        desk.page.evaluate(STALE)
        desk.page.evaluate(LOOK)
        desk.page.get_by_text("What was.").wait_for(state="detached")
        assert desk.page.inner_html("#preview") == drawn


def test_a_draft_stays_where_it_cannot_be_drawn_anew(scene: Served, opened: Opened) -> None:
    desk = Person(opened(scene))
    desk.signs_in(DESK)
    desk.page.goto(DRAFT)
    desk.page.evaluate(STALE)
    desk.page.context.set_offline(True)
    with desk.page.expect_event("requestfailed"):
        desk.page.evaluate(LOOK)
    assert desk.page.inner_text("#preview") == "What was."
    assert desk.page.get_attribute("#preview", "data-refresh")


def test_no_draft_stays_once_the_session_ended(scene: Served, opened: Opened) -> None:
    desk = Person(opened(scene))
    desk.signs_in(DESK)
    desk.page.goto(DRAFT)
    desk.page.evaluate(STALE)
    desk.page.context.clear_cookies()
    desk.page.evaluate(LOOK)
    desk.page.wait_for_url("**/sign-in**")
    assert desk.page.query_selector("#preview") is None
