"""Two browsers decide at once: one is recorded, the other is told."""

from __future__ import annotations

from tests.web.browser import CHAIR, DESK
from tests.web.chromium.conftest import Opened
from tests.web.chromium.person import Person
from tests.web.chromium.server import Served

ACT = "/topics/2021/horn/acts/open-debate"
PRESS = "() => [...document.querySelectorAll('form.act button')].at(-1).click()"


def test_of_two_who_press_at_once_one_is_recorded_and_the_other_is_shown_what_changed(
    scene: Served, opened: Opened
) -> None:
    chair, desk = Person(opened(scene)), Person(opened(scene))
    for person, name, more in ((chair, CHAIR, {}), (desk, DESK, {"entered_for": CHAIR})):
        person.signs_in(name)
        person.page.goto(ACT)
        person.types({"field_evidence__meeting": "1", "on": "2020-03-02", **more})
    for person in (chair, desk):
        person.page.evaluate(PRESS)
    for person in (chair, desk):
        person.page.get_by_text("Recorded: ").or_(person.page.get_by_text("Moved meanwhile")).wait_for()
    said = sorted((chair.said, desk.said), key=lambda words: "Moved meanwhile" in words)
    assert "Recorded: Made-up 2021/horn." in said[0]
    assert "nothing from this page was." in said[1]
    assert "2021/horn#2 : open debate" in said[1].replace("#2:", "#2 :")
    assert "proposed" in said[1]
