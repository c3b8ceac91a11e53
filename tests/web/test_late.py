"""What is told late, entered on pages, takes its place there as it does anywhere."""

from __future__ import annotations

import re
from typing import Any

import pytest

from escalade.models.backends import Location
from escalade.models.register import open_register
from escalade.workflow.motions import (
    Close,
    Evidence,
    Extend,
    Launch,
    OpenDebate,
    Propose,
    RecordConsensus,
    TextVersion,
)
from tests.web.browser import CHAIR, DESK, does, said
from tests.web.conftest import Visitors

FOG = "/topics/2020/fog"
AT_MEETING = Evidence(meeting="1")
LATE: list[tuple[str, dict[str, str]]] = [
    ("record-responses", {"on": "2020-07-03", "field_count": "3", "field_where.en": "On the website."}),
    ("record-hearing", {
        "on": "2020-07-20", "field_held": "2020-07-20", "field_presided_by": "Made-up Chair",
        "field_summary.en": "Heard.",
    }),
    ("record-statement", {"on": "2020-03-03", "field_holders": "Canada", "field_text.en": "We let it go ahead."}),
    ("extend", {"on": "2020-06-20", "field_closes": "2020-07-02", "field_physical": "2020-07-20"}),
    ("take-position", {
        "on": "2020-02-20", "field_holders": "Mexico", "field_stance": "reserve", "field_text.en": "Hm.",
        "field_source": "MWG-1/3", "audience": "public",
    }),
    ("take-position", {
        "on": "2020-03-02", "field_holders": "Canada", "field_stance": "object", "field_text.en": "No.",
        "field_source": "MWG-1/4",
    }),
]  # fmt: skip


@pytest.fixture(autouse=True)
def _closed(place: Location) -> None:
    """A topic whose moves alone are on record, to its closing."""
    version = TextVersion(title={"en": "Fog"}, questions=({"en": "Why?"},))
    of: dict[str, Any] = {"of": ("2020/fog",)}
    with open_register(place) as register:
        register.act(Propose(by=DESK, on="2020-02-10", by_state=("Made-up Land",), version=version, **of))
        register.act(OpenDebate(by=CHAIR, on="2020-03-02", evidence=AT_MEETING, **of))
        register.act(RecordConsensus(by=CHAIR, on="2020-03-03", evidence=AT_MEETING, **of))
        phases: dict[str, Any] = {"opens": "2020-04-01", "closes": "2020-07-01", "physical": "2020-07-15"}
        register.act(Launch(by=DESK, on="2020-04-01", **phases, **of))
        register.act(Close(by=DESK, on="2020-08-01", reason={"en": "It was over."}, **of))


def test_an_end_that_is_earlier_leads_to_the_form_that_corrects_the_one_on_record(visitors: Visitors) -> None:
    answer = does(visitors(DESK), f"{FOG}/acts/extend", on="2020-06-20", field_closes="2020-06-25")
    assert "Where the day on record is wrong, correct it: “ correct 2020/fog#4 ”." in said(answer)
    assert f'<a href="{FOG}/acts/correct?records=2020%2Ffog%234">correct 2020/fog#4</a>' in answer.text
    assert "=DAY" not in said(answer)


def test_a_meeting_that_was_not_held_was_not_called_off_on_pages(visitors: Visitors) -> None:
    page = said(visitors(DESK).get(FOG))
    told = "The physical meeting that was planned for 15 July 2020 was not held."
    assert (told in page, "called off" in page, "It was over." in page) == (True, False, True)


def test_late_facts_are_entered_on_pages_and_told_by_their_day(visitors: Visitors) -> None:
    desk = visitors(DESK)
    for act, typed in LATE:
        answer = does(desk, f"{FOG}/acts/{act}", **typed)
        assert answer.status_code == 200, (act, said(answer))
        assert "has been recorded" in said(answer) or "2020/fog#" in said(answer)
    page = said(desk.get(FOG))
    assert "Online from 1 April 2020 to 2 July 2020." in page
    assert "The physical meeting was held: 20 July 2020." in page
    assert "called off" not in page
    assert "2020/fog#11 , recorded later, contradicts 2020/fog#3 ; both stand." in page
    french = said(desk.get(f"/fr{FOG}"))
    assert "2020/fog#11" in french


def test_a_page_hints_at_nothing_that_its_reader_may_not_read(visitors: Visitors) -> None:
    desk, before = visitors(DESK), [said(visitors().get(page)) for page in ("/rounds/2020", FOG, f"{FOG}/records/3")]
    assert does(desk, f"{FOG}/acts/take-position", **LATE[-1][1]).status_code == 200
    assert "2020/fog#6 , recorded later, contradicts 2020/fog#3 ; both stand." in said(desk.get(FOG))
    assert [said(visitors().get(page)) for page in ("/rounds/2020", FOG, f"{FOG}/records/3")] == before


def test_pages_tell_an_extension_with_the_end_before_the_new_one_and_its_document(
    visitors: Visitors, place: Location
) -> None:
    of: dict[str, Any] = {"of": ("2020/fog",), "by": DESK}
    with open_register(place) as register:
        register.act(Extend(on="2020-06-20", closes="2020-07-11", evidence=Evidence(document="MWG-1/3"), **of))
        register.act(Extend(on="2020-06-25", closes="2020-07-15", **of))
        register.act(Extend(on="2020-06-26", physical="2020-07-25", **of))
    for page in (FOG, "/rounds/2020", "/"):
        shown = said(visitors().get(page))
        assert shown.count("was extended") == 2
        for words in (
            "The online phase was extended (end before: 1 July 2020; new end: 11 July 2020; MWG-1/3, 2020/fog#6 ).",
            "The online phase was extended (end before: 11 July 2020; new end: 15 July 2020; 2020/fog#7 ).",
        ):
            assert words in shown, page
        french = said(visitors().get(f"/fr{page}"))
        assert "(date de fin antérieure : 1er juillet 2020 ; nouvelle date : 11 juillet 2020 ; MWG-1/3" in french


def test_a_chair_is_shown_what_contradicts_a_consensus(visitors: Visitors) -> None:
    does(visitors(DESK), f"{FOG}/acts/take-position", **LATE[-1][1])
    chair = visitors(CHAIR)
    assert "2020/fog#6" in said(chair.get("/inbox"))
    assert "What was recorded late contradicts what is on record" in said(chair.get("/inbox"))
    assert "Contradicts 2020/fog#3 ; both stand." in said(chair.get(f"{FOG}/records/6"))
    answer = does(chair, f"{FOG}/acts/open-debate", field_evidence__meeting="1", on="2020-03-02")
    assert answer.status_code in {409, 422}


def test_the_ways_to_put_a_contradiction_right_stand_on_the_page_of_what_waits(visitors: Visitors) -> None:
    does(visitors(DESK), f"{FOG}/acts/take-position", **LATE[-1][1])
    shown = visitors(DESK).get("/inbox").text
    assert f'href="{FOG}/acts/lift-objection?holders=' in shown
    (address,) = re.findall(rf'href="({FOG}/acts/lift-objection\?holders=[^"]+)"', shown)
    assert "Canada" in visitors(DESK).get(address.replace("&amp;", "&")).text


def test_the_list_of_what_waits_says_why(visitors: Visitors) -> None:
    does(visitors(DESK), f"{FOG}/acts/take-position", **LATE[-1][1])
    assert "What was recorded late contradicts what is on record" in said(visitors(DESK).get("/inbox"))
