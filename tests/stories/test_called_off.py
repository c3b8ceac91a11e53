"""A meeting that was called off is no meeting of the body any more, until it is convened again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from escalade.templates.languages.pack import AVAILABLE

from .conftest import Teller

CHAIR, DESK, COUNCIL = "--as 'Made-up Chair'", "--as 'Made-up Desk'", "--as 'Made-up Assembly Desk'"
OFF = f"annul 'meeting/2#1' --why en='Made-up storm' --on 2020-08-20 {DESK}"
AGAIN = f"convene 2 --opens 2020-10-05 --closes 2020-10-06 --place en='Made-up Beach' --on 2020-08-21 {DESK}"
WithTopics = Callable[..., Teller]


@pytest.fixture
def referred(with_topics: WithTopics) -> Teller:
    """A topic that was referred while the second meeting was to come."""
    teller = with_topics("fog")
    teller.does(
        f"record-no-consensus fog --meeting 1 --refer --tried not-at-hand --words not-at-hand --on 2020-03-03 {CHAIR}",
        f"escalate fog --to-session 'Assembly 2020' --document MA20/5 --on 2020-04-06 {DESK}",
    )
    return teller


def test_a_note_tells_nothing_of_a_meeting_that_was_called_off_since(referred: Teller) -> None:
    told = [referred.draws("note 2020", language) for language in AVAILABLE]
    for line in (OFF, AGAIN):
        referred.does(line)
        assert [referred.draws("note 2020", language) for language in AVAILABLE] == told


def test_a_meeting_that_was_convened_again_is_told_by_the_record_that_did_so(referred: Teller, tmp_path: Path) -> None:
    paper = tmp_path / "agenda.md"
    referred.does(OFF, AGAIN, f"agenda 2 --to '{paper}' --trace")
    assert "Made-up Beach, 5-6\u00a0October 2020" in paper.read_text("utf-8")
    trace = next(one for one in tmp_path.glob("agenda*") if one != paper).read_text("utf-8")
    assert "meeting/2#3" in trace
    assert "meeting/2#1" not in trace


@pytest.mark.parametrize("paper", ["report", "agenda"])
def test_a_paper_of_it_is_refused_with_when_and_by_what_it_was_called_off(group: Teller, paper: str) -> None:
    group.does(OFF)
    code, _, said = group.types(f"{paper} 2")
    assert code
    assert "meeting/2: it was convened, but called off on 2020-08-20 (meeting/2#2)." in said
    assert "called off" in group.types(f"{paper} 2 --as-of 2020-08-01")[2]
    group.does(AGAIN)
    assert "called off" not in group.types(f"{paper} 2")[2]
