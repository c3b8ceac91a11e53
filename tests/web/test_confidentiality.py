"""What is not for everybody is marked, and can be put out of sight."""

from __future__ import annotations

from typing import Any

import pytest

from escalade.models.backends.location import Location
from escalade.models.register import open_register
from escalade.services.acts.bind import convert_fields
from escalade.web.i18n.wording import public_path
from tests.web.browser import CHAIR, DESK, READER, Browser, hidden, said
from tests.web.conftest import Visitors

TEXT: dict[str, Any] = {"title": {"en": "Fog"}, "questions": [{"en": "What?"}]}
FOG: dict[str, Any] = {"of": ["2020/fog"], "by": DESK, "on": "2020-02-11"}
ACTS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("propose", {**FOG, "version": TEXT, "by_state": ["Isle"], "on": "2020-02-10"}),
    (
        "take position",
        {**FOG, "holders": ("Isle",), "stance": "reserve", "source": "statement", "text": {"en": "Hush"}},
    ),
    ("record statement", {**FOG, "holders": ("Isle",), "text": {"en": "Whisper"}, "audience": "office"}),
    (
        "receive",
        {**FOG, "of": ["2020"], "symbol": "MWG-1/3", "by_state": ["Isle"], "concerns": ["2020"], "audience": "members"},
    ),
    ("propose", {**FOG, "of": ["2020/reef"], "version": TEXT, "by_state": ["Isle"], "audience": "members"}),
)
BANNERS = ("This page shows what is for members only.", "This page shows what is for the office only.")


@pytest.fixture
def browsers(place: Location, visitors: Visitors) -> Visitors:
    """Browsers at a register with records of all three audiences."""
    with open_register(place) as register:
        for act, fields in ACTS:
            register.act(convert_fields(act, fields))
    return visitors


def looks(browser: Browser, path: str, seen_as: str) -> None:
    """See as the public does, or with one's own eyes again."""
    page = browser.get(path)
    assert hidden(page.text, "seen_as") == seen_as, said(page)
    sent = {name: hidden(page.text, name) for name in ("form", "next", "seen_as")}
    browser.post("/view", data=sent)


def test_a_topic_a_position_a_statement_and_a_record_are_marked(browsers: Visitors) -> None:
    desk = browsers(DESK)
    page = said(desk.get("/topics/2020/fog"))
    assert "Isle: reserve Hush 11 February 2020 · 2020/fog#2 members only" in page
    assert "2020/fog#3 office only" in page
    assert page.startswith(BANNERS[1])
    assert "Put forward members only Fog" in said(desk.get("/rounds/2020"))
    assert "Position taken: Fog members only" in said(desk.get("/topics/2020/fog/records/2"))
    assert "MWG-1/3: Isle (11 February 2020; 2020#2 members only" in said(desk.get("/rounds/2020"))
    assert said(desk.get("/rounds/2020")).startswith(BANNERS[0])


def test_what_is_public_is_not_marked(browsers: Visitors) -> None:
    desk = browsers(DESK)
    for path in ("/meetings/1", "/body", "/topics/2020/fog/records/1"):
        page = desk.get(path)
        assert 'class="audience' not in page.text
        assert not any(banner in page.text for banner in BANNERS)


def test_a_member_sees_the_mark_of_members_and_a_stranger_none(browsers: Visitors) -> None:
    assert said(browsers(READER).get("/topics/2020/fog")).startswith(BANNERS[0])
    page = browsers().get("/topics/2020/fog").text
    assert "Fog" in page
    assert not any(word in page for word in ("audience", "confidential", "Hush"))


@pytest.mark.parametrize("name", [DESK, CHAIR, READER])
def test_what_the_public_sees_is_seen_until_one_wants_to_see_all_again(name: str, browsers: Visitors) -> None:
    browser = browsers(name)
    looks(browser, "/topics/2020/fog", "public")
    for path in ("/topics/2020/fog", "/fr/topics/2020/fog", "/rounds/2020", "/"):
        page = browser.get(path)
        assert page.status_code == 200
        assert not any(word in page.text for word in ("Hush", "Whisper", "MWG-1/3", "reef", 'class="audience'))
    assert said(browser.get("/topics/2020/fog")).startswith("You see what the public sees.")
    assert browser.get("/topics/2020/reef").status_code == 404
    assert "this page is for officers" in said(browser.get("/inbox"))
    assert browser.get("/inbox").status_code == 403
    looks(browser, "/topics/2020/fog", "")
    assert "Hush" in browser.get("/topics/2020/fog").text
    assert browser.get("/inbox").status_code == 200


def test_nothing_is_done_while_one_sees_as_the_public(browsers: Visitors) -> None:
    desk = browsers(DESK)
    form = hidden(desk.get("/topics/2020/fog").text, "form")
    looks(desk, "/topics/2020/fog", "public")
    for path in ("/inbox", "/topics/2020/fog/acts", "/rounds/2020/papers/note"):
        assert desk.get(path).status_code == 403, path
    sent = {"form": form, "step": "act", "on": "2020-02-12"}
    assert desk.post("/topics/2020/fog/acts/withdraw", data=sent).status_code == 403


def test_nobody_else_makes_one_see_otherwise(browsers: Visitors) -> None:
    desk = browsers(DESK)
    assert desk.post("/view", data={"form": "guessed", "seen_as": "public"}).status_code == 403
    assert browsers().post("/view", data={"form": "", "seen_as": "public"}).status_code == 403
    form = hidden(desk.get("/inbox").text, "form")
    answer = desk.post("/view", data={"form": form, "seen_as": "office", "next": "//made-up"}, follow_redirects=False)
    assert answer.headers["location"] == "/"
    assert "Whisper" in desk.get("/topics/2020/fog").text


@pytest.mark.parametrize(
    ("path", "public"),
    [
        ("/topics/2020/fog", "/topics/2020/fog"),
        ("/rounds/2020/papers/note", "/rounds/2020"),
        ("/chair/open-debate/topics/2020/fog", "/topics/2020/fog"),
        ("/meetings/1/acts/convene", "/meetings/1"),
        ("/inbox", "/"),
    ],
)
def test_a_page_for_officers_leads_to_what_the_public_sees_of_it(path: str, public: str) -> None:
    assert public_path(path) == public
