"""The real rounds before 2017, typed as a secretary would, and what their papers say.

What the sources do not say is left unknown; questions, places and words that an
act cannot do without are made up, and say so.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from escalade.templates.languages.pack import AVAILABLE

from .conftest import Teller
from .rounds import CHAIR, DESK, IN_FRENCH, begin, convene, paragraphs, propose, stands, whole

NINE = " ".join(f"--holder '{name}'" for name in IN_FRENCH)
HELD = "--presided-by not-at-hand --summary not-at-hand"
NOT_THERE = ("not-at-hand", "not at hand presid", "None", "{{")
"""What no paper ever says."""
UNWORDED = "To be completed by the Secretariat: the wording of the decision."


@pytest.fixture
def begun(teller: Teller, tmp_path: Path) -> Teller:
    """A teller on the register of the group, in which nothing happened yet."""
    return begin(teller, tmp_path)


@pytest.fixture
def of_2013(begun: Teller) -> Teller:
    """Three topics agreed on at the second meeting, one with a statement of nine States."""
    convene(begun, 2, "2013-01-30", "2013-01-31")
    begun.does(f"open-round 2013 --on unknown {DESK}")
    for topic in ("spam", "ipv4", "development"):
        propose(begun, "2013", topic, "2013-01-30")
    begun.does(
        f"open-debate 2013 --meeting 2 --on 2013-01 {CHAIR}",
        f"record-statement ipv4 {NINE} --text en='Made-up words.' --text fr='Paroles inventées.' --meeting 2 "
        f"--on 2013-01 {DESK}",
        f"record-consensus 2013 --words not-at-hand --meeting 2 --on 2013-01 {CHAIR}",
    )
    return begun


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


@pytest.fixture
def of_2016(begun: Teller) -> Teller:
    """Both consultations of 2016; the meeting that agreed on them is made up, its days unknown."""
    convene(begun, 7, "unknown", "unknown", "Made-up place")
    begun.does(f"open-round 2016 --on unknown {DESK}")
    propose(begun, "2016", "access", "2016-02-01")
    propose(begun, "2016", "development", "2016-02-01")
    begun.does(
        f"open-debate 2016 --meeting 7 --on unknown {CHAIR}",
        f"record-consensus 2016 --words not-at-hand --meeting 7 --on unknown {CHAIR}",
        f"launch access --opens 2016-02 --closes 2016-09 --physical 2016-10-11 --on 2016-02 {DESK}",
        f"record-hearing access --held 2016-10-11 {HELD} --on 2016-10-11 {DESK}",
        f"close access --on 2016-10-11 {DESK}",
        f"launch 2016/development --opens 2016-10 --closes 2017-01-04 --physical 2017-02-03 --on 2016-10 {DESK}",
        f"extend 2016/development --closes 2017-01-11 --on unknown {DESK}",
    )
    convene(begun, 8, "2016-10-13", "2016-10-14")
    convene(begun, 9, "2017-02-06", "2017-02-07")
    return begun


def holds_nothing_untrue(teller: Teller, *lines: str) -> None:
    """Draw papers in all languages: none fails, and none prints a fact that is not there."""
    for line in lines:
        for tag in AVAILABLE:
            text = teller.does(f"{line} --language {tag}")
            assert [one for one in NOT_THERE if one in text] == [], (line, tag)
    assert teller.holds()


def test_of_three_topics_agreed_on_at_once_the_report_tells_topics_and_the_statement(of_2013: Teller) -> None:
    nine = "Bulgaria, Czech Republic, Netherlands, Sweden, United Kingdom, United States, Finland, Canada and Mexico"
    neuf = ", ".join(list(IN_FRENCH.values())[:-1]) + " et Mexique"
    three = "“Developmental aspects of the Internet”, “IPv4 addresses” and “Spam”"
    trois = "« Aspects de l’Internet liés au développement », « Adresses IPv4 » et « Spam »"
    assert paragraphs(of_2013, "report 2 --language en")[2:] == [
        "## Choice of the topic of the next open consultation",
        f"1 The Group opened the debate on the proposed topics {three}.",
        f"2 {nine} made the following statement on the topic “IPv4 addresses”: “Made-up words.”",
        f"3 The Group agreed by consensus to retain {three} as the topics of its next open consultations. {UNWORDED}",
    ]
    told = paragraphs(of_2013, "report 2 --language fr")
    made = f"2 La déclaration suivante, relative au thème « Adresses IPv4 », a été faite ({neuf}) : « "
    assert told[4].startswith(made)
    assert told[5].startswith(
        f"3 Le Groupe est convenu par consensus de retenir {trois} comme thèmes de ses prochaines consultations ouvertes."
    )
    holds_nothing_untrue(of_2013, "report 2", "notice ipv4", "agenda 2")


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


def test_months_are_months_in_the_plan_and_papers_of_the_winter_of_2015(of_2015: Teller) -> None:
    considered_of_2015(of_2015)
    phases = "--opens 2015-10 --closes 2016-01 --physical 2016-02-15"
    of_2015.does(f"launch disabilities {phases} --on 2015-10 {DESK}")
    assert "2016-01" in of_2015.does("plan 2015b --on 2015-11-15")
    assert stands(of_2015, "plan 2015b --on 2015-11-15")["online end", "disabilities"] == "To come."
    assert stands(of_2015, "plan 2015b --on 2016-02-10")["online end", "disabilities"] == "Done in 2016-01."
    for day in ("2015-11-15", "2016-02-10"):
        told = of_2015.does(f"call disabilities --language en --as-of {day}")
        assert ("Responses should be submitted by January 2016." in told) is (day == "2015-11-15")
    of_2015.does(
        f"record-hearing disabilities --held 2016-02-15 {HELD} --on 2016-02-15 {DESK}",
        f"close disabilities --on 2016-02-15 {DESK}",
    )
    holds_nothing_untrue(of_2015, "notice disabilities")


def test_the_extension_of_2017_is_told_with_what_was_before(of_2016: Teller) -> None:
    told = stands(of_2016, "plan 2016 --on 2017-01-08")
    assert told["online end", "development"] == "To come. Before, it was 2017-01-04 (2016/development#4)."
    assert told["consideration", "access"] == "Not on record, and its day has passed."
    extended = "The deadline for responses has been extended to 11 January 2017."
    call = "call 2016/development --language en"
    assert extended in paragraphs(of_2016, f"{call} --as-of 2017-01-11")
    assert extended not in paragraphs(of_2016, f"{call} --as-of 2017-01-12")
    assert paragraphs(of_2016, "notice access --language fr")[1] == (
        "À sa septième réunion, le Groupe a arrêté par consensus le thème "
        "« Créer un environnement propice pour l’accès à l’Internet »."
    )
    of_2016.does(
        f"record-responses access --count 12 --where not-at-hand --on unknown {DESK}",
        f"record-hearing 2016/development --held 2017-02-03 {HELD} --on 2017-02-03 {DESK}",
        f"close 2016/development --on 2017-02-03 {DESK}",
    )
    outcomes = [line for line in paragraphs(of_2016, "agenda 9 --language en") if line.startswith("3.")]
    assert outcomes == [
        "3.1 “Creating an enabling environment for access to the Internet”.",
        "3.2 “Developmental aspects of the Internet”.",
    ]
    assert "- In all, 12 responses were received." in paragraphs(of_2016, "agenda 9 --language en")
    holds_nothing_untrue(of_2016, "notice access", "agenda 9", "report 7")


def test_a_chair_whose_term_began_nobody_knows_when_may_not_have_been_chair(begun: Teller) -> None:
    """No source names the chair of 2013; the register knows one, and not since when."""
    convene(begun, 2, "2013-01-30", "2013-01-31")
    begun.does(f"open-round 2013 --on unknown {DESK}")
    propose(begun, "2013", "spam", "2013-01-30")
    unnamed = f"2013/spam --meeting 2 --on ..2013-01-31 {DESK} --entered-for not-at-hand"
    begun.does(f"open-debate {unnamed}", f"record-consensus {unnamed}")
    for line in ("notice 2013/spam", "report 2", "history 2013/spam"):
        assert "Mazyed" not in begun.does(line), line
    holds_nothing_untrue(begun, "notice 2013/spam", "report 2")


def test_a_chair_whose_term_certainly_began_is_named(begun: Teller) -> None:
    convene(begun, 2, "2013-01-30", "2013-01-31")
    begun.does(
        f"appoint 'Made-up Chair' --office chair --state en='Made-up Land' --since 2013-01-01 --on 2013-01-01 {DESK}",
        f"open-round 2013 --on unknown {DESK}",
    )
    propose(begun, "2013", "spam", "2013-01-30")
    unnamed = f"open-debate 2013/spam --meeting 2 --on 2013-01-31 {DESK} --entered-for not-at-hand"
    begun.is_refused(unnamed, "officer_holds_the_office_then_or_now")
    assert "The chair of that day is on record: Made-up Chair." in begun.types(unnamed)[2]


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


def test_a_consultation_of_which_nobody_knows_how_it_was_decided_has_a_way(begun: Teller) -> None:
    """Nothing tells which meeting decided on the topic of 2021, nor how."""
    titles = "--title en='The Internet and the pandemic' --title fr='Internet et la pandémie'"
    begun.does(
        f"open-round 2021 --on unknown {DESK}",
        f"propose 2021/pandemic --unattributed {titles} --questions-not-at-hand --on ..2021-02-28 {DESK}",
    )
    way = "“record-consultation” puts its consultation on record and says nothing of that."
    launch = f"launch pandemic --opens 2021-02 --closes 2021-09-03 --physical 2021-09-20 --on 2021-02 {DESK}"
    code, _, said = begun.types(launch)
    assert (code, way in " ".join(said.split())) == (3, True)
    assert way in " ".join(begun.types("why pandemic launch")[2].split())
    assert way not in " ".join(begun.types("why pandemic debate")[2].split())
    begun.does(
        f"record-consultation {titles} --online-from 2021-02 --online-to 2021-09-03 --physical 2021-09-20 --virtual "
        f"--responses not-at-hand --summary not-at-hand --on unknown {DESK}",
        f"open-round 2022 --on 2022-01-01 {DESK}",
    )
    propose(begun, "2022", "access", "2022-01-02")
    for tag in AVAILABLE:
        told = begun.does(f"note 2022 --language {tag} --as-of 2022-02-01")
        assert "2021" in told
    note = begun.does("note 2022 --as-of 2022-02-01")
    held = "followed by a virtual consultation meeting on 20 September 2021"
    assert (held in note, "consensus" in note.partition("## 3")[0]) == (True, False)
