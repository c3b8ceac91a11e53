"""Processes that are killed, and processes that decide at once."""

from __future__ import annotations

import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from escalade.models.backends import Location
from escalade.models.integrity.verify import verify
from escalade.models.reader import open_reader
from tests.back_end import BackEnd, Files
from tests.lives import TOPIC, Life, at
from tests.programs import STRACE, need
from tests.telling import Told, telling
from tests.traced import CALLS, LAST


@pytest.fixture
def back(empty: Path, tmp_path: Path) -> BackEnd:
    """Registers in files: what dies here is what writes to one."""
    return Files(empty, tmp_path)


@pytest.fixture(scope="module")
def killing() -> Iterator[Told]:
    """What kills processes at each statement in turn."""
    with telling(sys.executable, "-m", "tests.killing") as told:
        yield told


@pytest.fixture(scope="module")
def traced() -> Iterator[Told]:
    """What lets processes write that are killed at a system call."""
    killed = [word for call in CALLS for word in ("-e", f"inject={call}:signal=SIGKILL:when={LAST}")]
    options = ["-f", "-qq", "-o", "/dev/null", "-e", f"trace={','.join(CALLS)}", *killed]
    with telling(need(STRACE), *options, sys.executable, "-m", "tests.traced") as told:
        yield told


@pytest.mark.parametrize(
    ("what", "records", "papers"),
    [("act", 1, 0), ("load", 2, 0), ("issue", 1, 1), ("rebuild", 0, 0), ("new", 6, 0)],
)
def test_a_process_killed_at_any_statement_leaves_the_whole_of_it_or_nothing(
    place: Location, killing: Told, what: str, records: int, papers: int
) -> None:
    left = killing(str(place.path), what)
    assert [one for one in left if one["wrong"]] == []
    assert len(left) >= 10
    found = [(one["size"], one["papers"]) for one in left]
    first, last = found[0], found[-1]
    assert (last[0] - first[0], last[1] - first[1]) == (records, papers)
    assert found == sorted(found)
    assert set(found) == {first, last}
    assert (first != last) is (what != "rebuild")


SYSTEM_CALLS = {"pwrite64": 5, "ftruncate": 1, "fdatasync": 1, "unlink": 1}
"""The calls by which SQLite changes files, and how many lie between two killings."""


@pytest.mark.parametrize("call", SYSTEM_CALLS)
@pytest.mark.needs(STRACE)
def test_a_process_killed_at_any_system_call_leaves_the_whole_of_an_act_or_nothing(
    place: Location, keep: Callable[[Location, Life], Location], traced: Told, call: str
) -> None:
    life = at(Life(), "debated")
    keep(place, life)
    motion, found, number, code = json_of(life, "record statement"), list[int](), 1, -1
    while code != 0:
        copy = Location(place.path.with_name(f"copy {number}.db"))
        shutil.copy(place.path, copy.path)
        code = traced(str(copy.path), call, number, motion, life.noon().isoformat())
        assert code in {0, -signal.SIGKILL}
        with open_reader(copy) as reader:
            found.append(reader.size())
        assert verify(copy).findings == []
        number += SYSTEM_CALLS[call]
    assert len(found) > 1
    assert found == sorted(found)
    assert set(found) <= {found[-1] - 1, found[-1]}


def json_of(life: Life, act: str) -> str:
    """The motion of an act, as JSON."""
    return msgspec.json.encode(life.fitting(act, TOPIC)).decode()
