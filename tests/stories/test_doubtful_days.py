"""Days of a consultation that hardly go together: taken, since they may be true, and warned of once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .conftest import Teller

DESK, CHAIR = "--as 'Made-up Desk'", "--as 'Made-up Chair'"
LAUNCH = f"launch lamps --closes 2020-07-01 --physical 2020-08-01 --answer-to en=Here. {DESK}"
HEARING = f"record-hearing lamps --presided-by not-at-hand --summary not-at-hand {DESK}"


@pytest.fixture
def agreed(with_topics: Callable[..., Teller]) -> Teller:
    """A topic that was agreed on."""
    teller = with_topics("lamps")
    teller.does(f"record-consensus lamps --meeting 1 --on 2020-03-03 {CHAIR}")
    return teller


@pytest.fixture
def launched(agreed: Teller) -> Teller:
    """A consultation whose hearing is to come."""
    agreed.does(f"{LAUNCH} --opens 2020-04-01 --on 2020-04-01")
    return agreed


def warned(teller: Teller, line: str) -> str:
    """What is said of a line that is taken, in one line."""
    code, _, said = teller.types(line)
    assert code == 0, said
    return " ".join(said.split())


@pytest.mark.parametrize(
    ("opens", "on", "days"),
    [
        ("2020-04-01", "2020-04-15", 0),
        ("2020-04-01", "2020-04-16", 15),
        ("2020-04", "2020-05-14", 0),
        ("2020-04", "2020-05-15", 15),
        ("2020-04-01", "2020-05", 30),
        ("unknown", "2020-05-15", 0),
        ("2020-04-01", "unknown", 0),
    ],
)
def test_a_launch_weeks_after_its_opening_is_warned_of(agreed: Teller, opens: str, on: str, days: int) -> None:
    said = warned(agreed, f"{LAUNCH} --opens {opens} --on {on}")
    told = (
        f"launches it on {on}, and says that it had opened on {opens}, {days} days before: "
        "where one of the two is wrong, correct it (correct)."
    )
    assert (told in said) is (days > 0), said
    assert ("had opened on" in said) is (days > 0)
    assert "had opened on" not in warned(
        agreed, f"record-statement lamps --holder A --text en=B. --on 2020-05-20 {DESK}"
    )


@pytest.mark.parametrize(
    ("on", "times"), [("2020-07-01", 0), ("2020-07", 0), ("unknown", 0), ("2020-07-02", 1), ("2020-09-15", 1)]
)
def test_an_extension_of_an_online_phase_that_was_over_is_warned_of(launched: Teller, on: str, times: int) -> None:
    said = warned(launched, f"extend lamps --closes 2020-09-30 --physical 2020-11-02 --reason en=Why. --on {on} {DESK}")
    told = (
        f"2020/lamps#5 (extend) extends the online phase on {on}, and it was over since 2020-07-01: "
        "where one of the two is wrong, correct it (correct)."
    )
    assert (said.count(told), said.count("was over since")) == (times, times), said
    statement = f"record-statement lamps --holder A --text en=B. --on 2020-10-20 {DESK}"
    assert "was over since" not in warned(launched, statement)


def test_a_closing_before_the_hearing_that_was_held_is_warned_of(launched: Teller) -> None:
    warned(launched, f"{HEARING} --held 2020-08-01 --on 2020-08-02")
    said = warned(launched, f"close lamps --on 2020-07-10 {DESK}")
    told = (
        "2020/lamps#6 (close) closes it on 2020-07-10, and 2020/lamps#5 (record hearing) says that its physical "
        "meeting was held on 2020-08-01: where one of the two is wrong, correct it (correct)."
    )
    assert told in said
    correct = f"--why en=Slip. --on 2020-08-12 {DESK}"
    assert "closes it on" not in warned(launched, f"correct lamps#6 --set on=2020-08-10 {correct}")
    again = warned(launched, f"{HEARING} --held 2020-08-11 --on 2020-08-11")
    assert "closes it on 2020-08-10, and 2020/lamps#8 (record hearing) says" in again
    assert launched.holds()


def test_a_hearing_that_came_to_be_held_after_a_closing_without_one_is_not_warned_of(launched: Teller) -> None:
    warned(launched, f"close lamps --reason en=Flood. --on 2020-07-10 {DESK}")
    said = warned(launched, f"{HEARING} --held 2020-08-20 --on 2020-08-20")
    assert "closes it on" not in said


@pytest.mark.parametrize(
    ("held", "doubted"), [("2020-06-01", True), ("2020-06", True), ("2020-07-01", False), ("2020-07", False)]
)
def test_a_hearing_within_the_online_phase_on_another_day_than_planned_is_warned_of(
    launched: Teller, held: str, *, doubted: bool
) -> None:
    said = warned(launched, f"{HEARING} --held {held} --on 2020-07-31")
    told = f"says that its physical meeting was held on {held}, and its online phase ends on 2020-07-01: where one"
    assert (told in said) is doubted, said


def test_a_hearing_planned_within_the_online_phase_is_not_warned_of_again(agreed: Teller) -> None:
    agreed.does(f"{LAUNCH.replace('2020-08-01', '2020-06-01')} --opens 2020-04-01 --on 2020-04-01")
    assert "its online phase ends on" not in warned(agreed, f"{HEARING} --on 2020-06-01")


def test_an_end_that_is_not_known_is_before_nothing(agreed: Teller) -> None:
    agreed.does(f"{LAUNCH.replace('2020-07-01', 'unknown')} --opens 2020-04-01 --on 2020-04-01")
    assert "its online phase ends on" not in warned(agreed, f"{HEARING} --on 2020-06-01")


def test_a_consensus_of_a_day_before_its_text_is_warned_of(with_topics: Callable[..., Teller]) -> None:
    teller = with_topics("lamps")
    teller.does(
        "revise lamps --title 'en=Lamps and bulbs' --question en=How? --source MWG-1/6 --on 2020-03-04 "
        "--as 'Made-up Desk'"
    )
    said = warned(teller, f"record-consensus lamps --meeting 1 --on 2020-03-03 {CHAIR}")
    assert "is of 2020-03-03, and 2020/lamps#3 (revise), on which it rests, is of 2020-03-04" in said
    assert "on which it rests" not in warned(teller, f"{LAUNCH} --opens 2020-04-01 --on 2020-04-01")


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
