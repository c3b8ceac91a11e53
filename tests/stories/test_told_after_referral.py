"""What was forgotten before a referral, and typed after it, is in the note all the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Teller

DESK, CHAIR, COUNCIL = "--as 'Made-up Desk'", "--as 'Made-up Chair'", "--as 'Made-up Assembly Desk'"
Topics = Callable[..., Teller]


@pytest.fixture
def referred(with_topics: Topics) -> Teller:
    """A topic that was referred on 6 April, its note not issued yet."""
    teller = with_topics("fog")
    teller.does(
        f"record-no-consensus fog --tried not-at-hand --refer --words not-at-hand --meeting 1 --on 2020-03-03 {CHAIR}",
        f"escalate fog --to-session 'Assembly 2020' --document MA20/5 --on 2020-04-06 {DESK}",
    )
    return teller


APPROVES = "approve-report 1 --document MAG-1/2 --sent-to en='all Members'"


def test_the_note_says_that_a_report_had_been_approved_before_its_day(referred: Teller) -> None:
    assert "approved by the Group" not in referred.does("note 2020 --language en")
    referred.does(f"{APPROVES} --on 2020-04-01 {DESK}")
    for line in ("note 2020 --language en", "note 2020 --language en --on 2020-04-06"):
        told = referred.does(line)
        assert "the report of the first meeting" in told
        assert "all Members" in told


def test_the_note_knows_no_approval_of_a_later_day(referred: Teller) -> None:
    referred.does(f"{APPROVES} --on 2020-04-07 {DESK}")
    assert "approved by the Group" not in referred.does("note 2020 --language en")


def test_the_note_says_a_position_that_was_told_late(referred: Teller) -> None:
    said = f"--holder 'Made-up Land' --stance reserve --text en='Told late.' {DESK}"
    referred.does(f"take-position fog {said} --document MAG-1/9 --on 2020-03-09")
    assert "Told late." in referred.does("note 2020 --language en")


def test_the_note_names_a_contribution_and_a_meeting_told_late(referred: Teller) -> None:
    referred.does(
        f"receive MAG-1/3 --concerns 2020 --title en='Told late' --by-state 'Made-up Land' --on 2020-03-02 {DESK}",
        f"convene 7 --opens 2020-02-20 --closes 2020-02-21 --place en='Made-up Town' --on 2020-01-20 {DESK}",
    )
    told = referred.does("note 2020 --language en")
    assert "Told late" in told
    assert "seventh" in told


def test_the_note_names_no_meeting_that_was_still_to_come(referred: Teller) -> None:
    referred.does(f"convene 7 --opens 2020-04-06 --closes 2020-04-07 --place en='Made-up Town' --on 2020-01-20 {DESK}")
    assert "seventh" not in referred.does("note 2020 --language en")


def test_what_was_not_said_in_the_note_that_was_issued_is_said_in_none_of_its_languages(
    referred: Teller, tmp_path: Path
) -> None:
    issue = f"issue 2020 --kind note --symbol MA20/5 --form md --accept all --to {tmp_path} {DESK}"
    referred.does(
        f"{issue} --language en --on 2020-04-07",
        f"{APPROVES} --on 2020-04-01 {DESK}",
        f"{issue} --language fr --on 2020-04-08",
        f"{issue} --language fr --mark Rev --on 2020-04-09",
    )
    told = [(tmp_path / f"MA20-5{mark}.fr.md").read_text(encoding="utf-8") for mark in ("", "(Rev.1)")]
    assert ["MAG-1/2" in one for one in told] == [False, True]
    assert referred.types("verify")[0] == 0


@pytest.mark.parametrize("at", ["", " --meeting 1"])
def test_a_text_of_before_the_referral_is_told_by_annulling_the_referral_first(referred: Teller, at: str) -> None:
    line = f"revise fog --title en='Made-up fog, agreed in the room' --source room --on 2020-03-03{at} {DESK}"
    code, _, said = referred.types(line)
    assert code == 3
    assert "annul 2020/fog#4 (escalate), enter this, and refer anew" in said
    assert 'annul 2020/fog#4 --as "Made-up Desk" --why' in said
    for false in ("Give a day from", "Ask ", "later one"):
        assert false not in said, said
    referred.does(
        f"annul fog#4 --why en='A text came first.' {DESK}",
        line,
        f"escalate fog --to-session 'Assembly 2020' --document MA20/5 --on 2020-04-06 {DESK}",
    )
    assert "agreed in the room" in referred.does("note 2020 --language en")


def test_statements_say_their_days_where_one_was_made_before_the_decision(referred: Teller) -> None:
    early = f"--holder 'Made-up Land' --text en='Said early.' --meeting 1 --on 2020-03-03 {DESK}"
    late = f"--holder 'Made-up Isle' --text en='Said then.' --session 'Assembly 2020' --sitting 1 --on 2020-06-02 {COUNCIL}"
    referred.does(f"record-statement fog --nature explanation {early}")
    assert "Made-up Land made the following statement (explanation): “Said early.”" in referred.draws("note 2020")
    referred.does(
        f"approve fog --words en=Yes. --session 'Assembly 2020' --sitting 1 --on 2020-06-02 {COUNCIL}",
        f"record-statement fog --nature reservation {late}",
    )
    paper = "notice fog"
    told = referred.draws(paper).replace("\u00a0", " ")
    assert "Made-up Land (explanation, 3 March 2020): “Said early.”" in told
    assert "Made-up Isle (reservation, 2 June 2020): “Said then.”" in told
