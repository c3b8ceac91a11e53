"""A decision of the superior body before the day to which it had deferred the matter is warned of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .conftest import Teller

COUNCIL = "--session 'Assembly 2020' --as 'Made-up Assembly Desk'"
SITTING = (
    "2020/fog#5 (defer) deferred 2020/fog to sitting 2, on 2020-06-10, and 2020/fog#6 (decline) is of {day}. "
    "Where a day is wrong, correct it (correct); papers tell both."
)
SESSION = (
    "2020/fog#5 (defer) deferred 2020/fog to Assembly 2021, which opens on 2021-06-01, and 2020/fog#6 (approve) is of "
    "2020-06-10. Where a day is wrong, correct it (correct); papers tell both."
)


@pytest.fixture
def referred(with_topics: Callable[..., Teller]) -> Teller:
    """A topic before the superior body."""
    teller = with_topics("fog")
    teller.does(
        "record-no-consensus fog --tried en=Much. --refer --words not-at-hand --meeting 1 --on 2020-03-03 "
        "--as 'Made-up Chair'",
        "escalate fog --to-session 'Assembly 2020' --document MA20/5 --on 2020-04-06 --as 'Made-up Desk'",
    )
    return teller


def warned(teller: Teller, line: str) -> str:
    """What an act that is recorded is warned of."""
    code, out, problems = teller.types(line)
    assert code == 0, problems
    return " ".join((out + problems).split())


def test_a_decision_before_the_sitting_to_which_the_matter_was_deferred_is_warned_of(referred: Teller) -> None:
    referred.does(f"defer fog --to-sitting 2 --sitting 1 --on 2020-06-02 --words en=Later. {COUNCIL}")
    told = warned(referred, f"decline fog --words en=No. --sitting 1 --on 2020-06-02 {COUNCIL}")
    assert SITTING.format(day="2020-06-02") in told
    assert "deferred 2020/fog" not in warned(
        referred, "confirm fog#6 --document MA20/9 --on 2020-06-11 --as 'Made-up Assembly Desk'"
    )


@pytest.mark.parametrize("on", ["2020-06-10", "2020-06"])
def test_a_decision_that_may_be_of_that_day_is_not(referred: Teller, on: str) -> None:
    referred.does(f"defer fog --to-sitting 2 --sitting 1 --on 2020-06-02 --words en=Later. {COUNCIL}")
    assert "deferred 2020/fog" not in warned(referred, f"decline fog --words en=No. --sitting 2 --on {on} {COUNCIL}")


def test_a_decision_before_the_session_to_which_the_matter_was_deferred_is_warned_of(referred: Teller) -> None:
    referred.does(f"defer fog --to-session 'Assembly 2021' --sitting 1 --on 2020-06-02 --words en=Later. {COUNCIL}")
    assert SESSION in warned(referred, f"approve fog --words en=Yes. --sitting 2 --on 2020-06-10 {COUNCIL}")


def test_the_last_deferral_counts(referred: Teller) -> None:
    referred.does(
        f"defer fog --to-session 'Assembly 2021' --sitting 1 --on 2020-06-02 --words en=Later. {COUNCIL}",
        f"defer fog --to-sitting 2 --sitting 1 --on 2020-06-02 --words en=Sooner. {COUNCIL}",
    )
    assert "deferred 2020/fog" not in warned(
        referred, f"approve fog --words en=Yes. --sitting 2 --on 2020-06-10 {COUNCIL}"
    )


def test_a_deferral_entered_after_the_decision_that_it_precedes_is_warned_of_itself(referred: Teller) -> None:
    referred.does(f"decline fog --words en=No. --sitting 2 --on 2020-06-10 {COUNCIL}")
    later = "--to-session 'Assembly 2021' --sitting 1 --on 2020-06-02 --words en=Later."
    told = warned(referred, f"defer fog {later} {COUNCIL}")
    assert "2020/fog#6 (defer) deferred 2020/fog to Assembly 2021, which opens on 2021-06-01, and 2020/fog#5" in told


def shown(teller: Teller, *lines: str) -> str | None:
    """To what a topic is shown to be put off, after some acts."""
    teller.does(*lines)
    told = teller.does("show fog").splitlines()
    return next((line.removeprefix("deferred").strip() for line in told if line.startswith("deferred")), None)


def test_a_topic_is_shown_with_the_session_or_sitting_to_which_it_was_put_off(referred: Teller) -> None:
    assert shown(referred) is None
    defer = "defer fog --words en=Later. --sitting 1 --on 2020-06-02"
    sitting = shown(referred, f"{defer} --to-sitting 2 {COUNCIL}")
    assert sitting == "to sitting 2, Assembly 2020, 2020-06-10 (2020/fog#5)"
    session = shown(referred, f"{defer} --to-session 'Assembly 2021' {COUNCIL}")
    assert session == "to Assembly 2021, 2021-06-01 to 2021-06-11 (2020/fog#6)"
    assert shown(referred, f"decline fog --words en=No. --sitting 2 --on 2020-06-10 {COUNCIL}") is None


def test_a_topic_is_shown_with_the_meeting_to_which_it_was_put_off(with_topics: Callable[..., Teller]) -> None:
    teller = with_topics("fog")
    chair = "--as 'Made-up Chair'"
    put_off = shown(teller, f"defer fog --to-meeting 2 --meeting 1 --on 2020-03-03 {chair}")
    assert put_off == "to meeting 2, 2020-09-07 to 2020-09-08 (2020/fog#3)"


DEFER = f"defer fog --words en=Later. --sitting 1 --on 2020-06-02 {COUNCIL}"


def test_a_list_remarks_to_what_a_topic_was_put_off(referred: Teller) -> None:
    assert "deferred" not in referred.does("list 2020")
    referred.does(f"{DEFER} --to-sitting 2")
    assert "deferred to sitting 2, provisional" in referred.does("list 2020")
    referred.does(f"{DEFER} --to-session 'Assembly 2021'")
    assert "deferred to Assembly 2021, provisional" in referred.does("list 2020 --format markdown")
    assert "deferred" not in referred.does("list 2020 --as-of 2020-06-01")
    referred.does(f"decline fog --words en=No. --sitting 2 --on 2020-06-10 {COUNCIL}")
    assert "deferred" not in referred.does("list 2020")
