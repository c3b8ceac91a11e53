"""Processes that decide at once: one is recorded, the others are told."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import msgspec

from escalade.models.backends import Place, connect
from escalade.models.cases import export_lines
from escalade.models.integrity.verify import verify
from escalade.models.reader import open_reader
from escalade.workflow.motions import Motion
from tests.back_end import address
from tests.lives import TOPIC, Life, at, en

Keep = Callable[[Place, Life], Place]
RACE = ("escalate", "approve", "launch")
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parents[2]), *sys.path])}

DECIDING = """
import sys
from datetime import datetime
import msgspec
from escalade.models.backends import locate
from escalade.models.register import open_register
from escalade.workflow.values.errors import RefusalError
from escalade.workflow.motions import MOTIONS
place, at = locate(sys.argv[1]), datetime.fromisoformat(sys.argv[2])
motions = [msgspec.convert(one, MOTIONS[one["act"]]) for one in map(msgspec.json.decode, sys.argv[3:])]

def acted(register, motion):
    try:
        register.act(motion)
    except RefusalError as error:
        assert "is not a step" in str(error), error
        return "another did"
    return "recorded"

with open_register(place, clock=lambda: at) as register:
    print("ready", flush=True)
    sys.stdin.readline()
    for motion in motions:
        print(motion.act_name(), acted(register, motion), flush=True)
"""


def deciding_at_once(place: Place, life: Life, motions: list[list[Motion]]) -> list[list[str]]:
    """What processes say that decide at once, begun while another writes."""
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", DECIDING, address(place), life.noon().isoformat(), *map(json_of, one)],
            env=ENVIRONMENT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for one in motions
    ]  # fmt: skip
    assert {one.stdout.readline() for one in processes if one.stdout} == {"ready\n"}
    with closing(connect(place, write=True)) as connection, connection.transaction():
        for one in processes:
            assert one.stdin
            one.stdin.write("\n")
            one.stdin.flush()
    return [one.communicate()[0].splitlines() for one in processes]


def json_of(motion: Motion) -> str:
    """A motion as JSON, with neither its moment nor its salts."""
    return msgspec.json.encode(msgspec.structs.replace(motion, at="", salts={})).decode()


def test_of_two_processes_that_decide_at_once_one_is_recorded_and_the_other_told(place: Place, keep: Keep) -> None:
    life = at(Life(), "debated")
    keep(place, life)
    motions = [[life.fitting(act, TOPIC)] for act in ("record consensus", "record no consensus")]
    said = deciding_at_once(place, life, motions)
    ends = sorted(one[-1].partition("consensus")[2] for one in said)
    assert ends == [" another did", " recorded"]
    with open_reader(place) as reader:
        assert len(reader.history(TOPIC)) == 3
        assert len(list(export_lines(reader))) == reader.size()
    assert verify(place).findings == []


def test_eight_processes_escalate_decide_and_launch_the_same_round_at_once(place: Place, keep: Keep) -> None:
    topics = (TOPIC, "2031/b")
    life = at(Life(), "unresolved").brings("2031/b", "unresolved")
    for act in RACE:
        life.does(act, *topics[: 1 if act == "launch" else 2])
    race = [motion for motion in life.performed if motion.act_name() in RACE]
    life.performed = [motion for motion in life.performed if motion not in race]
    keep(place, life)
    with open_reader(place) as reader:
        size = reader.size()
    said = deciding_at_once(place, life, [race] * 8)
    for act in RACE:
        told = [line for one in said for line in one if line.startswith(act)]
        assert sorted(told) == [f"{act} another did"] * 7 + [f"{act} recorded"]
    with open_reader(place) as reader:
        assert [row.state for row in reader.topics()] == ["launched", "approved"]
        assert reader.size() == size + 5
    assert verify(place).findings == []


def test_eight_processes_state_on_one_topic_and_none_is_refused_for_another(place: Place, keep: Keep) -> None:
    life = at(Life(), "debated")
    keep(place, life)
    motions = [
        [life.fitting("record statement", TOPIC, text=en(f"Word {number} of writer {writer}.")) for number in range(40)]
        for writer in range(8)
    ]
    said = deciding_at_once(place, life, motions)
    assert [line for one in said for line in one] == ["record statement recorded"] * 320
    with open_reader(place) as reader:
        assert len(reader.history(TOPIC)) == 322
    assert verify(place).findings == []
