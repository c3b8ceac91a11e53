"""A hearing that is called off, and outcomes that are considered together."""

from __future__ import annotations

from collections.abc import Callable

from .conftest import Teller

CHAIR, DESK = "--as 'Made-up Chair'", "--as 'Made-up Desk'"
PHASES = "--opens 2020-04-01 --closes 2020-07-01"


def test_a_hearing_is_called_off_and_both_outcomes_are_considered_at_once(with_topics: Callable[..., Teller]) -> None:
    teller = with_topics("lamps", "horns")
    teller.does(
        f"record-consensus lamps horns --meeting 1 --on 2020-03-03 {CHAIR}",
        f"launch lamps {PHASES} --physical 2020-08-01 --on 2020-04-01 {DESK}",
        f"launch horns {PHASES} --on 2020-04-01 {DESK}",
        f"close horns --on 2020-07-02 {DESK}",
    )
    teller.is_refused(f"close lamps --on 2020-07-02 {DESK}", "planned_hearing_was_held_or_called_off")
    teller.does(
        f"call-off-hearing lamps --reason en='The hall was flooded.' --on 2020-07-02 {DESK}",
        f"close lamps --on 2020-07-02 {DESK}",
    )
    assert "was called off. The reason given: “The hall was flooded.”" in teller.does("state 2020")
    assert "that was planned for 2020-08-01 is called off (2020/lamps#5)" in teller.does("show lamps")
    assert "Called off (2020/lamps#5)." in " ".join(teller.does("plan 2020 --on 2020-07-03").split())
    considered = f"record-consideration lamps horns --meeting 2 --words not-at-hand --on 2020-09-08 {DESK}"
    teller.does(considered)
    assert [teller.acts(f"2020/{name}")[-1] for name in ("lamps", "horns")] == ["record consideration"] * 2
    assert teller.history("2020/lamps")[-1]["touched"] == teller.history("2020/horns")[-1]["touched"]
    teller.is_refused(considered, "meeting_has_not_considered_it")
    assert teller.holds()
