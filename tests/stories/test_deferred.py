"""A decision of the superior body before the day to which it had deferred the matter is warned of."""

from __future__ import annotations

import json
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


def stands(teller: Teller) -> list[str]:
    """What is said of how a topic stands."""
    told = teller.does("show fog --format csv").splitlines()
    place = next(place for place, line in enumerate(told) if line.startswith("state,"))
    return [
        line.strip('"')
        for line in told[place + 1 : next(n for n in range(place + 1, len(told)) if told[n].startswith("title,"))]
    ]


def test_a_topic_is_shown_with_the_session_or_sitting_to_which_it_was_put_off(referred: Teller) -> None:
    decides = ["The Group did not agree on it; the Made-up Assembly decides on it."]
    assert stands(referred) == decides
    defer = "defer fog --words en=Later. --sitting 1 --on 2020-06-02"
    referred.does(f"{defer} --to-sitting 2 {COUNCIL}")
    assert stands(referred)[0] == "It was put off to another sitting of the same session: 2."
    referred.does(f"{defer} --to-session 'Assembly 2021' {COUNCIL}")
    assert stands(referred)[0] == "It was put off to another session: Assembly 2021."
    referred.does(f"decline fog --words en=No. --sitting 2 --on 2020-06-10 {COUNCIL}")
    assert stands(referred) == ["The Made-up Assembly declined it."]


def test_a_deferred_topic_is_not_said_to_be_debated(with_topics: Callable[..., Teller]) -> None:
    teller = with_topics("fog")
    assert stands(teller) == ["The Group is debating it."]
    teller.does("defer fog --to-meeting 2 --meeting 1 --on 2020-03-03 --as 'Made-up Chair'")
    assert stands(teller)[0] == "It was put off to another meeting: 2."


DEFER = f"defer fog --words en=Later. --sitting 1 --on 2020-06-02 {COUNCIL}"


def test_a_list_remarks_to_what_a_topic_was_put_off(referred: Teller) -> None:
    assert "deferred" not in referred.does("list 2020")
    referred.does(f"{DEFER} --to-sitting 2")
    assert [row["deferred"] for row in json.loads(referred.does("list 2020 --format json"))] == [True]
    assert "provisional, deferred to sitting 2, which is over" in referred.does("list 2020")
    referred.does(f"{DEFER} --to-session 'Assembly 2021'")
    assert "provisional, deferred to Assembly 2021, which is over" in referred.does("list 2020 --format markdown")
    assert "deferred" not in referred.does("list 2020 --as-of 2020-06-01")
    referred.does(f"decline fog --words en=No. --sitting 2 --on 2020-06-10 {COUNCIL}")
    assert "deferred" not in referred.does("list 2020")
