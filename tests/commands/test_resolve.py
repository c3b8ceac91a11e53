"""What was meant: subjects and officers found by parts of their names."""

from __future__ import annotations

import pytest

from tests.commands.motions import last

from .conftest import ASSEMBLY, AT_MEETING, DESK, TOPIC, Shell


@pytest.mark.parametrize(
    ("line", "reference"),
    [
        (f"convene 4 --opens 2021-09-01 --closes 2021-09-02 --place en=Pier --on 2021-03-03 {DESK}", "meeting/4"),
        (
            f"convene meeting/4 --opens 2021-09-01 --closes 2021-09-02 --place en=Pier --on 2021-03-03 {DESK}",
            "meeting/4",
        ),
        (
            (
                "convene --session 'Assembly 2022' --opens 2022-06-01 --closes 2022-06-03 "
                f"--place en=Pier --sitting 1=2022-06-02 --on 2021-03-03 {ASSEMBLY}"
            ),
            "session/Assembly 2022",
        ),
        (f"approve-report 1 --sent-to en=Members --sent-to en=Others --on 2020-04-01 {DESK}", "meeting/1"),
        (f"open-round 2021 --title en=Next --on 2020-02-10 {DESK}", "2021"),
        (f"receive MA20/3 --by-state Isle --concerns 2020 --on 2020-02-10 {DESK}", "2020"),
        (f"receive MA20/3 --by-group Isles --concerns lamps --concerns horns --on 2020-03-10 {DESK}", "2020"),
        (f"take-position 2020 --holder Isle --text en=Both. --source MA20/3 --on 2020-03-10 {DESK}", "2020"),
        (
            (
                "record-consultation --title en=Old --online-from 2019-01 --online-to 2019-03 "
                f"--responses not-at-hand --summary not-at-hand --on 2020-02-10 {DESK}"
            ),
            "body",
        ),
        (f"appoint 'Made-up Heir' --office chair --state en=Land --on 2020-03-10 {DESK}", "body"),
        (f"amend-constitution --authority en='Decision 9' --seat en=Pier --on 2020-03-10 {DESK}", "body"),
    ],
)
def test_what_an_act_is_about_stands_behind_it(debated: Shell, line: str, reference: str) -> None:
    debated.does(line)
    assert last(debated, reference)["act"] == line.partition(" ")[0].replace("-", " ")


def test_paragraphs_of_a_report_are_given_to_records_which_may_be_short(debated: Shell) -> None:
    debated.does(
        "approve-report 1 --sent-to en=Members --paragraph lamps#2=3.1 "
        f"--paragraph 2020/horns#2=3.2 --on 2020-04-01 {DESK}"
    )
    assert last(debated, "meeting/1")["motion"]["paragraphs"] == {"2020/lamps#2": "3.1", "2020/horns#2": "3.2"}


def test_a_round_stands_for_its_topics_that_the_act_starts_from(debated: Shell) -> None:
    debated.does(f"propose 2020/fog {TOPIC.format('fog')}")
    out = debated.does(f"record-no-consensus 2020 --tried en=Much {AT_MEETING}")
    assert [line.partition(" ")[0] for line in out.splitlines()] == ["2020/horns#3", "2020/lamps#3"]


def test_a_round_without_such_a_topic_is_refused(debated: Shell) -> None:
    called = debated.refuses(f"escalate 2020 --to-session 'Assembly 2020' --on 2020-04-06 {DESK}", 3)
    assert (
        called.err
        == "No topic of 2020 is unresolved, and “escalate” starts from there. “escalade list” shows where they stand.\n"
    )


def test_a_topic_born_at_the_superior_body_replaces_one_by_its_short_name(referred: Shell) -> None:
    referred.does(
        "introduce 2020/fog --replaces lamps --title en=Fog --unattributed "
        f"--session 'Assembly 2020' --on 2020-06-02 {ASSEMBLY}"
    )
    assert last(referred, "2020/fog")["motion"]["replaces"] == "2020/lamps"


@pytest.mark.parametrize("name", ["Made-up Chair", "made-up chair", "CHAIR, no", "Up Ch"])
def test_an_officer_is_named_by_a_part_of_the_name_where_only_one_has_it(debated: Shell, name: str) -> None:
    code = debated(f"record-consensus lamps --meeting 1 --on 2020-03-02 --as '{name}'").code
    assert code == (3 if name == "CHAIR, no" else 0)
