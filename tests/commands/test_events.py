"""Acts as lines for whoever watches over the machines."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from escalade.models.backends import Location
from escalade.models.reader import open_reader

from .conftest import Shell

UNSAID = "It was asked in confidence."


def read(shell: Shell, line: str = "events") -> list[dict[str, Any]]:
    """The events that a line prints."""
    return [json.loads(one) for one in shell.does(line).splitlines()]


def test_each_act_is_one_line_with_who_what_and_when(debated: Shell) -> None:
    events = read(debated)
    with open_reader(Location(debated.register)) as reader:
        records = [record for _, record in reader.records()]
    assert [one["event"]["id"] for one in events] == [record.reference for record in records]
    assert [one["@timestamp"] for one in events] == [record.at for record in records]
    last = events[-1]
    assert last["event"]["action"] == records[-1].act.replace(" ", "-")
    assert last["user"] == {"name": records[-1].officer, "roles": [records[-1].office]}
    assert {one["event"]["kind"] for one in events} == {"event"}
    assert {category for one in events for category in one["event"]["category"]} == {"configuration"}


def test_who_may_do_what_is_told_as_such(debated: Shell) -> None:
    debated.does("appoint 'Made-up Vice' --office vice-chair --on 2020-03-02 --as 'Made-up Desk'")
    last = read(debated)[-1]["event"]
    assert (last["category"], last["type"]) == (["iam"], ["admin", "change"])


def test_no_event_holds_what_somebody_said(debated: Shell) -> None:
    debated.does(
        f"take-position lamps --stance object --holder 'Made-up Isle' --text en='{UNSAID}' --audience office "
        "--source MA20/2 --on 2020-03-02 --as 'Made-up Desk'"
    )
    printed = debated.does("events")
    assert "take-position" in printed
    assert UNSAID not in printed
    assert "Made-up Isle" not in printed


def test_a_collector_goes_on_behind_what_it_saw(debated: Shell) -> None:
    events = read(debated)
    seen = str(events[-2]["event"]["id"])
    assert read(debated, f"events --after '{seen}'") == events[-1:]
    assert read(debated, f"events --after '{events[-1]['event']['id']}'") == []
    for unknown in ("2020/none#7", "2020/horns#99", "2020/horns", "2020/horns#x"):
        debated.refuses(f"events --after {unknown}", 2)


def test_the_hash_of_an_event_is_the_record_s_in_the_ledger(debated: Shell) -> None:
    events = read(debated)
    with open_reader(Location(debated.register)) as reader:
        assert [one["event"]["hash"] for one in events] == [leaf.hex() for _, leaf in reader.leaf_hashes()]


def test_what_is_recorded_meanwhile_follows(debated: Shell) -> None:
    command = [sys.executable, "-c", "from escalade.cli import main; main()"]
    words = ["--register", str(debated.register), "events", "--follow"]
    with subprocess.Popen([*command, *words], stdout=subprocess.PIPE, text=True) as follower:
        try:
            assert follower.stdout
            for _ in read(debated):
                follower.stdout.readline()
            line = "revise lamps --title en=Lamps --question en='What?' --source MA20/2 --on 2020-03-02"
            debated.does(f"{line} --as 'Made-up Desk'")
            assert json.loads(follower.stdout.readline())["event"]["action"] == "revise"
        finally:
            follower.terminate()
