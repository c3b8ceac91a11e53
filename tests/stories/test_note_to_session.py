"""A draft of a note goes to a session that is convened, or is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .conftest import Teller

ASSEMBLY = "--as 'Made-up Assembly Desk'"


@pytest.fixture
def unsettled(with_topics: Callable[..., Teller]) -> Teller:
    """A topic that may be referred, and a session that was called off."""
    teller = with_topics("fog")
    teller.does(
        "record-no-consensus fog --tried en=Much. --refer --words not-at-hand --meeting 1 --on 2020-03-03 "
        "--as 'Made-up Chair'",
        f"convene session/Off --opens 2020-07-01 --closes 2020-07-03 --place not-at-hand --on 2020-03-04 {ASSEMBLY}",
        f"annul session/Off#1 --why en='Made-up reasons.' --on 2020-03-05 {ASSEMBLY}",
    )
    return teller


@pytest.mark.parametrize("line", ["note 2020 --language en", "note 2020 --as-of 2020-03-04", "check 2020"])
def test_a_draft_for_a_session_that_was_called_off_is_refused(unsettled: Teller, line: str) -> None:
    for name in ("Off", "session/Off"):
        code, out, said = unsettled.types(f"{line} --to-session {name}")
        assert (code, out) == (2, "")
        assert "“session/Off” was called off (session/Off#2)." in said
        assert "convene it again (convene)" in said


def test_a_draft_for_a_session_of_an_unknown_name_is_refused(unsettled: Teller) -> None:
    code, out, said = unsettled.types("note 2020 --language en --to-session 'Assembly 202'")
    assert (code, out) == (2, "")
    assert "There is no session “session/Assembly 202” in this register." in said
    assert "Did you mean session/Assembly 2021 or session/Assembly 2020?" in said


def test_a_draft_for_a_session_that_is_convened_names_it(unsettled: Teller) -> None:
    assert "**Assembly 2020**" in unsettled.does("note 2020 --language en --to-session 'Assembly 2020'")
    assert "Session not yet determined" in unsettled.does("note 2020 --language en")
