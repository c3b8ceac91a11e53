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
    refused = group.types("state 1999 --as-of 1999-04-01")
    assert (refused[0] != 0, "“correct body#1 --set on=DAY”" in refused[2]) == (True, True)
    group.does(f"correct body#1 --set on=1990-01-01 --why en='Made-up slip.' {DESK}")
    assert WAY not in group.does("doctor")
    assert "Made-up buoys" in group.does("state 1999 --as-of 1999-04-01")
