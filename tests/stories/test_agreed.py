"""What the Group settles itself, and what it takes back."""

from __future__ import annotations

from collections.abc import Callable

from .conftest import Teller

WithTopics = Callable[..., Teller]


def test_a_round_agreed_by_the_group_is_launched_without_the_council(with_topics: WithTopics) -> None:
    teller = with_topics("lamps", "horns", "keepers")
    teller.does(
        "record-consensus lamps --set-aside-others --meeting 1 --on 2020-03-03 --as 'Made-up Chair'",
        "launch lamps --opens 2020-04-01 --closes 2020-06-01 --physical 2020-07-01 --on 2020-04-01 --as 'Made-up Desk'",
    )
    assert teller.states() == {"lamps": "launched", "horns": "set aside", "keepers": "set aside"}
    assert teller.acts("2020/lamps") == ["propose", "open debate", "record consensus", "launch"]
    assert teller.holds()


def test_what_the_group_says_of_a_topic_that_it_sets_aside_alone_is_its_own_decision(with_topics: WithTopics) -> None:
    teller = with_topics("lamps", "horns")
    teller.does("set-aside horns --words en='Not now.' --meeting 1 --on 2020-03-03 --as 'Made-up Chair'")
    told = teller.does("notice horns")
    assert ("by consensus" in told, "set the topic “Made-up horns” aside" in told) == (False, True)


def test_an_objection_stands_until_it_is_lifted(with_topics: WithTopics) -> None:
    teller = with_topics("lamps")
    teller.does(
        "take-position lamps --holder 'Made-up Isle' --stance object --text en='Not yet.' --source 'MWG-1/2' "
        "--on 2020-03-02 --as 'Made-up Desk'"
    )
    consensus = "record-consensus lamps --meeting 1 --on 2020-03-03 --as 'Made-up Chair'"
    teller.is_refused(consensus, "no_objection_stands_in_time")
    teller.does(
        "lift-objection lamps --holder 'Made-up Isle' --how not-maintained --on 2020-03-03 --as 'Made-up Desk'",
        consensus,
    )
    assert teller.states() == {"lamps": "agreed"}


def test_three_topics_are_taken_at_once_with_statements_on_record(with_topics: WithTopics) -> None:
    teller = with_topics("lamps", "horns", "keepers")
    teller.does(
        "record-consensus lamps horns keepers --meeting 1 --on 2020-03-03 --as 'Made-up Chair'",
        "record-statement horns --holder 'Made-up Isle' --text en='We read it narrowly.' --nature reservation "
        "--meeting 1 --on 2020-03-03 --as 'Made-up Desk'",
        "record-statement lamps --holder 'A delegation' --unattributed --text en='We would have gone further.' "
        "--meeting 1 --on 2020-03-03 --as 'Made-up Desk'",
    )
    assert teller.states() == {"lamps": "agreed", "horns": "agreed", "keepers": "agreed"}
    assert teller.history("2020/lamps")[-2]["touched"] == ["2020/lamps#3", "2020/horns#3", "2020/keepers#3"]
    assert teller.holds()


def test_a_consensus_that_was_challenged_is_annulled_and_debated_again(with_topics: WithTopics) -> None:
    teller = with_topics("lamps", "horns")
    teller.does(
        "record-consensus lamps --set-aside-others --meeting 1 --on 2020-03-03 --as 'Made-up Chair'",
        "annul 2020/lamps#3 --why en='A Member had asked for the floor.' --on 2020-03-03 --as 'Made-up Chair'",
    )
    assert teller.states() == {"lamps": "debated", "horns": "debated"}
    assert teller.history("2020/lamps")[2]["annulled_by"] == "2020/lamps#4"
    teller.does(
        "record-no-consensus lamps horns --tried en='An informal round.' --meeting 1 --on 2020-03-03 --as 'Made-up Chair'",
        "reopen-debate lamps --meeting 2 --on 2020-09-07 --as 'Made-up Chair'",
        "record-consensus lamps --meeting 2 --on 2020-09-08 --as 'Made-up Chair'",
    )
    assert teller.states() == {"lamps": "agreed", "horns": "unresolved"}
    assert teller.holds()


def test_two_topics_are_merged_under_a_resulting_text(with_topics: WithTopics) -> None:
    teller = with_topics("lamps", "horns")
    teller.does(
        "merge horns --into lamps --title en='Made-up signals' --question en='What of signals?' "
        "--meeting 1 --on 2020-03-03 --as 'Made-up Chair'"
    )
    assert teller.states() == {"lamps": "debated", "horns": "merged"}
    shown = " ".join(teller.does("show 2020").split())
    assert ("2020/horns: merged, Made-up horns" in shown, "2020/lamps: debated, Made-up signals" in shown) == (
        True,
        True,
    )
    assert teller.acts("2020/lamps")[-1] == "receive merger"


def test_a_topic_is_withdrawn_when_its_sponsors_ask(with_topics: WithTopics) -> None:
    teller = with_topics("lamps")
    withdraw = "withdraw lamps --on 2020-03-03 --as 'Made-up Desk'"
    teller.is_refused(withdraw, "all_sponsors_ask_for_it")
    teller.does(f"{withdraw} --asked-by 'Made-up Land'")
    assert teller.states() == {"lamps": "withdrawn"}


def test_a_vice_chair_presiding_acts_as_chair(with_topics: WithTopics) -> None:
    teller = with_topics("lamps")
    teller.does("defer lamps --to-meeting 3 --meeting 1 --on 2020-03-03 --as 'Made-up Chair'")
    teller.is_refused(
        "record-consensus lamps --meeting 2 --on 2020-09-08 --as 'Made-up Vice-Chair'",
        "officer_holds_the_office_then_or_now",
    )
    teller.does("record-consensus lamps --meeting 3 --on 2021-03-02 --as 'Made-up Vice-Chair'")
    record = teller.history("2020/lamps")[-1]
    assert (record["officer"], record["office"], record["after"]) == ("Made-up Vice-Chair", "chair", "agreed")


def test_a_record_entered_for_the_chair_waits_until_it_is_endorsed(with_topics: WithTopics) -> None:
    teller = with_topics("lamps")
    teller.does("record-consensus lamps --entered-for 'Made-up Chair' --meeting 1 --on 2020-03-03 --as 'Made-up Desk'")
    launch = "launch lamps --opens 2020-04-01 --closes 2020-06-01 --on 2020-04-01 --as 'Made-up Desk'"
    teller.is_refused(launch, "nothing_waits_for_the_chair_or_a_report")
    assert "2020/lamps#3" in teller.does("inbox --as 'Made-up Chair'")
    teller.does("endorse 2020/lamps#3 --on 2020-03-20 --as 'Made-up Chair'", launch)
    assert teller.history("2020/lamps")[2]["endorsed_by"] == "2020/lamps#4"
    assert teller.states() == {"lamps": "launched"}
