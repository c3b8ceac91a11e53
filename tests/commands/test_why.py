"""What may follow, what is in the way of an act, and what to type."""

from __future__ import annotations

from .conftest import AT_MEETING, DESK, TOPIC, Shell


def test_why_leads_to_an_act_of_what_is_not_on_record_yet(debated: Shell) -> None:
    lines = debated("why 2020/fog launch").out.splitlines()
    assert lines[0].startswith(
        "2020/fog does not exist yet, and “launch” does not start from there. The way: introduce"
    )
    assert lines[-1].split()[1] == "introduce"
    assert "“escalade list 2020” lists the topics" in debated("why 2020/fog launch").err
    assert "lists the" not in debated("why 2020/fog propose").err
    called = debated("why 2020/lampes launch")
    assert (called.code, "Did you mean 2020/lamps" in called.err) == (2, True)
    assert "“escalade why 2020/TOPIC propose” says what to type." in debated("why 2020 propose").out
    assert "“escalade why ROUND open-round” says what to type." in debated("why body open-round").out
    assert "The procedure has no “issue” for a topic." not in debated("why lamps issue").out


def test_the_way_of_the_secretariat_waits_for_the_chair(debated: Shell) -> None:
    (line,) = debated("why lamps launch --as 'Made-up Desk'").out.partition("To type:\n")[2].splitlines()
    debated.does(line.strip().removeprefix("escalade ").replace("N", "1", 1).replace("DAY", "2020-03-02"))
    assert debated("why lamps launch --as 'Made-up Desk'").out.partition("To type:\n")[2] == (
        '  escalade endorse 2020/lamps#3 --as "Made-up Chair" --on DAY\n'
    )


def test_an_end_has_nothing_that_follows_but_statements_and_the_end_of_objections(debated: Shell) -> None:
    debated.does(f"set-aside lamps --words en=No. {AT_MEETING}")
    assert [step["act"] for step in debated("why lamps --format json").data["steps"]] == [
        "record statement",
        "lift objection",
    ]


def test_why_finds_a_session_by_its_name_and_leads_to_topics(debated: Shell) -> None:
    assert debated("why 'Assembly 2020'").out.startswith("session/Assembly 2020 is convened.")
    assert '“escalade why "session/Assembly 2020" ACT”' in debated("why 'Assembly 2020'").err
    assert "--opens DATE" in debated("why 'session/Assembly 2020' convene").out
    called = debated("why 'Assembly 2099'")
    assert (called.code, "Did you mean session/Assembly" in called.err) == (2, True)
    assert "“escalade why 2020/" in debated("why 2020").err


def test_an_act_of_rounds_and_topics_is_asked_for_of_the_topic_that_is_so_called(debated: Shell) -> None:
    told = debated.does("why lamps take-position")
    assert "2020/lamps is debated, and “take position” starts from there." in " ".join(told.split())
    assert "open-round" not in told
    debated.does(f"open-round 2021 --on 2020-02-10 {DESK}", f"propose 2021/lamps {TOPIC.format('Lamps')}")
    assert "2021/lamps" in debated.refuses("why lamps take-position", 2).err
    assert "open-round lamps" in debated.does("why lamps open-round")


def test_where_no_condition_was_attached_none_is_asked_for(debated: Shell) -> None:
    debated.does(
        f"record-consensus lamps {AT_MEETING}",
        f"launch lamps --opens 2020-04-01 --closes 2020-06-01 --on 2020-04-01 {DESK}",
    )
    (row,) = (line for line in debated.does("why lamps").splitlines() if line.startswith("fulfil"))
    assert "None was attached to it." in row
