"""Acts of a chair whose name is not known, and acts that an approved report bears out."""

from __future__ import annotations

from .conftest import Teller

DESK, CHAIR = "--as 'Made-up Desk'", "--as 'Made-up Chair'"
PROPOSES = f"propose 2020/lamps --title en=Lamps --question en=Which? --by-state 'Made-up Land' --on 2020-02-10 {DESK}"


def test_a_chair_who_is_on_record_is_named(group: Teller) -> None:
    group.does(PROPOSES)
    line = f"open-debate lamps --meeting 1 --on 2020-03-02 {DESK} --entered-for not-at-hand"
    group.is_refused(line, "officer_holds_the_office_then_or_now")
    assert "The chair of that day is on record: Made-up Chair." in group.types(line)[2]
    assert "--entered-for 'Made-up Chair'" in group.types(line)[2].replace('"', "'")
    group.is_refused(
        "open-debate lamps --meeting 1 --on 2020-03-02 --as 'Made-up Vice-Chair' --entered-for not-at-hand",
        "officer_holds_the_office_then_or_now",
    )
