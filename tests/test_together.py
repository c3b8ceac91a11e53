"""Tests that share what is dear to make run in one process."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.telling import ROOT
from tests.together import APART, TOGETHER, group_of


def test_every_group_is_of_files_that_are_there() -> None:
    for group, paths in TOGETHER.items():
        assert [path for path in (*paths, *APART) if not (ROOT / path).exists()] == []
        assert [group_of(f"{path}::test_it[one@two/three]") for path in paths] == [group] * len(paths)
    assert group_of("tests/commands/test_act.py::test_it[one]") == "tests/commands/test_act.py"


@pytest.mark.parametrize("number", range(8))
def test_of_all_processes_one_runs_the_whole_of_a_group(number: int) -> None:
    shared = Path(os.environ["XDG_CACHE_HOME"], "together.txt")  # of all processes of a run
    with shared.open("a", encoding="utf-8") as file:
        file.write(f"{os.getpid()}\n")
    assert {*shared.read_text("utf-8").split()} == {str(os.getpid())}, number
