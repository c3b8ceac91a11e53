"""The last act of an officer, shown and taken back."""

from __future__ import annotations

from .conftest import CHAIR, DESK, Shell


def test_the_last_act_of_ones_own_is_shown_and_taken_back(debated: Shell) -> None:
    shown = debated.refuses(f"undo --on 2020-03-04 {DESK}", 3)
    assert "Your last act is 2020/horns#1  propose: new → proposed, by Made-up Desk" in shown.err
    assert 'escalade annul 2020/horns#1 --on 2020-03-04 --as "Made-up Desk" --why en="…"' in shown.err
    done = debated(f"undo --why en='Opened too soon.' --on 2020-03-04 {CHAIR}")
    assert (done.code, "2020/horns#3  annul: debated → proposed" in done.out) == (0, True), done
    assert "2020/lamps#3  annul: debated → proposed" in done.out
    assert "horns#2" not in debated(f"undo --on 2020-03-05 {CHAIR}").err
    debated.does(f"undo --why en='Twice.' --on 2020-03-05 {DESK}")
    assert "Your last act is 2020/lamps#1" in debated(f"undo --on 2020-03-06 {DESK}").err


def test_who_did_nothing_has_nothing_to_undo(group: Shell) -> None:
    assert "No act of nobody is in force among the last." in group.refuses("undo --why en=A.", 2).err
