"""What is printed is whole, and holds nothing that is of no use on paper."""

from __future__ import annotations

from tests.web.chromium.conftest import Opened
from tests.web.chromium.server import Served

HOLLOW = """() => [...document.querySelectorAll('main section')]
  .filter(one => one.checkVisibility() && one.getBoundingClientRect().height > 0)
  .filter(one => one.innerText.trim() === (one.querySelector('h2') ?? {innerText: ''}).innerText.trim())
  .map(one => one.getAttribute('aria-labelledby'))"""
"""The parts of a page of which at most the heading is to be seen."""
HEAD_AND_TITLE = """() => document.querySelector('h1').getBoundingClientRect().top
  - document.querySelector('.masthead').getBoundingClientRect().bottom"""
TORN = "() => getComputedStyle(document.querySelector('footer')).breakInside"
BELOW = "() => getComputedStyle(document.querySelector('footer')).paddingBlockEnd"


def test_no_part_of_the_first_page_is_printed_empty(scene: Served, opened: Opened) -> None:
    page = opened(scene)
    page.goto("/")
    page.emulate_media(media="print")
    assert page.evaluate(HOLLOW) == []


def test_a_printed_title_stands_apart_from_the_head_and_the_foot_is_not_torn(scene: Served, opened: Opened) -> None:
    page = opened(scene)
    page.emulate_media(media="print")
    page.goto("/decisions")
    assert page.evaluate(HEAD_AND_TITLE) > 8
    assert page.evaluate(TORN) == "avoid"
    assert page.evaluate(BELOW) == "0px", "what is blank below the foot may push it to a sheet of its own"
    assert not page.get_by_text("To follow what is new").is_visible()


def test_a_printed_record_says_its_address_once(scene: Served, opened: Opened) -> None:
    page = opened(scene)
    page.goto("/topics/2020/light/records/5")
    assert page.get_by_text("Permanent link").is_visible()
    page.emulate_media(media="print")
    assert not page.get_by_text("Permanent link").is_visible()
    assert page.locator("footer .printed").is_visible()
    assert page.pdf(format="A4").count(b"/Type /Page\n") == 1
