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


@pytest.mark.parametrize("language", AVAILABLE)
def test_a_note_tells_nothing_of_a_meeting_that_was_called_off_since(referred: Teller, language: str) -> None:
    told = referred.draws("note 2020", language)
    referred.does(OFF)
    assert referred.draws("note 2020", language) == told
    referred.does(AGAIN)
    assert referred.draws("note 2020", language) == told


def test_the_note_says_that_the_first_meeting_alone_was_held(referred: Teller) -> None:
    referred.does(OFF)
    told = referred.draws("note 2020")
    assert "The Group held its first meeting in Made-up Harbour on 2 and 3 March 2020." in told
    assert "second" not in told


def test_a_meeting_that_was_convened_again_is_told_by_the_record_that_did_so(referred: Teller, tmp_path: Path) -> None:
    paper = tmp_path / "agenda.md"
    referred.does(OFF, AGAIN, f"agenda 2 --to '{paper}' --trace")
    assert "Made-up Beach, 5-6\u00a0October 2020" in paper.read_text("utf-8")
    trace = next(one for one in tmp_path.glob("agenda*") if one != paper).read_text("utf-8")
    assert "meeting/2#3" in trace
    assert "meeting/2#1" not in trace


def test_what_it_was_and_by_what_it_was_called_off_is_shown(group: Teller) -> None:
    group.does(OFF)
    shown = dict(line.split("  ", 1) for line in group.does("show meeting/2").splitlines())
    assert "days" not in shown
    found = {heading: shown[heading].strip() for heading in ("called off", "was to be held", "place")}
    assert found == {
        "called off": "2020-08-20 (meeting/2#2)",
        "was to be held": "2020-09-07 to 2020-09-08",
        "place": "Made-up Harbour",
    }
    group.does(AGAIN)
    assert "called off" not in group.does("show meeting/2")


@pytest.mark.parametrize("paper", ["report", "agenda"])
def test_a_paper_of_it_is_refused_with_when_and_by_what_it_was_called_off(group: Teller, paper: str) -> None:
    group.does(OFF)
    code, _, said = group.types(f"{paper} 2")
    assert code
    assert "meeting/2: it was convened, but called off on 2020-08-20 (meeting/2#2)." in said
    assert "called off" in group.types(f"{paper} 2 --as-of 2020-08-01")[2]
    group.does(AGAIN)
    assert "called off" not in group.types(f"{paper} 2")[2]


def test_nothing_is_put_off_to_it_or_happens_at_it(with_topics: WithTopics) -> None:
    teller, said = with_topics("fog"), "“meeting/2” was called off (meeting/2#2)."
    teller.does(OFF)
    for line in ("defer fog --to-meeting 2 --meeting 1", "record-consensus fog --meeting 2"):
        refused = teller.types(f"{line} --on 2020-03-03 {CHAIR}")[2]
        assert refused.startswith(said), refused
        assert "convene it again" in refused


def test_a_session_that_was_called_off_is_told_so_where_it_is_named(group: Teller) -> None:
    group.does(f"annul 'session/Assembly 2021#1' --why en='Made-up storm' --on 2020-08-20 {COUNCIL}")
    for line in ("decisions --session 'Assembly 2021'", "plan 2020 --if 'session=Assembly 2021'"):
        assert "Assembly 2021” was called off (session/Assembly 2021#2)." in group.types(line)[2], line


def test_no_session_that_was_called_off_is_said_to_be_meant(group: Teller) -> None:
    meant = "Did you mean session/Assembly 2021?"
    group.does(f"annul 'session/Assembly 2020#1' --why en='Made-up storm' --on 2020-05-20 {COUNCIL}")
    for name in ("Assembly 2020", "Assembly 2022"):
        said = group.types(f"decisions --session '{name}'")[2]
        assert (meant in said, "session/Assembly 2020?" in said) == (True, False), said
    group.does(f"annul 'session/Assembly 2021#1' --why en='Made-up storm' --on 2020-05-20 {COUNCIL}")
    for name in ("Assembly 2020", "Assembly 2022"):
        assert "Did you mean" not in group.types(f"decisions --session '{name}'")[2]


def test_a_meeting_to_which_a_topic_was_put_off_is_not_called_off_before_that_is(with_topics: WithTopics) -> None:
    teller = with_topics("fog")
    teller.does(f"defer fog --to-meeting 2 --meeting 1 --on 2020-03-03 {CHAIR}")
    teller.is_refused(OFF, "what_is_on_record_still_holds")
