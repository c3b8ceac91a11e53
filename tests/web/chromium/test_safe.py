"""What an attacker tries, tried for real in a browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route

from escalade.models.reader import open_reader
from tests.web.browser import CHAIR, DESK, READER
from tests.web.chromium.conftest import Opened
from tests.web.chromium.person import Person
from tests.web.chromium.server import Served

SESSION = "escalade_session"
ELSEWHERE = "http://elsewhere.example"


def size(scene: Served) -> int:
    """How many records the register has that is served."""
    with open_reader(scene.register) as reader:
        return reader.size()


def test_scripts_never_see_the_cookie_of_a_session(scene: Served, opened: Opened) -> None:
    desk = Person(opened(scene))
    desk.signs_in(DESK)
    held = {one["name"]: one for one in desk.page.context.cookies()}
    assert set(held) == {SESSION}
    assert {(one["httpOnly"], one["sameSite"]) for one in held.values()} == {(True, "Lax")}
    assert desk.page.evaluate("document.cookie") == ""


def test_a_session_that_was_planted_before_is_not_the_one_that_signs_in(scene: Served, opened: Opened) -> None:
    page = opened(scene)
    page.context.add_cookies([{"name": SESSION, "value": "planted", "url": scene.address}])
    Person(page).signs_in(DESK)
    assert [one["value"] for one in page.context.cookies() if one["name"] == SESSION] != ["planted"]
    thief = opened(scene)
    thief.context.add_cookies([{"name": SESSION, "value": "planted", "url": scene.address}])
    thief.goto("/inbox")
    assert "/sign-in" in thief.url


@pytest.mark.parametrize("onward", [ELSEWHERE, "//elsewhere.example", "/\\elsewhere.example", "/%09/elsewhere.example"])
def test_signing_in_leads_nowhere_else(onward: str, scene: Served, opened: Opened) -> None:
    page = opened(scene)
    page.goto(f"/sign-in?next={onward}")
    page.get_by_label("Name").fill(DESK)
    page.get_by_label("Password").fill("a made-up password")
    page.get_by_role("button", name="Sign in").click()
    assert page.url == f"{scene.address}/inbox"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/sign-out", "State of play"),
        ("/sign-in", "was not made for your present session"),
        ("/topics/2021/horn/acts/record-statement", "Officers and members sign in."),
    ],
)
def test_a_form_on_another_site_does_nothing(path: str, said: str, scene: Served, opened: Opened) -> None:
    desk = Person(opened(scene))
    desk.signs_in(DESK)
    form = (
        f"<form method=post action='{scene.address}{path}'><input name=form value=guessed><button>Win</button></form>"
    )

    def answers(route: Route) -> None:
        route.fulfill(body=form, content_type="text/html")

    desk.page.route(f"{ELSEWHERE}/**", answers)
    desk.page.goto(f"{ELSEWHERE}/")
    before = size(scene)
    desk.page.get_by_role("button").click()
    assert said in desk.page.inner_text("body")
    assert size(scene) == before
    desk.page.goto("/inbox")
    assert desk.page.url == f"{scene.address}/inbox"


def test_another_session_s_form_does_nothing(scene: Served, opened: Opened) -> None:
    chair, desk = Person(opened(scene)), Person(opened(scene))
    for person, name in ((chair, CHAIR), (desk, DESK)):
        person.signs_in(name)
        person.page.goto("/topics/2021/horn/acts/record-statement")
    stolen = chair.page.locator('form.act [name="form"]').get_attribute("value")
    desk.page.locator('form.act [name="form"]').evaluate("(one, stolen) => { one.value = stolen }", stolen)
    desk.types({"field_holders": "Isle", "on": "2020-03-02"})
    before = size(scene)
    desk.presses("Record statement")
    assert "so nothing was recorded" in desk.said
    assert size(scene) == before


def test_a_page_can_neither_be_framed_nor_run_what_is_written_into_it(scene: Served, opened: Opened) -> None:
    page = opened(scene)
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto("/topics/2021/rock")
    assert "<script>alert(1)</script>" in page.inner_text("h1")
    assert "49" not in page.inner_text("h1")
    page.evaluate(
        "() => { const one = document.createElement('script'); one.text = 'window.ran = 1'; document.body.append(one) }"
    )
    assert page.evaluate("window.ran") is None
    assert "Content Security Policy" in refused[-1]
    page.route(
        f"{ELSEWHERE}/**",
        lambda route: route.fulfill(body=f"<iframe src={scene.address}/></iframe>", content_type="text/html"),
    )
    page.goto(f"{ELSEWHERE}/")
    assert [frame.url for frame in page.frames[1:]] == ["chrome-error://chromewebdata/"]


def test_words_that_would_turn_a_line_round_are_refused(scene: Served, opened: Opened) -> None:
    desk = Person(opened(scene))
    desk.signs_in(DESK)
    desk.opens("/rounds/2021/acts/propose")
    title = {"field_version__title.en": "Made-up \u202egnidaelsim", "field_version__questions.en.0": "What?"}
    desk.types({"words": "turned", **title, "field_by_state": "Made-up Land", "on": "2020-02-10"})
    desk.presses("Propose")
    assert "/acts/propose" in desk.page.url
    assert "U+202E" in desk.said


def test_who_guesses_passwords_has_to_wait(scene: Served, opened: Opened) -> None:
    page = opened(scene)
    page.goto("/sign-in")
    for _ in range(11):
        page.get_by_label("Name").fill(READER)
        page.get_by_label("Password").fill("a guessed password")
        page.get_by_role("button", name="Sign in").click()
    assert "Too many attempts failed. Try again in 2 minutes." in page.inner_text("main")
