"""What was decided is followed until each part of it is met by a record."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .conftest import Teller

CHAIR, DESK, ASSEMBLY = "--as 'Made-up Chair'", "--as 'Made-up Desk'", "--as 'Made-up Assembly Desk'"
SITTING = f"--session 'Assembly 2020' --sitting 1 --on 2020-06-02 {ASSEMBLY}"


@pytest.fixture
def approved(with_topics: Callable[..., Teller]) -> Teller:
    """A teller on a topic that was approved on a condition, with days and languages."""
    teller = with_topics("fog")
    teller.does(
        f"record-no-consensus fog --tried en='A vote.' --refer --words not-at-hand --meeting 1 --on 2020-03-02 {CHAIR}",
        f"escalate fog --to-session 'Assembly 2020' --document MA20/5 --on 2020-04-06 {DESK}",
        f"approve fog --words not-at-hand --condition en='Answers are published.' --open-by 2020-07-01 "
        f"--in-language en --in-language fr --report-by 2020-12-01 {SITTING}",
    )
    return teller


def test_each_obligation_is_followed_until_it_is_met(approved: Teller) -> None:
    approved.does(
        f"launch fog --opens 2020-06-20 --closes 2020-08-01 --physical 2020-09-01 --on 2020-06-20 {DESK}",
        f"fulfil fog --condition 1 --words en='They were.' --on 2020-08-02 {DESK}",
    )
    approved.is_refused(f"fulfil fog --condition 1 --words en=Again. --on 2020-08-03 {DESK}", "condition_is_met_once")
    shown = approved.does("show fog").partition("obliges to")[2].partition("newest record")[0]
    assert [" ".join(line.split()) for line in shown.splitlines()] == [
        "open by 2020-07-01: met by 2020/fog#6",
        "a call in en: not met yet",
        "a call in fr: not met yet",
        "condition 1, “Answers are published.”: met by 2020/fog#7",
        "before the Group by 2020-12-01: not met yet",
    ]
    waiting = approved.does(f"inbox {DESK}")
    assert "asks that 2020/fog be open in fr" in waiting
    assert "condition" not in waiting
    assert approved.holds()
