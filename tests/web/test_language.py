"""A page is in the language that its address names, the reader chose, or the browser prefers."""

from __future__ import annotations

import re

import pytest

from escalade.web.i18n.language import LANGUAGES, choose_language
from tests.web.conftest import Visitors

_LANGUAGE = re.compile(r'<html lang="([^"]+)"')
FRENCH = {"accept-language": "fr"}


def language_in(page: str) -> str:
    """The language that a page says it is in."""
    found = _LANGUAGE.search(page)
    assert found
    return found[1]


@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [
        ("", "en"),
        ("*", "en"),
        ("de, it;q=0.9", "en"),
        ("de, fr; q=0.5", "fr"),
        ("en;q=0.3, FR-ca ;Q=0.8", "fr"),
        ("fr;q=0, en;q=0.1", "en"),
        ("fr;q=nan, en", "en"),
        ("fr;q=inf, en;q=0.1", "en"),
    ],
)
def test_a_browser_is_answered_in_the_best_of_what_it_accepts(accepted: str, chosen: str) -> None:
    assert choose_language(accepted) == chosen


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_is_chosen_once_and_kept(visitors: Visitors, language: str) -> None:
    browser = visitors()
    answer = browser.post("/look", data={"language": language, "next": "/fr/decisions?after=2020"})
    assert (answer.url.path, answer.url.query) == (f"/{language}/decisions", b"after=2020")
    for path in ("/", "/decisions", "/nowhere"):
        page = browser.get(path, headers=FRENCH)
        assert (language_in(page.text), page.headers["content-language"]) == (language, language)
    assert language_in(browser.get("/en/decisions").text) == "en"


def test_a_language_and_a_look_are_kept_beside_each_other(visitors: Visitors) -> None:
    browser = visitors()
    browser.post("/look", data={"look": "dark", "next": "/"})
    browser.post("/look", data={"language": "fr", "next": "/"})
    browser.post("/look", data={"look": "light", "next": "/"})
    page = browser.get("/").text
    assert (language_in(page), 'data-look="light"' in page) == ("fr", True)


@pytest.mark.parametrize("onward", ["//made-up.example", "https://made-up.example", "/fr//made-up.example", ""])
def test_who_chooses_a_language_stays_here(visitors: Visitors, onward: str) -> None:
    answer = visitors().post("/look", data={"language": "fr", "next": onward}, follow_redirects=False)
    assert re.fullmatch(r"/fr/.*", answer.headers["location"])


def test_a_cookie_that_names_no_language_changes_nothing(visitors: Visitors) -> None:
    browser = visitors()
    browser.cookies.set("escalade_language", '"><script>')
    assert language_in(browser.get("/", headers=FRENCH).text) == "fr"


def test_an_answer_varies_with_what_it_depends_on(visitors: Visitors) -> None:
    browser = visitors()
    asked = {path: browser.get(path).headers["vary"] for path in ("/decisions", "/fr/decisions")}
    assert asked == {"/decisions": "Accept-Language, Cookie", "/fr/decisions": "Cookie"}


@pytest.mark.parametrize(
    "path", ["/decisions", "/rounds/2020/plan.svg", "/topics/2020/fog/way.svg", "/topics/2020/fog"]
)
def test_pages_and_drawings_say_in_which_language_they_are(visitors: Visitors, path: str) -> None:
    assert visitors().get(f"/fr{path}").headers["content-language"] == "fr"


def test_a_page_names_itself_in_every_language_and_in_none(visitors: Visitors) -> None:
    page = visitors().get("/fr/search?q=fog").text
    named = dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', page))
    assert named == {tag: f"/{tag}/search?q=fog" for tag in LANGUAGES} | {"x-default": "/search?q=fog"}
