"""Commands that `why` and `inbox` print, with what the register tells of them."""

from __future__ import annotations

import pytest

from .conftest import DESK, TOPIC, Shell


def commands(shell: Shell, line: str) -> list[str]:
    """What a reading says is to be typed, whatever it is to be typed for."""
    found = shell(f"{line} --format json").data
    return [one for entry in found for one in entry["commands"]] if isinstance(found, list) else found["commands"]


def test_the_one_meeting_at_which_it_can_have_happened_is_named_and_its_day_is_left_open(group: Shell) -> None:
    group.does(*(f"annul meeting/{number}#1 --why en=Slip {DESK}" for number in (2, 3)))
    group.does(f"propose 2020/lamps {TOPIC.format('lamps')}")
    command = 'escalade open-debate 2020/lamps --as "Made-up Chair" --meeting 1 --on DAY'
    assert commands(group, "why lamps open-debate") == [command]
    assert command in commands(group, "inbox")
    group.does(command.removeprefix("escalade ").replace("DAY", "2020-03-02"))


def test_the_day_of_a_meeting_that_has_one_is_given(group: Shell) -> None:
    group.does(
        *(f"annul meeting/{number}#1 --why en=Slip {DESK}" for number in (1, 2, 3)),
        f"convene 4 --opens 2020-03-05 --closes 2020-03-05 --place en=Pier --on 2020-03-01 {DESK}",
        f"propose 2020/lamps {TOPIC.format('lamps')}",
    )
    assert commands(group, "why lamps open-debate")[0].endswith("--meeting 4 --on 2020-03-05")


def test_who_speaks_is_told_who_does_it_and_the_secretariat_how_it_enters_it(group: Shell) -> None:
    group.does(f"propose 2020/lamps {TOPIC.format('lamps')}")
    desk, vice, assembly = (
        commands(group, f"why lamps open-debate --as 'Made-up {name}'")[-1]
        for name in ("Desk", "Vice", "Assembly Desk")
    )
    assert '--as "Made-up Desk" --entered-for "Made-up Chair" --meeting' in desk
    assert '--as "Made-up Chair" --meeting' in vice
    assert '--as "Made-up Chair" --meeting' in assembly


def test_of_two_meetings_neither_is_named(group: Shell) -> None:
    group.does(f"propose 2020/lamps {TOPIC.format('lamps')}")
    assert commands(group, "why lamps open-debate") == [
        'escalade open-debate 2020/lamps --as "Made-up Chair" --meeting N --on DAY'
    ]


@pytest.mark.parametrize("act", ["approve", "decline", "refer-back"])
def test_a_decision_names_the_session_to_which_the_topic_was_referred(referred: Shell, act: str) -> None:
    assert '--session "Assembly 2020" --on DAY' in commands(referred, f"why lamps {act}")[0]


def test_the_one_sitting_of_a_session_is_named_with_its_day(debated: Shell) -> None:
    debated.does(
        f"record-no-consensus 2020 --tried en=Talk --refer --words not-at-hand --meeting 1 --on 2020-03-02 "
        f"--entered-for 'Made-up Chair' {DESK}",
        "endorse lamps#3 --on 2020-03-03 --as 'Made-up Chair'",
        f"escalate 2020 --to-session 'Assembly 2021' --on 2020-04-06 {DESK}",
    )
    assert commands(debated, "why lamps approve")[0].endswith(
        '--words en="…" --session "Assembly 2021" --sitting 1 --on 2021-06-02'
    )


def test_a_physical_meeting_is_not_said_to_have_been_held_on_the_day_that_was_set(round_of_2017: Shell) -> None:
    assert commands(round_of_2017, "why ott record-hearing") == [
        ('escalade record-hearing 2017/ott --as Secretariat --presided-by NAME --summary en="…" --on DAY')
    ]
