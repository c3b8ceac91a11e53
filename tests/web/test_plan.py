"""The plan of a round as a page, a drawing and a calendar to subscribe to."""

from __future__ import annotations

from http import HTTPStatus

import pytest
import vobject

from tests.web.browser import DESK, does, said
from tests.web.conftest import Visitors
from tests.web.test_public import TEXT

PLAN, THEN = "/rounds/2020/plan", "?on=2020-03-04"


def test_everyone_finds_the_plan_of_a_round_with_its_zone(visitors: Visitors) -> None:
    browser = visitors()
    assert f'href="{PLAN}"' in browser.get("/rounds/2020").text
    page = browser.get(f"{PLAN}{THEN}")
    assert "Each day ends at midnight at the seat (Europe/Lisbon)." in said(page)
    assert "The session opens" in said(page)
    assert f'href="{PLAN}.ics"' in page.text
    assert "La session s’ouvre" in said(browser.get(f"/fr{PLAN}{THEN}"))


def test_the_feed_is_read_by_another_library_and_sent_once(visitors: Visitors) -> None:
    browser = visitors()
    feed = browser.get(f"{PLAN}.ics{THEN}")
    assert feed.headers["content-type"] == "text/calendar; charset=utf-8"
    summaries = [str(event.summary.value) for event in vobject.readOne(feed.text).vevent_list]
    assert "2020: The session opens (council-secretariat)" in summaries
    again = browser.get(f"{PLAN}.ics{THEN}", headers={"if-none-match": feed.headers["etag"]})
    assert (again.status_code, again.text) == (HTTPStatus.NOT_MODIFIED, "")


def test_the_feed_changes_with_the_record(visitors: Visitors) -> None:
    before = visitors().get(f"{PLAN}.ics{THEN}").headers["etag"]
    does(visitors(DESK), "/rounds/2020/acts/propose", **TEXT)
    after = visitors().get(f"{PLAN}.ics{THEN}", headers={"if-none-match": before})
    assert after.status_code == HTTPStatus.OK


def test_the_plan_is_drawn(visitors: Visitors) -> None:
    drawing = visitors().get(f"{PLAN}.svg{THEN}")
    assert drawing.headers["content-type"] == "image/svg+xml"
    assert "The session opens" in drawing.text


@pytest.mark.parametrize("form", ["", ".svg", ".ics"])
def test_there_is_no_plan_of_what_is_no_round(visitors: Visitors, form: str) -> None:
    assert visitors().get(f"/rounds/1817/plan{form}").status_code == HTTPStatus.NOT_FOUND


def test_a_day_that_cannot_be_read_is_refused(visitors: Visitors) -> None:
    assert visitors().get(f"{PLAN}?on=soon").status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_what_is_kept_for_one_reader_is_not_kept_for_another(visitors: Visitors) -> None:
    tags = {browser.get(f"{PLAN}.ics{THEN}").headers["etag"] for browser in (visitors(), visitors(DESK))}
    assert len(tags) == 2
