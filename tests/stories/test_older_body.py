"""A body that begins its register late, and tells earlier rounds."""

from __future__ import annotations

from .conftest import Teller

DESK = "--as 'Made-up Desk'"
WAY = "Where the body is older, correct that: “correct body#1 --set on=DAY”."


def test_a_round_before_the_constitution_is_warned_of_and_the_way_works(group: Teller) -> None:
    status, _, said = group.types(f"open-round 1999 --on 1999-03-01 {DESK}")
    assert (status, said.count(WAY), "1999#1 (open round) is of 1999-03-01" in said) == (0, 1, True)
    _, _, said = group.types(
        "propose 1999/buoys --title 'en=Made-up buoys' --question 'en=What of them?' --unattributed "
        f"--on 1999-03-02 {DESK}"
    )
    assert WAY not in said
    assert WAY in group.does("doctor")
    group.does(f"correct body#1 --set on=1990-01-01 --why en='Made-up slip.' {DESK}")
    assert WAY not in group.does("doctor")
