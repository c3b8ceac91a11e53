"""Days of a consultation that hardly go together: taken, since they may be true, and warned of once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .conftest import Teller

DESK, CHAIR = "--as 'Made-up Desk'", "--as 'Made-up Chair'"


def warned(teller: Teller, line: str) -> str:
    """What is said of a line that is taken, in one line."""
    code, _, said = teller.types(line)
    assert code == 0, said
    return " ".join(said.split())


@pytest.mark.parametrize(("opens", "times"), [("2020-07-01", 1), ("2020-10-01", 0), ("2020-11-01", 0), ("unknown", 0)])
def test_a_launch_that_opens_before_what_was_to_come_before_it_is_warned_of(
    with_topics: Callable[..., Teller], opens: str, times: int
) -> None:
    teller, council = with_topics("fog", "ice"), "--as 'Made-up Assembly Desk'"
    teller.does(
        f"record-no-consensus fog ice --tried en=Much. --refer --words not-at-hand --meeting 1 --on 2020-03-03 {CHAIR}",
        f"escalate fog ice --to-session 'Assembly 2020' --document MA20/5 --on 2020-04-06 {DESK}",
        "approve fog ice --words en=Yes. --in-order --session 'Assembly 2020' --sitting 1 --document MA20/80 "
        f"--on 2020-06-02 {council}",
    )
    assert "approved to come before" not in warned(
        teller, f"launch fog --opens 2020-10-01 --closes 2020-12-01 --on 2020-09-20 {DESK}"
    )
    said = warned(teller, f"launch ice --opens {opens} --closes 2020-12-31 --on 2020-07-01 {DESK}")
    told = (
        f"2020/ice opens on {opens}, and 2020/fog, which was approved to come before it, on 2020-10-01 only. Where a "
        "day is wrong, correct it (correct); papers do not say that the order was kept."
    )
    assert (said.count(told), said.count("approved to come before")) == (times, times), said
    notice = teller.draws("notice fog")
    assert ("were put to consultation successively" in notice) is (times == 0)
    assert ("were to be put to consultation successively" in notice) is (times > 0)
