"""The notice of a topic that was declined says on what was voted."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .conftest import Teller

SITS = "--session 'Assembly 2020' --sitting 1 --on 2020-06-02 --as 'Made-up Assembly Desk'"


def referred(with_topics: Callable[..., Teller]) -> Teller:
    """A topic that was referred to a session."""
    teller = with_topics("fog")
    teller.does(
        "record-no-consensus fog --tried en=Much. --refer --words not-at-hand --meeting 1 --on 2020-03-03 "
        "--as 'Made-up Chair'",
        "escalate fog --to-session 'Assembly 2020' --document MA20/5 --on 2020-04-08 --as 'Made-up Desk'",
    )
    return teller


@pytest.mark.parametrize(
    ("decision", "warned"),
    [
        ("decline fog --votes 12,30,4", ""),
        ("decline fog --votes 30,30,4", ""),
        ("decline fog --votes 30,12,4", "2020/fog was declined, with 30 in favour of approving it and 12 against."),
        ("approve fog --votes 30,12,4", ""),
        ("approve fog --votes 12,12,4", "2020/fog was approved, with 12 in favour of approving it and 12 against."),
    ],
)
def test_counts_that_hardly_go_with_a_decision_are_warned_of(
    with_topics: Callable[..., Teller], decision: str, warned: str
) -> None:
    teller = referred(with_topics)
    said = teller.types(f"{decision} --words not-at-hand --how vote {SITS}")
    assert said[0] == 0
    told = " ".join(said[2].split())
    assert ("in favour of approving it" in told) == bool(warned)
    assert (f"Warning: {warned}" if warned else "") in told
