"""A sitting that was entered with a wrong day, found after something was decided at it."""

from __future__ import annotations

from collections.abc import Callable

from .conftest import Teller

DESK, CHAIR, ASSEMBLY = "--as 'Made-up Desk'", "--as 'Made-up Chair'", "--as 'Made-up Assembly Desk'"
MOVE = f"convene --session 'Assembly 2020' --sitting 6=2020-06-05 --on 2020-06-20 {ASSEMBLY}"


def decided(with_topics: Callable[..., Teller]) -> Teller:
    """Two topics on which the superior body decided at one sitting."""
    teller = with_topics("fog", "lamps")
    teller.does(
        f"record-no-consensus 2020 --tried en=Much. --refer --words not-at-hand --meeting 1 --on 2020-03-03 {CHAIR}",
        f"escalate 2020 --to-session 'Assembly 2020' --document MA20/5 --on 2020-04-08 {DESK}",
        f"convene --session 'Assembly 2020' --opens 2020-06-01 --closes 2020-06-12 --sitting 6=2020-06-04 "
        f"--on 2020-04-08 {ASSEMBLY}",
        f"approve fog --words not-at-hand --session 'Assembly 2020' --sitting 6 --document MA20/9 --on 2020-06-04 "
        f"{ASSEMBLY}",
        f"decline lamps --words not-at-hand --session 'Assembly 2020' --sitting 6 --document MA20/9 --on 2020-06-04 "
        f"{ASSEMBLY}",
    )
    return teller


def test_a_wrong_day_of_a_sitting_is_put_right_by_what_happened_there(with_topics: Callable[..., Teller]) -> None:
    teller = decided(with_topics)
    fog, lamps = (teller.history(f"2020/{name}")[-1]["reference"] for name in ("fog", "lamps"))
    correct = f"--why en=Slip. --on 2020-06-20 {ASSEMBLY}"
    teller.is_refused(MOVE, "what_is_on_record_still_holds")
    teller.does(
        f"correct {fog} --set on=2020-06 {correct}",
        f"correct {lamps} --set on=2020-06 {correct}",
        MOVE,
        f"correct {fog} --set on=2020-06-05 {correct}",
        f"correct {lamps} --set on=2020-06-05 {correct}",
    )
    assert "on 5 June 2020" in teller.does("notice fog --language en")
    assert teller.holds()


def test_whoever_sets_the_evidence_of_a_record_as_a_field_is_told_its_option(
    with_topics: Callable[..., Teller],
) -> None:
    teller, slip = decided(with_topics), f"--why en=Slip. --on 2020-06-20 {ASSEMBLY}"
    for typed, option in (("sitting=6", "--sitting"), ("document=MA20/10", "--document")):
        code, _, said = teller.types(f"correct fog#5 --set {typed} {slip}")
        assert (code, f"Give {option}." in said) == (2, True), said
    assert "Give --" not in teller.types(f"correct fog#5 --set colour=red {slip}")[2]
    teller.does(f"correct fog#5 --document MA20/10 {slip}")
    assert "MA20/10" in teller.does("show fog#5")
