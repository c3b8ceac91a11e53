"""What is new, for programs: read by other eyes than those that made it."""

from __future__ import annotations

from typing import Any
from urllib.robotparser import RobotFileParser

import feedparser
import pytest
import vobject
from lxml import etree

from escalade.models.backends import Location
from escalade.web.i18n.language import LANGUAGES
from tests.web.acts import MET, on, put_forward, record, steps
from tests.web.browser import CHAIR, DESK, Browser
from tests.web.conftest import Visitors

FEEDS = ("decisions", "consultations", "documents")
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture
def browser(place: Location, visitors: Visitors) -> Browser:
    """A stranger, where a topic was agreed and launched."""
    agreed = on("record consensus", **MET, words=en("Agreed <b>so</b>."), on="2020-03-03")
    record(place, put_forward(title="Fog"), *steps("debated"), agreed, on("launch", **LAUNCHED))
    return visitors()


LAUNCHED = {"opens": "2020-03-10", "closes": "2099-01-10", "by": DESK, "reason": {"en": "Late"}, "on": "2020-03-10"}


def en(words: str) -> dict[str, str]:
    """A text in English alone."""
    return {"en": words}


def read(browser: Browser, address: str) -> Any:
    """Read a feed by a library that reads feeds."""
    answer = browser.get(address)
    assert answer.status_code == 200, answer.text
    found = feedparser.parse(answer.content)
    assert not found.bozo, found
    return found


def test_decisions_are_told_with_their_words_and_no_marks(browser: Browser) -> None:
    feed = read(browser, "/feeds/decisions.atom")
    assert [entry.title for entry in feed.entries] == ["Agreed by consensus: Fog"]
    (entry,) = feed.entries
    assert entry.link == "http://testserver/topics/2020/fog/records/3"
    assert entry.summary == "3 March 2020. Agreed &lt;b&gt;so&lt;/b&gt;."
    assert browser.get(entry.link).status_code == 200
    assert feed.feed.links[0].href.startswith("http://testserver/")


def test_a_consultation_is_told_with_its_days(browser: Browser) -> None:
    (entry,) = read(browser, "/en/feeds/consultations.atom").entries
    assert entry.title == "Consultation launched: Fog"
    assert "Online from 10 March 2020 to 10 January 2099." in entry.summary


@pytest.mark.parametrize("what", FEEDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_entry_is_the_same_one_in_each_language(what: str, language: str, browser: Browser) -> None:
    feed = read(browser, f"/{language}/feeds/{what}.atom")
    assert feed.feed.language == language
    assert [entry.id for entry in read(browser, f"/feeds/{what}.atom").entries] == [entry.id for entry in feed.entries]


def test_what_was_annulled_leaves_and_what_was_corrected_is_newer(place: Location, browser: Browser) -> None:
    before = read(browser, "/feeds/decisions.atom").entries[0].updated
    slip = {"records": ["2020/fog#3"], "fields": {"on": "2020-03-02"}, "by": CHAIR, "why": en("A slip.")}
    record(place, on("correct", **slip, on="2020-03-11"))
    (entry,) = read(browser, "/feeds/decisions.atom").entries
    assert entry.summary.startswith("2 March 2020.")
    assert entry.updated > before
    record(place, on("annul", records=["2020/fog#4"], by=DESK, why=en("Pressed by mistake."), on="2020-03-12"))
    assert not read(browser, "/feeds/consultations.atom").entries


def test_nobody_s_feed_holds_what_is_not_for_everybody(place: Location, visitors: Visitors, browser: Browser) -> None:
    before, of = browser.get("/feeds/consultations.atom").text, ("2020/reef",)
    hidden = put_forward(of[0], "Reef", audience="office")
    record(place, hidden, *steps("debated", "agreed", of=of), on("launch", *of, **LAUNCHED))
    assert visitors(DESK).get("/feeds/consultations.atom").text == before
    opened = {"records": ["2020/reef#1"], "fields": {"audience": "public"}, "by": DESK, "why": en("It is over.")}
    record(place, on("correct", *of, **opened, on="2020-03-11"))
    entries = read(browser, "/feeds/consultations.atom").entries
    assert [entry.title for entry in entries] == ["Consultation launched: Reef", "Consultation launched: Fog"]


def test_a_feed_that_did_not_change_is_not_sent_again(browser: Browser) -> None:
    first = browser.get("/feeds/decisions.atom")
    again = browser.get("/feeds/decisions.atom", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert browser.get("/feeds/gossip.atom").status_code == 404
    assert browser.get("/feeds/decisions.rss").status_code in {404, 422}


def test_a_calendar_holds_the_day_on_which_answers_close(browser: Browser) -> None:
    said = vobject.readOne(browser.get("/feeds/consultations.ics").text)
    assert [(event.summary.value, str(event.dtstart.value)) for event in said.vevent_list] == [
        ("Answers close: Fog", "2099-01-10")
    ]
    french = vobject.readOne(browser.get("/fr/feeds/consultations.ics").text)
    assert [one.uid.value for one in french.vevent_list] == [one.uid.value for one in said.vevent_list]


def addresses_in(browser: Browser, path: str) -> list[str]:
    """The addresses that a map of the site lists."""
    return [one.text for one in etree.fromstring(browser.get(path).content).iter(f"{SITEMAP}loc")]


def test_the_map_of_the_site_leads_to_pages_that_answer(browser: Browser) -> None:
    pages = addresses_in(browser, "/sitemap.xml")
    assert "http://testserver/rounds/2020" in pages
    assert "http://testserver/topics/2020/fog" in pages
    assert {browser.get(page).status_code for page in pages} == {200}
    robots = RobotFileParser()
    robots.parse(browser.get("/robots.txt").text.splitlines())
    assert robots.site_maps() == ["http://testserver/sitemap.xml"]
    assert all(robots.can_fetch("*", page) for page in pages)
    assert not robots.can_fetch("*", "http://testserver/search?words=fog")


def test_a_topic_names_itself_to_whoever_links_to_it(browser: Browser, visitors: Visitors) -> None:
    named = '<meta property="og:title" content="Fog">'
    assert named in browser.get("/topics/2020/fog").text
    assert named not in visitors(DESK).get("/topics/2020/fog").text, "an officer may see more than everybody"
    assert named not in browser.get("/topics/2020/fog?as_of=2020-03-05").text


def test_a_register_that_holds_nothing_has_empty_feeds(visitors: Visitors) -> None:
    assert not read(visitors(), "/feeds/documents.atom").entries
