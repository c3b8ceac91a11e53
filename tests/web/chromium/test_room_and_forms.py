"""The room follows by itself, and without scripts; forms are filled in by keys alone, at 200 %, and mended."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from escalade.models.backends import Location
from escalade.models.reader import open_reader
from tests.web.browser import CHAIR, DESK
from tests.web.chromium.conftest import Opened, with_accounts
from tests.web.chromium.person import Person
from tests.web.chromium.server import Served, serving

HORN = "/topics/2021/horn"
AT_200 = {"viewport": {"width": 640, "height": 400}}
"""What a page has left of a window of 1280 by 800 that is shown at 200 %."""


@pytest.fixture
def played(full_swing: Path, tmp_path: Path) -> Iterator[Served]:
    """A round in full swing, served to one test that acts on it."""
    with serving(with_accounts(full_swing, tmp_path, (CHAIR, DESK))) as served:
        yield served


def shown(page: Page) -> str:
    """What the room shows, as one line."""
    return " ".join(page.inner_text("#stage").split())


def puts_on_screen(chair: Person, title: str) -> None:
    """Put a topic on the screen, from the chair's table."""
    chair.page.goto("/chair")
    card = chair.page.locator("article.card", has_text=title)
    card.get_by_role("button", name="Show in the room").click()


def test_a_wall_and_a_phone_follow_what_the_chair_does(played: Served, opened: Opened) -> None:
    wall = opened(played, viewport={"width": 1920, "height": 1080}, color_scheme="dark")
    phone = opened(played, viewport={"width": 390, "height": 844})
    for screen in (wall, phone):
        screen.goto("/room")
        assert "No topic is shown at the moment." in shown(screen)
    chair = Person(opened(played))
    chair.signs_in(CHAIR)
    puts_on_screen(chair, "Made-up 2021/horn")
    chair.page.goto(f"/chair/open-debate{HORN}?meeting=1&on=2020-03-02")
    chair.presses("Show in the room")
    for screen in (wall, phone):
        screen.wait_for_selector("#stage .said:has-text('opened the debate')")
        assert screen.locator("[data-line=open]").is_visible()
    chair.presses("Open debate")
    for screen in (wall, phone):
        screen.wait_for_selector("#stage figure svg")
        assert "Debate opened" in shown(screen)
        assert screen.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_room_sees_a_text_while_it_is_typed(played: Served, opened: Opened) -> None:
    wall, desk = opened(played), Person(opened(played))
    wall.goto("/room")
    desk.signs_in(DESK)
    desk.page.goto(f"{HORN}/acts/revise")
    text = {"field_version__questions.en.0": "What of horns?", "field_version__source": "MWG-1/9"}
    desk.types({**text, "on": "2020-03-02"})
    desk.presses("Show in the room")
    wall.wait_for_selector("#stage .said")
    desk.page.locator('[name="field_version__questions.en.0"]').press_sequentially(" And of loud ones?")
    wall.wait_for_selector("#stage ins:has-text('loud ones')")
    with open_reader(Location(played.register.path)) as reader:
        assert [record.act for record in reader.history("2021/horn")] == ["propose"]


def test_a_screen_says_that_the_line_is_lost_and_comes_back(played: Served, opened: Opened) -> None:
    wall = opened(played)
    wall.goto("/room")
    wall.wait_for_selector("[data-line=open]:not([hidden])")
    played.killed()
    wall.wait_for_selector("[data-line=lost]:not([hidden])")
    played.again()
    wall.wait_for_selector("[data-line=open]:not([hidden])")


def test_without_scripts_the_room_is_a_page_that_loads_again(played: Served, opened: Opened) -> None:
    page = opened(played, java_script_enabled=False)
    page.goto("/room")
    assert page.get_by_role("link", name="Load it again").is_visible()
    assert page.locator('noscript meta[http-equiv="refresh"], meta[http-equiv="refresh"]').count() == 1


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_position_is_entered_by_keys_alone_at_200_percent(played: Served, opened: Opened, *, scripts: bool) -> None:
    person = Person(opened(played, java_script_enabled=scripts, **AT_200))
    person.signs_in(DESK)
    page = person.page
    page.goto(f"{HORN}/acts/take-position")
    page.locator('[name="field_holders"]').first.focus()
    page.keyboard.type("Isle")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # one more row
    page.wait_for_selector('[name="field_holders"] >> nth=2' if not scripts else '[name="field_holders"] >> nth=1')
    assert page.evaluate("document.activeElement.name") == "field_holders"
    page.keyboard.type("Avalon")
    page.keyboard.press("Enter")  # shows what is in the way, and records nothing
    page.wait_for_selector("text=Not recorded yet")
    assert page.evaluate("document.activeElement.id") == "field_stance"
    page.keyboard.type("res")
    assert page.locator("#field_stance").input_value() == "reserve"
    page.locator('[name="field_text.en"]').focus()
    page.keyboard.type("We wait.")
    page.locator("#field_source").focus()
    page.keyboard.type("MWG-1/9")
    page.keyboard.press("Enter")
    page.wait_for_selector("#preview")
    assert page.evaluate("document.activeElement.id") == "preview"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator("form.act").get_by_role("button", name="Take position", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Recorded: Made-up 2021/horn.")
    with open_reader(Location(played.register.path)) as reader:
        assert getattr(reader.history("2021/horn")[-1].motion, "holders", ()) == ("Isle", "Avalon")


def test_what_was_mended_is_not_red_any_more(played: Served, opened: Opened) -> None:
    person = Person(opened(played))
    person.signs_in(DESK)
    person.page.goto(f"{HORN}/acts/take-position")
    person.presses("Take position")
    wrong = person.page.locator("#field_stance-problem")
    assert wrong.is_visible()
    person.page.locator("#field_stance").select_option("support")
    assert not wrong.is_visible()


def test_the_back_key_leads_to_a_form_that_records_nothing_twice(played: Served, opened: Opened) -> None:
    person = Person(opened(played))
    person.signs_in(CHAIR)
    person.page.goto(f"/chair/open-debate{HORN}?meeting=1&on=2020-03-02")
    person.presses("Open debate")
    person.page.wait_for_selector("text=Recorded: Made-up 2021/horn.")
    person.page.go_back()
    if "/chair/open-debate" in person.page.url and person.page.locator("form.act").count():
        person.presses("Open debate")
    with open_reader(Location(played.register.path)) as reader:
        assert len(reader.history("2021/horn")) == 2
