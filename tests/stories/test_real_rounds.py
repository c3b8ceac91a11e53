"""The real rounds before 2017, typed as a secretary would, and what their papers say.

What the sources do not say is left unknown; questions, places and words that an
act cannot do without are made up, and say so.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from escalade.templates.languages.pack import AVAILABLE

from .conftest import Teller
from .rounds import CHAIR, DESK, begin, convene, paragraphs, propose, stands, whole

HELD = "--presided-by not-at-hand --summary not-at-hand"
NOT_THERE = ("not-at-hand", "not at hand presid", "None", "{{")
"""What no paper ever says."""
UNWORDED = "To be completed by the Secretariat: the wording of the decision."


@pytest.fixture
def begun(teller: Teller, tmp_path: Path) -> Teller:
    """A teller on the register of the group, in which nothing happened yet."""
    return begin(teller, tmp_path)


@pytest.fixture
def of_2015(begun: Teller) -> Teller:
    """The consultation on exchange points, agreed on in February 2015, open until August."""
    convene(begun, 5, "2015-02-03", "2015-02-03")
    begun.does(f"open-round 2015a --on unknown {DESK}")
    propose(begun, "2015a", "ixp", "2015-02-03")
    begun.does(
        f"open-debate ixp --meeting 5 --on 2015-02-03 {CHAIR}",
        f"record-consensus ixp --words not-at-hand --meeting 5 --on 2015-02-03 {CHAIR}",
        f"launch ixp --opens unknown --closes 2015-08-28 --physical 2015-09-28 --on unknown {DESK}",
    )
    convene(begun, 6, "2015-10-02", "2015-10-02")
    return begun


def considered_of_2015(teller: Teller) -> None:
    """Hold, close and consider it, and agree on the next topic at the same meeting."""
    teller.does(
        f"record-hearing ixp --held 2015-09-28 {HELD} --on 2015-09-28 {DESK}",
        f"close ixp --on 2015-09 {DESK}",
        f"record-consideration ixp --meeting 6 --words not-at-hand --on 2015-10-02 {DESK}",
        f"open-round 2015b --on unknown {DESK}",
    )
    propose(teller, "2015b", "disabilities", "2015-10-02")
    teller.does(
        f"open-debate disabilities --meeting 6 --on 2015-10-02 {CHAIR}",
        f"record-consensus disabilities --words not-at-hand --meeting 6 --on 2015-10-02 {CHAIR}",
    )


def holds_nothing_untrue(teller: Teller, *lines: str) -> None:
    """Draw papers in all languages: none fails, and none prints a fact that is not there."""
    for line in lines:
        for tag in AVAILABLE:
            text = teller.does(f"{line} --language {tag}")
            assert [one for one in NOT_THERE if one in text] == [], (line, tag)
    assert teller.holds()


def test_while_2015_is_open_its_days_are_to_come_and_its_outcome_is_due_in_october(of_2015: Teller) -> None:
    assert stands(of_2015, "plan 2015a --on 2015-06-01") == {
        ("meeting", "5"): "Held until 2015-02-03.",
        ("debate", "2015a"): "Done on 2015-02-03.",
        ("launch", "ixp"): "Done on a day unknown.",
        ("online end", "ixp"): "To come.",
        ("hearing", "ixp"): "To be done.",
        ("summary", "ixp"): "No day is known.",
        ("consideration", "ixp"): "To be done.",
    }
    assert stands(of_2015, "plan 2015a --on 2015-02-03")["meeting", "5"] == "Under way until 2015-02-03."
    assert of_2015.does("plan 2015a --on 2015-06-01").count("The physical meeting is held") == 1
    told = paragraphs(of_2015, "agenda 6 --language en")
    assert "3.1 “Internet exchange points”." in told
    holds_nothing_untrue(of_2015, "call ixp --as-of 2015-06-01", "agenda 6", "notice ixp")


def test_one_meeting_considers_the_one_and_agrees_on_the_next(of_2015: Teller) -> None:
    considered_of_2015(of_2015)
    title = "“Access to the Internet for persons with disabilities and specific needs”"
    assert paragraphs(of_2015, "report 6 --language en")[2:] == [
        "## Choice of the topic of the next open consultation",
        f"1 The Group opened the debate on the proposed topic {title}.",
        f"2 The Group agreed by consensus to retain {title} as the topic of its next open consultation. {UNWORDED}",
        "## Outcome of the open consultation",
        f"3 The Group considered the outcome of the open consultation on “Internet exchange points”. {UNWORDED}",
    ]
    follows = (
        "no further action is required",
        "pas de suite",
        "ninguna otra actuación",
        "дальнейших действий",
        "后续行动",
        "أي إجراء آخر",
    )
    told = "".join(of_2015.does(f"notice ixp --language {tag}") for tag in AVAILABLE)
    assert not [said for said in follows if said in told]
    holds_nothing_untrue(of_2015, "report 6", "notice ixp", "agenda 6")


def test_no_paper_cites_a_legal_text_of_a_later_year(teller: Teller, tmp_path: Path) -> None:
    begin(teller, tmp_path, cite=whole)
    convene(teller, 2, "2013-01-30", "2013-01-31")
    teller.does(f"open-round 2013 --on 2013-01-01 {DESK}")
    propose(teller, "2013", "spam", "2013-01-30")
    unnamed = f"2013/spam --meeting 2 --on ..2013-01-31 {DESK} --entered-for not-at-hand"
    teller.does(f"open-debate {unnamed}", f"record-no-consensus {unnamed} --tried not-at-hand")
    for tag in AVAILABLE:
        then = teller.does(f"note 2013 --language {tag} --as-of 2013-02-01")
        assert ("2014" in then, "2015" in then, "2009" in then) == (False, False, True)
        later = teller.does(f"note 2013 --language {tag} --as-of 2014-12-01")
        assert ("2014" in later, "2015" in later) == (True, False)
        assert "2015" in teller.does(f"note 2013 --language {tag} --as-of 2015-02-01")
