"""A topic that members alone know is opened later, with all that moved it; what all know is never hidden."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .conftest import Teller

DESK, CHAIR = "--as 'Made-up Desk'", "--as 'Made-up Chair'"
TEXT = "--title en=Reef --question en='Whose reef?' --source MWG-1/4 --by-state 'Made-up Land'"
AT_MEETING = f"--meeting 1 --on 2020-03-03 {CHAIR}"
LAUNCHES = f"launch reef --opens 2020-04-01 --closes 2020-06-30 --on 2020-03-20 --reason en=Late. {DESK}"
OPENS = f"--set audience=public --why en='The embargo is over.' --on 2020-05-04 {DESK}"


@pytest.fixture
def hidden(with_topics: Callable[..., Teller]) -> Teller:
    """Beside a topic that all know, one that members alone do: agreed, and launched."""
    teller = with_topics("fog")
    teller.does(
        f"propose 2020/reef {TEXT} --audience members --on 2020-02-10 {DESK}",
        f"open-debate reef {AT_MEETING}",
        f"take-position reef --holder 'Made-up Isle' --stance support --source MWG-1/5 --meeting 1 {DESK} --on 2020-03-03",
        f"record-consensus reef {AT_MEETING}",
        LAUNCHES,
    )
    return teller


def told(teller: Teller, audience: str, day: str = "2020-07-01") -> tuple[bool, bool, bool]:
    """Whether a report to some readers names the topic and its consultation, and the view on it."""
    report = teller.does(f"report 1 --audience {audience} --as-of {day}")
    return "Reef" in report, "Reef" in teller.does("search reef --public"), "Made-up Isle" in report


def test_what_members_alone_know_is_opened_later_with_all_that_moved_it(hidden: Teller) -> None:
    assert [record["audience"] for record in hidden.history("2020/reef")] == ["members"] * 5
    assert (told(hidden, "public"), told(hidden, "members")) == ((False, False, False), (True, False, True))
    hidden.does(f"correct reef#1 {OPENS}")
    assert [record["audience"] for record in hidden.history("2020/reef")] == [
        "public", "public", "members", "public", "public", "public",
    ]  # fmt: skip
    assert (told(hidden, "public"), told(hidden, "members")) == ((True, True, False), (True, True, True))
    assert told(hidden, "public", "2020-04-01") == (True, True, False)
    hidden.does(f"correct reef#3 {OPENS}")
    assert told(hidden, "public") == (True, True, True)
    assert hidden.holds()
