"""What a plan says is done was done on the day that it says."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from .conftest import Teller

DESK, CHAIR, COUNCIL = "--as 'Made-up Desk'", "--as 'Made-up Chair'", "--as 'Made-up Assembly Desk'"
Topics = Callable[..., Teller]
FAILS = f"--tried en=Much. --refer --words not-at-hand --meeting 1 --on 2020-03-02 {CHAIR}"
REFERS = f"--to-session 'Assembly 2020' --document MA20/5 --on 2020-04-06 {DESK}"


def line_of(teller: Teller, what: str, day: str, of: str = "") -> str:
    """The first line of the plan that begins so, and is of some topics."""
    lines = teller.does(f"plan 2020 --on {day}").splitlines()
    return next(line for line in lines if line.startswith(what) and (not of or f"  {of}  " in line))


def test_the_debate_was_concluded_on_the_latest_day_whatever_was_typed_last(with_topics: Topics) -> None:
    teller = with_topics("fog", "lamps")
    teller.does(
        f"record-consensus lamps --meeting 1 --on 2020-03-03 {CHAIR}",
        f"record-no-consensus fog {FAILS}",
    )
    assert "Done on 2020-03-03." in line_of(teller, "The debate is concluded", "2020-03-10")


def test_a_session_was_held_until_its_last_day(with_topics: Topics) -> None:
    teller = with_topics("fog")
    teller.does(f"record-no-consensus fog {FAILS}", f"escalate fog {REFERS}")
    assert "Held until 2020-06-12." in line_of(teller, "The session opens", "2020-07-01")


def test_a_note_issued_in_one_language_is_not_said_to_be_on_record_in_none(with_topics: Topics) -> None:
    teller = with_topics("fog")
    teller.does(
        f"record-no-consensus fog {FAILS}",
        f"escalate fog {REFERS}",
        f"issue 2020 --kind note --symbol MA20/5 --language en --form md --accept all --on 2020-04-07 {DESK}",
    )
    plan = teller.does("plan 2020 --on 2020-07-01")
    assert "Done on 2020-04-07." in line_of(teller, "The note is issued (en)", "2020-07-01"), plan
    assert "Not on record" in line_of(teller, "The note is issued (de)", "2020-07-01"), plan


def test_an_outcome_is_due_at_no_meeting_that_was_over_when_the_consultation_was_closed(with_topics: Topics) -> None:
    teller, considers = with_topics("lamps"), "The Group considers the outcome"
    teller.does(
        f"convene 7 --opens 2020-08-03 --closes 2020-08-04 --place en=Porto --on 2020-03-20 {DESK}",
        f"record-consensus lamps --meeting 1 --on 2020-03-03 {CHAIR}",
        f"launch lamps --opens 2020-04-01 --closes 2020-07-01 --physical 2020-08-01 --on 2020-04-01 {DESK}",
        f"record-hearing lamps --held 2020-08-01 --presided-by not-at-hand --summary not-at-hand --on 2020-08-01 {DESK}",
    )
    assert "(meeting/7)" in line_of(teller, considers, "2020-08-02")
    teller.does(f"close lamps --on 2020-08-20 {DESK}")
    assert teller.types(f"record-consideration lamps --meeting 7 --on 2020-08-04 --dry-run {DESK}")[0] == 0  # told late
    told = line_of(teller, considers, "2020-08-21")
    assert ("meeting/7" in told, "(meeting/2)" in told) == (False, True)
    assert "2020-08-03" not in teller.does("inbox")
    teller.does(f"record-consideration lamps --meeting 2 --words not-at-hand --on 2020-09-08 {DESK}")
    assert "Done on 2020-09-08." in line_of(teller, considers, "2020-09-10")


def test_each_referral_of_a_round_has_the_issue_of_its_own_note(with_topics: Topics) -> None:
    teller = with_topics("fog", "stray")
    issues = f"issue 2020 --kind note --language en --form md --accept all {DESK} --symbol"
    issued = "The note is issued (en)"
    teller.does(
        f"record-no-consensus fog stray {FAILS}",
        f"escalate fog {REFERS} --leaving stray --left en=Later.",
        f"{issues} MA20/5 --on 2020-04-07",
    )
    assert "Done on 2020-04-07." in line_of(teller, issued, "2020-04-08")
    teller.does(f"escalate stray --to-session 'Assembly 2021' --document MA21/5 --on 2020-10-01 {DESK}")
    assert "Done" not in line_of(teller, "The note is issued", "2020-10-02", "2020/stray")
    teller.does(f"{issues} MA21/5 --on 2020-10-03")
    assert "Done on 2020-10-03." in line_of(teller, issued, "2020-10-04", "2020/stray")
    assert "Done on 2020-04-07." in line_of(teller, issued, "2020-10-04", "2020/fog")
    teller.does(
        f"refer-back stray --guidance en=Narrow. --words en=Back. --session 'Assembly 2021' --sitting 1 "
        f"--on 2021-06-02 {COUNCIL}"
    )
    assert "Done on 2020-10-03." in line_of(teller, issued, "2021-06-03", "2020/stray")


def test_what_is_owed_to_one_referral_is_not_done_by_the_decision_on_another(with_topics: Topics) -> None:
    teller = with_topics("fog", "stray")
    teller.does(
        f"record-no-consensus fog {FAILS}",
        f"escalate fog {REFERS} --leaving stray --left not-at-hand",
        f"decline fog --words en=No. --session 'Assembly 2020' --sitting 1 --on 2020-06-02 {COUNCIL}",
        f"record-no-consensus stray --tried en=Much. --refer --words not-at-hand --meeting 2 --on 2020-09-08 {CHAIR}",
    )
    declined, owed = (f"2020/{name}" for name in ("fog", "stray"))
    assert "Done on 2020-06-02." in line_of(teller, DECIDES, "2020-09-10", declined)
    told = line_of(teller, DECIDES, "2020-09-10", owed)
    assert ("2021-06-11" in told, "To be done." in told) == (True, True)
    for what in ("The note is drafted", "The texts are translated", "The note is issued"):
        assert "No day is known." in line_of(teller, what, "2020-09-10", owed)
    assert due_of(teller, "2020/stray") == [None]
    teller.does(f"escalate stray --to-session 'Assembly 2021' --document MA21/5 --on 2020-10-01 {DESK}")
    assert "Done on 2020-10-01." in line_of(teller, "The note is drafted", "2020-10-02", owed)
    assert "To be done." in line_of(teller, DECIDES, "2020-10-02", owed)
    assert due_of(teller, "2020/stray") == ["2021-06-11"]


def test_a_plan_tells_in_which_languages_a_text_is_that_goes_with_the_note(with_topics: Topics) -> None:
    teller = with_topics("fog", "stray")
    teller.does(
        f"receive-translation fog#1 --language de --text version.title=Nebel --on 2020-02-20 {DESK}",
        f"record-no-consensus fog stray {FAILS}",
    )
    owed = line_of(teller, TRANSLATED, "2020-03-10")
    assert "2020/fog is on record in de, en. 2020/stray is on record in en and is lacking in de." in owed
    teller.does(f"receive-translation stray#1 --language de --text version.title=Streuner --on 2020-03-11 {DESK}")
    assert "on record in" not in line_of(teller, TRANSLATED, "2020-03-12")


DEBATE = "The debate is concluded"


def due_of(teller: Teller, about: str) -> list[str | None]:
    """The days by which what waits about a subject is due."""
    return [item["due"] for item in json.loads(teller.does("inbox --format json")) if item["subject"] == about]


def test_a_debate_on_what_a_referral_left_is_not_said_to_be_concluded(with_topics: Topics) -> None:
    teller = with_topics("fog", "stray", "lamps")
    teller.does(
        f"convene 5 --opens 2020-11-02 --closes 2020-11-03 --place en=Porto --on 2020-03-01 {DESK}",
        f"record-no-consensus fog {FAILS}",
        f"defer stray --to-meeting 5 --meeting 1 --on 2020-03-03 {CHAIR}",
    )
    assert "2020-11-03" in line_of(teller, DEBATE, "2020-03-04", "2020/stray")
    assert due_of(teller, "2020/stray") == ["2020-11-03"]
    teller.does(f"escalate fog {REFERS} --leaving stray --leaving lamps --left not-at-hand")
    assert "Done on 2020-03-02." in line_of(teller, DEBATE, "2020-04-07", "2020/fog")
    assert "2020-09-08" in line_of(teller, DEBATE, "2020-04-07", "2020/lamps")  # which was put off to no meeting
    assert (due_of(teller, "2020/stray"), due_of(teller, "2020/lamps")) == (["2020-11-03"], ["2020-09-08"])
    teller.does(f"set-aside lamps --words en=Enough. --meeting 2 --on 2020-09-08 {CHAIR}")
    told = line_of(teller, DEBATE, "2020-09-10", "2020/stray")
    assert ("2020-11-03" in told, "To be done" in told) == (True, True)
    assert "its day has passed" in line_of(teller, DEBATE, "2020-11-05", "2020/stray")
    teller.does(f"record-consensus stray --meeting 5 --on 2020-11-03 {CHAIR}")
    assert "Done on 2020-03-02" in line_of(teller, DEBATE, "2020-11-05", "2020")  # one referral is left, and is all


def test_a_debate_that_ended_without_consensus_after_a_referral_was_concluded_then(with_topics: Topics) -> None:
    teller = with_topics("fog", "stray")
    teller.does(
        f"record-no-consensus fog {FAILS}",
        f"escalate fog {REFERS} --leaving stray --left not-at-hand",
        f"record-no-consensus stray --tried en=Much. --refer --words not-at-hand --meeting 2 --on 2020-09-08 {CHAIR}",
    )
    assert "Done on 2020-09-08." in line_of(teller, DEBATE, "2020-09-10", "2020/stray")
    assert "Done on 2020-03-02." in line_of(teller, DEBATE, "2020-09-07", "2020/fog")


def test_a_topic_agreed_later_does_not_make_the_debate_on_what_was_referred_late(with_topics: Topics) -> None:
    teller = with_topics("fog", "stray", "lamps")
    teller.does(
        f"record-no-consensus fog {FAILS}",
        f"circulate lamps --until '2020-03-20T18:00 Europe/Lisbon' --on 2020-03-10 {CHAIR}",
        f"record-consensus lamps --silence lamps#3 --on 2020-03-21 {CHAIR}",
        f"escalate fog {REFERS} --leaving stray --left not-at-hand",
    )
    assert "Done on 2020-03-02." in line_of(teller, DEBATE, "2020-04-07", "2020/fog")


@pytest.mark.parametrize(("referred", "told"), [("2020-10-01", "2021-03-02"), ("2021-04-01", "No day is known.")])
def test_what_was_put_off_to_a_meeting_before_its_referral_is_debated_at_the_next(
    with_topics: Topics, referred: str, told: str
) -> None:
    teller = with_topics("fog", "stray")
    teller.does(
        f"record-no-consensus fog {FAILS}",
        f"defer stray --to-meeting 2 --meeting 1 --on 2020-03-03 {CHAIR}",
        "escalate fog --to-session 'Assembly 2021' --document MA21/5 --leaving stray --left not-at-hand "
        f"--on {referred} {DESK}",
    )
    assert told in line_of(teller, DEBATE, referred, "2020/stray")


def test_a_note_of_a_referral_that_was_annulled_refers_nothing(with_topics: Topics) -> None:
    teller, written = with_topics("fog"), "The note is drafted, and the matter referred"
    issues = f"issue 2020 --kind note --language en --form md --accept all {DESK} --symbol"
    teller.does(
        "set-deadline Note --stage note --span 90 --unit calendar-days --direction before --anchor session-opening "
        f"--basis modalities --on 2020-02-01 {DESK}",
        f"record-no-consensus fog {FAILS}",
        f"escalate fog {REFERS}",
        f"{issues} MA20/5 --on 2020-04-07",
        f"annul fog#4 --why en=Slip. --on 2020-04-08 {DESK}",
    )
    assert "Not done, and late by" in line_of(teller, written, "2020-04-09")
    late = "reason why this report is submitted late"
    drawn = [teller.does(f"note 2020 --language en --on {day}") for day in ("2020-03-02", "2020-04-09")]
    assert [("DRAFT." in one, late in one) for one in drawn] == [(True, False), (True, True)]
    teller.does(f"escalate fog --to-session 'Assembly 2020' --document MA20/5 --on 2020-04-10 {DESK}")
    assert "Done on 2020-04-10" in line_of(teller, written, "2020-04-11")


def test_a_topic_born_at_the_superior_body_ends_no_debate_of_the_group(with_topics: Topics) -> None:
    teller, debate = with_topics("fog"), "The debate is concluded"
    teller.does(f"record-no-consensus fog {FAILS}", f"escalate fog {REFERS}")
    assert "Done on 2020-03-02." in line_of(teller, debate, "2020-05-10")
    teller.does(
        "introduce 2020/new --replaces 2020/fog --title en='Made-up new' --question en=What? "
        f"--by-state 'Made-up Land' --session 'Assembly 2020' --sitting 2 --on 2020-06-10 {COUNCIL}"
    )
    assert "Done on 2020-03-02." in line_of(teller, debate, "2020-06-11")
    teller.does(
        f"refer-back 2020/new --guidance en=Narrow. --words en=Back. --session 'Assembly 2020' --sitting 2 "
        f"--on 2020-06-10 {COUNCIL}"
    )
    assert "Done" not in line_of(teller, debate, "2020-06-11", "2020/new")


def test_what_was_born_at_the_superior_body_alone_needs_no_debate(group: Teller) -> None:
    group.does(
        "introduce 2020/new --title en='Made-up new' --question en=What? --by-state 'Made-up Land' "
        f"--session 'Assembly 2020' --sitting 2 --on 2020-06-10 {COUNCIL}"
    )
    assert DEBATE not in group.does("plan 2020 --on 2020-06-11")


@pytest.fixture
def referred_twice(with_topics: Topics) -> Teller:
    """Two topics referred to one session; one came back, and is to be referred to the next."""
    teller = with_topics("fog", "stray")
    teller.does(
        "set-deadline Note --stage note --span 30 --unit calendar-days --direction before --anchor session-opening "
        f"--basis modalities --on 2020-02-01 {DESK}",
        f"record-no-consensus fog stray {FAILS}",
        f"escalate 2020 {REFERS}",
        f"refer-back fog --guidance en=Narrow. --words en=Back. --session 'Assembly 2020' --sitting 1 "
        f"--on 2020-06-02 {COUNCIL}",
    )
    assert "Done on 2020-04-06" in line_of(teller, "The note is drafted", "2020-06-20")
    teller.does(
        f"record-no-consensus fog --tried en=More. --refer --words not-at-hand --meeting 2 --on 2020-09-08 {CHAIR}"
    )
    return teller


def test_a_plan_sees_the_next_referral_before_it_is_made(referred_twice: Teller) -> None:
    teller, written = referred_twice, "The note is drafted"
    assert "To come." in line_of(teller, "The session opens", "2020-10-01", "session/Assembly 2021")
    assert "Not done, and late by" in line_of(teller, written, "2021-05-20", "2020/fog")
    teller.does(f"escalate fog --to-session 'Assembly 2021' --document MA21/5 --on 2021-05-20 {DESK}")
    assert "Done on 2021-05-20, late by" in line_of(teller, written, "2021-05-21", "2020/fog")


def test_what_waits_for_an_earlier_session_is_due_there(referred_twice: Teller) -> None:
    teller = referred_twice
    for day in ("2020-10-01", "2021-05-21"):
        assert "2020-06-12" in line_of(teller, DECIDES, day, "2020/fog, 2020/stray")
        assert "2021-06-11" in line_of(teller, DECIDES, day, "2020/fog")
        if day < "2021":
            teller.does(f"escalate fog --to-session 'Assembly 2021' --document MA21/5 --on 2021-05-20 {DESK}")
    assert due_of(teller, "2020/stray") == ["2020-06-12"]
    assert due_of(teller, "2020/fog")[0] == "2021-06-11"


SITS = f"--session 'Assembly 2020' --sitting 1 --on 2020-06-02 {COUNCIL}"
DECIDES, TRANSLATED = "The superior body decides", "The texts are translated"


def test_what_was_introduced_at_a_session_is_decided_there_and_was_in_no_note(with_topics: Topics) -> None:
    teller = with_topics("fog")
    teller.does(
        f"receive-translation fog#1 --language de --text version.title=Nebel --on 2020-02-20 {DESK}",
        f"record-no-consensus fog {FAILS}",
        f"escalate fog {REFERS}",
    )
    written = line_of(teller, TRANSLATED, "2020-04-07").split()
    assert "Done" in written
    teller.does(
        "introduce 2020/new --title en=New --title de=Neu --question en=What? --by-state 'Made-up Land' "
        f"--session 'Assembly 2020' --on 2020-06-01 {COUNCIL}",
        f"approve fog --words not-at-hand {SITS}",
    )
    assert "To be done." in line_of(teller, DECIDES, "2020-06-03")
    assert line_of(teller, TRANSLATED, "2020-06-03").split() == written
    teller.does(f"decline new --words not-at-hand {SITS}")
    assert "Done on 2020-06-02." in line_of(teller, DECIDES, "2020-06-03")


def test_what_the_group_took_back_is_not_waited_for_at_the_session(with_topics: Topics) -> None:
    teller = with_topics("fog", "lamps")
    teller.does(
        f"take-position fog --holder 'Made-up Land' --stance object --text en=No. --meeting 1 --on 2020-03-02 {DESK}",
        f"record-no-consensus fog lamps {FAILS}",
        f"escalate fog lamps {REFERS}",
        f"lift-objection fog --holder 'Made-up Land' --how withdrawn --on 2020-04-20 {DESK}",
        f"convene 5 --opens 2020-05-11 --closes 2020-05-12 --place en=Porto --on 2020-03-01 {DESK}",
        f"reopen-debate fog --meeting 5 --on 2020-05-11 {CHAIR}",
        f"record-consensus fog --meeting 5 --on 2020-05-12 {CHAIR}",
        f"approve lamps --words not-at-hand {SITS}",
    )
    assert "Done on 2020-06-02." in line_of(teller, DECIDES, "2020-07-03")


def test_what_was_put_off_to_another_session_waits_for_that_one(with_topics: Topics) -> None:
    teller = with_topics("fog", "lamps")
    teller.does(
        f"record-no-consensus fog lamps {FAILS}",
        f"escalate fog lamps {REFERS}",
        "convene --session 'Assembly 2021' --name en='Assembly 2021' --opens 2021-06-01 --closes 2021-06-12 "
        f"--on 2020-04-08 {COUNCIL}",
        f"defer fog --to-session 'Assembly 2021' {SITS}",
        f"refer-back lamps --guidance not-at-hand {SITS}",
    )
    told = line_of(teller, DECIDES, "2020-07-03")
    assert ("2021-06-12" in told, "To be done." in told) == (True, True)
    assert "2021-06-12" in due_of(teller, "2020/fog")
    assert "--session 'Assembly 2021'" in teller.does("inbox").replace('"', "'")


def test_a_note_goes_to_the_session_to_which_its_topic_was_put_off(with_topics: Topics) -> None:
    teller = with_topics("fog", "lamps")
    teller.does(
        "set-deadline Note --stage note --span 30 --unit calendar-days --direction before --anchor session-opening "
        f"--basis modalities --on 2020-02-01 {DESK}",
        f"record-no-consensus fog lamps {FAILS}",
        f"escalate fog lamps {REFERS}",
        f"issue 2020 --kind note --symbol MA20/5 --language en --form md --accept all --on 2020-04-07 {DESK}",
        f"defer fog --to-session 'Assembly 2021' {SITS}",
        f"approve lamps --words not-at-hand {SITS}",
    )
    for day in ("2020-07-03", "2021-05-20", "2021-07-01"):
        assert "session/Assembly 2021" in line_of(teller, "The session opens", day)
        assert "Done on 2020-04-06" in line_of(teller, "The note is drafted", day)
        assert "Done on 2020-04-07" in line_of(teller, "The note is issued (en)", day)


@pytest.mark.parametrize("stage", ["note", "translation", "posting", "note-in-one-language"])
def test_what_was_put_off_to_a_later_session_does_not_make_its_late_note_one_in_time(
    with_topics: Topics, stage: str
) -> None:
    teller = with_topics("fog")
    teller.does(
        *(
            f"set-deadline {name} --stage {name} --span 5 --unit weeks --direction before --anchor session-opening "
            f"--basis referral --on 2020-01-10 {DESK}"
            for name in {"note", stage}
        ),
        f"record-no-consensus fog {FAILS}",
        f"escalate fog --to-session 'Assembly 2020' --document MA20/5 --on 2020-05-10 {DESK}",
    )
    late = "Done on 2020-05-10, late by 13 days."
    before = [line for line in teller.does("plan 2020 --on 2020-05-11").splitlines() if "2020-04-27" in line]
    assert late in before[0]
    teller.does(
        f"defer fog --to-session 'Assembly 2021' --words en=Later. --session 'Assembly 2020' --sitting 2 "
        f"--on 2020-06-10 {COUNCIL}"
    )
    plan = teller.does("plan 2020 --on 2020-06-20")
    assert late in line_of(teller, "The note is drafted", "2020-06-20")
    assert [line.split("2020-04-27")[0] for line in plan.splitlines() if "2020-04-27" in line] == [
        line.split("2020-04-27")[0] for line in before
    ]
    assert "session/Assembly 2021" in line_of(teller, "The session opens", "2020-06-20")


def test_what_was_put_off_to_a_session_does_not_hide_a_late_note_for_it(referred_twice: Teller) -> None:
    teller, written = referred_twice, "The note is drafted"
    teller.does(f"defer stray --to-session 'Assembly 2021' {SITS}")
    assert "Not done, and late by" in line_of(teller, written, "2021-05-20", "2020/fog")
    teller.does(f"escalate fog --to-session 'Assembly 2021' --document MA21/5 --on 2021-05-20 {DESK}")
    assert "Done on 2021-05-20, late by" in line_of(teller, written, "2021-05-21", "2020/fog")


def test_a_consideration_of_what_had_come_by_then_has_a_line_of_its_own(with_topics: Topics) -> None:
    teller = with_topics("lamps")
    teller.does(
        f"record-consensus lamps --meeting 1 --on 2020-03-03 {CHAIR}",
        f"launch lamps --opens 2020-04-01 --closes 2020-07-01 --on 2020-04-01 {DESK}",
        f"record-consideration lamps --meeting 2 --words not-at-hand --on 2020-09-08 {DESK}",
        f"extend lamps --closes 2020-10-10 --reason not-at-hand --on 2020-06-27 {DESK}",
    )
    then = line_of(teller, "The Group considers the outcome as it then stood (meeting/2)", "2020-11-01")
    assert "Done on 2020-09-08." in then
    assert "To be done." in line_of(teller, "The Group considers the outcome (meeting/3)", "2020-11-01")


SUMMARY, CLOSED = "The summary is agreed, and the consultation closed", "The consultation is closed"


def test_the_plan_tells_of_no_summary_where_none_is_on_record(with_topics: Topics) -> None:
    teller = with_topics("lamps")
    teller.does(
        f"record-consensus lamps --meeting 1 --on 2020-03-03 {CHAIR}",
        f"launch lamps --opens 2020-04-01 --closes 2020-07-01 --physical 2020-08-01 --on 2020-04-01 {DESK}",
        f"record-hearing lamps --held 2020-08-01 --presided-by not-at-hand --summary not-at-hand --on 2020-08-01 {DESK}",
    )
    assert "No day is known." in line_of(teller, SUMMARY, "2020-08-02")
    teller.does(f"close lamps --on 2020-08-20 {DESK}")
    assert "Done on 2020-08-20." in line_of(teller, CLOSED, "2020-08-21")
    teller.does(f"confirm 2020/lamps#5 --words en='They agreed.' --on 2020-08-25 {DESK}")
    assert "Done on 2020-08-20." in line_of(teller, SUMMARY, "2020-08-26")


BORN = f"--title en='Made-up tide' --question en=What? --by-state 'Made-up Land' {SITS}"


def test_what_was_born_at_a_session_waits_for_it_and_needs_no_note(group: Teller) -> None:
    group.does(
        "set-deadline note --title en=Note --stage note --span 5 --unit weeks --direction before "
        f"--anchor session-opening --basis referral --on 2020-01-10 {DESK}",
        f"introduce 2020/tide {BORN}",
    )
    plan = group.does("plan 2020 --on 2020-06-03")
    assert ("session/Assembly 2020" in plan, "2021" in plan, "note" in plan) == (True, False, False)
    assert "2020-06-12" in line_of(group, DECIDES, "2020-06-03")
    assert "Not on record, and its day has passed." in line_of(group, DECIDES, "2020-06-14")
    group.does(f"defer tide --to-session 'Assembly 2021' --words not-at-hand {SITS}")
    assert "2021-06-11" in line_of(group, DECIDES, "2020-06-14")


def test_the_debate_on_what_was_referred_was_due_at_its_own_meeting(with_topics: Topics) -> None:
    teller = with_topics("fog", "ice")
    teller.does(
        f"defer ice --to-meeting 2 --meeting 1 --on 2020-03-03 {CHAIR}",
        f"record-no-consensus fog {FAILS}",
        f"escalate fog {REFERS} --leaving ice --left en=Later.",
    )
    assert "2020-03-03" in line_of(teller, DEBATE, "2020-04-10", "2020/fog")
    assert "2020-09-08" in line_of(teller, DEBATE, "2020-04-10", "2020/ice")
    lines = teller.does("plan 2020 --on 2020-04-10").splitlines()
    meets = [line.split()[3] for line in lines if line.startswith("The Group meets")]
    assert meets == ["meeting/1", "meeting/2"]


@pytest.fixture
def put_off_elsewhere(referred_twice: Teller) -> Teller:
    """What was introduced at a session and put off to another, while the round goes to a third."""
    referred_twice.does(
        "convene --session 'Assembly 2022' --name en='Assembly 2022' --opens 2022-06-01 --closes 2022-06-10 "
        f"--place not-at-hand --on 2020-10-01 {COUNCIL}",
        f"introduce 2020/tide {BORN}",
        f"defer tide --to-session 'Assembly 2022' --words not-at-hand {SITS}",
    )
    return referred_twice


def test_what_was_introduced_and_put_off_waits_for_its_own_session(put_off_elsewhere: Teller) -> None:
    plan = put_off_elsewhere.does("plan 2020 --on 2020-10-02").splitlines()
    (decision,) = (line for line in plan if line.startswith(DECIDES) and "2020/tide" in line)
    assert "2022-06-10" in decision
    assert "2022-06-10" in due_of(put_off_elsewhere, "2020/tide")


def test_what_a_referral_left_is_translated_for_the_next_one(with_topics: Topics) -> None:
    teller = with_topics("fog", "mast")
    teller.does(
        f"receive-translation fog#1 --language de --text version.title=Nebel --on 2020-02-20 {DESK}",
        f"record-no-consensus fog {FAILS}",
        f"escalate fog --leaving mast --left not-at-hand {REFERS}",
    )
    assert "Done on 2020-02-10." in line_of(teller, TRANSLATED, "2020-09-10")
    teller.does(
        f"record-no-consensus mast --tried en=Much. --refer --words not-at-hand --meeting 2 --on 2020-09-08 {CHAIR}"
    )
    assert "Done" not in line_of(teller, TRANSLATED, "2020-09-10", "2020/mast")
    teller.does(
        f"revise fog --title en='Fog horns' --question en=What? --source MA20/9 --on 2020-04-07 {COUNCIL}",
        f"receive-translation mast#1 --language de --text version.title=Mast --on 2020-09-09 {DESK}",
    )
    assert "Done on 2020-02-10." in line_of(teller, TRANSLATED, "2020-09-10", "2020/mast"), (
        "the other is in no further note"
    )


def test_what_went_to_an_earlier_session_is_not_translated_for_the_note_to_a_later_one(with_topics: Topics) -> None:
    teller = with_topics("fog", "mast")
    teller.does(
        f"record-no-consensus fog {FAILS}",
        f"escalate fog --leaving mast --left not-at-hand {REFERS}",
        f"receive-translation mast#1 --language de --text version.title=Mast --on 2020-09-07 {DESK}",
        f"record-no-consensus mast --tried en=Much. --refer --words not-at-hand --meeting 2 --on 2020-09-08 {CHAIR}",
    )
    assert "Done on 2020-02-10." in line_of(teller, TRANSLATED, "2020-09-10", "2020/mast")
    teller.does(f"escalate mast --to-session 'Assembly 2021' --document MA21/5 --on 2020-10-01 {DESK}")
    assert "Done on 2020-02-10." in line_of(teller, TRANSLATED, "2020-10-02", "2020/mast")
