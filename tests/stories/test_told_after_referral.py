"""What was forgotten before a referral, and typed after it, is in the note all the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Teller

DESK, CHAIR, COUNCIL = "--as 'Made-up Desk'", "--as 'Made-up Chair'", "--as 'Made-up Assembly Desk'"
Topics = Callable[..., Teller]


@pytest.fixture
def referred(with_topics: Topics) -> Teller:
    """A topic that was referred on 6 April, its note not issued yet."""
    teller = with_topics("fog")
    teller.does(
        f"record-no-consensus fog --tried not-at-hand --refer --words not-at-hand --meeting 1 --on 2020-03-03 {CHAIR}",
        f"escalate fog --to-session 'Assembly 2020' --document MA20/5 --on 2020-04-06 {DESK}",
    )
    return teller


APPROVES = "approve-report 1 --document MAG-1/2 --sent-to en='all Members'"


def test_what_was_not_said_in_the_note_that_was_issued_is_said_in_none_of_its_languages(
    referred: Teller, tmp_path: Path
) -> None:
    issue = f"issue 2020 --kind note --symbol MA20/5 --form md --accept all --to {tmp_path} {DESK}"
    referred.does(
        f"{issue} --language en --on 2020-04-07",
        f"{APPROVES} --on 2020-04-01 {DESK}",
        f"{issue} --language fr --on 2020-04-08",
        f"{issue} --language fr --mark Rev --on 2020-04-09",
    )
    told = [(tmp_path / f"MA20-5{mark}.fr.md").read_text(encoding="utf-8") for mark in ("", "(Rev.1)")]
    assert ["MAG-1/2" in one for one in told] == [False, True]
    assert referred.types("verify")[0] == 0
