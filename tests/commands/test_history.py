"""The history of a subject: a line for each record, with what later ones say."""

from __future__ import annotations

from .conftest import AT_MEETING, CHAIR, Shell


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
