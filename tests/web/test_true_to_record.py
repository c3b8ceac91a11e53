"""What pages tell is what is on record: how a topic stands, what came late, and nothing of what others may read."""

from __future__ import annotations

from typing import Any

import pytest

from escalade.models.backends import Location
from tests.web.acts import Act, on, put_forward, record, steps
from tests.web.browser import CHAIR, COUNCIL_DESK, DESK, does, said
from tests.web.conftest import Visitors

FOG, VICE = "/topics/2020/fog", "Made-up Vice-Chair"
BOTH = ("2020/fog", "2020/reef")
AT_MEETING = {"evidence": {"meeting": "1"}}
LAUNCHED = on("launch", by=DESK, on="2020-04-01", opens="2020-04-01", closes="2020-07-01", physical="2020-07-15")
CIRCULATED = on("circulate", by=CHAIR, on="2020-03-03", until="2020-03-10T18:00 UTC")
ENTERED = on("record consensus", by=DESK, entered_for=CHAIR, on="2020-03-03", **AT_MEETING)
NO = {"stance": "object", "text": {"en": "No."}}


@pytest.fixture(autouse=True)
def _debated(place: Location) -> None:
    """Two topics that are debated."""
    topics = (put_forward(name, name.title()[5:]) for name in BOTH)
    record(place, *topics, *steps("debated", of=BOTH))


TOLD: dict[str, tuple[list[Act], dict[str, tuple[list[str], list[str]]]]] = {
    "silence is no report": (
        [CIRCULATED, on("record consensus", by=CHAIR, on="2020-03-11", silence=["2020/fog#3"])],
        dict.fromkeys(
            (FOG, "/decisions"), (["How by silence Proof no document is on record 2020/fog#4"], ["approved report"])
        ),
    ),
    "what was cancelled never was online": (
        [*steps("agreed"), LAUNCHED, on("cancel", by=DESK, on="2020-05-02", authority={"en": "Us."},
                                        notice={"en": "Off."})],
        dict.fromkeys(
            (FOG, "/decisions"),
            (["Online days that were set: 1 April 2020 – 1 July 2020. Cancelled: 2 May 2020."], ["Online from"]),
        ),
    ),
    "a vice-chair is one": (
        [on("convene", "meeting/1", by=DESK, on="2020-03-02", presided_by=VICE),
         on("record consensus", by=DESK, entered_for=VICE, on="2020-03-03", **AT_MEETING)],
        {FOG: ([f"for {VICE} (vice-chair) · Acting for the chair"], [f"{VICE} (chair)"])},
    ),
    "no number is no number": (
        [*steps("agreed"), LAUNCHED, on("record responses", by=DESK, on="2020-07-02", count="not at hand",
                                        where="not at hand")],
        {FOG: (["How many answered is not on record."], [])},
    ),
    "a hearing that was not held was not called off": (
        [*steps("agreed"), LAUNCHED, on("close", by=DESK, on="2020-08-01", reason={"en": "It was over."})],
        {FOG: (["The physical meeting that was planned for 15 July 2020 was not held.", "It was over."],
               ["called off"])},
    ),
    "an extension has the end before it and its document": (
        [*steps("agreed"), LAUNCHED,
         on("extend", by=DESK, on="2020-06-20", closes="2020-07-11", evidence={"document": "MWG-1/3"}),
         on("extend", by=DESK, on="2020-06-26", physical="2020-07-25")],
        dict.fromkeys((FOG, "/rounds/2020", "/"), (
            ["The online phase was extended (end before: 1 July 2020; new end: 11 July 2020; MWG-1/3, 2020/fog#5 )."],
            ["extended (end before: 11"])),
    ),
    "what is not endorsed is nobody's decision": (
        [ENTERED],
        dict.fromkeys(
            (FOG, "/", "/rounds/2020", "/decisions"), (["endorsed"], ["Decided by the Group", "; it can be launched."])
        ),
    ),
    "what is endorsed can be launched": (
        [ENTERED, ("endorse", {"by": CHAIR, "on": "2020-03-04", "records": ["2020/fog#3"]})],
        dict.fromkeys(
            (FOG, "/", "/rounds/2020"),
            (["The Group agreed on it; it can be launched. Since 3 March 2020."], ["To be endorsed"]),
        ),
    ),
}  # fmt: skip
"""By what is to be seen: acts, and what pages say then and what they do not."""


@pytest.mark.parametrize("what", TOLD)
def test_pages_tell_what_is_on_record_and_no_more(what: str, visitors: Visitors, place: Location) -> None:
    acts, pages = TOLD[what]
    record(place, *acts)
    for page, (told, untold) in pages.items():
        shown = said(visitors().get(page))
        assert ([one for one in told if one not in shown], [one for one in untold if one in shown]) == ([], []), shown


def test_an_objection_that_broke_a_silence_is_hinted_at_to_nobody_who_may_not_read_it(
    visitors: Visitors, place: Location
) -> None:
    held = on("take position", by=DESK, on="2020-03-05", source="MWG-1/9", holders=["Made-up Isle"], **NO)
    record(place, CIRCULATED, held)
    shown = said(visitors().get(FOG))
    assert "The text was placed under the silence procedure until 2020-03-10 18:00 UTC. 2020/fog#3" in shown
    assert "in time" not in shown
    assert "an objection or an amendment came in time" in said(visitors(DESK).get(FOG))


def test_pages_show_when_the_term_of_a_chair_ended_and_who_follows(visitors: Visitors, place: Location) -> None:
    record(place, on("appoint", "body", by=DESK, on="2020-10-01", name="Paul New", office="chair"))
    (ended,) = (one for one in said(visitors().get("/body")).split("Made-up ") if one.startswith("Chair: chair"))
    assert ended.partition(" Paul New")[0].strip().endswith(", until 1 October 2020")
    people = said(visitors(DESK).get("/people"))
    assert ("Made-up Chair chair" in people, "Paul New chair since 1 October 2020" in people) == (False, True)


def test_a_plan_tells_no_one_that_a_paper_which_they_may_not_read_is_not_on_record(
    visitors: Visitors, place: Location
) -> None:
    record(place, *steps("unresolved", "referred", of=BOTH))
    reader, desk = (said(one.get("/rounds/2020/plan?on=2020-07-01")) for one in (visitors(), visitors(DESK)))
    assert ("The note is issued" in reader, "The note is issued" in desk) == (False, True)
    assert "The session opens Assembly 2020 Assembly Secretariat 1 to 12 June 2020 Done" in reader


def test_how_it_came_to_this_runs_by_the_day_and_with_the_evidence_of_the_decision(
    visitors: Visitors, place: Location
) -> None:
    late = {"holders": ["Made-up Land"], "text": {"en": "Yes."}, **AT_MEETING}
    approved = {"paragraphs": {"2020/fog#3": "7.1"}, "sent_to": [{"en": "All."}], "evidence": {"document": "MWG-1/9"}}
    record(
        place,
        *steps("agreed"),
        on("record statement", by=DESK, on="2020-03-02", **late),
        on("approve report", "meeting/1", by=DESK, on="2020-04-02", **approved),
    )
    shown = said(visitors().get(FOG)).partition("How it came to this")[2]
    assert shown.index("Agreed by consensus") < shown.index("Statement made") < shown.index("Debate opened")
    newest = shown.partition("Statement made")[0]
    assert ("MWG-1/9" in newest, "§ 7.1" in newest) == (True, True)


def test_the_page_of_a_topic_tells_what_was_maintained_put_off_and_decided_all_the_same(
    visitors: Visitors, place: Location
) -> None:
    objected = {"holders": ["Isle"], "stance": "object", "text": "not at hand", "audience": "public"}
    above: dict[str, Any] = {"by": COUNCIL_DESK, "evidence": {"session": "Assembly 2020"}}
    record(
        place,
        on("take position", by=DESK, on="2020-03-02", **objected, **AT_MEETING),
        *steps("unresolved", "referred", of=BOTH),
        on("take position", on="2020-06-02", **objected, **above),
        on("defer", on="2020-06", **above),
    )
    shown = said(visitors().get(FOG))
    assert "Objection: Isle, 2 March 2020 ; it stands" in shown
    assert "maintained: Isle (2 June 2020; Assembly 2020 ; 2020/fog#6 )" in shown
    assert "It was put off to a later session." in shown
    vote = {"how": "vote", "votes": "not at hand", "words": "not at hand"}
    record(place, on("approve", on="2020-06-03..2020-06-04", **vote, **above))
    shown = said(visitors().get(FOG))
    assert "Objection: Isle, 2 March 2020 ; it stood when it was decided" in shown
    assert "by vote, the counts are not at hand" in shown
    assert "between 3 and 4 June 2020" in shown


def test_the_page_of_a_topic_tells_what_came_of_its_consultation(visitors: Visitors, place: Location) -> None:
    record(place, *steps("agreed"), LAUNCHED)
    shown = said(visitors().get(FOG))
    assert not any(words in shown for words in ("Summary of the physical", "Where the answers", "Why the physical"))
    counted = {"count": 12, "by_category": {"governments": 4, "industry": 8}, "where": {"en": "On our shelf."}}
    off = on("call off hearing", by=DESK, on="2020-07-03", reason={"en": "The flood."})
    record(place, on("record responses", by=DESK, on="2020-07-02", **counted), off)
    shown = said(visitors().get(FOG))
    assert "Answers: 12. governments: 4 industry: 8 Where the answers are: On our shelf." in shown
    assert "Why the physical meeting is not held: The flood. 2020/fog#6" in shown
    held = {"presided_by": "not at hand", "summary": {"en": "Five spoke."}}
    record(place, on("record hearing", by=DESK, on="2020-07-15", **held))
    shown = said(visitors().get(FOG))
    assert "Summary of the physical meeting: Five spoke. 2020/fog#7" in shown
    assert "Why the physical" not in shown


SLIP: dict[str, Any] = {"why": {"en": "Slip."}, "audience": "public", "by": DESK, "on": "2020-03-04"}


def test_a_record_that_was_corrected_shows_what_it_said_at_first_and_nobody_who_is_not_to_be_named(
    visitors: Visitors, place: Location
) -> None:
    stated = {"by": DESK, "on": "2020-03-02", "text": {"en": "As it is."}, "audience": "public"}
    anew = {"on": "2020-03-03", "holders": ["Made-up Ile"]}
    record(
        place,
        *(on("record statement", holders=[holder], **stated) for holder in ("Made-up Isle", "Made-up Reef")),
        on("correct", records=["2020/fog#3"], fields=anew, **SLIP),
        on("correct", records=["2020/fog#4"], fields={"unattributed": True}, **SLIP),
    )
    shown = said(visitors().get(f"{FOG}/records/3"))
    assert "Holder Made-up Ile" in shown
    assert "As it was first recorded Holder Made-up Isle" in shown
    assert "Day 2 March 2020" in shown.partition("As it was first recorded")[2]
    for reader in (None, DESK):
        assert "first recorded" not in said(visitors(reader).get(f"{FOG}/records/4"))
    assert "Made-up Reef" not in said(visitors().get(f"{FOG}/records/4"))


def test_what_a_record_said_at_first_names_nobody_and_no_topic_that_its_reader_may_not_read(
    visitors: Visitors, place: Location
) -> None:
    public = {"by": DESK, "on": "2020-03-02", "audience": "public"}
    stated = {"text": {"en": "As it is."}, "unattributed": True, "holders": ["Made-up Isle"]}
    paper = {
        "symbol": "MWG/51",
        "by_state": ["Made-up Land"],
        "title": {"en": "Paper"},
        "concerns": ["2020/fog", "2020/veil"],
    }
    record(
        place,
        on("record statement", **stated, **public),
        put_forward("2020/veil", "Secret", on="2020-03-02", audience="office"),
        on("receive", "2020", **paper, **public),
        on("correct", records=["2020/fog#3"], fields={"on": "2020-03-01"}, **SLIP),
        on("correct", "2020", records=["2020#2"], fields={"on": "2020-03-01"}, **SLIP),
    )
    for reader in (None, DESK):
        shown = said(visitors(reader).get(f"{FOG}/records/3"))
        assert ("As it was first recorded Day 2 March 2020" in shown, "Made-up Isle" in shown) == (True, False)
    page = said(visitors().get("/rounds/2020/records/2"))
    assert ("As it was first recorded Day 2 March 2020" in page, "veil" in page) == (True, False)


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


@pytest.fixture
def closed(place: Location) -> None:
    """A topic whose moves alone are on record, to its closing."""
    record(place, *steps("agreed"), LAUNCHED, on("close", by=DESK, on="2020-08-01", reason={"en": "It was over."}))


@pytest.mark.usefixtures("closed")
def test_an_end_that_is_earlier_leads_to_the_form_that_corrects_the_one_on_record(visitors: Visitors) -> None:
    answer = does(visitors(DESK), f"{FOG}/acts/extend", on="2020-06-20", field_closes="2020-06-25")
    assert "Where the day on record is wrong, correct it: “ correct 2020/fog#4 ”." in said(answer)
    assert f'<a href="{FOG}/acts/correct?records=2020%2Ffog%234">correct 2020/fog#4</a>' in answer.text
    assert "=DAY" not in said(answer)


@pytest.mark.usefixtures("closed")
def test_late_facts_are_entered_on_pages_and_told_by_their_day(visitors: Visitors) -> None:
    desk = visitors(DESK)
    for act, typed in LATE:
        assert does(desk, f"{FOG}/acts/{act}", **typed).status_code == 200, act
    page = said(desk.get(FOG))
    assert "Online from 1 April 2020 to 2 July 2020." in page
    assert "The physical meeting was held: 20 July 2020." in page
    assert "called off" not in page
    assert "2020/fog#11 , recorded later, contradicts 2020/fog#3 ; both stand." in page


@pytest.mark.usefixtures("closed")
def test_a_contradiction_is_told_to_officers_and_hinted_at_to_nobody_else(visitors: Visitors) -> None:
    pages = ("/rounds/2020", FOG, f"{FOG}/records/3")
    desk, before = visitors(DESK), [said(visitors().get(page)) for page in pages]
    assert does(desk, f"{FOG}/acts/take-position", **LATE[-1][1]).status_code == 200
    assert "2020/fog#6 , recorded later, contradicts 2020/fog#3 ; both stand." in said(desk.get(FOG))
    assert [said(visitors().get(page)) for page in pages] == before
    chair = visitors(CHAIR)
    assert "What was recorded late contradicts what is on record" in said(chair.get("/inbox"))
    assert "Contradicts 2020/fog#3 ; both stand." in said(chair.get(f"{FOG}/records/6"))
