"""Eight processes that do the same at once: one is recorded, the others told."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from collections.abc import Iterator

import pytest

from escalade.models.backends import Location
from escalade.models.cases import export_lines
from escalade.models.integrity.verify import verify
from escalade.models.reader import open_reader

from .conftest import ASSEMBLY, AT_MEETING, DESK, TOPIC, Called, Shell

MANY, TURNS = 8, 5
OFFICE = """
import io, json, sys
from contextlib import redirect_stderr, redirect_stdout
import escalade.commands.acts.act, escalade.models.register, escalade.workflow.perform
from escalade.cli import run
print("ready", flush=True)
for line in sys.stdin:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run(json.loads(line))
    print(json.dumps([code, out.getvalue(), err.getvalue()]), flush=True)
"""
Office = subprocess.Popen[str]
AT_SITTING = f"--session 'Assembly 2020' --sitting 1 --on 2020-06-02 {ASSEMBLY}"
DATES = "--opens 2020-07-01 --closes 2020-09-01 --physical 2020-10-01 --on 2020-07-01"
ESCALATE = f"escalate 2020 --to-session 'Assembly 2020' --document MA20/5 --on 2020-04-06 {DESK}"
APPROVE = f"approve lamps horns --together --words en=Yes. {AT_SITTING}"
LAPSE = f"lapse lamps horns --words en=Another. {AT_SITTING}"
LAUNCH = f"launch lamps {DATES} {DESK}"


@pytest.fixture(scope="module")
def offices() -> Iterator[list[Office]]:
    """Processes, each waiting for a command line."""
    words = [sys.executable, "-c", OFFICE]
    started = [subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(MANY)]
    assert [reads(office) for office in started] == ["ready\n"] * MANY
    yield started
    for office in started:
        office.communicate(timeout=60)
        assert office.returncode == 0


def reads(office: Office) -> str:
    """The next line that a process says."""
    assert office.stdout
    return office.stdout.readline()


def at_once(shell: Shell, offices: list[Office], lines: list[str]) -> list[Called]:
    """What each process is answered, all of them told at once."""
    for office, line in zip(offices, lines, strict=True):
        assert office.stdin
        words = ["--register", str(shell.register), *shlex.split(line)]
        office.stdin.write(json.dumps(words) + "\n")
    for office in offices:
        assert office.stdin
        office.stdin.flush()
    return [Called(*json.loads(reads(office))) for office in offices]


def recorded(shell: Shell) -> list[str]:
    """Every act and what it came to, in the order of the ledger; all of it holds."""
    place = Location(shell.register)
    assert verify(place).findings == []
    with open_reader(place) as reader:
        records = [record for _, record in reader.records()]
        assert len(list(export_lines(reader))) == len({record.touched for record in records})
    return [f"{record.reference} {record.act}" for record in records]


@pytest.fixture
def unresolved(debated: Shell) -> Shell:
    """A shell on a round with two topics on which there is no consensus."""
    debated.does(f"record-no-consensus 2020 --tried en='A vote.' --refer --words not-at-hand {AT_MEETING}")
    return debated


def test_eight_that_escalate_decide_and_launch_the_same_round_record_it_once(
    unresolved: Shell, offices: list[Office]
) -> None:
    before = recorded(unresolved)
    for line, seen in ((ESCALATE, 3), (APPROVE, 4), (LAUNCH, 5)):
        said = at_once(unresolved, offices, [f"{line} --seen lamps#{seen} --format json"] * MANY)
        done, *told = sorted(said, key=lambda called: called.code)
        assert (done.code, [called.code for called in told]) == (0, [3] * (MANY - 1))
        assert {called.refusal["error"] for called in told} == {"MovedMeanwhileError"}
        assert all("has moved meanwhile: its newest record is 2020/" in called.refusal["message"] for called in told)
        assert {called.out for called in told} == {""}
    assert recorded(unresolved)[len(before) :] == [
        "2020/horns#4 escalate", "2020/lamps#4 escalate",
        "2020/lamps#5 approve", "2020/horns#5 approve",
        "2020/lamps#6 launch",
    ]  # fmt: skip


def test_eight_that_decide_against_each_other_leave_one_decision(unresolved: Shell, offices: list[Office]) -> None:
    unresolved.does(ESCALATE)
    before = recorded(unresolved)
    said = at_once(unresolved, offices, [APPROVE, LAPSE] * (MANY // 2))  # they looked at nothing before
    assert sorted(called.code for called in said) == [0] + [3] * (MANY - 1)
    done = next(line for line, called in zip([APPROVE, LAPSE] * (MANY // 2), said, strict=True) if not called.code)
    act = done.partition(" ")[0]
    assert recorded(unresolved)[len(before) :] == [f"2020/lamps#5 {act}", f"2020/horns#5 {act}"]


def test_eight_that_do_not_touch_each_other_are_all_recorded(group: Shell, offices: list[Office]) -> None:
    names = [f"2020/topic-{number}" for number in range(MANY)]
    group.does(*(f"propose {name} {TOPIC.format(name)}" for name in names))
    before = recorded(group)
    for _ in range(TURNS):
        lines = [f"record-statement {name} --holder Isle --text en=No. --on 2020-02-11 {DESK}" for name in names]
        assert [called.code for called in at_once(group, offices, lines)] == [0] * MANY
    after = recorded(group)
    made = [f"{name}#{turn + 2} record statement" for name in names for turn in range(TURNS)]
    assert sorted(after[len(before) :]) == sorted(made)
