"""The history of a subject: a line for each record, with what later ones say."""

from __future__ import annotations

import csv

from .conftest import ASSEMBLY, AT_MEETING, AT_SITTING, CHAIR, DESK, Shell


def test_a_history_tells_what_later_records_say(debated: Shell) -> None:
    debated.does(
        f"record-consensus lamps {AT_MEETING}",
        f"annul lamps#3 --why en=Slip --on 2020-03-03 {CHAIR}",
        f"correct lamps#2 --why en=Slip --paragraph 2 --on 2020-03-03 {CHAIR}",
    )
    lines = debated("history lamps").out.splitlines()
    assert "corrected by 2020/lamps#5; provisional" in lines[2]
    assert "annulled by 2020/lamps#4" in lines[3]
    assert "provisional" not in lines[3]


def test_a_correction_tells_what_it_changed_and_what_stood_there(debated: Shell) -> None:
    debated.does(
        f"correct lamps#1 --title en='Good lamps' --why en=Slip --on 2020-03-03 {DESK}",
        f"correct lamps#1 --title en='Better lamps' --set on=2020-02-11 --why en=Slip --on 2020-03-03 {DESK}",
    )
    said = [line[2] for line in rows(debated, "lamps") if line[1] == "correct"]
    assert said == [
        "2020/lamps#1; title.en Made-up lamps → Good lamps",
        "2020/lamps#1; title.en Good lamps → Better lamps",
    ]


def test_a_row_tells_who_what_and_how_many(referred: Shell) -> None:
    referred.does(
        f"take-position horns --holder 'Made-up Isle' --stance object --text not-at-hand --source MA20/8 "
        f"--on 2020-04-10 {ASSEMBLY}",
        f"convene --session 'Assembly 2020' --sitting 4=2020-06-11 --on 2020-05-01 {ASSEMBLY}",
        f"decline horns --words not-at-hand --how vote --votes 3,9,1 {AT_SITTING}",
        f"appoint 'Made-up Successor' --office vice-chair --since 2020-05-01 --on 2020-05-01 {DESK}",
    )
    said = {line[1]: line[2] for of in ("horns", "body", "'session/Assembly 2020'") for line in rows(referred, of)}
    assert said["take position"] == "Made-up Isle; object"
    assert said["escalate"] == "Assembly 2020"
    assert said["convene"] == "sittings 4: 2020-06-11"
    assert said["decline"] == "vote; votes 3,9,1"
    assert said["appoint"] == "Made-up Successor; vice-chair; since 2020-05-01"


def rows(shell: Shell, of: str) -> list[list[str]]:
    """The rows of a history, cell by cell."""
    return list(csv.reader(shell(f"history {of} --format csv").out.splitlines()))[1:]
