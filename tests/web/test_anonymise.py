"""Who is not to be named is not; what is not for everybody is marked, and may be seen as the public sees it."""

from __future__ import annotations

import html
import re
from collections import deque
from typing import Any

import pytest

from escalade.models.backends import Location
from escalade.web.auth.scoped_reader import anonymise
from escalade.web.i18n.language import split_language
from escalade.web.i18n.wording import public_path
from escalade.workflow.values.remedy import Cause, Remedy
from tests.web.acts import on, put_forward, record, steps
from tests.web.browser import CHAIR, COUNCIL_DESK, DESK, READER, Browser, does, hidden, said
from tests.web.conftest import Visitors

FOG = "/topics/2020/fog"
MET = {"field_evidence__meeting": "1", "on": "2020-03-02"}
_LINK = re.compile(r'<a [^>]*?href="(/[^"#]*)')


@pytest.fixture
def objected(place: Location) -> None:
    """A topic under debate, to which somebody objects who is not to be named."""
    held = {"stance": "object", "text": {"en": "We cannot."}, "source": "MA20/4", "unattributed": True}
    position = on("take position", by=DESK, on="2020-03-02", holders=["Avalon"], **held)
    record(place, put_forward(title="Fog"), *steps("debated"), position)


def every(browser: Browser) -> dict[str, str]:
    """Every page that links lead to."""
    found: dict[str, str] = {}
    waiting = deque(["/", "/inbox", f"{FOG}/acts/record-consensus", f"/chair/record-consensus{FOG}"])
    while waiting and len(found) < 150:
        path = waiting.popleft()
        if path in found or split_language(path)[0] or path.startswith("/static/"):
            continue
        found[path] = browser.get(path).text
        waiting.extend(html.unescape(link) for link in _LINK.findall(found[path]))
    return found


@pytest.mark.usefixtures("objected")
@pytest.mark.parametrize("name", [None, READER, CHAIR, DESK, COUNCIL_DESK])
def test_no_page_names_them(name: str | None, visitors: Visitors) -> None:
    pages = every(visitors(name))
    assert [path for path, text in pages.items() if "Avalon" in text] == []
    assert len(pages) > 15
    if name in {CHAIR, DESK}:
        assert "unattributed objects" in said(visitors(name).get(f"{FOG}/acts/record-consensus"))


@pytest.mark.usefixtures("objected")
@pytest.mark.parametrize("path", [f"{FOG}/acts/record-consensus", f"/chair/record-consensus{FOG}"])
@pytest.mark.parametrize("step", ["act", "preview"])
def test_no_refusal_names_them(path: str, step: str, visitors: Visitors) -> None:
    chair = visitors(CHAIR)
    page = chair.get(path)
    tokens = {"form": hidden(page.text, "form"), "seen": hidden(page.text, "seen")}
    answer = chair.post(path, data={**tokens, "of": "2020/fog", "step": step, **MET, "on": "2020-03-03"})
    assert answer.status_code == 409
    assert "unattributed objects" in said(answer)
    assert "Avalon" not in answer.text


@pytest.mark.usefixtures("objected")
def test_what_clears_an_unnamed_objection_leads_to_a_form_that_does(visitors: Visitors) -> None:
    chair, desk = visitors(CHAIR), visitors(DESK)
    page = chair.get(f"{FOG}/acts/record-consensus").text
    onward = next(html.unescape(link) for link in _LINK.findall(page) if "lift-objection" in link)
    form = desk.get(onward).text
    answer = does(desk, onward, field_holders=hidden(form, "field_holders"), field_how="withdrawn", on="2020-03-02")
    assert answer.url.path == FOG
    for visitor in (visitors(), visitors(READER)):  # the objection is for members, and so is its end
        assert [path for path, text in every(visitor).items() if "Avalon" in text] == []


def test_what_is_not_found_as_seen_is_told_by_its_rule_alone() -> None:
    remedy = Remedy(kind="act", act="lift objection", given={"holders": "Avalon"}, note="Ask Avalon.")
    cause = Cause(rule="no_objection_stands", subject="2020/fog", sentence="Avalon objects.", remedy=remedy)
    (told,) = anonymise([cause], [])
    assert "Avalon" not in f"{told.sentence}{told.remedy}"
    assert (told.rule, told.remedy.act) == ("no_objection_stands", "lift objection")
    seen = Cause(rule="no_objection_stands", subject="2020/fog", sentence="unattributed objects.", remedy=remedy)
    assert anonymise([cause], [seen]) == (seen,)


OF_DESK: dict[str, Any] = {"by": DESK, "on": "2020-02-11"}
ACTS = (
    put_forward(title="Fog", by_state=["Isle"]),
    on("take position", **OF_DESK, holders=["Isle"], stance="reserve", source="statement", text={"en": "Hush"}),
    on("record statement", **OF_DESK, holders=["Isle"], text={"en": "Whisper"}, audience="office"),
    on("receive", "2020", **OF_DESK, symbol="MWG-1/3", by_state=["Isle"], concerns=["2020"], audience="members"),
    put_forward("2020/reef", "Fog", on="2020-02-11", audience="members"),
)
BANNERS = ("This page shows what is for members only.", "This page shows what is for the office only.")


@pytest.fixture
def browsers(place: Location, visitors: Visitors) -> Visitors:
    """Browsers at a register with records of all three audiences."""
    record(place, *ACTS)
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
