"""Nothing that is long makes a page wider than a phone, whichever way it runs."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import ViewportSize

from escalade.cli import run
from tests.web.browser import CHAIR, COUNCIL_DESK
from tests.web.browser import DESK as DESK_OFFICER
from tests.web.chromium.conftest import Opened, with_accounts
from tests.web.chromium.person import Person
from tests.web.chromium.server import Served, serving
from tests.web.chromium.test_every_page import DESKTOP, PHONE, WIDE

LONG = "2021/a-made-up-name-that-goes-on-and-on-for-no-reason"
TITLE = "A made-up title that says at length what nobody asked, of fog, of horns, and of keepers’ stairs, " * 2
DESK = "--as 'Made-up Desk'"
LINES = [
    f"propose {LONG} --title en={shlex.quote(TITLE)} --question en=What? --by-state Isle --on 2020-02-11 {DESK}",
    f"open-debate {LONG} --meeting 1 --on 2020-03-02 --as 'Made-up Chair'",
]
ROCK, OF_LONG = "/topics/2021/rock", f"/topics/{LONG}"
OF_CHAIR = ("/chair", f"/chair/record-no-consensus{OF_LONG}")


@pytest.fixture(scope="module")
def long_names(full_swing: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A round with a topic whose name and title are long, served."""
    register = with_accounts(full_swing, tmp_path_factory.mktemp("long"), (CHAIR, DESK_OFFICER))
    for line in LINES:
        assert run(["--register", str(register), "--quiet", *shlex.split(line)]) == 0
    with serving(register) as served:
        yield served


@pytest.mark.parametrize("language", ["en", "ar"])
def test_long_names_and_titles_stay_within_a_phone(language: str, long_names: Served, opened: Opened) -> None:
    page = opened(long_names, viewport=PHONE)
    Person(page, language).signs_in(CHAIR)
    for path in (ROCK, OF_LONG, "/meetings/1", "/rounds/2021", *OF_CHAIR):
        page.goto(f"/{language}{path}")
        assert page.evaluate(WIDE) == 0, path


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_the_pages_of_an_officer_are_all_in_sight_on_a_phone_once_the_menu_is_open(
    long_names: Served, opened: Opened, *, scripts: bool
) -> None:
    page = opened(long_names, viewport=PHONE, java_script_enabled=scripts)
    Person(page, "ar").signs_in(CHAIR)
    page.wait_for_url("**/chair")
    links = page.locator(".masthead .pages a")
    assert links.count() > 3
    assert not any(link.is_visible() for link in links.all())
    page.locator(".masthead .folding summary").click()
    boxes = [link.bounding_box() for link in links.all()]
    assert all(box and box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"] for box in boxes)
    page.set_viewport_size({"width": 1280, "height": 900})
    assert all(link.is_visible() for link in links.all())
    assert not page.locator(".masthead .folding").is_visible()


LINES_OF_HEAD = """() => {
  const tops = [];
  for (const one of document.querySelectorAll('.masthead > *, .masthead .visitor > *')) {
    const box = one.getBoundingClientRect();
    const middle = box.top + box.height / 2;
    if (box.height && !tops.some(top => Math.abs(top - middle) < 12)) tops.push(middle);
  }
  return tops.length;
}"""


@pytest.mark.parametrize("officer", [CHAIR, DESK_OFFICER, ""])
def test_the_head_of_a_page_takes_two_lines_of_a_phone(officer: str, long_names: Served, opened: Opened) -> None:
    page = opened(long_names, viewport=PHONE)
    if officer:
        Person(page).signs_in(officer)
        page.wait_for_url(lambda url: "/sign-in" not in url)
    for language in ("en", "fr", "es", "ru", "ar", "zh"):
        page.goto(f"/{language}/decisions")
        assert page.evaluate(LINES_OF_HEAD) == 2, language
        assert page.locator(".masthead").bounding_box()["height"] < 7 * 16, language  # type: ignore[index]  # it is there
        assert page.evaluate(WIDE) == 0, language


@pytest.mark.parametrize("width", [320, 390, 600, 768, 1280])
@pytest.mark.parametrize("officer", [DESK_OFFICER, ""])
def test_the_menu_of_languages_and_looks_is_all_in_sight(
    officer: str, width: int, long_names: Served, opened: Opened
) -> None:
    page = opened(long_names, viewport={"width": width, "height": 844})
    if officer:
        Person(page).signs_in(officer)
        page.wait_for_url(lambda url: "/sign-in" not in url)
    for language in ("en", "fr", "es", "ru", "ar", "zh"):
        page.goto(f"/{language}/decisions")
        for menu in page.locator(".menu").all():
            menu.locator("summary").click()
            boxes = [one.bounding_box() for one in (menu.locator("> div"), *menu.locator("button, a").all())]
            assert all(box and box["x"] >= 0 and box["x"] + box["width"] <= width for box in boxes), (language, boxes)
            assert page.evaluate(WIDE) == 0, language
            menu.locator("summary").click()


def test_a_wall_has_room_for_the_text_below_a_long_title(long_names: Served, opened: Opened) -> None:
    chair = Person(opened(long_names))
    chair.signs_in(CHAIR)
    chair.page.goto("/chair")
    card = chair.page.locator("article.card", has_text="at length")
    card.get_by_role("button", name="Show in the room").click()
    card.get_by_text("On the screen").wait_for()
    wall = opened(long_names, viewport={"width": 1920, "height": 1080})
    wall.goto("/room")
    wall.locator("h1").wait_for()
    height = wall.evaluate("() => document.querySelector('h1').getBoundingClientRect().height")  # at one moment
    assert 0 < height < 1080 / 3


APART = """() => [...document.querySelectorAll('td a.reference')].filter(one => {
  const before = one.previousSibling, said = before && before.data ? before.data.trimEnd() : '';
  if (!said.endsWith('(')) return false;
  const range = document.createRange(); range.setStart(before, said.length - 1); range.setEnd(before, said.length);
  return Math.abs(range.getBoundingClientRect().bottom - one.getClientRects()[0].bottom) > 12;
}).map(one => one.textContent)"""
"""References whose bracket stands alone at the end of the line before."""


def test_no_bracket_stands_alone_before_a_reference(long_names: Served, opened: Opened) -> None:
    page = opened(long_names)
    for width in range(800, 1300, 60):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto("/rounds/2020/plan")
        assert page.locator("td a.reference").count() > 5
        assert page.evaluate(APART) == [], width


BROKEN_CHIPS = """() => [...document.querySelectorAll('.chip')]
  .filter(one => one.getClientRects().length > 1).map(one => one.textContent)"""
OFF_THE_LINE = """() => [...document.querySelectorAll('.progress li')].filter(one => {
  const dot = getComputedStyle(one, '::before'), line = getComputedStyle(one, '::after');
  if (line.display === 'none') return false;
  const size = parseFloat(dot.inlineSize) + (dot.boxSizing === 'border-box' ? 0 : 2 * parseFloat(dot.borderWidth));
  const stacked = one.getBoundingClientRect().width > 300;
  const [start, thick] = stacked ? [line.insetInlineStart, line.inlineSize] : [line.insetBlockStart, line.blockSize];
  return Math.abs(size / 2 - parseFloat(start) - parseFloat(thick) / 2) > 1;
}).length"""
"""How many dots of progress lines are not in the middle of their line."""


@pytest.mark.parametrize("window", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_marks_are_whole_and_dots_are_on_their_line(window: ViewportSize, scene: Served, opened: Opened) -> None:
    page = opened(scene, viewport=window)
    page.goto("/decisions")
    assert page.locator(".chip").count() > 2
    assert page.evaluate(BROKEN_CHIPS) == []
    page.goto("/")
    assert page.evaluate(OFF_THE_LINE) == 0


def test_what_is_ticked_is_told_in_lines_and_not_in_columns(scene: Served, opened: Opened) -> None:
    page = opened(scene, viewport=PHONE)
    Person(page).signs_in(COUNCIL_DESK)
    page.goto("/inbox")
    words = page.locator(".check label", has_text="Approved").first
    assert words.evaluate("one => getComputedStyle(one.parentElement).display") != "flex"
