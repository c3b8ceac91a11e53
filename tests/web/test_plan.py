"""The plan of a round as a page, a drawing and a calendar to subscribe to."""

from __future__ import annotations

import re
from datetime import date
from http import HTTPStatus

import msgspec
import pytest
import vobject

from escalade.models.backends.location import Location
from escalade.services.views.timeline_svg import Words, tell_day
from escalade.web.i18n.language import LANGUAGES, catalogue
from escalade.web.i18n.term import STANDS
from escalade.web.i18n.wording import marks_of
from escalade.workflow.planning import PlanLine
from tests.web.acts import launched, on, record
from tests.web.browser import DESK, READER, does, said
from tests.web.conftest import Visitors

PLAN, THEN = "/rounds/2020/plan", "?on=2020-03-04"

EXTENSION = {"by": DESK, "on": "2020-05-04", "closes": "2020-06-20"}
EXTENDED = (*launched(), on("extend", **EXTENSION))
"""A consultation, and an extension of it."""
HIDDEN = (*launched("2020/reef", readers="office"), on("extend", "2020/reef", **EXTENSION))
"""The same, of a topic that is not for everybody yet."""


def test_the_feed_is_read_by_another_library_and_sent_once(visitors: Visitors) -> None:
    browser = visitors()
    feed = browser.get(f"{PLAN}.ics{THEN}")
    assert feed.headers["content-type"] == "text/calendar; charset=utf-8"
    summaries = [str(event.summary.value) for event in vobject.readOne(feed.text).vevent_list]
    assert "2020: The session opens (council-secretariat)" in summaries
    again = browser.get(f"{PLAN}.ics{THEN}", headers={"if-none-match": feed.headers["etag"]})
    assert (again.status_code, again.text) == (HTTPStatus.NOT_MODIFIED, "")


@pytest.mark.parametrize(
    "address", [f"{PLAN}.ics{THEN}", f"{PLAN}{THEN}", "/static/style.css", "/rounds/1817/plan.ics"]
)
def test_whoever_asks_for_the_head_is_told_what_they_would_get(visitors: Visitors, address: str) -> None:
    whole, head = visitors().get(address), visitors().head(address)
    told = ("content-type", "content-length", "etag")
    assert (head.status_code, [head.headers.get(one) for one in told]) == (
        whole.status_code, [whole.headers.get(one) for one in told],
    )  # fmt: skip
    assert head.content == b""


def test_a_feed_that_did_not_change_is_not_sent_to_whoever_asks_for_its_head(visitors: Visitors) -> None:
    tag = visitors().head(f"{PLAN}.ics{THEN}").headers["etag"]
    again = visitors().head(f"{PLAN}.ics{THEN}", headers={"if-none-match": tag})
    assert again.status_code == HTTPStatus.NOT_MODIFIED


def test_the_feed_changes_with_the_record(visitors: Visitors, place: Location) -> None:
    before = visitors().get(f"{PLAN}.ics{THEN}").headers["etag"]
    record(place, *EXTENDED)
    after = visitors().get(f"{PLAN}.ics{THEN}", headers={"if-none-match": before})
    assert after.status_code == HTTPStatus.OK


@pytest.mark.parametrize("language", sorted(LANGUAGES.keys() - {"en"}))
def test_the_feed_is_in_the_language_of_its_address(visitors: Visitors, language: str) -> None:
    feed = visitors().get(f"/{language}{PLAN}.ics{THEN}")
    events = [event.contents for event in vobject.readOne(feed.text).vevent_list]
    said = catalogue(language).gettext
    assert feed.headers["content-language"] == language
    opens = f"2020: {said('The session opens')} ("
    assert any(one["summary"][0].value.startswith(opens) for one in events)
    stop = marks_of(language).stop.strip()
    stands = {one["description"][0].value.partition(stop)[0] for one in events}
    assert stands <= {said(words) for words in STANDS.values()}


def test_the_drawing_calls_days_and_topics_as_its_reader_does(visitors: Visitors, place: Location) -> None:
    record(place, *EXTENDED)
    drawn = visitors(DESK).get(f"/fr{PLAN}.svg?on=2020-05-10").text
    said_there = re.findall(r"<text[^>]*>([^<]*)</text>", drawn)
    assert said_there.count("Fog") == 1
    assert any(words.startswith("20\u00a0juin 2020 ") for words in said_there)
    assert "juin 2020" in said_there
    assert not re.search(r">[^<]*(?:2020-\d\d|2020/fog)[^<]*</text>", drawn)


def test_what_may_be_done_on_several_days_is_drawn_with_the_last_as_the_table_has_it() -> None:
    opens, closes, words = date(2020, 9, 7), date(2020, 9, 8), Words("", "", "", str, str)
    meets = PlanLine(stage="meeting", subject="meeting/2", what="", office="secretariat", due=opens, until=closes)
    assert tell_day(meets, words).startswith("2020-09-07 ")
    assert tell_day(msgspec.structs.replace(meets, act="record consideration"), words).startswith("2020-09-08 ")


def test_nothing_is_drawn_of_a_plan_without_a_day(visitors: Visitors) -> None:
    typed = {"words": "2022", "field_title.en": "A made-up round", "on": "2020-02-04"}
    assert does(visitors(DESK), "/body/acts/open-round", **typed).is_success
    for path in ("/rounds/2022", "/rounds/2022/plan"):
        assert "plan.svg" not in visitors().get(path).text, path
    assert "plan.svg" in visitors().get(f"{PLAN}{THEN}").text


@pytest.mark.parametrize(
    ("form", "day", "before", "marks"),
    [
        ("", "20\u00a0June 2020", "1\u00a0June 2020", {"en": ">office only<", "fr": ">bureau seulement<"}),
        (".svg", "20\u00a0June 2020", "1\u00a0June 2020", {"en": "[office only]", "fr": "[bureau seulement]"}),
        (".ics", "20200620T", "20200601T", {"en": "[office only]", "es": "[solo titulares de cargos]"}),
    ],
)
def test_what_only_the_office_may_read_is_in_no_plan_of_a_stranger(
    visitors: Visitors, place: Location, form: str, day: str, before: str, marks: dict[str, str]
) -> None:
    record(place, *launched(), *HIDDEN)
    address = f"{PLAN}{form}?on=2020-05-10"
    desk = visitors(DESK)
    assert day in desk.get(address).text
    for language, mark in marks.items():
        assert mark in desk.get(f"/{language}{address}").text
    for stranger in (visitors(), visitors(READER)):
        shown = stranger.get(address).text
        assert day not in shown
        assert "2020/reef" not in shown
        assert before in shown


def test_a_day_that_cannot_be_read_is_refused(visitors: Visitors) -> None:
    assert visitors().get(f"{PLAN}?on=soon").status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_what_is_kept_for_one_reader_is_not_kept_for_another(visitors: Visitors) -> None:
    tags = {browser.get(f"{PLAN}.ics{THEN}").headers["etag"] for browser in (visitors(), visitors(DESK))}
    assert len(tags) == 2


def test_what_is_late_stands_first_and_then_what_comes_next(visitors: Visitors, place: Location) -> None:
    early = said(visitors().get(f"{PLAN}?on=2020-02-04"))
    assert "What is late Nothing is late. What comes next 2 and 3 March 2020 The Group meets Meeting 1" in early
    record(place, *EXTENDED)
    page = visitors().get(f"{PLAN}?on=2020-07-20")
    late = said(page).partition("What is late ")[2].partition("All days of the plan")[0]
    assert late.startswith("Due 1 July 2020 The physical meeting is held Fog 2020/fog Secretariat")
    assert 'class="card waits overdue"' in page.text
