"""A made-up commission whose sources have gaps: words, counts and sittings that nobody knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Teller

CASE = Path(__file__).with_name("made_up_commission.toml")
CHAIR, DESK, ASSEMBLY = "--as 'Made-up Chair'", "--as 'Made-up Desk'", "--as 'Made-up Assembly Desk'"
MEETING = "--meeting 1 --on 2001-03-05"
SITTING = "--session 2002 --sitting 1 --on 2002-06-04"


@pytest.fixture
def commission(teller: Teller) -> Teller:
    """A teller on the made-up commission, a topic before it."""
    teller.begins(
        f"load {CASE}",
        f"propose nets/mesh --title en='Mesh sizes' --question en='Which?' --by-state Westerland --on 2000-09-01 {DESK}",
        f"open-debate mesh {MEETING} {CHAIR}",
    )
    return teller


@pytest.fixture
def referred(commission: Teller) -> Teller:
    """A teller while its topic is before the assembly."""
    commission.does(
        f"take-position mesh --holder Easterland --stance object --text not-at-hand --audience public {MEETING} {DESK}",
        f"record-no-consensus mesh --tried en=Much. --refer --words not-at-hand {MEETING} {CHAIR}",
        f"escalate mesh --to-session 2002 --document MNT/1 --on 2001-04-02 {DESK}",
    )
    return commission


VOTES = {"30,1,2": "by 30 votes to 1, with 2 abstentions", "not-at-hand": "by vote"}


@pytest.mark.parametrize("counts", VOTES)
def test_a_vote_is_told_with_its_counts_or_as_a_vote_whose_counts_are_not_at_hand(
    referred: Teller, counts: str
) -> None:
    referred.does(
        f"convene session/2002 --sitting 1=2002-06-04 --on 2001-05-02 {ASSEMBLY}",
        f"approve mesh --how vote --votes {counts} --words not-at-hand {SITTING} {ASSEMBLY}",
    )
    notice = referred.draws("notice mesh")
    assert VOTES[counts] in notice
    assert ("votes to" in notice) is (counts != "not-at-hand")
    shown = referred.does("show nets/mesh#6")
    assert ("not at hand" if counts == "not-at-hand" else "30 for, 1 against, 2 abstaining") in shown
    assert referred.does("decisions --session 2002").count("30 for") == (counts != "not-at-hand")
    other = next(one for one in VOTES if one != counts)
    referred.does(f"correct mesh#6 --set votes={other} --why en='A made-up source.' {ASSEMBLY}")
    assert ("votes to" in referred.draws("notice mesh")) is (other != "not-at-hand")
    assert referred.holds()


def test_an_objection_whose_words_are_not_at_hand_is_told_without_them(referred: Teller) -> None:
    note = referred.draws("note nets")
    assert "Easterland objected to “Mesh sizes”" in note
    assert "not at hand" in referred.does("show nets/mesh#3")
    assert referred.history("nets/mesh")[2]["motion"]["text"] == "not at hand"
    assert referred.holds()


HELD = {
    "en": "At the 2002 session of the Made-up Assembly, in June 2002, the Made-up Assembly, by 30 votes to 1",
    "fr": "À la session (la session de 2002 de l’Assemblée imaginaire), en juin 2002, l’Assemblée imaginaire a approuvé",
}


def test_a_decision_in_a_session_whose_sitting_nobody_knows_is_told_without_one(referred: Teller) -> None:
    why = referred.does("why mesh approve")
    assert "--session" in why
    assert "--sitting" not in why
    decides = f"--how vote --votes 30,1,2 --words not-at-hand --session 2002 {ASSEMBLY}"
    referred.is_refused(f"approve mesh --on 2002-06-08 {decides}", "day_is_that_of_the_sitting")
    referred.is_refused(f"approve mesh --on 2002-06 --sitting 1 {decides}", "session_is_named")
    referred.does(f"approve mesh --on 2002-06 {decides}")
    for language, told in HELD.items():
        assert told in referred.draws("notice mesh", language)
    assert "sitting" not in referred.draws("notice mesh") + referred.does("show mesh")
    assert "sitting" not in referred.history("nets/mesh")[-1]["evidence"]
    assert referred.holds()


LATER = {
    "en": ("to a later meeting", "to the tenth meeting"),
    "fr": ("à une réunion ultérieure", "à la dixième réunion"),
    "es": ("a una reunión posterior", "a la décima reunión"),
    "ru": ("на одно из следующих собраний", "на десятое собрание"),
    "zh": ("推迟至以后的会议", "推迟至第十次会议"),
    "ar": ("إلى اجتماع لاحق", "إلى الاجتماع العاشر"),
}


def test_a_topic_is_put_off_to_a_meeting_that_nobody_has_convened(commission: Teller) -> None:
    commission.does(f"defer mesh {MEETING} {CHAIR}")
    assert "deferred to a later meeting" in commission.does("list nets")
    for language, (told, _) in LATER.items():
        assert told in commission.draws("report 1", language)
    assert commission.types(f"defer mesh --to-meeting Next {MEETING} {CHAIR}")[0] == 2
    commission.does(f"annul mesh#3 --why en='A made-up slip.' {CHAIR}", f"defer mesh --to-meeting 10 {MEETING} {CHAIR}")
    assert "deferred to meeting 10" in commission.does("list nets")
    for language, (_, told) in LATER.items():
        assert told in commission.draws("report 1", language)
    commission.does(
        f"convene meeting/9 --opens 2001-09-03 --closes 2001-09-04 --place en='Made-up Harbour' --on 2001-06-01 {DESK}"
    )
    assert "Mesh sizes" not in commission.draws("agenda 9")
    commission.does(
        f"convene meeting/10 --opens 2002-09-03 --closes 2002-09-04 --place en='Made-up Harbour' --on 2001-06-01 {DESK}"
    )
    assert "another meeting: 10." in commission.does("show mesh")
    assert "Mesh sizes" in commission.draws("agenda 10")
    assert commission.holds()


def test_the_assembly_puts_a_topic_off_without_a_session_to_put_it_off_to(referred: Teller) -> None:
    assert "2002-06-07" in referred.does("inbox --as 'Made-up Assembly Desk'")
    referred.does(f"defer mesh --session 2002 --on 2002-06-04 {ASSEMBLY}")
    assert "deferred to a later session" in referred.does("list nets")
    assert "deferred its consideration of the topic “Mesh sizes” to a later date" in referred.draws("notice mesh")
    both = f"defer mesh --to-session 2004 --to-sitting 2 --session 2002 --on 2002-06-05 {ASSEMBLY}"
    referred.is_refused(both, "destination_is_later")
    referred.does(f"defer mesh --to-session 2004 --session 2002 --on 2002-06-05 {ASSEMBLY}")
    assert "deferred to 2004" in referred.does("list nets")
    assert "to 2004" in referred.draws("notice mesh")
    assert referred.holds()


NONE_TAKEN = {
    "en": "At the 2002 session of the Made-up Assembly, on 4 June 2002, the Made-up Assembly took no decision on the topic",
    "fr": "l’Assemblée imaginaire n’a pas pris de décision sur le thème « Mesh sizes",
    "es": "la Asamblea imaginaria no adoptó ninguna decisión sobre el tema «Mesh sizes",
    "ru": "Вымышленная ассамблея не приняла решения по теме «Mesh sizes",
    "zh": "虚构大会未就议题“Mesh sizes",
    "ar": "قراراً بشأن موضوع «Mesh sizes",
}


def test_the_assembly_comes_to_no_decision_and_the_topic_stays_before_it(referred: Teller) -> None:
    at = f"--session 2002 --on 2002-06-04 {ASSEMBLY}"
    referred.is_refused(f"record-no-decision mesh {at}", "given:words")
    referred.does(f"record-no-decision mesh --words en='The Assembly did not agree.' {at}")
    assert referred.states("nets") == {"mesh": "referred"}
    assert "The Assembly did not agree." in referred.does("decisions --session 2002")
    for language, told in NONE_TAKEN.items():
        assert told in referred.draws("notice mesh", language)
    assert "The objection by Easterland" in referred.draws("notice mesh")
    referred.does(f"approve mesh --words not-at-hand --session 2002 --on 2002-06-05 {ASSEMBLY}")
    assert referred.holds()


def test_the_report_of_a_session_is_approved_and_bears_its_decisions_out(referred: Teller) -> None:
    referred.does(
        f"approve mesh --words not-at-hand --session 2002 --on 2002-06-05 {ASSEMBLY}",
        f"record-statement mesh --holder Norland --text en='We regret it.' --audience public --session 2002 "
        f"--on 2002-06-05 {ASSEMBLY}",
    )
    approves = (
        f"approve-report session/2002 --sent-to en='all Members' --document MNT/9 --paragraph mesh#6=12 {ASSEMBLY}"
    )
    assert "provisional" in referred.does("list nets")
    assert "mesh#6" in referred.does("inbox --as 'Made-up Assembly Desk'")
    referred.is_refused(f"{approves} --on 2002-06-04", "meeting_has_ended")
    referred.is_refused(f"{approves} --paragraph mesh#2=3 --on 2002-09-01", "paragraphs_belong_to_the_meeting")
    referred.does(f"{approves} --on 2002-09-01")
    assert "reported" in referred.does("show session/2002")
    assert "provisional" not in referred.does("list nets") + referred.does("show mesh#7")
    assert "mesh#6" not in referred.does("inbox --as 'Made-up Assembly Desk'")
    notice = referred.draws("notice mesh")
    assert "(see § 12 of document MNT/9)" in notice
    assert "not yet final" not in notice
    assert referred.holds()
    referred.does(f"annul 'session/2002#2' --why en='A made-up slip.' {ASSEMBLY}")
    assert "provisional" in referred.does("list nets")
    assert referred.holds()


def test_symbols_of_other_houses_are_those_of_a_series_as_the_body_writes_it(commission: Teller) -> None:
    commission.does(
        f"record-no-consensus mesh --tried en=Much. --refer --words not-at-hand {MEETING} {CHAIR}",
        f"escalate mesh --to-session 2002 --document MNT/GC/1 --on 2001-04-02 {DESK}",
        f"approve mesh --words not-at-hand --session 2002 --document mnt/fao/rc/cop.11/15 --on 2002-06-05 {ASSEMBLY}",
    )
    assert "MNT/FAO/RC/COP.11/15" in commission.draws("notice mesh")
    assert "MNT/GC/1" in commission.draws("note nets --to-session 2002")
    amends = f"amend-constitution --authority en='A made-up rule.' --on 2003-01-01 {DESK} --symbol-series"
    commission.is_refused(f"{amends} 'MNT!'", "series_begin_symbols")
    commission.does(f"{amends} MNT/GC/W")
    assert commission.holds()
