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


def test_a_sitting_takes_what_happened_at_it_along_to_its_right_day(with_topics: Callable[..., Teller]) -> None:
    teller = decided(with_topics)
    fog, lamps = (teller.history(f"2020/{name}")[-1]["reference"] for name in ("fog", "lamps"))
    code, _, said = teller.types(f"correct {fog} --set on=2020-06-05 --why en=Slip. --on 2020-06-20 {ASSEMBLY}")
    assert (code, "The day of sitting 6 is 2020-06-04" in said) == (3, True), said
    told = teller.does(MOVE)
    assert [f"{name.partition('#')[0]}#6" in told for name in (fog, lamps)] == [True, True]
    assert "on 5 June 2020" in teller.does("notice fog --language en")
    assert teller.history("2020/fog")[-1]["act"] == "move day"
    assert teller.holds()


def test_what_would_not_hold_on_the_new_day_keeps_the_sitting_where_it_was(with_topics: Callable[..., Teller]) -> None:
    teller = decided(with_topics)
    teller.does(f"launch fog --opens 2020-06-10 --closes 2020-08-01 --on 2020-06-08 {DESK}")
    code, _, said = teller.types(MOVE.replace("2020-06-05", "2020-06-11"))
    assert code == 3, said
    assert "2020/fog#6 (launch): " in said, said
    assert "Leave it as it was, or say where it happened." in said
    assert teller.holds()


def test_what_happened_at_no_sitting_hears_of_none(with_topics: Callable[..., Teller]) -> None:
    teller = with_topics("fog")
    teller.does(f"record-statement fog --holder A --text en=B. --meeting 1 --on 2020-03-02 {DESK}")
    name = teller.history("2020/fog")[-1]["reference"]
    code, _, said = teller.types(f"correct {name} --set on=2020-05-01 --why en=Slip. --on 2020-06-20 {DESK}")
    assert (code, "Where the sitting was" in said) == (3, False)


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
