"""A decision of the superior body before the day to which it had deferred the matter is warned of."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .conftest import Teller

COUNCIL = "--session 'Assembly 2020' --as 'Made-up Assembly Desk'"
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


def test_a_decision_before_the_session_to_which_the_matter_was_deferred_is_warned_of(referred: Teller) -> None:
    referred.does(f"defer fog --to-session 'Assembly 2021' --sitting 1 --on 2020-06-02 --words en=Later. {COUNCIL}")
    assert SESSION in warned(referred, f"approve fog --words en=Yes. --sitting 2 --on 2020-06-10 {COUNCIL}")
