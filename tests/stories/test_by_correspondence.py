"""A decision by correspondence is told at the session that it names only on a day of that."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from escalade.templates.languages.pack import AVAILABLE

from .conftest import Teller

DESK, CHAIR, COUNCIL = "--as 'Made-up Desk'", "--as 'Made-up Chair'", "--as 'Made-up Assembly Desk'"


def _decided(with_topics: Callable[..., Teller], day: str) -> Teller:
    teller = with_topics("fog")
    teller.does(
        f"record-no-consensus fog --tried en=Much. --refer --words not-at-hand --meeting 1 --on 2020-03-03 {CHAIR}",
        f"escalate fog --to-session 'Assembly 2020' --document MA20/5 --on 2020-04-06 {DESK}",
        f"approve fog --words en=Yes. --how correspondence --session 'Assembly 2020' --on {day} {COUNCIL}",
    )
    return teller


@pytest.mark.parametrize("language", AVAILABLE)
@pytest.mark.parametrize(("day", "at_session"), [("2020-06-10", True), ("2020-06-13", False), ("2020-05-31", False)])
def test_what_was_decided_by_correspondence_outside_the_session_is_not_said_to_have_been_at_it(
    with_topics: Callable[..., Teller], day: str, language: str, *, at_session: bool
) -> None:
    outcome = _decided(with_topics, day).draws("notice fog", language).split("\n# ")[1]
    assert ("Assembly 2020" in outcome) is at_session, outcome
