"""How rounds went, as far as it is known."""

from __future__ import annotations

from .conftest import TOPIC, Shell


def test_the_round_of_2017_is_told_with_what_is_unknown_left_unknown(round_of_2017: Shell) -> None:
    lines = round_of_2017.does("precedents").splitlines()
    assert lines[-1] == "2017: 2 topics; 0 agreed, 2 referred, 0 referred back, 1 amended, 0 declined, 2 launched."
    rows = [" ".join(line.split()) for line in lines]
    assert "2017 2017/ott referral to decision 54 2017/ott#4 to #7" in rows
    assert "2017 2017/ott decision to launch 2 2017/ott#7 to #8" in rows
    assert "2017 2017/gender decision to launch 130 to 160 2017/gender#7 to #9" in rows
    assert "2017 2017/ott conclusion to referral at least 52 2017/ott#3 to #4" in rows
    assert "2017 2017/ott debate to conclusion unknown 2017/ott#2 to #3" in rows


def test_a_round_without_topics_has_no_stages(group: Shell) -> None:
    (found,) = group("precedents --format json").data
    assert (found["round"], found["topics"], found["stages"]) == ("2020", 0, [])
    assert group.does("precedents").endswith("0 launched.\n")


def test_what_was_annulled_is_no_precedent(referred: Shell) -> None:
    referred.does("annul horns#4 --why en=Slip --on 2020-04-07 --as 'Made-up Desk'")
    (found,) = referred("precedents --format json").data
    assert found["ways"]["referred"] == 0


def test_a_round_of_one_topic_says_so(group: Shell) -> None:
    group.does(f"propose 2020/it {TOPIC.format('it')}")
    assert "2020: one topic; " in group.does("precedents")
