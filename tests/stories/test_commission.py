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
