"""The Council secretariat: the note, decisions together, and their proof."""

from __future__ import annotations

import re
from typing import Any

import pytest

from escalade.models.backends import Location
from escalade.models.reader import open_reader
from escalade.models.register import open_register
from escalade.workflow.motions import Approve, Revise, TextVersion
from tests.web.acts import put_forward, record, steps, text
from tests.web.browser import CHAIR, COUNCIL_DESK, DESK, Browser, does, said, shown
from tests.web.conftest import Visitors

APPROVE = "/rounds/2020/acts/approve"
BOTH = ["2020/bell", "2020/fog"]
HELD = {"field_evidence__session": "Assembly 2020", "field_evidence__sitting": "1", "on": "2020-06-02"}
WORDS = {"field_words.en": "The Assembly approves.", "field_evidence__document": "MA20/80"}
AS_GIVEN: dict[str, Any] = {"of": BOTH, **HELD, **WORDS}


@pytest.fixture
def council(place: Location, visitors: Visitors) -> Browser:
    """The Council secretariat, before whom two topics lie."""
    titles = {"2020/fog": "Fog signals", "2020/bell": "Bells"}
    both = (put_forward(name, version=text(title, "What is a good one?")) for name, title in titles.items())
    record(place, *both, *steps("debated", "unresolved", "referred", of=tuple(BOTH)))
    return visitors(COUNCIL_DESK)


def approval(place: Location, topic: str) -> tuple[tuple[str, ...], Approve]:
    """The records of an approval, in order, and what it says of a topic."""
    with open_reader(place) as reader:
        found = reader.standing().topic(topic)
    assert found
    assert found.approval
    record, motion = found.approval
    assert record.identity == "signed in"
    return record.touched, motion


@pytest.mark.usefixtures("council")
def test_decisions_are_logged_by_the_council_secretariat(visitors: Visitors) -> None:
    assert visitors().get(APPROVE).url.path == "/sign-in"
    for name in (CHAIR, DESK):
        assert "the Assembly Secretariat does this" in said(visitors(name).get(APPROVE))
    assert visitors(COUNCIL_DESK).get(APPROVE).status_code == 200


def test_what_was_referred_leads_to_its_note_and_to_a_decision(council: Browser) -> None:
    page = council.get("/inbox")
    assert "Fog signals Referred" in said(page)
    assert f'formaction="{APPROVE}"' in page.text
    assert not re.search(r'formaction="[^"]*/(lapse|take-up)"', page.text), "what cannot be done is not offered"
    assert 'href="/rounds/2020/papers/note"' in council.get(APPROVE).text
    note = council.get("/rounds/2020/papers/note?in=en")
    assert "Annex 2 Fog signals What is a good one?" in said(note)
    assert "Issue it" not in said(note), "the secretariat issues it"


def test_topics_are_approved_in_the_order_that_their_places_give(place: Location, council: Browser) -> None:
    typed = {"place.2020/bell": "2", "place.2020/fog": "1", "field_sequence": "in order"}
    answer = does(council, APPROVE, **AS_GIVEN, **typed)
    assert "Session Assembly 2020 Recorded" in said(answer)
    assert "The Assembly approves." in said(answer)
    touched, motion = approval(place, "2020/fog")
    assert touched == ("2020/fog#5", "2020/bell#5")
    assert motion.sequence == "in order"


IN_FOG, IN_BELL = "field_amended__2020/fog__", "field_amended__2020/bell__"
AS_REFERRED: dict[str, Any] = {
    "amending": BOTH, "field_sequence": "together",
    f"{IN_FOG}title.en": "Fog signals", f"{IN_FOG}questions.en.0": "What is a good one?",
    f"{IN_BELL}title.en": "Bells", f"{IN_BELL}questions.en.0": "What is a good one?",
}  # fmt: skip
"""The texts as the form shows them."""
ANEW = {
    **AS_REFERRED,
    f"{IN_FOG}title.en": "Fog horns",
    f"{IN_FOG}questions.en.1": "Who pays?",
}


def test_a_text_that_differs_is_an_amendment_and_shown_before_it_is_recorded(place: Location, council: Browser) -> None:
    page = does(council, APPROVE, **AS_GIVEN, **ANEW)
    assert "A text differs from the one that was referred." in said(page)
    assert "<del>signals</del><ins>horns</ins>" in page.text
    assert "Fog horns</textarea>" in page.text
    assert shown(page).keys() == {"shown.2020/fog"}
    with open_reader(place) as reader:
        assert {row.state for row in reader.topics("2020")} == {"referred"}
    assert "Session Assembly 2020 Recorded" in said(does(council, APPROVE, **AS_GIVEN, **ANEW, **shown(page)))
    _, motion = approval(place, "2020/fog")
    text = motion.amended["2020/fog"]
    assert text.title == {"en": "Fog horns"}
    assert text.questions == ({"en": "What is a good one?"}, {"en": "Who pays?"})
    assert approval(place, "2020/bell")[1].amended == {}
    record = council.get("/topics/2020/fog/records/5").text
    assert "<del>signals</del><ins>horns</ins>" in record


def test_an_amendment_is_shown_with_its_button_at_the_head_of_the_form(council: Browser) -> None:
    page = does(council, APPROVE, **AS_GIVEN, **ANEW)
    head, _, form = page.text.partition("On which topics")
    assert "<ins>horns</ins>" in head
    assert head.count('name="step" value="act"') == 1
    assert 'name="step" value="act"' not in form
    sentences = re.findall(r"<strong>Approved</strong>: ([^,]*), 2\u00a0June 2020", head)
    assert sentences == ["Bells", "Fog signals"]
    before, _, folded = head.partition("<details><summary>All that will be on record</summary>")
    assert "The Assembly approves." in folded
    assert "The Assembly approves." not in before
    assert 'name="step" value="act"' in before


def test_another_amendment_than_the_one_shown_is_shown_first(council: Browser) -> None:
    page = does(council, APPROVE, step="preview", **AS_GIVEN, **ANEW)
    assert "What will be recorded" in said(page)
    assert "A text differs" not in said(page)
    other = {**ANEW, f"{IN_FOG}title.en": "Fog lights"}
    again = does(council, APPROVE, **AS_GIVEN, **other, **shown(page))
    assert "A text differs from the one that was referred." in said(again)
    assert "<ins>lights</ins>" in again.text


def test_a_text_that_says_the_same_is_no_amendment(place: Location, council: Browser) -> None:
    spaced = {**AS_REFERRED, f"{IN_FOG}title.en": "  Fog signals\r\n"}
    assert "Session Assembly 2020 Recorded" in said(does(council, APPROVE, **AS_GIVEN, **spaced))
    assert [approval(place, name)[1].amended for name in BOTH] == [{}, {}]


def test_an_invitation_that_is_struck_out_is_so_in_the_record(place: Location, council: Browser) -> None:
    version = TextVersion(
        title={"en": "Fog"}, invitation={"en": "All are asked:"}, questions=({"en": "What?"},), source="MA20/9"
    )
    with open_register(place) as register:
        register.act(Revise(of=("2020/fog",), by=COUNCIL_DESK, on="2020-05-01", version=version))
    text = {
        f"{IN_FOG}title.en": "Fog",
        f"{IN_FOG}questions.en.0": "What?",
        f"{IN_FOG}invitation.en": "",
    }
    page = does(council, APPROVE, **AS_GIVEN, **AS_REFERRED | text)
    does(council, APPROVE, **AS_GIVEN, **AS_REFERRED | text, **shown(page))
    assert approval(place, "2020/fog")[1].amended["2020/fog"].invitation == {}


def test_a_decision_on_no_topic_is_refused(place: Location, council: Browser) -> None:
    answer = does(council, APPROVE, **HELD, **WORDS)
    assert answer.status_code == 422
    assert "No topic is ticked." in said(answer)
    with open_reader(place) as reader:
        assert {row.state for row in reader.topics("2020")} == {"referred"}


def test_the_session_to_which_topics_were_referred_is_given_by_itself(council: Browser) -> None:
    page = council.get(APPROVE).text
    assert '<option value="Assembly 2020" selected>' in page
    assert 'name="field_evidence__sitting" value="2"' in page, "the last that was held"
    assert 'value="2020-06-10"' in page


def convenes(browser: Browser, name: str, day: str) -> None:
    """Convene a session of one day, with one sitting."""
    days = {
        "field_opens": day,
        "field_closes": day,
        "field_sittings.key": "1",
        "field_sittings.value": day,
        "field_place.en": "Made-up Harbour",
    }
    answer = does(browser, "/body/acts/convene", words=name, on="2020-01-05", **days)
    assert answer.status_code == 200, said(answer)


def test_topics_that_wait_for_a_session_still_to_come_are_not_given_the_one_that_is_over(
    place: Location, council: Browser, visitors: Visitors
) -> None:
    convenes(council, "Made-up 2090", "2090-06-02")
    typed = {"field_to_session": "Made-up 2090", "field_words.en": "To the next.", **HELD}
    answer = does(council, "/rounds/2020/acts/defer", of=BOTH, **typed)
    assert answer.status_code == 200, said(answer)
    page = council.get(APPROVE).text
    assert '<option value="Made-up 2090" selected>' in page
    assert 'value="2090-06-02"' in page
    assert 'value="2021-06-02"' not in page
    record(place, put_forward("2020/horn"), *steps("debated", "unresolved", of=("2020/horn",)))
    referral = visitors(DESK).get("/topics/2020/horn/acts/escalate").text
    assert 'name="field_to_session" value="Made-up 2090"' in referral


def test_a_provisional_decision_is_confirmed_later(council: Browser) -> None:
    typed = {**HELD, "field_words.en": "The Assembly approves.", "field_sequence": "together"}
    page = does(council, APPROVE, of=BOTH, **typed)
    assert "provisional" in said(page)
    home = council.get("/inbox").text
    assert 'name="records" value="2020/fog#5" checked' in home
    final = {"field_evidence__document": "MA20/80", "on": "2020-06-20"}
    answer = does(council, "/topics/2020/fog/acts/confirm", words="2020/fog#5", **final)
    assert answer.status_code == 200, said(answer)  # the decision is one, and so is what confirms it
    assert "provisional" not in said(council.get("/sessions/Assembly 2020"))


def test_decisions_are_confirmed_together(place: Location, council: Browser) -> None:
    for name in BOTH:
        typed = {**HELD, "field_words.en": f"The Assembly declines {name}."}
        assert does(council, "/rounds/2020/acts/decline", of=name, **typed).status_code == 200
    page = council.get("/inbox").text
    records = re.findall(r'name="records" value="([^"]+)" checked', page)
    assert [name.partition("#")[0] for name in records] in ([*BOTH], [*reversed(BOTH)])
    action = re.findall(r'<form method="get" action="([^"]*/acts/confirm)"', page)
    sheet = council.get(action[0], params={"records": records})
    assert sorted(re.findall(r'name="words" value="([^"]+)" checked', sheet.text)) == sorted(records)
    final = {"field_evidence__document": "MA20/80", "on": "2020-06-20"}
    assert "Recorded" in said(does(council, action[0], words=records, **final))
    with open_reader(place) as reader:
        standing = reader.standing()
        assert all(standing.record(name).confirmed_by for name in records)
    assert "Several at once" not in council.get("/inbox").text


def test_a_condition_that_waits_is_said_in_its_words_and_chosen_in_its_form(
    council: Browser, visitors: Visitors
) -> None:
    typed = {"place.2020/bell": "2", "field_sequence": "in order", "field_conditions.en.0": "Publish the lights."}
    does(council, APPROVE, **AS_GIVEN, **typed)
    desk = visitors(DESK)
    shown = said(desk.get("/inbox"))
    assert "Since 2 June 2020. Fog signals 2020/fog Approved Publish the lights." in shown
    assert "Since 2 June 2020. Bells 2020/bell Approved Publish the lights." in shown
    way = "/topics/2020/fog/acts/fulfil?condition=1"
    assert f'href="{way}"' in desk.get("/inbox").text
    assert '<option value="1" selected>1. Publish the lights.</option>' in desk.get(way).text


def test_what_one_decision_says_of_several_topics_is_told_once_and_in_its_order(
    council: Browser, visitors: Visitors
) -> None:
    typed = {"place.2020/fog": "1", "place.2020/bell": "2", "field_sequence": "in order"}
    does(council, APPROVE, **AS_GIVEN, **typed)
    shown = said(visitors().get("/decisions"))
    decided = shown.partition("No consensus")[0]
    assert (
        "Decided by the Made-up Assembly · Approved Fog signals Bells The Assembly approves. When 2 June 2020"
        in decided
    )
    assert "How one after the other, in this order" in decided
    assert re.search(r"Proof MA20/80 · final 2020/fog#5 , 2020/bell#5", decided)
    assert shown.count("The Assembly approves.") == 1


def test_topics_ticked_in_the_list_stand_first_in_the_form(council: Browser) -> None:
    home = council.get("/inbox").text
    assert re.findall(r'name="of" value="([^"]*)"', home) == BOTH
    page = council.get(APPROVE, params={"of": "2020/fog"})
    assert re.findall(r'name="of" value="([^"]*)"( checked)?', page.text) == [
        ("2020/fog", " checked"),
        ("2020/bell", ""),
    ]
    assert "Other topics Bells (2020/bell)" in said(page)
    assert re.findall(r'name="place\.2020/(\w+)" value="(\d)"', page.text) == [("fog", "1"), ("bell", "2")]
    every = council.get(APPROVE)
    assert re.findall(r'name="of" value="([^"]*)"( checked)?', every.text) == [(one, " checked") for one in BOTH]


def test_in_order_or_together_is_asked_beside_the_topics(council: Browser) -> None:
    page = council.get(APPROVE).text
    assert re.findall(r'type="radio" [^>]*name="field_sequence" value="([^"]*)"', page) == ["in order", "together"]
    assert '<select id="field_sequence"' not in page
    refused = does(council, APPROVE, **AS_GIVEN)
    assert "Give “In order” or “Together”." in said(refused)
    assert refused.status_code == 409
