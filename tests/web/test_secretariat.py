"""The secretariat's desk: what waits, topics with their texts, and rounds."""

from __future__ import annotations

import re

import pytest

from tests.web.browser import CHAIR, COUNCIL_DESK, DESK, does, said
from tests.web.conftest import Visitors

FOG = "/topics/2020/fog"
TEXT = {"field_version__title.en": "Fog signals", "field_version__questions.en.0": "What is a [good] signal?"}


@pytest.fixture
def fog(visitors: Visitors) -> str:
    """A topic that was put forward, its text not agreed yet."""
    typed = {"words": "fog", "field_by_state": "Made-up Land", "on": "2020-02-10", **TEXT}
    does(visitors(DESK), "/rounds/2020/acts/propose", **typed)
    return "/secretariat/topics/2020/fog"


@pytest.mark.parametrize("path", ["/secretariat", "/secretariat/rounds/2020", "/secretariat/topics/2020/fog"])
@pytest.mark.usefixtures("fog")
def test_the_desk_is_the_secretariats(path: str, visitors: Visitors) -> None:
    assert visitors().get(path).url.path == "/sign-in"
    for name in (CHAIR, COUNCIL_DESK):
        assert visitors(name).get(path).status_code == 403
    assert visitors(DESK).get(path).status_code == 200


@pytest.mark.usefixtures("fog")
def test_what_waits_is_listed_with_the_way_to_it(visitors: Visitors) -> None:
    chair = visitors(CHAIR)
    does(chair, f"{FOG}/acts/open-debate", field_evidence__meeting="1", on="2020-03-02")
    typed = {"field_tried.en": "A round.", "field_refer": "1", "field_words.en": "To refer it."}
    does(chair, f"{FOG}/acts/record-no-consensus", field_evidence__meeting="1", on="2020-03-03", **typed)
    page = visitors(DESK).get("/secretariat")
    assert "What waits, by date" in said(page)
    assert "Since 3 March 2020. Fog signals 2020/fog Not agreed" in said(page)
    assert f'href="{FOG}/acts/escalate"' in page.text
    assert 'href="/meetings/1/acts/approve-report"' in page.text


def test_a_round_leads_to_its_topics_papers_and_registers(fog: str, visitors: Visitors) -> None:
    page = visitors(DESK).get("/secretariat/rounds/2020")
    assert "Fog signals Put forward" in said(page)
    for path in (fog, "/rounds/2020/acts/propose", "/rounds/2020/acts/receive", "/secretariat/rounds/2020/papers/note"):
        assert f'href="{path}"' in page.text


def test_of_each_topic_of_a_round_what_waits_is_a_button_and_the_rest_is_folded(fog: str, visitors: Visitors) -> None:
    desk = visitors(DESK)
    before = desk.get("/secretariat/rounds/2020").text.partition(f'href="{fog}"')[2].partition("</article>")[0]
    assert before.count('class="button quiet"') == 2  # nothing waits for it
    assert 'class="button"' not in before
    does(visitors(CHAIR), f"{FOG}/acts/open-debate", field_evidence__meeting="1", on="2020-03-02")
    typed = {"field_tried.en": "A round.", "field_refer": "1", "field_words.en": "To refer it."}
    does(visitors(CHAIR), f"{FOG}/acts/record-no-consensus", field_evidence__meeting="1", on="2020-03-03", **typed)
    after = desk.get("/secretariat/rounds/2020").text.partition(f'href="{fog}"')[2].partition("</article>")[0]
    first, _, folded = after.partition("<details>")
    assert re.findall('href="([^"]+)"', first) == [f"{FOG}/acts/escalate"]
    assert f'href="{FOG}/acts/record-statement"' in folded


def test_what_is_in_brackets_is_marked(fog: str, visitors: Visitors) -> None:
    page = visitors(DESK).get(fog).text
    assert "What is a <mark>[good]</mark> signal?" in page


def test_two_texts_stand_side_by_side_with_what_changed(fog: str, visitors: Visitors) -> None:
    desk = visitors(DESK)
    typed = {**TEXT, "field_version__title.en": "Fog horns", "field_version__source": "MA20/3", "on": "2020-02-12"}
    does(desk, f"{FOG}/acts/revise", **typed)
    page = desk.get(fog)
    assert "Propose, 10 February 2020" in said(page)
    assert "Revise, 12 February 2020" in said(page)
    assert "Fog <del>signals</del><ins>horns</ins>" in page.text
    alone = said(desk.get(f"{fog}?old=1&new=1"))
    assert "Propose, 10 February 2020" in alone
    assert "Revise, 12 February 2020" not in alone


def test_contributions_and_positions_stand_by_their_topic(fog: str, visitors: Visitors) -> None:
    desk = visitors(DESK)
    given = {"words": "MA20/4", "field_by_state": "Avalon", "field_concerns": "2020/fog", "on": "2020-02-11"}
    does(desk, "/rounds/2020/acts/receive", **given)
    typed = {"field_stance": "object", "field_text.en": "We cannot.", "field_source": "MA20/4", "on": "2020-02-11"}
    does(desk, f"{FOG}/acts/take-position", field_holders="Avalon", **typed)
    page = said(desk.get(fog))
    assert "MA20/4: Avalon (11 February 2020;" in page
    assert "Avalon: object We cannot." in page


def test_the_next_steps_say_whether_something_is_in_the_way(fog: str, visitors: Visitors) -> None:
    page = said(visitors(DESK).get(fog))
    (way,) = re.findall("What the secretariat may do now (.*?) Contributions", page)
    assert way.startswith("Revise : Fog signals Take position")
    assert "Lift objection : Fog signals something is in its way" in way


@pytest.mark.parametrize("path", ["/inbox", "/secretariat"])
@pytest.mark.usefixtures("fog")
def test_only_what_is_late_or_comes_first_is_pressed_upon_whoever_looks(path: str, visitors: Visitors) -> None:
    waiting = visitors(DESK).get(path).text.partition('<ul class="waiting">')[2]
    cards = re.findall(r'<li class="card waits( overdue)?">(.*?)</ul>', waiting, re.DOTALL)
    assert len(cards) > 1
    loud = ['class="button"' in card for _, card in cards]
    assert loud == [place == 0 or bool(overdue) for place, (overdue, _) in enumerate(cards)]


def test_what_is_empty_is_no_item_of_a_list(visitors: Visitors) -> None:
    page = visitors(DESK).get("/secretariat/rounds/2020").text
    assert page.count("<p>None is on record.</p>") == 2, "contributions, and positions"
    assert "<p>None was issued yet.</p>" in page
    assert "<li>None" not in page


@pytest.mark.usefixtures("fog")
def test_what_changed_names_its_language(visitors: Visitors) -> None:
    revised = {"field_version__title.en": "Fog signals", "field_version__questions.en.0": "What is a better signal?"}
    typed = {**revised, "field_version__source": "MWG-1/4", "on": "2020-02-12"}
    assert does(visitors(DESK), f"{FOG}/acts/revise", **typed).is_success
    shown = said(visitors(DESK).get("/secretariat/topics/2020/fog"))
    assert "Question 1 (English)" in shown
    assert "Question 1 (anglais)" in said(visitors(DESK).get("/fr/secretariat/topics/2020/fog")).replace("\xa0", " ")
