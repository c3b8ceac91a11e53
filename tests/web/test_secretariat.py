"""What the secretariat finds where everybody reads: what waits, papers to issue, texts that are not agreed."""

from __future__ import annotations

import re

import pytest

from escalade.models.backends import Location
from tests.web.acts import put_forward, record, text
from tests.web.browser import CHAIR, DESK, does, said
from tests.web.conftest import Visitors

FOG = "/topics/2020/fog"
TEXT = {"field_version__title.en": "Fog signals", "field_version__questions.en.0": "What is a [good] signal?"}


@pytest.fixture(autouse=True)
def _fog(place: Location) -> None:
    """A topic that was put forward, its text not agreed yet."""
    record(place, put_forward(version=text("Fog signals", "What is a [good] signal?")))


def test_a_meeting_to_come_is_listed_and_no_report_of_it_offered(visitors: Visitors) -> None:
    desk = visitors(DESK)
    days = {"field_opens": "2031-03-02", "field_closes": "2031-03-04", "field_place.en": "Made-up Harbour"}
    does(desk, "/body/acts/convene", words="9", on="2020-04-01", **days)
    page = desk.get("/inbox")
    assert "Meeting 9 Convened 2 to 4 March 2031" in said(page)
    assert "/meetings/9/acts" not in page.text
    assert "Draft report" not in said(desk.get("/meetings/9"))
    does(visitors(CHAIR), f"{FOG}/acts/open-debate", field_evidence__meeting="1", on="2020-03-02")
    (draft,) = re.findall(r'href="(/drafts/report/[^"]+)"', desk.get("/meetings/1").text)
    assert desk.get(draft).status_code == 200


def test_papers_that_can_be_written_are_offered_to_officers(visitors: Visitors) -> None:
    assert "/papers/" not in visitors(DESK).get(FOG).text, "nothing was decided yet"
    held = {"field_evidence__meeting": "1", "on": "2020-03-02"}
    does(visitors(CHAIR), f"{FOG}/acts/open-debate", **held)
    typed = {"field_tried.en": "A round.", "field_refer": "1", "field_words.en": "To refer it."}
    does(visitors(CHAIR), f"{FOG}/acts/record-no-consensus", **held, **typed)
    for path in ("/rounds/2020", FOG):
        (link,) = re.findall(r'href="(/rounds/2020/papers/[^"]+)"', visitors(CHAIR).get(path).text)
        assert "There is no" not in said(visitors(CHAIR).get(link))
        assert link not in visitors().get(path).text


def test_what_changed_names_its_language(visitors: Visitors) -> None:
    revised = {"field_version__title.en": "Fog signals", "field_version__questions.en.0": "What is a better signal?"}
    typed = {**revised, "field_version__source": "MWG-1/4", "on": "2020-02-12"}
    assert does(visitors(DESK), f"{FOG}/acts/revise", **typed).is_success
    assert "Question 1 (English)" in said(visitors(DESK).get(FOG))
    assert "Question 1 (anglais)" in said(visitors(DESK).get(f"/fr{FOG}")).replace("\xa0", " ")


def test_only_what_is_late_or_comes_first_is_pressed_upon_whoever_looks(visitors: Visitors) -> None:
    waiting = visitors(DESK).get("/inbox").text.partition('<ul class="waiting">')[2]
    cards = re.findall(r'<li class="card waits( overdue)?">(.*?)</ul>', waiting, re.DOTALL)
    assert len(cards) > 1
    loud = ['class="button"' in card for _, card in cards]
    assert loud == [place == 0 or bool(overdue) for place, (overdue, _) in enumerate(cards)]
