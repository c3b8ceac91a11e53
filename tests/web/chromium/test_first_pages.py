"""The first pages do at one press what took a way: topics ticked in the list, a paper chosen or dropped."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from escalade.models.backends import Location
from escalade.models.reader import open_reader
from tests.web.browser import CHAIR, DESK
from tests.web.chromium.conftest import Opened, with_accounts
from tests.web.chromium.person import Person, PersonAtKeys
from tests.web.chromium.server import Served, serving

DROPPED = """text => {
  const carried = new DataTransfer();
  carried.items.add(new File([text], "made-up.md"));
  document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: carried, bubbles: true, cancelable: true }));
}"""
SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])


@pytest.fixture
def played(full_swing: Path, tmp_path: Path) -> Iterator[Served]:
    """A round in full swing, served to one test that acts on it."""
    with serving(with_accounts(full_swing, tmp_path, (CHAIR, DESK))) as served:
        yield served


@SCRIPTS
def test_the_chair_decides_by_keys_alone_on_topics_in_one_go(played: Served, opened: Opened, *, scripts: bool) -> None:
    chair = PersonAtKeys(opened(played, java_script_enabled=scripts))
    chair.signs_in(CHAIR)
    page, press = chair.page, chair.page.keyboard.press
    for name, steps in (("2021/fog", 2), ("2021/horn", 1)):
        chair.reaches(page.locator(f'[name="choice.{name}"]:checked'))
        for _ in range(steps):
            press("ArrowLeft")
    chair.fills(page.locator('[name="tried.2021/fog"]'), "Two drafting groups met.")
    chair.clicks(page.locator("#table p.buttons button"))
    page.locator("#paragraph:focus").wait_for()
    assert "Two drafting groups met." in chair.said
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    press("Tab")
    press("Enter")
    page.wait_for_url("**/chair?made=*")
    with open_reader(played.register) as reader:
        made = [reader.history(name)[-1].act for name in ("2021/fog", "2021/horn")]
    assert made == ["record no consensus", "open debate"]


def test_a_paper_is_compared_as_soon_as_it_is_chosen_or_dropped(played: Served, opened: Opened) -> None:
    for path in ("/", "/verify"):
        page = opened(played)
        page.goto(path)
        page.wait_for_selector("[data-at-once]:not([hidden])")
        page.set_input_files("#file", {"name": "made-up.md", "mimeType": "text/markdown", "buffer": b"Made up."})
        page.wait_for_selector("#verdict")
        page.goto(path)
        page.wait_for_selector("[data-at-once]:not([hidden])")
        page.evaluate(DROPPED, "Made up.")
        page.wait_for_selector("#verdict")
        assert "No paper was issued that is this file" in page.inner_text("main")


def test_without_scripts_a_paper_is_verified_by_the_button(played: Served, opened: Opened) -> None:
    page = opened(played, java_script_enabled=False)
    page.goto("/")
    assert not page.locator("[data-at-once]").is_visible()
    page.set_input_files("#file", {"name": "made-up.md", "mimeType": "text/markdown", "buffer": b"Made up."})
    page.get_by_role("button", name="Verify", exact=True).click()
    page.wait_for_selector("#verdict")


@SCRIPTS
def test_the_desk_gives_an_office_and_an_invitation_by_two_fields(
    played: Served, opened: Opened, *, scripts: bool
) -> None:
    desk = Person(opened(played, java_script_enabled=scripts, viewport={"width": 390, "height": 844}))
    desk.signs_in(DESK)
    desk.page.goto("/body/acts/appoint")
    desk.fills(desk.page.get_by_label("Who", exact=True), "Made-up Newcomer")
    desk.selects(desk.page.locator("#field_office"), "secretariat")
    desk.clicks(desk.page.get_by_role("button", name="Appoint and invite"))
    desk.page.wait_for_selector("code.address")
    assert desk.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    with open_reader(Location(played.register.path)) as reader:
        assert reader.history("body")[-1].act == "appoint"
