"""Tests that share what is dear to start run in one process."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from tests.telling import ENVIRONMENT, ROOT
from tests.together import TOGETHER, group_of


def test_every_group_is_of_files_that_are_there() -> None:
    for group, paths in TOGETHER.items():
        assert [path for path in paths if not (ROOT / path).exists()] == []
        assert [group_of(f"{path}::test_it[one@two/three]") for path in paths] == [group] * len(paths)
    assert group_of("tests/commands/test_act.py::test_it[one]") == "tests/commands/test_act.py::test_it[one]"


def test_of_two_processes_one_runs_the_whole_of_a_group(tmp_path: Path) -> None:
    line = [sys.executable, "-m", "pytest", "-v", "-n", "2", "--dist", "loadgroup", "-p", "no:cacheprovider"]
    chosen = ["tests/architecture/test_packaging.py", "-k", "listed or strays", "--basetemp", str(tmp_path / "run")]
    done = subprocess.run([*line, *chosen], cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    ran = re.findall(r"^\[(gw\d)\].* PASSED", done.stdout, re.MULTILINE)
    assert (len(ran), len(set(ran))) == (2, 1), done.stdout
