"""How an act is typed: its argument, its options, and what they come to."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tests.commands.motions import last

from .conftest import AT_MEETING, DESK, Shell


def test_the_others_of_the_round_are_set_aside_in_the_same_act(debated: Shell) -> None:
    out = debated.does(f"record-consensus lamps --set-aside-others --words not-at-hand {AT_MEETING}")
    assert [line.partition(":")[0] for line in out.splitlines()] == [
        "2020/lamps#3  record consensus",
        "2020/horns#3  set aside",
    ]


def test_the_day_is_today_unless_given(group: Shell) -> None:
    record = group(f"open-round 2099 {DESK} --dry-run --format json").data["records"][0]
    today = datetime.now(ZoneInfo("Europe/Lisbon")).date()
    assert record["on"] in {today.isoformat(), (today - timedelta(days=1)).isoformat()}


def test_what_moved_since_it_was_seen_is_not_acted_on(debated: Shell) -> None:
    debated.does(f"record-statement lamps --holder Isle --text en=No. --on 2020-03-02 {DESK}")
    called = debated.refuses(f"record-consensus lamps --seen lamps#2 {AT_MEETING}", 3)
    assert "2020/lamps has moved meanwhile: its newest record is 2020/lamps#3" in called.err
    debated.does(f"record-consensus lamps --seen 2020/lamps#3 {AT_MEETING}")


def test_a_constitution_that_is_refused_leaves_no_register(shell: Shell) -> None:
    called = shell.refuses("constitute --name en=Group --as Desk", 3)
    assert "“superior body” is missing" in called.err
    assert shell.everything() == {}


def test_an_objection_whose_holder_was_erased_is_lifted_by_its_record(group: Shell) -> None:
    group.does(f"propose 2020/fog --title en=Fog --unattributed --on 2020-02-10 {DESK}")
    position = f"take-position 2020/fog --unattributed --stance object --text en=No --source L --on 2020-02-10 {DESK}"
    group.does(f"{position} --holder Nobody")
    ordinal = last(group, "2020/fog")["ordinal"]
    with closing(sqlite3.connect("register.db", isolation_level=None)) as connection:
        connection.execute("DELETE FROM opened")
    lift = f"lift-objection 2020/fog --unattributed --how withdrawn --on 2020-02-10 {DESK}"
    assert f"Name the record: 2020/fog#{ordinal}." in group.refuses(f"{lift} --holder Nobody", 2).err
    group.refuses(f"{lift} --holder '2020/fog#1'", 2)
    group.does(f"{lift} --holder 'fog#{ordinal}'")
    assert last(group, "2020/fog")["motion"]["objections"] == [f"2020/fog#{ordinal}"]
    group.refuses(f"{lift} --holder 'fog#{ordinal}'", 3)


def test_a_late_fact_is_told_of_the_state_of_its_day(debated: Shell) -> None:
    late = f"record-statement lamps --holder Isle --text en=No --on 2020-03-02 {DESK}"
    assert "record statement: stays debated" in debated.does(late)
    debated.does(f"record-consensus lamps --set-aside-others {AT_MEETING}")
    position = f"take-position lamps --holder Isle --stance support --source X --on 2020-03-01 {DESK}"
    assert "take position: while it was" in debated.does(position)
