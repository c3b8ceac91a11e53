"""A hearing that is called off, and outcomes that are considered together."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .conftest import Teller

CHAIR, DESK = "--as 'Made-up Chair'", "--as 'Made-up Desk'"
PHASES = "--opens 2020-04-01 --closes 2020-07-01"


def test_a_sitting_has_a_presider_of_its_own(with_topics: Callable[..., Teller]) -> None:
    teller, council = with_topics("lamps"), "--as 'Made-up Assembly Desk'"
    convene = f"convene --session 'Assembly 2021' --opens 2021-06-01 --closes 2021-06-12 --place en=Port {council}"
    day = "--on 2020-06-01"
    teller.is_refused(f"{convene} --sitting-presided-by 2='Made-up Deputy' {day}", "who_presides_at_a_sitting_may")
    teller.does(
        f"{convene} --presided-by 'Made-up President' --sitting 1=2021-06-02 --sitting 2=2021-06-03 "
        f"--sitting-presided-by 2='Made-up Deputy' {day}",
        f"record-no-consensus lamps --tried en=Much. --refer --words not-at-hand --meeting 1 --on 2020-03-03 {CHAIR}",
        f"escalate lamps --to-session 'Assembly 2021' --document MA21/5 --on 2020-04-06 {DESK}",
        f"take-note lamps --words en=Noted. --session 'Assembly 2021' --sitting 1 --on 2021-06-02 {council}",
        f"approve lamps --words en=Yes. --session 'Assembly 2021' --sitting 2 --on 2021-06-03 {council}",
    )
    assert "2: 2021-06-03, presided by Made-up Deputy" in teller.does("show 'Assembly 2021'")
    noted, approved = teller.history("2020/lamps")[-2:]
    assert (noted["presided_by"], approved["presided_by"]) == ("Made-up President", "Made-up Deputy")
    assert "Made-up Deputy" in teller.does("search Deputy")


def test_what_is_told_late_of_a_hearing_that_was_held_all_the_same_is_warned_of(
    with_topics: Callable[..., Teller],
) -> None:
    held = f"--held 2020-08-01 --presided-by 'Made-up Chair' --summary not-at-hand --on 2020-08-01 {DESK}"
    said = "(call off hearing) says that it was called off; papers tell both."
    teller = with_topics("lamps", "bells")
    teller.does(
        f"record-consensus lamps bells --meeting 1 --on 2020-03-03 {CHAIR}",
        f"launch lamps {PHASES} --physical 2020-08-01 --on 2020-04-01 {DESK}",
        f"launch bells {PHASES} --physical 2020-07-28 --on 2020-04-01 {DESK}",
        f"record-hearing lamps {held}",
        f"record-hearing bells {held}",
    )
    for line, is_said in (
        (f"call-off-hearing lamps --reason en=Sick --on 2020-07-20 {DESK}", True),
        (f"extend bells --physical 2020-08-01 --on 2020-07-22 {DESK}", False),
        (f"call-off-hearing bells --reason en=Sick --on 2020-07-20 {DESK}", True),
    ):
        code, _, warned = teller.types(line)
        assert (code, said in " ".join(warned.split())) == (0, is_said), f"{line}\n{warned}"
    assert teller.holds()


@pytest.fixture
def held(with_topics: Callable[..., Teller]) -> Teller:
    """A teller on a consultation whose hearing was held a few days before the Group's second meeting."""
    teller = with_topics("lamps")
    teller.does(
        f"record-consensus lamps --meeting 1 --on 2020-03-03 {CHAIR}",
        f"launch lamps {PHASES} --physical 2020-09-03 --on 2020-04-01 {DESK}",
        f"record-hearing lamps --presided-by 'Made-up Chair' --summary not-at-hand --on 2020-09-03 {DESK}",
    )
    return teller
