"""What the secretariat finds where everybody reads: what waits, papers to issue, texts that are not agreed."""

from __future__ import annotations

import re

import pytest

from tests.web.browser import CHAIR, DESK, does, said
from tests.web.conftest import Visitors

FOG = "/topics/2020/fog"
TEXT = {"field_version__title.en": "Fog signals", "field_version__questions.en.0": "What is a [good] signal?"}


@pytest.fixture(autouse=True)
def _fog(visitors: Visitors) -> None:
    """A topic that was put forward, its text not agreed yet."""
    typed = {"words": "fog", "field_by_state": "Made-up Land", "on": "2020-02-10", **TEXT}
    does(visitors(DESK), "/rounds/2020/acts/propose", **typed)


def test_what_waits_is_listed_with_the_way_to_it(visitors: Visitors) -> None:
    chair = visitors(CHAIR)
    does(chair, f"{FOG}/acts/open-debate", field_evidence__meeting="1", on="2020-03-02")
    typed = {"field_tried.en": "A round.", "field_refer": "1", "field_words.en": "To refer it."}
    does(chair, f"{FOG}/acts/record-no-consensus", field_evidence__meeting="1", on="2020-03-03", **typed)
    page = visitors(DESK).get("/inbox")
    assert "Since 3 March 2020. Fog signals 2020/fog Not agreed" in said(page)
    assert f'href="{FOG}/acts/escalate"' in page.text
    assert 'href="/meetings/1/acts/approve-report"' in page.text


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


def test_papers_as_they_would_be_are_offered_to_officers(visitors: Visitors) -> None:
    for path, paper in (("/rounds/2020", "note"), (FOG, "notice?about=2020/fog"), (FOG, "call?about=2020/fog")):
        link = f'href="/rounds/2020/papers/{paper}"'
        assert link in visitors(CHAIR).get(path).text
        assert link not in visitors().get(path).text


def test_what_is_in_brackets_is_marked(visitors: Visitors) -> None:
    assert "What is a <mark>[good]</mark> signal?" in visitors().get(FOG).text


def test_what_changed_names_its_language(visitors: Visitors) -> None:
    revised = {"field_version__title.en": "Fog signals", "field_version__questions.en.0": "What is a better signal?"}
    typed = {**revised, "field_version__source": "MWG-1/4", "on": "2020-02-12"}
    assert does(visitors(DESK), f"{FOG}/acts/revise", **typed).is_success
    assert "Question 1 (English)" in said(visitors(DESK).get(FOG))
    assert "Question 1 (anglais)" in said(visitors(DESK).get(f"/fr{FOG}")).replace("\xa0", " ")


def test_contributions_and_positions_stand_by_their_topic_and_round(visitors: Visitors) -> None:
    desk = visitors(DESK)
    given = {"words": "MA20/4", "field_by_state": "Avalon", "field_concerns": "2020/fog", "on": "2020-02-11"}
    does(desk, "/rounds/2020/acts/receive", **given)
    typed = {"field_stance": "object", "field_text.en": "We cannot.", "field_source": "MA20/4", "on": "2020-02-11"}
    for path in (FOG, "/rounds/2020"):
        does(desk, f"{path}/acts/take-position", field_holders="Avalon", **typed)
        page = said(desk.get(path))
        assert "MA20/4: Avalon (11 February 2020" in page
        assert "Avalon: object We cannot." in page


def test_only_what_is_late_or_comes_first_is_pressed_upon_whoever_looks(visitors: Visitors) -> None:
    waiting = visitors(DESK).get("/inbox").text.partition('<ul class="waiting">')[2]
    cards = re.findall(r'<li class="card waits( overdue)?">(.*?)</ul>', waiting, re.DOTALL)
    assert len(cards) > 1
    loud = ['class="button"' in card for _, card in cards]
    assert loud == [place == 0 or bool(overdue) for place, (overdue, _) in enumerate(cards)]
