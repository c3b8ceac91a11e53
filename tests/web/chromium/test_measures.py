"""What stands beside what, how far apart, and in how many lines."""

from __future__ import annotations

from tests.web.browser import DESK
from tests.web.chromium.conftest import Opened
from tests.web.chromium.person import Person
from tests.web.chromium.server import Served
from tests.web.chromium.test_every_page import DESKTOP, WIDE

BROKEN = """selector => [...document.querySelectorAll(selector)].filter(one => {
  const range = document.createRange();
  range.selectNodeContents(one);
  return new Set([...range.getClientRects()].map(box => Math.round(box.top))).size > 1;
}).map(one => one.textContent)"""
"""What of some elements takes more than one line."""
GAPS = """() => {
  const cards = [...document.querySelectorAll('.beside > .card')];
  const [first, second, third] = cards.map(one => one.getBoundingClientRect());
  return [Math.round(second.left - first.right), Math.round(third.top - Math.max(first.bottom, second.bottom))];
}"""
"""How far cards stand apart, side by side and below each other."""
WIDTH = "() => document.querySelector('.way img').getBoundingClientRect().width"
BELOW_BANNER = """() => document.querySelector('.confidential').nextElementSibling.getBoundingClientRect().top
  - document.querySelector('.confidential').getBoundingClientRect().bottom"""
ABOVE_TITLE = """() => document.querySelector('.paper header h2').getBoundingClientRect().top
  - document.querySelector('.paper .masthead').getBoundingClientRect().bottom"""
FROM_THE_SIDE = """() => {
  const one = document.querySelector('.difference');
  return Math.round(one.parentElement.getBoundingClientRect().right - one.getBoundingClientRect().right)
    + (one.getBoundingClientRect().width > one.parentElement.getBoundingClientRect().width / 2 ? 1000 : 0);
}"""


def test_a_day_of_the_plan_takes_one_line(scene: Served, opened: Opened) -> None:
    page = opened(scene, viewport=DESKTOP)
    for language in ("en", "fr"):
        page.goto(f"/{language}/rounds/2020/plan")
        assert page.evaluate(BROKEN, ".card.waits strong") == [], language
        assert page.locator("td.day").count() > 1
        page.locator("main details summary").click()
        assert page.evaluate(BROKEN, "td.day") == [], language


def test_cards_are_as_far_apart_below_each_other_as_side_by_side(scene: Served, opened: Opened) -> None:
    page = opened(scene, viewport=DESKTOP)
    page.goto("/rounds/2020")
    beside, below = page.evaluate(GAPS)
    assert beside == below


def test_the_plan_that_is_drawn_can_be_read_on_a_desk_and_a_phone(scene: Served, opened: Opened) -> None:
    page = opened(scene, viewport=DESKTOP)
    page.goto("/rounds/2020")
    assert page.evaluate(WIDTH) > 1150, "its letters are nearly as large as it was drawn"
    assert page.evaluate(WIDE) == 0
    page.set_viewport_size({"width": 390, "height": 844})
    for path in ("/rounds/2020", "/rounds/2020/plan", "/ar/rounds/2020"):
        page.goto(path)
        assert page.evaluate(WIDTH) > 900, path
        assert page.evaluate(WIDE) == 0, path


def test_what_is_shown_to_some_alone_is_said_apart_and_papers_have_air_above_their_title(
    scene: Served, opened: Opened
) -> None:
    desk = Person(opened(scene, viewport=DESKTOP))
    desk.signs_in(DESK)
    desk.page.goto("/topics/2021/fog")
    assert desk.page.evaluate(BELOW_BANNER) > 20
    desk.page.goto("/ar/topics/2021/fog")
    assert desk.page.evaluate(FROM_THE_SIDE) == 0, "words from left to right begin at the side where the page does"
    desk.page.goto("/rounds/2020/papers/note")
    assert desk.page.evaluate(ABOVE_TITLE) > 12
