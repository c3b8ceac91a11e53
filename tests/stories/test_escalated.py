"""What goes to the level above, and what comes back from it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Teller

WithTopics = Callable[..., Teller]
AT_FIRST = "--session 'Assembly 2020' --sitting 1 --on 2020-06-02 --as 'Made-up Assembly Desk'"


@pytest.fixture
def referred(with_topics: WithTopics) -> Teller:
    """Two topics referred to the session of 2020."""
    teller = with_topics("lamps", "horns")
    teller.does(
        "record-no-consensus 2020 --tried en='An informal round.' --refer --words en='To refer both to the Assembly.' "
        "--meeting 1 --on 2020-03-03 --as 'Made-up Chair'",
        "escalate 2020 --to-session 'Assembly 2020' --document MA20/5 --on 2020-04-06 --as 'Made-up Desk'",
    )
    assert teller.states() == {"lamps": "referred", "horns": "referred"}
    return teller


def test_an_approval_is_corrected_by_the_revised_summary_record(referred: Teller) -> None:
    referred.does(
        f"approve lamps --words en='The Assembly approves it.' --document MA20/80 --provisional {AT_FIRST}",
        "correct 2020/lamps#5 --why en='The revised record words it otherwise.' --words en='The Assembly decides to take it.' "
        "--document 'MA20/80(Rev.1)' --on 2020-07-01 --as 'Made-up Assembly Desk'",
    )
    approval = referred.history("2020/lamps")[4]
    assert approval["corrected_by"] == ["2020/lamps#6"]
    assert approval["motion"]["words"] == {"en": "The Assembly decides to take it."}
    assert approval["evidence"]["document"] == "MA20/80(Rev.1)"
    assert referred.holds()


def test_one_topic_is_approved_and_one_referred_back_then_escalated_again(referred: Teller) -> None:
    referred.does(
        f"approve lamps --words en='The Assembly approves it.' {AT_FIRST}",
        f"refer-back horns --guidance en='To narrow it.' {AT_FIRST}",
        "revise horns --title en='Made-up horns, narrowed' --question en='What of horns at night?' --source MWG-2/3 "
        "--on 2020-08-03 --as 'Made-up Desk'",
        "record-no-consensus horns --tried en='A second round.' --refer --words en='To refer it again.' "
        "--meeting 2 --on 2020-09-08 --as 'Made-up Chair'",
        "escalate horns --to-session 'Assembly 2021' --on 2021-04-05 --as 'Made-up Desk'",
        "approve horns --words en='The Assembly approves it.' --session 'Assembly 2021' --sitting 1 --on 2021-06-02 "
        "--as 'Made-up Assembly Desk'",
    )
    assert referred.states() == {"lamps": "approved", "horns": "approved"}
    assert referred.acts("2020/horns").count("escalate") == 2
    assert referred.holds()


def test_a_topic_is_born_at_the_council(referred: Teller) -> None:
    referred.does(
        "introduce 2020/fog --replaces horns --title en='Made-up fog' --question en='What of fog?' --by-state 'Made-up Isle' "
        f"{AT_FIRST.replace(' --sitting 1', '')}",
        f"approve fog --words en='The Assembly takes this one instead.' {AT_FIRST}",
        f"lapse horns {AT_FIRST}",
        f"decline lamps --words en='The Assembly does not retain it.' {AT_FIRST}",
        "launch fog --opens 2020-07-01 --closes 2020-09-01 --physical 2020-10-01 --on 2020-07-01 --as 'Made-up Desk'",
    )
    assert referred.states() == {"fog": "launched", "horns": "lapsed", "lamps": "declined"}


def test_papers_tell_which_topic_was_introduced_in_place_of_which_and_what_was_approved_together(
    referred: Teller,
) -> None:
    born = "--title en='Made-up {}' --question en='What of fog?' --by-state 'Made-up Isle' --audience public"
    at_first = AT_FIRST.replace(" --sitting 1", "")
    referred.does(
        f"introduce 2020/fog --replaces horns {born.format('fog')} {at_first}",
        f"introduce 2020/mist {born.format('mist')} {at_first}",
        f"approve fog mist --together --words en='The Assembly takes both.' {AT_FIRST}",
        f"lapse horns {AT_FIRST}",
        f"lapse lamps {AT_FIRST}",
    )
    said = "did not retain the topic “Made-up horns”; the topic “Made-up fog” had been introduced in its place."
    assert said in referred.does("notice horns")
    assert "made another choice without taking a position on the topic “Made-up lamps”" in referred.does("notice lamps")


def test_a_decision_that_only_takes_note_never_unlocks_a_launch(referred: Teller) -> None:
    referred.does(f"take-note 2020 --words en='The Assembly takes note.' {AT_FIRST}")
    code, _, err = referred.types(
        "launch lamps --opens 2020-07-01 --closes 2020-09-01 --on 2020-07-01 --as 'Made-up Desk'"
    )
    assert (code, referred.states()["lamps"]) == (3, "referred")
    assert "“launch” is not a step for 2020/lamps, which is referred" in err


def test_two_are_approved_in_order_the_first_amended_and_launched_one_after_the_other(
    referred: Teller, tmp_path: Path
) -> None:
    amended = tmp_path / "amended.toml"
    amended.write_text(
        'title = { en = "Made-up lamps" }\nquestions = [{ en = "What of lamps at sea?" }]\n', encoding="utf-8"
    )
    launch = (
        "launch {} --opens 2020-07-01 --closes 2020-09-01 --physical 2020-10-01 --on 2020-07-01 --as 'Made-up Desk'"
    )
    referred.does(
        f"approve lamps horns --in-order --amended 2020/lamps={amended} --words en='Both, one after the other.' --how vote "
        f"--votes 20,3,4 {AT_FIRST}"
    )
    referred.is_refused(launch.format("horns"), "those_before_it_were_launched")
    referred.does(launch.format("lamps"), launch.format("horns"))
    assert referred.states() == {"lamps": "launched", "horns": "launched"}
    assert "at sea" in referred.does("diff lamps --between referred,decided")


def test_whoever_escalated_does_not_log_the_decision(referred: Teller) -> None:
    referred.does(
        "appoint 'Made-up Desk' --office council-secretariat --since 2020-05-04 --on 2020-05-04 --as 'Made-up Assembly Desk'"
    )
    decision = f"approve lamps --words en='Approved.' {AT_FIRST}"
    referred.is_refused(decision.replace("Made-up Assembly Desk", "Made-up Desk"), "officer_did_not_escalate")
    referred.does(decision)


def test_a_whole_life_ends_with_the_groups_consideration(referred: Teller) -> None:
    desk = "--as 'Made-up Desk'"
    referred.does(
        f"approve lamps --words not-at-hand --how silence {AT_FIRST}",
        f"lapse horns {AT_FIRST}",
        f"launch lamps --opens 2020-06-15 --closes 2020-08-01 --physical 2020-08-31 --on 2020-06-15 {desk}",
        f"extend lamps --closes 2020-08-10 --on 2020-07-20 {desk}",
        f"record-responses lamps --count 12 --by-category keepers=9 --where en='The Made-up site.' --on 2020-08-11 {desk}",
        f"record-hearing lamps --presided-by 'Made-up Chair' --summary en='The Made-up site.' --on 2020-08-31 {desk}",
        f"close lamps --on 2020-09-01 {desk}",
        f"record-consideration lamps --meeting 2 --on 2020-09-07 {desk}",
    )
    assert referred.states() == {"lamps": "closed", "horns": "lapsed"}
    assert referred.holds()
