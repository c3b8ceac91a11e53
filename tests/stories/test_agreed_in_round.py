"""A note on what was not agreed says on which other topics of the round the group had agreed."""

from __future__ import annotations

from collections.abc import Callable

from escalade.templates.languages.pack import AVAILABLE
from tests.templates.render import unmark

from .conftest import Teller

DESK, CHAIR = "--as 'Made-up Desk'", "--as 'Made-up Chair'"
Topics = Callable[..., Teller]
REFERS = (
    f"record-no-consensus fog --tried not-at-hand --refer --words not-at-hand --meeting 1 --on 2020-03-03 {CHAIR}",
    f"escalate fog --to-session 'Assembly 2020' --document MA20/5 --on 2020-04-06 {DESK}",
)
AGREED = f"record-consensus lamps --meeting 1 --on 2020-03-02 {CHAIR}"


def test_the_summary_says_what_was_agreed_and_names_what_was_not(with_topics: Topics) -> None:
    teller = with_topics("fog", "lamps")
    teller.does(AGREED, *REFERS)
    for language in AVAILABLE:
        told = unmark(teller.does(f"note 2020 --language {language}"))
        summary = told.split("---")[1]
        assert (summary.count("Made-up lamps"), summary.count("Made-up fog")) == (1, 1), told


def test_the_conclusion_tells_the_consensus_and_the_topics_without_one(with_topics: Topics) -> None:
    teller = with_topics("fog", "lamps")
    teller.does(AGREED, *REFERS)
    told = teller.does("note 2020 --language en")
    assert "At its first meeting, on 2 March 2020, the Group agreed by consensus on the topic “Made-up lamps”." in told
    assert "On the topic “Made-up fog”, no consensus was reached at the first meeting of the Group" in told
    assert "no consensus was reached on the topic of the next" not in told


def test_the_conclusion_says_when_what_was_opened_goes_on(with_topics: Topics) -> None:
    teller = with_topics("fog", "lamps")
    teller.does(AGREED, f"launch lamps --opens 2020-04-01 --closes 2020-06-01 --on 2020-04-01 {DESK}", *REFERS)
    assert "from 1 April to 1 June 2020." in teller.does("note 2020 --language en")


def test_a_draft_says_it_too(with_topics: Topics) -> None:
    teller = with_topics("fog", "lamps")
    teller.does(AGREED, REFERS[0])
    assert "MWG agreed by consensus on the topic “Made-up lamps”." in teller.does("note 2020 --language en")


def test_what_was_agreed_after_the_referral_is_not_in_its_note(with_topics: Topics) -> None:
    teller = with_topics("fog", "lamps")
    teller.does(REFERS[0], REFERS[1].replace("--to-session", "--leaving lamps --left not-at-hand --to-session"))
    teller.does(f"record-consensus lamps --meeting 2 --on 2020-09-07 {CHAIR}")
    assert "agreed by consensus" not in teller.does("note 2020 --language en")
